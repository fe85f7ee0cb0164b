/// An entity on both sides of a comparison.
public struct Pair<Entity: Sendable>: Sendable {
    /// The old form.
    public var old: Entity
    /// The new form.
    public var new: Entity
    /// Whether it goes by another name now.
    public var isRename: Bool
    /// Whether the new name says the opposite of the old one.
    public var isInverted: Bool
    /// Whether the rename was known beforehand, by a ``RenameHint``.
    public var isKnown: Bool

    /// Makes a pair.
    public init(
        old: Entity, new: Entity, isRename: Bool = false, isInverted: Bool = false, isKnown: Bool = false
    ) {
        self.old = old
        self.new = new
        self.isRename = isRename
        self.isInverted = isInverted
        self.isKnown = isKnown
    }

    /// Proved where the name is the same; for a rename, whether somebody knew of it or it was told from
    /// names and places.
    public var evidence: Evidence { isRename ? isKnown ? .reference : .heuristic : .proved }
}

/// Which entities of two sides belong together.
public struct Pairing<Entity: Sendable>: Sendable {
    /// On both sides, in the old side's order.
    public var pairs: [Pair<Entity>] = []
    /// On the old side only.
    public var removed: [Entity] = []
    /// On the new side only.
    public var added: [Entity] = []

    /// The pairs that go by another name now.
    public var renamed: [Pair<Entity>] { pairs.filter(\.isRename) }
}

/// A candidate for a rename.
struct RenameCandidate: Sendable {
    var old: Int
    var new: Int
    var score: Double
    var isInverted: Bool
    var isKnown = false
}

enum RenameMatching {
    /// Two candidates this close leave open which one is meant, and then neither is taken.
    private static let ambiguity = 0.01

    /// The best one-to-one choice, highest score first.
    static func choose(_ candidates: [RenameCandidate]) -> [RenameCandidate] {
        let sorted = candidates.sorted { ($1.score, $0.old, $0.new) < ($0.score, $1.old, $1.new) }
        var usedOld: Set<Int> = []
        var usedNew: Set<Int> = []
        var chosen: [RenameCandidate] = []
        for (index, candidate) in sorted.enumerated() {
            guard !usedOld.contains(candidate.old), !usedNew.contains(candidate.new) else { continue }
            var isAmbiguous = false
            for rival in sorted[(index + 1)...] {
                if rival.score < candidate.score - ambiguity { break }
                if rival.old == candidate.old && !usedNew.contains(rival.new) {
                    isAmbiguous = true
                    usedOld.insert(candidate.old)
                }
                if rival.new == candidate.new && !usedOld.contains(rival.old) {
                    isAmbiguous = true
                    usedNew.insert(candidate.new)
                }
            }
            if isAmbiguous { continue }
            usedOld.insert(candidate.old)
            usedNew.insert(candidate.new)
            chosen.append(candidate)
        }
        return chosen
    }
}
