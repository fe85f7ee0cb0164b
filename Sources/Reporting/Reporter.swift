import Drift

/// Turns a finished report into text. A reporter analyses nothing, and the same report gives the same bytes.
public protocol Reporter: Sendable {
    /// The whole report in the reporter's format, ending in a line end.
    func render(_ report: DriftReport) -> String
}

/// One file of a report that can be several.
public struct ReportFile: Hashable, Sendable {
    /// The name, without a directory.
    public var name: String
    /// What stands in it.
    public var text: String

    /// Makes a file.
    public init(name: String, text: String) {
        self.name = name
        self.text = text
    }
}

/// A reporter whose report can be put into a directory, file by file.
public protocol FileSetReporter: Reporter {
    /// The files, in order.
    func files(_ report: DriftReport) -> [ReportFile]
}

/// The formats that `--format` takes.
public enum OutputFormat: String, CaseIterable, Sendable {
    case text, json, markdown, html, mail, sarif, junit, ktap, github, gitlab, b4

    /// The reporter for the format.
    ///
    /// - Parameters:
    ///   - isColored: whether text may carry terminal colours.
    ///   - extent: how much text says.
    ///   - page: the page that text goes to.
    ///   - failOn: the least severity that formats with a pass and a fail count as a failure.
    ///   - countsAll: whether what earlier revisions of a series were is a failure there as well.
    ///   - asksUnapplied: whether mails ask about patches that do not apply.
    public func reporter(
        isColored: Bool = false, extent: TextExtent = .details, page: TextPage = .endless,
        failOn: Severity = .error, countsAll: Bool = false, asksUnapplied: Bool = false
    ) -> any Reporter {
        switch self {
        case .text: extent.reporter(style: TextStyle(isColored: isColored), page: page)
        case .json: JSONReporter()
        case .markdown: MarkdownReporter()
        case .html: HTMLReporter()
        case .mail: MailReporter(asksUnapplied: asksUnapplied)
        case .sarif: SARIFReporter()
        case .junit: JUnitReporter(failOn: failOn, countsAll: countsAll)
        case .ktap: KTAPReporter(failOn: failOn, countsAll: countsAll)
        case .github: GitHubReporter()
        case .gitlab: GitLabReporter()
        case .b4: B4Reporter()
        }
    }

    /// What the format is for, in a few words.
    public var purpose: String {
        switch self {
        case .text: "for a terminal"
        case .json: "everything, as `kdrift schema` describes it"
        case .markdown: "for a merge request or a wiki"
        case .html: "one page to read in a browser or print"
        case .mail: "drafts of replies to the patches, an mbox, or one file each in mail:DIRECTORY/"
        case .sarif: "SARIF 2.1.0, for code scanning and editors"
        case .junit: "JUnit XML, for CI servers"
        case .ktap: "KTAP, as the kernel's own test runners read it"
        case .github: "annotations for a GitHub workflow's log"
        case .gitlab: "a GitLab code quality report"
        case .b4: "the answer that b4's review check commands expect"
        }
    }
}
