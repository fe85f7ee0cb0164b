import Drift

/// Turns a finished report into text. A reporter analyses nothing, and the same report gives the same bytes.
public protocol Reporter: Sendable {
    /// The whole report in the reporter's format, ending in a line end.
    func render(_ report: DriftReport) -> String
}

/// The formats that `--format` takes.
public enum OutputFormat: String, CaseIterable, Sendable {
    case text, json, markdown

    /// The reporter for the format.
    ///
    /// - Parameter isColored: whether text may carry terminal colours.
    public func reporter(isColored: Bool = false) -> any Reporter {
        switch self {
        case .text: TextReporter(style: TextStyle(isColored: isColored))
        case .json: JSONReporter()
        case .markdown: MarkdownReporter()
        }
    }
}
