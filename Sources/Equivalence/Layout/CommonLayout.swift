import CProgram

/// Two programs whose records have one layout: the old side is told again with the distances and sizes of the new one, so that a
/// member that moved is the same memory on both.
///
/// That is sound only where memory of such a record is reached by its members' names. Where a function reaches it as bytes, or as
/// another type, the layouts themselves count, and it is not decided.
public struct CommonLayout: Sendable {
    /// The old side under the new side's layouts.
    public let old: Program
    /// The new side as it is.
    public let new: Program
    /// The old side as it was, but for names of locals and static variables.
    let original: Program
    private let moved: MovedRecords
    /// Members of records that are arrays of elements without a tag which are laid out differently, by record.
    private let elements: [String: Set<String>]
    /// The records that moved and are reached as bytes, by function, on either side, with what is done to them.
    private let bytewise: [String: [String: String]]
    /// The records by whose layouts a function of the old side was told again, by function.
    private let retold: [String: Set<String>]
    /// The records of which a function of the old side names members that are gone, by function.
    private let goneFrom: [String: Set<String>]
    /// What functions do to those records besides naming members, by function and record.
    private let goneViews: [String: [String: String]]
    /// The records of which a function of the old side reads members that are gone, and those that a function of either side allocates.
    private let (goneReads, allocations): ([String: Set<String>], [String: Set<String>])

    /// Brings two programs under one layout.
    public init(old: Program, new: Program) {
        let old = NameAlignment(old: old, new: new).old
        original = old
        var changed: [String: ChangedRecord] = [:]
        for (name, shape) in new.records {
            guard let before = old.records[name] else { continue }
            changed[name] = ChangedRecord(old: before, new: shape, records: (old.records, new.records))
        }
        for name in Self.inDevices(changed, [old, new]) { changed[name] = nil }
        let untold = Self.overlaid(changed, [old, new]).union(
            changed.filter { $0.value.hasMoved && !$0.value.isToldByName }.keys)
        moved = MovedRecords(untold)
        elements = changed.mapValues(\.rearrangedElements)
        changed = changed.filter { !untold.contains($0.key) }
        var bytes = Self.untaggedViews(old, new)
        // What is copied as a whole may be read as what lies over it.
        for body in old.functions.values + Array(new.functions.values) {
            bytes[body.name, default: [:]].merge(body.copiedWhole(untold)) { first, _ in first }
        }
        bytes = bytes.filter { !$0.value.isEmpty }
        guard !changed.isEmpty else {
            self.new = new
            self.old = old
            bytewise = bytes
            retold = [:]
            (goneFrom, goneViews, goneReads, allocations) = ([:], [:], [:], [:])
            return
        }
        var program = old
        var told: [String: Set<String>] = [:]
        var pointing = PointerUses()
        var gone: [String: Set<String>] = [:]
        var (reads, made): ([String: Set<String>], [String: Set<String>]) = ([:], [:])
        var views: [String: [String: String]] = [:]
        let regrouped = Self.regrouped(changed)
        let goneNames = Set(changed.filter { !$0.value.gone.isEmpty }.keys)
        let movedNames = Set(changed.filter { $0.value.hasMoved || !$0.value.keepsPlaces }.keys)
        let resized = Set(changed.filter(\.value.isResized).keys)
        for (name, body) in old.functions {
            var retelling = LayoutRetelling(changed, isOld: true, wholes: body.wholeRecords)
            let result = retelling.body(body)
            if !retelling.retold.isEmpty || result.body != body.body { program.functions[name] = result }
            told[name] = retelling.retold.isEmpty ? nil : retelling.retold
            if !retelling.goneFrom.isEmpty { gone[name] = retelling.goneFrom }
            if !retelling.readsGone.isEmpty { reads[name] = retelling.readsGone }
            made[name, default: []].formUnion(retelling.allocated.intersection(goneNames))
            let reached = Self.reached(retelling, body, old, new)
            let whole = retelling.wholes(goneNames)
            let found = reached.filter { movedNames.contains($0.key) || resized.contains($0.key) }
                .merging(body.copiedWhole(resized)) { first, _ in first }
                .merging(retelling.wholes(regrouped)) { first, _ in first }
            bytes[name, default: [:]].merge(found) { first, _ in first }
            views[name, default: [:]].merge(
                reached.merging(body.copiedWhole(goneNames)) { first, _ in first }.merging(whole) {
                    first, _ in first
                }
            ) {
                first, _ in first
            }
            pointing.note(retelling, body, name)
        }
        for (name, body) in new.functions {
            var retelling = LayoutRetelling(changed, isOld: false, wholes: body.wholeRecords)
            _ = retelling.body(body)
            made[name, default: []].formUnion(retelling.allocated.intersection(goneNames))
            let reached = Self.reached(retelling, body, new, old)
            let whole = retelling.wholes(goneNames)
            let found = reached.filter { movedNames.contains($0.key) || resized.contains($0.key) }
                .merging(body.copiedWhole(resized)) { first, _ in first }
            views[name, default: [:]].merge(
                reached.merging(body.copiedWhole(goneNames)) { first, _ in first }.merging(whole) {
                    first, _ in first
                }
            ) {
                first, _ in first
            }
            bytes[name, default: [:]].merge(found) { first, _ in first }
            pointing.note(retelling, body, name)
        }
        for (name, records) in pointing.records {
            for record in records.intersection(movedNames) where bytes[name]?[record] == nil {
                bytes[name, default: [:]][record] = "moves or hands on pointers to its members"
            }
        }
        for (name, records) in pointing.records {
            for record in records.intersection(goneNames) where views[name]?[record] == nil {
                views[name, default: [:]][record] = "moves or hands on pointers to its members"
            }
        }
        for (name, global) in old.globals {
            var retelling = LayoutRetelling(changed, isOld: true)
            program.globals[name] = retelling.global(global)
        }
        for (name, record) in changed { program.records[name] = record.new }
        var named = new
        for (name, record) in changed where !record.gone.isEmpty {
            named.records[name] = record.newShapeWithGone
        }
        self.new = named
        self.old = program
        goneFrom = gone
        (goneReads, allocations) = (reads, made)
        goneViews = views.mapValues { $0.filter { goneNames.contains($0.key) } }.filter { !$0.value.isEmpty }
        bytewise = bytes.filter { !$0.value.isEmpty }
        retold = told
    }

