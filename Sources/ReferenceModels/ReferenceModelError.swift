/// Why a reference model could not be asked.
public enum ReferenceModelError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no model of that name.
    case noSuchModel(name: String, names: [String])
    /// The model has no design, property or setting of that name.
    case noSuchName(kind: String, name: String, model: String, names: [String])
    /// A call of a trace that cannot be made where the trace makes it.
    case impossible(step: Int, operation: String, label: String)
    /// C that a model's operations cannot be bound to; the sentence says what it lacks.
    case unbound(String)
    /// A call of a trace whose end is not known.
    case unknown(step: Int, operation: String, label: String, reason: String)

    /// The sentence without the hint.
    var reason: String { String(description.prefix { $0 != "\n" }) }

    /// A sentence, and a hint on a line of its own.
    public var description: String {
        switch self {
        case .noSuchModel(let name, let names):
            "there is no reference model \u{201c}\(name)\u{201d}\nhint: there is \(names.joined(separator: ", "))"
        case .noSuchName(let kind, let name, let model, let names):
            "the model \(model) has no \(kind) \u{201c}\(name)\u{201d}\nhint: it has "
                + names.map { $0.isEmpty ? "\u{201c}\u{201d} (the usual one)" : $0 }.joined(separator: ", ")
        case .impossible(let step, let operation, let label):
            "step \(step), \u{201c}\(operation)\u{201d}, cannot be made in \(label)\nhint: it has no such call, "
                + "or nobody to make it in that state; `kdrift model NAME --trace` names the calls as traces do"
        case .unbound(let reason):
            "the C cannot be bound to the model: \(reason)\nhint: it must be lowered with the functions and records "
                + "that the binding uses"
        case .unknown(let step, let operation, let label, let reason):
            "step \(step), \u{201c}\(operation)\u{201d}, cannot be followed in \(label): \(reason)\n"
                + "hint: what comes of it is unknown, so the trace can be neither confirmed nor refuted"
        }
    }
}
