import ABIModel

/// Works out the ``RecordDifference`` of one record.
struct RecordDifferenceBuilder {
    private(set) var difference: RecordDifference
    private let matching: MemberMatching
    private let types: TypeText
    private let tags: RecordTags

    private var old: Record { difference.pair.old }
    private var new: Record { difference.pair.new }

    init(_ pair: Pair<Record>, types: TypeText, known: RenameKnowledge, tags: RecordTags) {
        difference = RecordDifference(pair: pair)
        self.types = types
        self.tags = tags
        matching = MemberMatching(pair.old, pair.new, types: types, known: known)
        addWholeRecordCauses()
        addMemberCauses()
        addRegroupings()
        addReorderings()
        addPartCauses()
        findFilledHoles()
        difference.causes.sort { $0.order < $1.order }
        attachMoves()
        attachSize()
    }

    private mutating func add(
        _ change: RecordDifference.Change, order: Int, pair: Pair<PlacedMember>? = nil
    ) {
        difference.causes.append(
            .init(
                change: change, order: order, isRename: pair?.isRename ?? false,
                isInverted: pair?.isInverted ?? false, evidence: pair?.evidence ?? .proved))
    }

    private mutating func addWholeRecordCauses() {
        if old.kind != new.kind { add(.kind, order: -1) }
        if old.isPacked != new.isPacked { add(.packing, order: -1) }
    }

    private mutating func addMemberCauses() {
        for member in matching.removed { add(.removed(member), order: place(ofOld: member)) }
        for member in matching.added { add(.added(member), order: member.order) }
        for pair in matching.pairs {
            let before = pair.old.member
            let after = pair.new.member
            let order = pair.new.order
            if pair.isRename { add(.renamed(pair.old, pair.new), order: order, pair: pair) }
            if before.isFlexibleArray != after.isFlexibleArray {
                add(.flexible(pair.old, pair.new), order: order, pair: pair)
            } else if before.bitWidth != after.bitWidth {
                add(.width(pair.old, pair.new), order: order, pair: pair)
                if !types.isSame(before.type, after.type) {
                    add(.retyped(pair.old, pair.new), order: order, pair: pair)
                }
            } else if !types.isSame(before.type, after.type) {
                add(.retyped(pair.old, pair.new), order: order, pair: pair)
            } else if before.sizeBits != after.sizeBits || before.canonicalChanged(to: after, types) {
                // An element without a tag is a record of its own here.
                let part = after.record.map { _ in "\(new.name).\(pair.new.path)" }
                if let tag = part ?? tags.embedded(by: after.type), before.sizeBits != after.sizeBits {
                    add(.embedded(tag, pair.old, pair.new), order: order)
                } else {
                    add(.retyped(pair.old, pair.new), order: order, pair: pair)
                }
            }
        }
    }

    /// Members that are reached through another member now, or no longer through one: a cause for each group of them.
    private mutating func addRegroupings() {
        for group in matching.regroupings {
            guard let first = group.first else { continue }
            add(.renamed(first.old, first.new), order: first.new.order)
            difference.causes[difference.causes.count - 1].consequences += group.dropFirst().map {
                .stated("\(code: $0.old.path) is \(code: $0.new.path) now")
            }
        }
    }

    /// Parts with a name that are larger, or aligned otherwise, though nothing in them is.
    private mutating func addPartCauses() {
        let touched = difference.causes.flatMap { cause -> [String] in
            switch cause.change {
            case .added(let member), .removed(let member), .filled(let member, _): [member.path]
            case .renamed(let one, let other), .retyped(let one, let other), .width(let one, let other),
                .flexible(let one, let other), .moved(let one, let other), .embedded(_, let one, let other):
                [one.path, other.path]
            case .kind, .packing, .alignment, .size, .part: []
            }
        }
        let before = Dictionary(
            old.namedParts.map { ($0.path, $0.record) }, uniquingKeysWith: { first, _ in first })
        for (path, part) in new.namedParts {
            guard let own = before[path],
                own.kind != part.kind || own.sizeBytes != part.sizeBytes || own.alignBytes != part.alignBytes,
                !touched.contains(where: { $0.hasPrefix(path + ".") })
            else { continue }
            let order = PlacedMember.all(of: new).last { $0.path.hasPrefix(path + ".") }?.order ?? 0
            add(.part(path, own, part), order: order)
        }
    }

    /// The place among the new members where a removed one would stand.
    private func place(ofOld member: PlacedMember) -> Int {
        let next = matching.pairs.filter { $0.old.order > member.order }.map(\.new.order).min()
        return (next ?? Int.max / 2) - 1
    }

    /// Members that overtook others; the longest run that kept its order stays.
    private mutating func addReorderings() {
        let orders = matching.pairs.map(\.new.order)
        guard zip(orders, orders.dropFirst()).contains(where: >) else { return }
        let kept = Set(Self.longestIncreasing(orders))
        for (index, pair) in matching.pairs.enumerated()
        where !kept.contains(index) && pair.old.member.offsetBits != pair.new.member.offsetBits {
            add(.moved(pair.old, pair.new), order: min(pair.new.order, pair.old.order))
        }
    }

    /// Indices of a longest increasing subsequence.
    private static func longestIncreasing(_ values: [Int]) -> [Int] {
        var tails: [Int] = []
        var previous = [Int?](repeating: nil, count: values.count)
        for index in values.indices {
            var low = 0
            var high = tails.count
            while low < high {
                let middle = (low + high) / 2
                if values[tails[middle]] < values[index] { low = middle + 1 } else { high = middle }
            }
            if low > 0 { previous[index] = tails[low - 1] }
            if low == tails.count { tails.append(index) } else { tails[low] = index }
        }
        var chain: [Int] = []
        var current = tails.last
        while let index = current {
            chain.append(index)
            current = previous[index]
        }
        return chain.reversed()
    }

