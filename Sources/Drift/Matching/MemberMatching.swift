import ABIModel
import Phrases

/// A member where it lies in the outermost record.
struct PlacedMember: Sendable, Hashable {
    /// The name with the names of the records around it: `ring.head`.
    var path: String
    /// The member, its offset counted from the start of the outermost record.
    var member: Member
    /// Its number among the placed members.
    var order: Int
    /// Whether it shares its place with others.
    var isInUnion: Bool

    /// All named members of a record, those of in-place records one by one.
    static func all(of record: Record) -> [PlacedMember] {
        var result: [PlacedMember] = []
        collect(record, prefix: "", offset: 0, isInUnion: false, into: &result)
        return result
    }

    private static func collect(
        _ record: Record, prefix: String, offset: Int, isInUnion: Bool, into result: inout [PlacedMember]
    ) {
        let isUnion = isInUnion || record.kind == .union
        for member in record.members {
            var moved = member
            moved.offsetBits += offset
            if let inner = member.record, !inner.members.isEmpty, !member.type.hasSuffix("]") {
                let path = member.name.isEmpty ? prefix : prefix + member.name + "."
                collect(inner, prefix: path, offset: moved.offsetBits, isInUnion: isUnion, into: &result)
            } else if !member.name.isEmpty {
                result.append(
                    PlacedMember(
                        path: prefix + member.name, member: moved, order: result.count, isInUnion: isUnion))
            }
        }
    }

    /// `void *, 8 bytes at 184`, or bits where it is no whole byte.
    var place: Phrase {
        let offset: Phrase = member.bitWidth != nil ? "bit \(member.offsetBits)" : "\(member.offsetBits / 8)"
        let size: Phrase =
            member.bitWidth != nil
            ? ", \(Amount.bits(member.sizeBits))"
            : member.isFlexibleArray ? "" : ", \(Amount.size(member.sizeBits))"
        return "\(member.type)\(size)\(aside: " at \(offset)")"
    }

    /// Where it begins.
    var offset: Consequence.Offset {
        Consequence.Offset(bits: member.offsetBits, isBitField: member.bitWidth != nil)
    }
}

extension Consequence.Offset {
    /// The offset as a message gives it.
    public var phrase: Phrase { isBitField ? "bit \(bits)" : "offset \(bits / 8)" }
}

/// Sizes in sentences.
enum Amount {
    static func bits(_ count: Int) -> Phrase { "\(count, "bit", "bits")" }

    static func bytes(_ count: Int) -> Phrase { "\(count, "byte", "bytes")" }

    static func size(_ bits: Int) -> Phrase { bits % 8 == 0 ? bytes(bits / 8) : self.bits(bits) }
}

/// Matches the members of two forms of a record.
struct MemberMatching: Sendable {
    var pairs: [Pair<PlacedMember>] = []
    var added: [PlacedMember] = []
    var removed: [PlacedMember] = []
    /// Those of the pairs that went into or came out of a named in-place record, by that.
    var regroupings: [[Pair<PlacedMember>]] = []

    init(_ old: Record, _ new: Record, types: TypeText, known: RenameKnowledge) {
        let olds = PlacedMember.all(of: old)
        let news = PlacedMember.all(of: new)
        // Broken input may have a name twice; the first goes with the first, the second with the second.
        var places = Dictionary(grouping: news.indices) { news[$0].path }
        var taken: Set<Int> = []
        for member in olds {
            if let partner = places[member.path]?.first {
                places[member.path]?.removeFirst()
                taken.insert(partner)
                pairs.append(Pair(old: member, new: news[partner]))
            } else {
                removed.append(member)
            }
        }
        added = news.indices.filter { !taken.contains($0) }.map { news[$0] }
        joinMoved(types: types)
        let renames = candidates(olds, news, types: types, known: known, names: [old.name, new.name])
        for rename in RenameMatching.choose(renames) {
            pairs.append(
                Pair(
                    old: removed[rename.old], new: added[rename.new], isRename: true,
                    isInverted: rename.isInverted, isKnown: rename.isKnown))
        }
        let goneOld = Set(pairs.filter(\.isRename).map(\.old.order))
        let goneNew = Set(pairs.filter(\.isRename).map(\.new.order))
        removed.removeAll { goneOld.contains($0.order) }
        added.removeAll { goneNew.contains($0.order) }
        pairs.sort { $0.old.order < $1.old.order }
    }

