import Drift

/// The report as the JSON that `kdrift schema` describes.
public struct JSONReporter: Reporter {
    /// Makes a reporter.
    public init() {}

    /// The whole report: keys sorted, two blanks of indentation.
    public func render(_ report: DriftReport) -> String { JSONText.encode(ReportDocument(report)) }
}