    /// An added member that took padding, or the room of a reserved one, moved nobody.
    private mutating func findFilledHoles() {
        guard old.kind == .struct, old.sizeBytes == new.sizeBytes, old.isPacked == new.isPacked else {
            return
        }
        let olds = PlacedMember.all(of: old)
        let isQuiet = matching.pairs.allSatisfy {
            $0.old.member.offsetBits == $0.new.member.offsetBits || ReservedName.matches($0.old.path)
        }
        guard isQuiet else { return }
        for index in difference.causes.indices {
            guard case .added(let member) = difference.causes[index].change, !member.isInUnion,
                member.member.sizeBits > 0
            else { continue }
            let before = olds.filter {
                $0.member.offsetBits < member.member.endBits && member.member.offsetBits < $0.member.endBits
            }
            guard before.allSatisfy({ ReservedName.matches($0.path) }),
                member.member.endBits <= (old.sizeBytes ?? 0) * 8
            else { continue }
            let room =
                before.isEmpty ? RecordDifference.Room.padding : .reserved(before.map(\.path))
            difference.causes[index].change = .filled(member, room)
        }
        // The reserved member that gave its room away is no change of its own.
        let donors = Set(
            difference.causes.flatMap { cause -> [String] in
                guard case .filled(let member, _) = cause.change else { return [] }
                return olds.filter {
                    ReservedName.matches($0.path) && $0.member.offsetBits < member.member.endBits
                        && member.member.offsetBits < $0.member.endBits
                }.map(\.path)
            })
        difference.causes.removeAll { cause in
            switch cause.change {
            case .removed(let member), .retyped(let member, _), .renamed(let member, _),
                .width(let member, _):
                donors.contains(member.path)
            default: false
            }
        }
    }

    /// Members that lie elsewhere now are told with the last cause before them.
    private mutating func attachMoves() {
        var unexplained: [Pair<PlacedMember>] = []
        let reordered = Set(
            difference.causes.compactMap { cause -> String? in
                guard case .moved(_, let member) = cause.change else { return nil }
                return member.path
            })
        for pair in matching.pairs.sorted(by: { $0.new.order < $1.new.order })
        where pair.old.member.offsetBits != pair.new.member.offsetBits && !reordered.contains(pair.new.path) {
            if ReservedName.matches(pair.old.path), difference.causes.contains(where: \.isFilling) {
                continue
            }
            let index =
                difference.causes.lastIndex { $0.order < pair.new.order && $0.canMove }
                ?? difference.causes.lastIndex { $0.canMove && $0.order <= pair.new.order }
                ?? difference.causes.firstIndex { $0.isReordering }
            guard let index else {
                unexplained.append(pair)
                continue
            }
            difference.causes[index].consequences.append(Self.move(pair))
            difference.causes[index].movesOthers = true
        }
        guard let first = unexplained.first else { return }
        let isAligned = old.alignBytes != new.alignBytes
        difference.causes.append(
            .init(
                change: isAligned ? .alignment : .moved(first.old, first.new), order: first.new.order,
                consequences: (isAligned ? unexplained : Array(unexplained.dropFirst())).map(Self.move),
                movesOthers: true))
    }

    private static func move(_ pair: Pair<PlacedMember>) -> Consequence {
        .moved(member: pair.new.path, from: pair.old.offset, to: pair.new.offset)
    }

    /// A new size or alignment follows from the last cause that can bring it about, else it is one.
    private mutating func attachSize() {
        let resized = old.sizeBytes != new.sizeBytes
        let realigned = old.alignBytes != new.alignBytes
        guard resized || realigned else { return }
        var effects: [Consequence] = []
        if resized, let before = old.sizeBytes, let after = new.sizeBytes {
            effects.append(.resized(record: new.typeName, from: before, to: after))
        }
        if realigned, let before = old.alignBytes, let after = new.alignBytes {
            effects.append(.realigned(from: before, to: after))
        }
        if let index = difference.causes.lastIndex(where: \.canMove) {
            difference.causes[index].consequences += effects
            difference.causes[index].changesSize = resized
        } else if realigned {
            difference.causes.append(
                .init(
                    change: .alignment, order: Int.max, consequences: resized ? [effects[0]] : [],
                    changesSize: resized))
        } else {
            difference.causes.append(.init(change: .size, order: Int.max, changesSize: true))
        }
    }
}

extension RecordDifference.Cause {
    /// Whether it can push other members or the end of the record.
    var canMove: Bool {
        switch change {
        case .renamed, .filled: false
        case .retyped(let old, let new): old.member.sizeBits != new.member.sizeBits
        default: true
        }
    }

    var isFilling: Bool {
        if case .filled = change { return true }
        return false
    }

    var isReordering: Bool {
        if case .moved = change { return true }
        return false
    }
}

extension Member {
    /// Whether a typedef that the type names means something else now.
    func canonicalChanged(to other: Member, _ types: TypeText) -> Bool {
        guard let before = canonicalType, let after = other.canonicalType else { return false }
        return !types.isSame(before, after)
    }
}

extension Record {
    /// The records without a tag that members with a name define in place, the inner ones first: what is told of an inner one
    /// is not told of the outer.
    fileprivate var namedParts: [(path: String, record: Record)] {
        members.flatMap { member -> [(path: String, record: Record)] in
            guard let record = member.record, !record.members.isEmpty, !member.type.hasSuffix("]") else {
                return []
            }
            let prefix = member.name.isEmpty ? "" : "\(member.name)."
            let inner = record.namedParts.map { (path: prefix + $0.path, record: $0.record) }
            return inner + (member.name.isEmpty ? [] : [(path: member.name, record: record)])
        }
    }
}
