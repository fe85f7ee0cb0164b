import ReferenceModels

/// Turns what a reference model answers into text. Like a ``Reporter`` it analyses nothing.
public protocol ModelReporter: Sendable {
    /// The models, a table or drifts, ending in a line end.
    func render(_ answer: ModelAnswer) -> String
    /// A counterexample that was run again, ending in a line end.
    func render(_ replay: ReplayReport) -> String
}

/// The formats that `kdrift model` and `kdrift replay` have.
public enum ModelFormat: String, CaseIterable, Sendable {
    case text, json, markdown

    /// The reporter for the format.
    ///
    /// - Parameter isColored: whether text may carry terminal colours.
    public func reporter(isColored: Bool = false) -> any ModelReporter {
        switch self {
        case .text: ModelTextReporter(style: TextStyle(isColored: isColored))
        case .json: ModelJSONReporter()
        case .markdown: ModelMarkdownReporter()
        }
    }
}
