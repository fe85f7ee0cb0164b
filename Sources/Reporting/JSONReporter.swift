import Drift
import Parallel

/// The report as the JSON that `kdrift schema` describes.
public struct JSONReporter: Reporter {
    /// Makes a reporter.
    public init() {}

    /// The whole report: keys sorted, two blanks of indentation.
    public func render(_ report: DriftReport) -> String {
        let document = ReportDocument(report)
        // Most of the text is in these lists, which are written on all cores.
        let lists = [
            "revisions": document.revisions.concurrentMap { JSONText.element($0) },
            "findings": document.findings.concurrentMap { JSONText.element($0) },
            "comments": document.comments.concurrentMap { JSONText.element($0) },
        ]
        var rest = document
        (rest.revisions, rest.findings, rest.comments) = ([], [], [])
        return JSONText.encode(rest, lists: lists) ?? JSONText.encode(document)
    }
}
