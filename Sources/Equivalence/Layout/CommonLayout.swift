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

    /// Brings two programs under one layout.
    public init(old: Program, new: Program) {
        let old = NameAlignment(old: old, new: new).old
        original = old
        var changed: [String: ChangedRecord] = [:]
        for (name, shape) in new.records {
            // A member of a device's registers that moved is another register.
            guard let before = old.records[name], !before.isInDevice, !shape.isInDevice else { continue }
            changed[name] = ChangedRecord(old: before, new: shape, records: (old.records, new.records))
        }
        let untold = Self.overlaid(changed, [old, new]).union(
            changed.filter { $0.value.hasMoved && !$0.value.isToldByName }.keys)
        moved = MovedRecords(new: new, untold)
        elements = changed.mapValues(\.rearrangedElements)
        changed = changed.filter { !untold.contains($0.key) }
        var bytes = Self.untaggedViews(old, new)
        guard !changed.isEmpty else {
            self.new = new
            self.old = old
            bytewise = bytes
            retold = [:]
            (goneFrom, goneViews) = ([:], [:])
            return
        }
        var program = old
        var told: [String: Set<String>] = [:]
        var pointing = PointerUses()
        var gone: [String: Set<String>] = [:]
        var views: [String: [String: String]] = [:]
        let goneNames = Set(changed.filter { !$0.value.gone.isEmpty }.keys)
        let movedNames = Set(changed.filter(\.value.hasMoved).keys)
        let resized = Set(changed.filter(\.value.isResized).keys)
        for (name, body) in old.functions {
            var retelling = LayoutRetelling(changed, isOld: true, wholes: body.wholeRecords)
            let result = retelling.body(body)
            if !retelling.retold.isEmpty || result.body != body.body { program.functions[name] = result }
            told[name] = retelling.retold.isEmpty ? nil : retelling.retold
            if !retelling.goneFrom.isEmpty { gone[name] = retelling.goneFrom }
            let reached = Self.reached(retelling, body, old)
            let whole = retelling.wholes(goneNames)
            let found = reached.filter { movedNames.contains($0.key) }
                .merging(body.copiedWhole(resized)) { first, _ in first }
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
            let reached = Self.reached(retelling, body, new)
            let whole = retelling.wholes(goneNames)
            let found = reached.filter { movedNames.contains($0.key) }
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
        for callee in callees.sorted() where !gone.isEmpty {
            guard
                let found = goneViews[callee]?.filter({ gone.contains($0.key) }).min(by: { $0.key < $1.key })
            else { continue }
            return "members of \(found.key) are gone, and \(callee)() \(found.value)"
        }
        let named = moved.isAny ? callees.sorted().lazy.compactMap { namedOther($0) }.first : nil
        return (named ?? moved.movedRecord(function)).map {
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

    /// Records that share memory with something that does not move with them: members of unions.
    private static func overlaid(_ changed: [String: ChangedRecord], _ programs: [Program]) -> Set<String> {
        guard changed.values.contains(where: \.hasMoved) else { return [] }
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
                    if isShared { result.formUnion(embedded(member.spelling, program)) }
                }
            }
        }
        return result.filter { changed[$0]?.hasMoved == true }
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

    // MARK: Views

    /// The functions that take a record without a name for something else, where it holds other things on the two sides.
    private static func untaggedViews(_ old: Program, _ new: Program) -> [String: [String: String]] {
        var result: [String: [String: String]] = [:]
        for (name, body) in new.functions {
            guard let before = old.functions[name], before.untaggedViews != body.untaggedViews else {
                continue
            }
            result[name] = ["a record without a tag": "takes it for something else"]
        }
        return result
    }

    private static let givesBack = "gives it back as a pointer to void"

    /// The records that a function reaches by more than names, with what it does to them.
    private static func reached(
        _ retelling: LayoutRetelling, _ body: FunctionBody, _ program: Program
    ) -> [String: String] {
        let computed = retelling.bytewise.map { ($0, "computes with its layout") }
        return Dictionary(computed) { first, _ in first }.merging(views(body, program)) { first, _ in first }
    }

    /// The records that a function takes for something else, or something else for them.
    private static func views(_ body: FunctionBody, _ program: Program) -> [String: String] {
        guard !body.views.isEmpty else { return [:] }
        var result: [String: String] = [:]
        func words(_ seen: String) -> String {
            if seen == "scalar" { return "a number" }
            return seen.hasPrefix(PointerView.untagged) ? "a record without a tag" : seen
        }
        func note(_ from: String, _ to: String) {
            if result[from] == nil { result[from] = "takes it for \(words(to))" }
            if result[to] == nil { result[to] = "takes \(words(from)) for it" }
        }
        let launderers = body.views.filter { $0.to == "void" && $0.callee == nil }
        // What it gives back as `void *` others take for something else.
        if body.signature.resultSpelling.hasPrefix("void *")
            || body.signature.resultSpelling == "const void *"
        {
            for view in launderers { result[view.from] = givesBack }
        }
        for view in body.views where view.to != PointerView.whole {
            if view.to == "void" {
                guard let callee = view.callee.flatMap({ program.functions[$0] }) else { continue }
                for inner in callee.views where inner.from == "void" && inner.to != view.from {
                    note(view.from, inner.to)
                }
            } else if view.from == "void" {
                for source in launderers where source.from != view.to { note(source.from, view.to) }
            } else if view.to == "bytes" {
                result[view.from] = "gets at some of its bytes" + (view.callee.map { " (\($0)())" } ?? "")
            } else {
                note(view.from, view.to)
            }
        }
        return result
    }
}

extension LayoutRetelling {
    /// Those of some records that it has whole ones of, with what it does: bytes of members that are gone are among them.
    fileprivate func wholes(_ records: Set<String>) -> [String: String] {
        let found =
            cleared.intersection(records).map { ($0, "clears or copies a whole one") }
            + allocated.subtracting(cleared).intersection(records).map { ($0, "allocates one") }
        return Dictionary(uniqueKeysWithValues: found)
    }
}

extension FunctionBody {
    /// The records of which it copies or steps over memory of their whole size.
    fileprivate var wholeRecords: Set<String> { Set(views.filter { $0.to == PointerView.whole }.map(\.from)) }

    /// Whether it takes a pointer to a number for one to something else, or to more bytes.
    fileprivate var takesMoreThanScalars: Bool { views.contains { $0.from == "scalar" } }

    /// The records without a name that it takes for something else, by what they hold.
    fileprivate var untaggedViews: Set<String> {
        Set(views.flatMap { [$0.from, $0.to] }.filter { $0.hasPrefix(PointerView.untagged) })
    }

    /// Those of some records of which it does, with what it does.
    fileprivate func copiedWhole(_ records: Set<String>) -> [String: String] {
        let found = wholeRecords.intersection(records).map { ($0, "holds, copies or steps over a whole one") }
        return Dictionary(uniqueKeysWithValues: found)
    }
}