    /// Which functions take addresses of members, and which move pointers.
    private struct PointerUses {
        private var into: [String: Set<String>] = [:]
        private var handedOver: [String: [String: Set<String>]] = [:]
        private var moving: Set<String> = []

        mutating func note(_ retelling: LayoutRetelling, _ body: FunctionBody, _ function: String) {
            if !retelling.pointedInto.isEmpty { into[function, default: []].formUnion(retelling.pointedInto) }
            if !retelling.handedOver.isEmpty {
                handedOver[function, default: [:]].merge(retelling.handedOver) { $0.union($1) }
            }
            // Bit operations reach the words that hold the bit, which is the member's own.
            let isOfBits = function.split(separator: "_").contains { ["bit", "bits", "bitmap"].contains($0) }
            if retelling.movesPointers || body.takesMoreThanScalars, !isOfBits { moving.insert(function) }
        }

        /// The records of whose members the address goes to where pointers are moved, by function.
        var records: [String: Set<String>] {
            var result = into.filter { moving.contains($0.key) }
            for (function, callees) in handedOver {
                for (callee, records) in callees where moving.contains(callee) {
                    result[function, default: []].formUnion(records)
                }
            }
            return result
        }
    }

    // MARK: What cannot be decided

    /// Whether a layout keeps any function from being decided.
    var mayHinder: Bool { !bytewise.isEmpty || moved.isAny || !goneFrom.isEmpty }

    /// The records that moved and that a function itself reaches as bytes.
    func reachedAsBytes(_ function: String) -> Set<String> { Set((bytewise[function] ?? [:]).keys) }

    /// Whether a function gives a record that moved back as a pointer to void.
    func handsOut(_ function: String) -> Bool {
        bytewise[function]?.values.contains(Self.givesBack) == true
    }

    /// Whether two functions name other members of records that moved and cannot be told by name. The same bytes are other members then.
    func namesOthers(_ oldName: String, _ name: String) -> Bool {
        guard moved.isAny, let one = original.functions[oldName], let other = new.functions[name] else {
            return false
        }
        let (first, second) = (moved.members(one), moved.members(other))
        // Whose elements without a tag are laid out differently has no names for what lies in them.
        return first != second
            || second.contains { elements[$0.record]?.contains($0.member ?? "") == true }
    }

