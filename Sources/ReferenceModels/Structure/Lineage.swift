/// A rename that an interface's history knows of.
public struct Rename: Hashable, Sendable {
    /// What is renamed.
    public enum Kind: String, Hashable, Sendable { case constant, member, function }

    /// What is renamed.
    public var kind: Kind
    /// The name before.
    public var old: String
    /// The name since.
    public var new: String
    /// The label of the first revision with the new name.
    public var since: String
    /// Whether the new name says the opposite of the old one.
    public var isInverted: Bool
    /// The enum's or record's tag; nil for a function.
    public var container: String?

    /// Makes a rename.
    public init(
        _ kind: Kind, of container: String? = nil, _ old: String, to new: String, since: String,
        isInverted: Bool = false
    ) {
        self.kind = kind
        self.old = old
        self.new = new
        self.since = since
        self.isInverted = isInverted
        self.container = container
    }
}

/// How the names of an interface went on from one revision to the next.
public struct Lineage: Hashable, Sendable {
    /// The revisions' labels in order.
    public var labels: [String]
    /// The renames, in the order of the revisions that made them.
    public var renames: [Rename]

    /// Makes a lineage.
    public init(labels: [String], renames: [Rename]) {
        self.labels = labels
        self.renames = renames
    }

    /// The renames that one revision made.
    public func renames(since label: String) -> [Rename] { renames.filter { $0.since == label } }

    /// The renames between two revisions, those of the steps between them joined: what was renamed twice
    /// goes from its first name to its last. Empty where a label is not known or the order is reversed.
    public func renames(from old: String, to new: String) -> [Rename] {
        guard let first = labels.firstIndex(of: old), let last = labels.firstIndex(of: new), first < last
        else { return [] }
        var joined: [Rename] = []
        for label in labels[(first + 1)...last] {
            // One step renames at once: a name that it gives is not one that it takes.
            let before = joined
            for rename in renames(since: label) {
                let known = before.firstIndex {
                    $0.kind == rename.kind && $0.container == rename.container && $0.new == rename.old
                }
                if let known {
                    joined[known].new = rename.new
                    joined[known].since = rename.since
                    joined[known].isInverted = joined[known].isInverted != rename.isInverted
                } else {
                    joined.append(rename)
                }
            }
        }
        return joined
    }
}
