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
    private func text(_ document: ModelDocument) -> String { JSONText.encode(document) }
}