    /// Why a record that moved keeps a function from being decided; nil where none does.
    ///
    /// - Parameter callees: what the function calls, directly or not, and has a body, itself included.
    func obstacle(_ function: String, _ callees: Set<String>) -> String? {
        if !bytewise.isEmpty {
            let found = callees.reduce(into: Set<String>()) { $0.formUnion(reachedAsBytes($1)) }
            if let first = found.min() {
                for callee in callees.sorted() {
                    guard let how = bytewise[callee]?[first] else { continue }
                    return "the layout of \(first) changed, and \(callee)() \(how)"
                }
            }
        }
        let gone = callees.reduce(into: Set<String>()) { $0.formUnion(goneFrom[$1] ?? []) }
        // What a constant holds where a member is gone is not behind it.
        for callee in callees.sorted() where !gone.isEmpty {
            for global in (original.functions[callee]?.namedGlobals ?? []).sorted() {
                guard let spelling = original.globals[global]?.spelling, !spelling.contains("*"),
                    let record = gone.sorted().first(where: spelling.contains)
                else { continue }
                return "members of \(record) are gone, and \(callee)() names a variable of it"
            }
        }
        let read = callees.reduce(into: Set<String>()) { $0.formUnion(goneReads[$1] ?? []) }
        for callee in callees.sorted() where !gone.isEmpty {
            if let record = allocations[callee]?.intersection(read).min() {
                return "members of \(record) are gone, and \(callee)() allocates one"
            }
            guard
                let found = goneViews[callee]?.filter({ gone.contains($0.key) }).min(by: { $0.key < $1.key })
            else { continue }
            return "members of \(found.key) are gone, and \(callee)() \(found.value)"
        }
        let named = moved.isAny ? callees.sorted().lazy.compactMap { namedOther($0) }.first : nil
        return named.map {
            "the layout of \($0) changed, which lies over something else or cannot be told by name"
        }
    }

    /// A record that cannot be told by name and of which a function names a member, on either side.
    private func namedOther(_ function: String) -> String? {
        [original.functions[function], new.functions[function]].lazy.compactMap { body in
            body.flatMap { moved.members($0).first?.record }
        }.first
    }

    /// The records by whose layouts a function of the old side was told again, sorted.
    func recordsToldByName(_ function: String) -> [String] { (retold[function] ?? []).sorted() }

    /// The records that lie over a device's registers: those that the sources say so of, those whose members are given to what accesses
    /// registers, and those in them. A member of one that moved is another register.
    private static func inDevices(_ changed: [String: ChangedRecord], _ programs: [Program]) -> Set<String> {
        guard !changed.isEmpty else { return [] }
        var result: Set<String> = []
        for (program, isOld) in zip(programs, [true, false]) {
            result.formUnion(program.records.filter(\.value.isInDevice).keys)
            let signatures = program.functions.mapValues(\.signature).merging(program.declarations) {
                own, _ in own
            }
            let accessors = signatures.filter {
                $0.value.parameters.contains { $0.spelling.contains("volatile void *") }
            }
            for body in program.functions.values {
                var retelling = LayoutRetelling(changed, isOld: isOld, accessors: Set(accessors.keys))
                _ = retelling.body(body)
                result.formUnion(retelling.inDevices)
            }
        }
        return result.reduce(into: result) { all, name in
            for program in programs {
                all.formUnion(
                    (program.records[name]?.members ?? []).flatMap { embedded($0.spelling, program) })
            }
        }
    }

    /// The records of which a member has gone to another record, or come from one.
    private static func regrouped(_ changed: [String: ChangedRecord]) -> Set<String> {
        let names = changed.mapValues { Set(($0.old.members + $0.new.members).map(\.name)) }
        return Set(
            changed.filter { name, record in
                let exchanged = record.exchanged
                return names.contains { $0.key != name && !$0.value.isDisjoint(with: exchanged) }
            }.keys)
    }

    /// Records that share memory with something that does not move with them: members of unions.
    private static func overlaid(_ changed: [String: ChangedRecord], _ programs: [Program]) -> Set<String> {
        guard changed.values.contains(where: { $0.hasMoved || $0.isResized }) else { return [] }
        var result: Set<String> = []
        for program in programs {
            for shape in program.records.values {
                for (index, member) in shape.members.enumerated() {
                    guard case .aggregate = member.access.type else { continue }
                    // The members of one without a tag are listed behind it, by their way.
                    let isShared = shape.members.enumerated().contains {
                        $0.offset != index && !member.contains($0.element) && !$0.element.contains(member)
                            && ChangedRecord.overlap($0.element, member)
                    }
                    guard isShared else { continue }
                    let inner = embedded(member.spelling, program)
                    result.formUnion(inner.filter { changed[$0]?.hasMoved == true })
                    // Elements of an array lie elsewhere where they grew.
                    if member.spelling.contains("[") {
                        result.formUnion(inner.filter { changed[$0]?.isResized == true })
                    }
                }
            }
        }
        return result
    }

    /// The records that lie in an object of a type.
    private static func embedded(_ spelling: String, _ program: Program) -> Set<String> {
        var result: Set<String> = []
        var open = [spelling]
        while let type = open.popLast(), result.count < 200 {
            guard !type.contains("*") else { continue }
            for name in MovedRecords.records(type, program) where result.insert(name).inserted {
                open += (program.records[name]?.members ?? []).map(\.spelling)
            }
        }
        return result
    }
}
