import CProgram

/// A record that both sides have and that is laid out differently.
struct ChangedRecord: Sendable {
    let old: RecordShape
    let new: RecordShape
    /// Whether a member that both sides have lies elsewhere.
    let hasMoved: Bool
    private let oldMembers: [String: RecordShape.Member]
    private let newMembers: [String: RecordShape.Member]
    /// Members without a tag whose own members lie elsewhere in them.
    private let rearranged: Set<String>

    /// Nil where the layouts are the same, and where one side does not know the members.
    init?(old: RecordShape, new: RecordShape) {
        guard !old.members.isEmpty, !new.members.isEmpty, old != new else { return nil }
        self.old = old
        self.new = new
        oldMembers = Dictionary(old.members.map { ($0.name, $0) }) { first, _ in first }
        newMembers = Dictionary(new.members.map { ($0.name, $0) }) { first, _ in first }
        rearranged = Self.rearranged(old.members, newMembers).union(Self.rearranged(new.members, oldMembers))
        hasMoved = new.members.contains { [oldMembers] member in
            oldMembers[member.name].map { $0.bitOffset != member.bitOffset } == true
        }
    }

    var isResized: Bool { old.bytes != new.bytes }

    /// A member of the new side that holds what the old one of that name does; nil where there is none.
    func counterpart(_ name: String) -> RecordShape.Member? {
        guard let before = oldMembers[name], let after = newMembers[name], !rearranged.contains(name) else {
            return nil
        }
        if before.bitOffset == after.bitOffset, before.access == after.access { return after }
        if case .aggregate = before.access.type, case .aggregate = after.access.type {
            return before.spelling == after.spelling ? after : nil
        }
        let isAlike =
            before.access.type.bits == after.access.type.bits
            && before.access.bitField?.width == after.access.bitField?.width
        return isAlike ? after : nil
    }

    /// What a term of this record counts on the old side, in bytes; nil for a member that it does not have.
    func oldBytes(_ member: String?) -> Int? {
        guard let member else { return old.bytes }
        return oldMembers[member].map { $0.bitOffset / 8 }
    }

    /// What it counts under the new layout; nil for a member without a counterpart.
    func newBytes(_ member: String?) -> Int? {
        guard let member else { return new.bytes }
        return counterpart(member).map { $0.bitOffset / 8 }
    }

    /// Whether names tell its memory apart as well as places do: not where elements without a tag are laid out differently, which no
    /// term tells.
    var isToldByName: Bool {
        keepsOverlaps && rearrangedElements.isEmpty
    }

    /// Members that are arrays of elements without a tag, which are laid out differently.
    var rearrangedElements: Set<String> {
        rearranged.filter { outer in oldMembers.keys.contains { $0.hasPrefix(outer + "[].") } }
    }

    /// Whether members that share bytes share the same bytes on both sides, so that names tell memory apart as well as places do.
    var keepsOverlaps: Bool {
        let common = old.members.filter { newMembers[$0.name] != nil }
        for (index, first) in common.enumerated() {
            for second in common[(index + 1)...] {
                guard let one = newMembers[first.name], let other = newMembers[second.name] else { continue }
                guard Self.overlap(first, second) || Self.overlap(one, other) else { continue }
                // The members of one without a tag lie in it, whatever lies where.
                if first.contains(second) || second.contains(first) { continue }
                if first.bitOffset - second.bitOffset != one.bitOffset - other.bitOffset { return false }
            }
        }
        return true
    }

    /// Members without a tag that have a member of their own which does not lie there on the other side.
    private static func rearranged(
        _ members: [RecordShape.Member], _ others: [String: RecordShape.Member]
    ) -> Set<String> {
        var result: Set<String> = []
        for outer in members {
            guard case .aggregate = outer.access.type, let there = others[outer.name] else { continue }
            let isKept = members.allSatisfy { inner in
                guard outer.contains(inner) else { return true }
                guard let other = others[inner.name] else { return false }
                return inner.bitOffset - outer.bitOffset == other.bitOffset - there.bitOffset
            }
            if !isKept { result.insert(outer.name) }
        }
        return result
    }

    static func overlap(_ first: RecordShape.Member, _ second: RecordShape.Member) -> Bool {
        first.bitOffset < second.bitOffset + max(second.access.bits, 1)
            && second.bitOffset < first.bitOffset + max(first.access.bits, 1)
    }
}

extension RecordShape.Member {
    /// Whether another member is one of this one, which has no tag: it is listed by its way.
    func contains(_ other: RecordShape.Member) -> Bool {
        other.name.hasPrefix(name + ".") || other.name.hasPrefix(name + "[].")
    }
}
