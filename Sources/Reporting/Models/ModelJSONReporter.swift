import Foundation
import ReferenceModels

/// What a reference model answers, as JSON.
public struct ModelJSONReporter: ModelReporter {
    /// Makes a reporter.
    public init() {}

    /// The models, a table or drifts.
    public func render(_ answer: ModelAnswer) -> String { text(ModelDocument(answer)) }

    /// A counterexample that was run again.
    public func render(_ replay: ReplayReport) -> String { text(ModelDocument(replay)) }

    /// Keys sorted, two blanks of indentation.
    private func text(_ document: ModelDocument) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(document) else {
            // Every value is a string, a number, a list or an object; there is nothing to fail on.
            return "{}\n"
        }
        return String(decoding: data, as: UTF8.self) + "\n"
    }
}
