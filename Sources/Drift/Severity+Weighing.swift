import ABIModel

extension Severity {
    /// Weighs a rule's severity by who sees the change and what it does to them.
    func weighed(_ surface: Surface, _ compatibility: Compatibility, isLocal: Bool = false) -> Severity {
        if isLocal { return .note }
        switch compatibility {
        case .extension, .none: return .note
        case .incompatible: break
        }
        switch surface {
        case .uapi: return self == .note ? .note : .error
        case .exported: return self
        case .internal: return self == .error ? .warning : .note
        }
    }
}
