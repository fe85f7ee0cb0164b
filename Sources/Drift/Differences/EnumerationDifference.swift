import ABIModel

/// What differs between two forms of an enum, causes told from consequences.
struct EnumerationDifference: Sendable {
    /// A constant whose value changed, with the constants that went the same way.
    struct Renumbering: Sendable {
        var old: Enumeration.Constant
        var new: Enumeration.Constant
        var isRename: Bool
        var evidence: Evidence
        var followers: [Consequence]
        /// The constant that has the old value now.
        var heir: String?
    }

    /// A constant that is new or gone.
    struct Arrival: Sendable {
        var constant: Enumeration.Constant
        /// What came of it: the count sentinel that moved.
        var consequences: [Consequence] = []
    }

    /// A count sentinel whose value changed.
    struct SentinelMove: Sendable {
        var old: Enumeration.Constant
        var new: Enumeration.Constant
        var evidence: Evidence

        var hasGrown: Bool { new.value > old.value }
        var consequence: Consequence {
            .countChanged(constant: new.name, from: old.value, to: new.value)
        }
    }

    /// A constant under another name.
    struct Renaming: Sendable {
        var old: Enumeration.Constant
        var new: Enumeration.Constant
        /// Whether a reserved name was put to use.
        var isReserved: Bool
        var evidence: Evidence
    }

    var pair: Pair<Enumeration>
    var added: [Arrival] = []
    var removed: [Arrival] = []
    var renamed: [Renaming] = []
    var renumbered: [Renumbering] = []
    /// Sentinels that no constant moved which is new or gone for its users: it was, or lives on as, a macro.
    var recounted: [SentinelMove] = []

    /// Runs longer than this are one finding with followers.
    private static let longestRun = 8

    init(
        _ pair: Pair<Enumeration>, oldValues: NamedValues, newValues: NamedValues, known: RenameKnowledge
    ) {
        self.pair = pair
        let matching = ConstantMatching(pair.old, pair.new, known: known)
        let moves = Self.sentinelMoves(pair, matching)
        added = matching.added.filter { oldValues[$0.name] != $0.value }.map { Arrival(constant: $0) }
        removed = matching.removed.filter { newValues[$0.name] != $0.value }.map { Arrival(constant: $0) }
        renamed = matching.pairs.filter(\.isRename).map {
            Renaming(
                old: $0.old, new: $0.new,
                isReserved: ReservedName.matches($0.old.name) && !ReservedName.matches($0.new.name),
                evidence: $0.evidence)
        }
        let changed = matching.pairs.filter {
            $0.old.value != $0.new.value && moves[$0.old.name] == nil
        }
        renumbered = Self.runs(changed, in: pair.new)
        for (_, move) in moves.sorted(by: { $0.key < $1.key }) {
            if move.hasGrown, !added.isEmpty {
                added[added.count - 1].consequences.append(move.consequence)
            } else if !move.hasGrown, !removed.isEmpty {
                removed[removed.count - 1].consequences.append(move.consequence)
            } else {
                recounted.append(move)
            }
        }
    }

    /// Whether nothing differs in the constants.
    var isEmpty: Bool {
        added.isEmpty && removed.isEmpty && renamed.isEmpty && renumbered.isEmpty && recounted.isEmpty
    }

    /// Count sentinels that moved because constants came or went.
    private static func sentinelMoves(
        _ pair: Pair<Enumeration>, _ matching: ConstantMatching
    ) -> [String: SentinelMove] {
        guard !matching.added.isEmpty || !matching.removed.isEmpty else { return [:] }
        var moves: [String: SentinelMove] = [:]
        for match in matching.pairs where match.old.value != match.new.value {
            guard CountSentinel.isSentinel(match.old, in: pair.old),
                CountSentinel.isSentinel(match.new, in: pair.new)
            else { continue }
            moves[match.old.name] = SentinelMove(
                old: match.old, new: match.new, evidence: match.evidence)
        }
        return moves
    }

    private static func runs(_ changed: [Pair<Enumeration.Constant>], in new: Enumeration) -> [Renumbering] {
        var result: [Renumbering] = []
        var start = 0
        while start < changed.count {
            let shift = changed[start].old.value.distance(to: changed[start].new.value)
            var end = start + 1
            while end < changed.count, changed[end].old.value.distance(to: changed[end].new.value) == shift {
                end += 1
            }
            let run = Array(changed[start..<end])
            let isFolded = run.count > longestRun
            for (index, match) in run.enumerated() where !isFolded || index == 0 {
                result.append(
                    Renumbering(
                        old: match.old, new: match.new, isRename: match.isRename,
                        evidence: match.evidence,
                        followers: isFolded
                            ? run.dropFirst().map {
                                .renumbered(constant: $0.new.name, from: $0.old.value, to: $0.new.value)
                            } : [],
                        heir: new.constants.first { $0.value == match.old.value }?.name))
            }
            start = end
        }
        return result
    }
}

/// Constants that only count the others: `NR_THINGS`, `THING_MAX`, `__THING_MAX`.
enum CountSentinel {
    /// Whether the name says so and the value agrees.
    static func isSentinel(_ constant: Enumeration.Constant, in enumeration: Enumeration) -> Bool {
        guard isName(constant.name) else { return false }
        let others = enumeration.constants.filter { !isName($0.name) }.map(\.value)
        guard let highest = others.max() else { return false }
        return constant.value == highest || constant.value == highest.next
    }

    static func isName(_ name: String) -> Bool {
        let words = NameWords.words(of: name)
        guard let first = words.first, let last = words.last else { return false }
        return ["max", "count", "last", "nr", "num", "end", "cnt", "total", "limit"].contains(last)
            || ["nr", "num", "max"].contains(first)
    }
}

/// Names that keep room for later.
enum ReservedName {
    static func matches(_ name: String) -> Bool {
        NameWords.words(of: name).contains { word in
            let bare = word.drop { $0.isNumber }.reversed().drop { $0.isNumber }
            let stem = String(bare.reversed())
            return ["reserved", "rsvd", "resv", "rsv", "pad", "padding", "unused", "spare"].contains(stem)
        }
    }
}
