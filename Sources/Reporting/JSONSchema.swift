/// The documents that kdrift writes as JSON, each with its JSON Schema (2020-12). Minor versions only add, so a schema
/// names what has to be there and forbids nothing.
public enum JSONSchema: String, CaseIterable, Sendable {
    /// What `review`, `diff` and `check` write.
    case report
    /// What `model` writes.
    case model
    /// What `replay` writes.
    case replay

    /// The schema.
    public var text: String {
        switch self {
        case .report: ReportSchema.text
        case .model: ModelSchema.model
        case .replay: ModelSchema.replay
        }
    }
}
