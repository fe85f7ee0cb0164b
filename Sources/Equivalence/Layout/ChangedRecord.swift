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
    private let openEnd: String?
    /// New names of members that lie where they lay and are read and written in the same way.
    private let renamed: [String: String]
    /// Members that the new side has no more, nor anything that could be them under another name.
    let gone: [RecordShape.Member]

    /// Nil where the layouts are the same, and where one side does not know the members.
    ///
    /// - Parameter records: the layouts of both sides' records.
    init?(
        old: RecordShape, new: RecordShape, records: (old: [String: RecordShape], new: [String: RecordShape])
    ) {
        guard !old.members.isEmpty, !new.members.isEmpty, old != new else { return nil }
        self.old = old
        self.new = new
        oldMembers = Dictionary(old.members.map { ($0.name, $0) }) { first, _ in first }
        newMembers = Dictionary(new.members.map { ($0.name, $0) }) { first, _ in first }
        openEnd = Self.openEnd(old, new)
        let (oldNames, newNames) = (Set(old.members.map(\.name)), Set(new.members.map(\.name)))
        let come = new.members.filter { !oldNames.contains($0.name) }
        let left = old.members.filter { !newNames.contains($0.name) }
        renamed = Dictionary(
            left.compactMap { member in
                come.first {
                    // A pointer to something else, or an enumeration for a number, is the same memory.
                    $0.bitOffset == member.bitOffset && $0.access == member.access
                        && ($0.spelling == member.spelling || !member.isAggregate)
                }.map { (member.name, $0.name) }
            }
        ) { first, _ in first }
        // What moved into a record of its own, or out of one, is not gone.
        let inner = come.flatMap { records.new[$0.spelling]?.members ?? [] }
        let regrouped = Set(inner.map(\.name) + inner.map(\.spelling))
        let ungrouped = newNames.subtracting(oldNames)
        gone = left.filter { member in
            !come.contains { $0.spelling == member.spelling } && !regrouped.contains(member.name)
                && !regrouped.contains(member.spelling)
                && records.old[member.spelling]?.members.contains { ungrouped.contains($0.name) } != true
                && !old.members.contains { $0.name != member.name && Self.overlap($0, member) }
        }
        rearranged = Self.rearranged(old.members, newMembers).union(Self.rearranged(new.members, oldMembers))
        hasMoved = new.members.contains { [oldMembers] member in
            oldMembers[member.name].map { $0.bitOffset != member.bitOffset } == true
        }
    }

    /// Whether what both sides have bytes of lies at the same places in both: members were added or taken away at the end only.
    var keepsPlaces: Bool {
        let end = min(old.bytes, new.bytes) * 8
        let isOldKept = old.members.allSatisfy { member in
            member.bitOffset >= end || counterpart(member.name)?.bitOffset == member.bitOffset
        }
        let names = Set(old.members.compactMap { counterpart($0.name)?.name })
        return isOldKept && new.members.allSatisfy { $0.bitOffset >= end || names.contains($0.name) }
    }

    /// Names of members that only one side has.
    var exchanged: Set<String> { Set(oldMembers.keys).symmetricDifference(newMembers.keys) }

    /// Whether its size differs, and is not for whoever allocates it to say.
    var isResized: Bool { old.bytes != new.bytes && openEnd == nil }

    /// A member of the new side that holds what the old one of that name does; nil where there is none.
    func counterpart(_ name: String) -> RecordShape.Member? {
        guard let before = oldMembers[name], let after = newMembers[renamed[name] ?? name],
            !rearranged.contains(name)
        else { return nil }
        if before.bitOffset == after.bitOffset, before.access == after.access { return after }
        if case .aggregate = before.access.type, case .aggregate = after.access.type {
            return before.spelling == after.spelling || name == openEnd ? after : nil
        }
        let isAlike =
            before.access.type.bits == after.access.type.bits
            && before.access.bitField?.width == after.access.bitField?.width
        return isAlike ? after : nil
    }

    /// Its last member where that is an array of the same elements on both sides and of another length: `u8 data[1]` that becomes `u8 data[]`. How
    /// many elements there are says whoever allocates them, and sizes are the numbers that they are.
    private static func openEnd(_ old: RecordShape, _ new: RecordShape) -> String? {
        func last(_ shape: RecordShape) -> RecordShape.Member? {
            shape.members.filter { !$0.name.contains(".") }.max { $0.bitOffset < $1.bitOffset }
        }
        func element(_ spelling: String) -> String? {
            guard let open = spelling.firstIndex(of: "["), let end = spelling.firstIndex(of: "]") else {
                return nil
            }
            return String(spelling[..<open]) + spelling[spelling.index(after: end)...]
        }
        guard let one = last(old), let other = last(new), one.name == other.name,
            one.spelling != other.spelling, let first = element(one.spelling),
            first == element(other.spelling)
        else { return nil }
        return one.name
    }

    /// How far behind a record's beginning members lie that are gone, in bytes: where nothing else does.
    static let goneOffset = 0x10_0000_0000

    /// The new side's members, and behind them those that are gone.
    var newShapeWithGone: RecordShape {
        var shape = new
        shape.members += gone.map { member in
            var member = member
            member.bitOffset += Self.goneOffset * 8
            return member
        }
        return shape
    }

    /// What a term of this record counts on the old side, in bytes; nil for a member that it does not have.
    func oldBytes(_ member: String?) -> Int? {
        guard let member else { return old.bytes }
        return oldMembers[member].map { $0.bitOffset / 8 }
    }

    /// What it counts under the new layout; nil for a member without a counterpart.
    func newBytes(_ member: String?) -> Int? {
        guard let member else { return openEnd == nil ? new.bytes : old.bytes }
        if let after = counterpart(member) { return after.bitOffset / 8 }
        return gone.first { $0.name == member }.map { Self.goneOffset + $0.bitOffset / 8 }
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
                if first.bitOffset - second.bitOffset == one.bitOffset - other.bitOffset { continue }
                // `struct_group()` has its members twice: by themselves and in the group.
                if isGroup(first, second) || isGroup(second, first) { continue }
                return false
            }
        }
        return true
    }

    /// Whether a member lies in another one by another name as well, on both sides: the same bytes by both names.
    private func isGroup(_ outer: RecordShape.Member, _ member: RecordShape.Member) -> Bool {
        let name = "\(outer.name).\(member.name)"
        guard let before = oldMembers[name], let after = newMembers[name], let there = newMembers[member.name]
        else {
            return false
        }
        return before.bitOffset == member.bitOffset && after.bitOffset == there.bitOffset
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
    /// Whether it is a record or an array.
    fileprivate var isAggregate: Bool { if case .aggregate = access.type { true } else { false } }

    /// Whether another member is one of this one, which has no tag: it is listed by its way.
    func contains(_ other: RecordShape.Member) -> Bool {
        other.name.hasPrefix(name + ".") || other.name.hasPrefix(name + "[].")
    }
}