    /// A member that went into or came out of a named in-place record has the same last name. Who uses it has to say
    /// another path.
    private mutating func joinMoved(types: TypeText) {
        func last(_ path: String) -> Substring { path.split(separator: ".").last ?? "" }
        func group(_ path: String) -> Substring { path.dropLast(last(path).count) }
        var groups: [[Substring]: [Pair<PlacedMember>]] = [:]
        removed = removed.filter { member in
            let partner = added.firstIndex {
                last($0.path) == last(member.path) && types.isSame(member.member.type, $0.member.type)
                    && $0.member.offsetBits == member.member.offsetBits
            }
            guard let partner else { return true }
            let pair = Pair(old: member, new: added.remove(at: partner))
            pairs.append(pair)
            groups[[group(pair.old.path), group(pair.new.path)], default: []].append(pair)
            return false
        }
        regroupings = groups.values.sorted { $0[0].old.order < $1[0].old.order }
    }

    private func candidates(
        _ olds: [PlacedMember], _ news: [PlacedMember], types: TypeText, known: RenameKnowledge,
        names: [String]
    ) -> [RenameCandidate] {
        let partners = Dictionary(
            pairs.map { ($0.old.order, $0.new.order) }, uniquingKeysWith: { first, _ in first })
        // Neighbours of both sides are named by their order on the new side.
        let inverse = Dictionary(
            partners.map { ($0.value, $0.value) }, uniquingKeysWith: { first, _ in first })
        var found: [RenameCandidate] = []
        for (left, before) in removed.enumerated() {
            for (right, after) in added.enumerated() {
                if let hint = known.hints.first(where: {
                    $0.old == before.path && $0.new == after.path
                        && ($0.container.map(names.contains) ?? true)
                }) {
                    found.append(
                        RenameCandidate(
                            old: left, new: right, score: 2, isInverted: hint.isInverted, isKnown: true))
                    continue
                }
                if known.refutes(before.path, after.path, in: names.last) { continue }
                let sameType = types.isSame(before.member.type, after.member.type)
                let likeness = NameWords.likeness(before.path, after.path)
                let isFlag = ["bool", "_Bool"].contains(after.member.type) || after.member.bitWidth == 1
                if likeness.isInverted && !isFlag { continue }
                let place = Self.place(before, after, olds.count, news.count, partners, inverse)
                let sameShape =
                    TypeShape(before.member.type) == TypeShape(after.member.type)
                    && before.member.sizeBits == after.member.sizeBits
                let score = Self.score(
                    likeness.score, sameType: sameType, sameShape: sameShape, place: place,
                    isSpecific: Self.isSpecific(before.member.type))
                guard let score else { continue }
                found.append(
                    RenameCandidate(
                        old: left, new: right, score: score, isInverted: likeness.isInverted))
            }
        }
        return found
    }

    /// How much two members lie in the same place, 0…1: same bits, or the same neighbours.
    private static func place(
        _ before: PlacedMember, _ after: PlacedMember, _ oldCount: Int, _ newCount: Int,
        _ partners: [Int: Int], _ inverse: [Int: Int]
    ) -> Double {
        if before.member.offsetBits == after.member.offsetBits { return 1 }
        let isBehindSame =
            nearest(before.order, -1, oldCount, partners)
            == nearest(
                after.order, -1, newCount, inverse)
        let isBeforeSame =
            nearest(before.order, 1, oldCount, partners)
            == nearest(
                after.order, 1, newCount, inverse)
        return (isBehindSame ? 0.5 : 0) + (isBeforeSame ? 0.5 : 0)
    }

    /// The new-side order of the next matched member in a direction; -1 and `Int.max` are the ends.
    private static func nearest(_ order: Int, _ step: Int, _ count: Int, _ partners: [Int: Int]) -> Int {
        var index = order + step
        while index >= 0 && index < count {
            if let partner = partners[index] { return partner }
            index += step
        }
        return step < 0 ? -1 : Int.max
    }

    private static func score(
        _ name: Double, sameType: Bool, sameShape: Bool, place: Double, isSpecific: Bool
    ) -> Double? {
        let type = sameType ? 1.0 : sameShape ? 0.5 : 0
        let total = 0.45 * name + 0.3 * type + 0.25 * place
        guard type > 0 else { return name == 1 ? total : nil }
        if name == 0 {
            // Without a word in common only the same slot with a telling type will do.
            return sameType && place == 1 && isSpecific ? total : nil
        }
        return total >= 0.45 && name >= 0.1 ? total : nil
    }

    /// Whether a type tells one member from another: a pointer to something, a function, a record.
    private static func isSpecific(_ type: String) -> Bool {
        switch TypeShape(type) {
        case .functionPointer, .aggregate, .enumeration: true
        case .pointer: type.hasPrefix("struct ") || type.hasPrefix("union ")
        case .array, .scalar: false
        }
    }
}
