import ABIModel

/// What differs between two forms of a record, causes told from consequences.
///
/// A cause is a change that somebody wrote: a member added, removed, retyped, reordered. That
/// other members move and the record grows follows from it, and is told with it.
struct RecordDifference: Sendable {
    /// What a cause is.
    enum Change: Hashable, Sendable {
        case kind, packing
        case added(PlacedMember)
        /// A member that took padding or reserved room.
        case filled(PlacedMember, Room)
        case removed(PlacedMember)
        case renamed(PlacedMember, PlacedMember)
        case retyped(PlacedMember, PlacedMember)
        case width(PlacedMember, PlacedMember)
        case flexible(PlacedMember, PlacedMember)
        case moved(PlacedMember, PlacedMember)
        case alignment, size
        /// A record that is embedded by value changed its size; the tag, and the member.
        case embedded(String, PlacedMember, PlacedMember)
        /// A member's own record, defined in place without a tag, has another kind, size or alignment, and its members lie as
        /// before.
        case part(String, Record, Record)
    }

    /// Room in a record that a new member can take.
    enum Room: Hashable, Sendable {
        case padding
        /// That of reserved members, by their paths.
        case reserved([String])
    }

    /// A cause with what follows from it.
    struct Cause: Sendable {
        var change: Change
        /// Where in the member order it takes hold; what comes later may move because of it.
        var order: Int
        var isRename = false
        var isInverted = false
        /// How sure it is that the member is the same: told from the name unless it is renamed.
        var evidence = Evidence.proved
        var consequences: [Consequence] = []
        /// Whether another member lies elsewhere because of it.
        var movesOthers = false
        /// Whether members of a record that embeds it lie elsewhere because of it.
        var movesOuter = false
        /// Whether the record's size changed because of it.
        var changesSize = false
    }

    var pair: Pair<Record>
    var causes: [Cause] = []
    /// The records whose growth alone explains all of this; the outer record is their consequence.
    var explainedBy: [String] = []

    /// Whether offsets or size differ at all.
    var changesLayout: Bool {
        causes.contains { $0.movesOthers || $0.changesSize }
            || pair.old.sizeBytes != pair.new.sizeBytes || pair.old.alignBytes != pair.new.alignBytes
    }

    /// The differences of all records on both sides, with outer records folded into inner ones.
    static func all(
        _ pairs: [Pair<Record>], types: TypeText, known: RenameKnowledge, old: Snapshot, new: Snapshot
    ) -> [RecordDifference] {
        let tags = RecordTags(old, new)
        var result = pairs.map { pair in
            pair.isSameText
                ? RecordDifference(pair: pair)
                : RecordDifferenceBuilder(pair, types: types, known: known, tags: tags).difference
        }
        EmbeddingFold.fold(&result)
        return result
    }
}

/// Finds the tag of the record that a member type embeds by value, through typedefs and arrays.
struct RecordTags: Sendable {
    private var names: Set<String>
    private var aliases: [String: String]

    init(_ old: Snapshot, _ new: Snapshot) {
        names = Set((old.records + new.records).map(\.name))
        aliases = Dictionary(
            (old.typedefs + new.typedefs).map { ($0.name, $0.type) }, uniquingKeysWith: { first, _ in first })
    }

    /// The embedded record's tag; the type's own text where it is one that other files define.
    func embedded(by type: String) -> String? {
        var text = type
        for _ in 0..<8 {
            let tokens = TypeText.tokens(of: text).filter { $0 != "const" && $0 != "volatile" }
            guard !tokens.contains("*"), !tokens.contains("("), let first = tokens.first else { return nil }
            if first == "struct" || first == "union" { return tokens.count > 1 ? tokens[1] : nil }
            if names.contains(first) { return first }
            guard let next = aliases[first] else { return first.hasSuffix("_t") ? first : nil }
            text = next
        }
        return nil
    }
}

/// Makes an outer record's change a consequence of the embedded record's own.
enum EmbeddingFold {
    static func fold(_ differences: inout [RecordDifference]) {
        let changed = Set(
            differences.filter { $0.changesLayout }.flatMap { [$0.pair.old.name, $0.pair.new.name] })
        for index in differences.indices {
            var explained: [String] = []
            for cause in differences[index].causes {
                if case .embedded(let tag, _, _) = cause.change, changed.contains(tag) {
                    explained.append(tag)
                }
            }
            differences[index].explainedBy = Array(Set(explained)).sorted()
        }
        for index in differences.indices where !differences[index].explainedBy.isEmpty {
            let outer = differences[index]
            let consequence = consequence(outer)
            for tag in outer.explainedBy {
                guard let root = rootIndex(of: tag, in: differences) else { continue }
                guard
                    let cause = differences[root].causes.indices.last(where: {
                        differences[root].causes[$0].changesSize || differences[root].causes[$0].movesOthers
                    }) ?? differences[root].causes.indices.last
                else { continue }
                differences[root].causes[cause].consequences.append(consequence)
                if outer.causes.contains(where: \.movesOthers) {
                    differences[root].causes[cause].movesOuter = true
                }
            }
            differences[index].causes.removeAll { cause in
                if case .embedded(let tag, _, _) = cause.change { return outer.explainedBy.contains(tag) }
                return false
            }
        }
    }

    /// The record at the bottom of a chain of embeddings.
    private static func rootIndex(of tag: String, in differences: [RecordDifference]) -> Int? {
        var tag = tag
        for _ in 0..<differences.count {
            guard
                let index = differences.firstIndex(where: {
                    $0.changesLayout && ($0.pair.new.name == tag || $0.pair.old.name == tag)
                })
            else { return nil }
            guard let inner = differences[index].explainedBy.first else { return index }
            tag = inner
        }
        return nil
    }

    private static func consequence(_ difference: RecordDifference) -> Consequence {
        let record = difference.pair.new
        guard let before = difference.pair.old.sizeBytes, let after = record.sizeBytes, before != after else {
            return .outerLaidOutAnew(record: record.typeName)
        }
        return .outerResized(record: record.typeName, from: before, to: after)
    }
}

extension Pair<Record> {
    /// Whether the two read the same to the letter, as most records of two trees do.
    fileprivate var isSameText: Bool {
        old.kind == new.kind && old.isPacked == new.isPacked && old.sizeBytes == new.sizeBytes
            && old.alignBytes == new.alignBytes && old.members == new.members
    }
}
