import ABIModel

/// A pair of names that reads like a rename in one flavor and that another flavor proves to be two things.
struct RefutedRename: Hashable, Sendable {
    var kind: EntityKind
    var old: String
    var new: String
    /// For members the record's new name, for constants the enum's, for what one `.c` file alone knows that
    /// file; nil for all else.
    var container: String?
}

/// What is known of renames of one kind before names are compared.
struct RenameKnowledge: Sendable {
    /// Renames that somebody knows of.
    var hints: [RenameHint] = []
    /// What is no rename.
    private var refuted: Set<RefutedRename> = []
    private var kind: EntityKind

    init(_ kind: EntityKind, hints: [RenameHint], refuted: Set<RefutedRename>) {
        self.kind = kind
        self.hints = hints.filter { $0.kind == kind }
        self.refuted = refuted.filter { $0.kind == kind }
    }

    /// Whether the two names are known to be two things.
    func refutes(_ old: String, _ new: String, in container: String? = nil) -> Bool {
        !refuted.isEmpty
            && refuted.contains(RefutedRename(kind: kind, old: old, new: new, container: container))
    }
}
