import Drift
import Parallel

/// The report as the JSON that `kdrift schema` describes.
public struct JSONReporter: Reporter {
    /// Makes a reporter.
    public init() {}

    /// The whole report: keys sorted, two blanks of indentation.
    public func render(_ report: DriftReport) -> String {
        let document = ReportDocument(report)
        // Most of the text is in these two lists, which are written on all cores.
        let lists = [
            "revisions": document.revisions.concurrentMap { JSONText.data($0) },
            "findings": document.findings.concurrentMap { JSONText.data($0) },
        ]
        var rest = document
        (rest.revisions, rest.findings) = ([], [])
        return JSONText.encode(rest, lists: lists) ?? JSONText.encode(document)
    }
}
