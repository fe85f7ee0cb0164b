/// Why a reference model could not be asked.
public enum ReferenceModelError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no model of that name.
    case noSuchModel(name: String, names: [String])
    /// The model has no design or property of that name.
    case noSuchName(kind: String, name: String, model: String, names: [String])

    /// A sentence, and a hint on a line of its own.
    public var description: String {
        switch self {
        case .noSuchModel(let name, let names):
            "there is no reference model \u{201c}\(name)\u{201d}\nhint: there is \(names.joined(separator: ", "))"
        case .noSuchName(let kind, let name, let model, let names):
            "the model \(model) has no \(kind) \u{201c}\(name)\u{201d}\nhint: it has "
                + names.joined(separator: ", ")
        }
    }
}
