import Drift
import Foundation

/// The report as the JSON that `kdrift schema` describes.
public struct JSONReporter: Reporter {
    /// Makes a reporter.
    public init() {}

    /// The whole report: keys sorted, two blanks of indentation.
    public func render(_ report: DriftReport) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(ReportDocument(report)) else {
            // Every value is a string, a number, a list or an object; there is nothing to fail on.
            return "{}\n"
        }
        return String(decoding: data, as: UTF8.self) + "\n"
    }
}
