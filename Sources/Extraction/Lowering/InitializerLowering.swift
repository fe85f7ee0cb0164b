import CProgram
import LibClang

/// Initialisers. libclang shows a braced list as it was written, so that what C adds to it (which
/// member an element without a designator belongs to, braces left out) is found here: C11 6.7.9.
extension BodyLowering {
    /// The parts of an initialiser, and whether what they leave out is zero.
    struct Parts {
        var list: [Initialization] = []
        var isZeroed = false
    }

    /// What an initialiser stores into an object of a type.
    func initializations(of type: CType, _ initializer: Cursor) -> Parts {
        var parts = Parts()
        initialize(type, at: Spot(bits: 0), width: nil, initializer, &parts)
        return parts
    }

    /// Initialises one object at a distance in bits from the start of the whole.
    private func initialize(
        _ type: CType, at spot: Spot, width: Int?, _ initializer: Cursor, _ parts: inout Parts
    ) {
        let canonical = type.canonical
        if initializer.kind == .initListExpr {
            parts.isZeroed = true
            var items = initializer.operands[...]
            if isAggregate(canonical) {
                if items.count == 1, let text = stringForArray(canonical, items[items.startIndex]) {
                    append(text, to: canonical, at: spot, &parts)
                } else {
                    fill(canonical, at: spot, from: 0, &items, isBraced: true, &parts)
                }
            } else if let first = items.first {
                initialize(type, at: spot, width: width, first, &parts)
            }
            return
        }
        if let text = stringForArray(canonical, initializer) {
            parts.isZeroed = true
            append(text, to: canonical, at: spot, &parts)
            return
        }
        let access = layout.access(type, bitOffset: spot.bits, bitWidth: width) ?? Access(.void)
        store(converted(value(initializer), to: access.type), access, at: spot, &parts)
    }

    private func store(_ value: Expression, _ access: Access, at spot: Spot, _ parts: inout Parts) {
        parts.list.append(
            Initialization(offset: spot.bits / 8, layout: spot.terms, access: access, value: value))
    }

    private func isAggregate(_ type: CType) -> Bool {
        [.record, .constantArray, .incompleteArray].contains(type.kind)
    }

    // MARK: Lists

    /// Fills an aggregate's members from position `start` on with items until either runs out. With
    /// `isBraced`, designators count from this aggregate; without, they end it.
    private func fill(
        _ type: CType, at spot: Spot, from start: Int, _ items: inout ArraySlice<Cursor>, isBraced: Bool,
        _ parts: inout Parts
    ) {
        nested({ reason in
            if let first = items.first { reject(reason, first, at: spot, &parts) }
            items = []
        }) {
            var position = start
            while let item = items.first {
                if isDesignated(item) {
                    guard isBraced else { return }
                    items.removeFirst()
                    position = designate(item, in: type, at: spot, &items, &parts)
                    continue
                }
                guard let member = self.member(of: type, at: position) else {
                    // Elements beyond the last are dropped by C too.
                    if isBraced { items = [] }
                    return
                }
                consume(member, at: self.spot(of: member, in: type, from: spot), &items, &parts)
                position = next(after: position, in: type)
            }
        }
    }

    /// Initialises one member from the next item, or from as many as it takes where the member is an
    /// aggregate whose braces were left out.
    private func consume(
        _ member: Element, at spot: Spot, _ items: inout ArraySlice<Cursor>, _ parts: inout Parts
    ) {
        guard let item = items.first else { return }
        let canonical = member.type.canonical
        let isWhole =
            item.kind == .initListExpr || !isAggregate(canonical)
            || trueType(item).canonical.declaration == canonical.declaration && canonical.kind == .record
                && trueType(item).canonical.kind == .record
            || stringForArray(canonical, item) != nil
        if isWhole {
            items.removeFirst()
            initialize(member.type, at: spot, width: member.bitWidth, item, &parts)
        } else {
            let before = items.count
            fill(canonical, at: spot, from: 0, &items, isBraced: false, &parts)
            if items.count == before {
                reject("an initialiser that fits nothing", item, at: spot, &parts)
                items.removeFirst()
            }
        }
    }

    private func reject(_ reason: String, _ item: Cursor, at spot: Spot, _ parts: inout Parts) {
        store(Expression(.unsupported(reason), .int, line: item.line), Access(.int), at: spot, &parts)
    }

    // MARK: Designators

    private func isDesignated(_ item: Cursor) -> Bool {
        item.kind == .unexposedExpr && item.type.kind == .void
    }

    /// Handles `.a.b[2] = value` and gives the position after the first designator's member.
    private func designate(
        _ item: Cursor, in type: CType, at spot: Spot, _ items: inout ArraySlice<Cursor>,
        _ parts: inout Parts
    ) -> Int {
        var path = item.children[...]
        guard let initializer = path.popLast() else { return Int.max }
        return follow(&path, initializer, item, in: type, at: spot, &items, &parts)
    }

    private func follow(
        _ path: inout ArraySlice<Cursor>, _ initializer: Cursor, _ item: Cursor, in type: CType,
        at spot: Spot,
        _ items: inout ArraySlice<Cursor>, _ parts: inout Parts
    ) -> Int {
        guard let designator = path.popFirst(), let first = position(designator, in: type) else {
            reject("a designator that clang does not resolve", item, at: spot, &parts)
            return Int.max
        }
        var last = first
        if isRange(path, in: type, item), let end = path.popFirst() {
            guard let upper = position(end, in: type), upper >= first, upper - first < 4096 else {
                reject("a designated range of that size", item, at: spot, &parts)
                return Int.max
            }
            last = upper
        }
        let rest = path
        for position in first...last {
            guard let member = self.member(of: type, at: position) else {
                reject("a designator outside its object", item, at: spot, &parts)
                return Int.max
            }
            path = rest
            if path.isEmpty {
                var single = [initializer][...]
                consume(member, at: self.spot(of: member, in: type, from: spot), &single, &parts)
            } else {
                let inner = member.type.canonical
                let start = self.spot(of: member, in: type, from: spot)
                let after = follow(&path, initializer, item, in: inner, at: start, &items, &parts)
                // What follows goes on inside the designated member.
                if position == last, after != Int.max {
                    fill(inner, at: start, from: after, &items, isBraced: false, &parts)
                }
            }
        }
        return next(after: last, in: type)
    }

    /// Whether the next index is the end of `[a ... b]`, not a further dimension.
    private func isRange(_ path: ArraySlice<Cursor>, in type: CType, _ item: Cursor) -> Bool {
        guard let second = path.first, second.kind != .memberRef, type.kind != .record else { return false }
        guard isAggregate(type.element.canonical), type.element.canonical.kind != .record else { return true }
        return unit.tokens(of: item).prefix { $0 != "=" }.contains("...")
    }

    private func position(_ designator: Cursor, in type: CType) -> Int? {
        if designator.kind == .memberRef {
            guard type.kind == .record, let field = designator.referenced else { return nil }
            return layout.fields(of: type).firstIndex { $0.cursor == field }
        }
        guard type.kind != .record else { return nil }
        return ConstantFolding.constant(value(designator)).map { Int($0) }
    }

    // MARK: Members by position

    private struct Element {
        var type: CType
        var bitOffset: Int
        var bitWidth: Int?
        /// The member that it is; nil for an element of an array.
        var field: LayoutTable.Field?
        /// Its place among the elements of an array.
        var index = 0
    }

    /// Where an object lies in the whole.
    private struct Spot {
        /// Distance from the start of the whole, in bits.
        var bits: Int
        /// The terms of that distance.
        var terms: [LayoutTerm] = []
        /// The record whose members an unnamed one in it lends; the terms lead to its start.
        var owner: CType?
    }

    /// Where a member of an object lies.
    private func spot(of member: Element, in type: CType, from spot: Spot) -> Spot {
        var result = Spot(bits: spot.bits + member.bitOffset, terms: spot.terms)
        guard let field = member.field else {
            if let size = layout.term(sizeOf: type.element), member.index != 0 {
                result.terms.append(size.times(Int64(member.index)))
            }
            return result
        }
        let owner = layout.term(sizeOf: type) != nil ? type : spot.owner
        if field.isAnonymousRecord {
            result.owner = owner
        } else if let owner, let term = layout.term(field.cursor, in: owner) {
            result.terms.append(term)
        }
        return result
    }

    private func member(of type: CType, at position: Int) -> Element? {
        guard position >= 0 else { return nil }
        if type.kind == .record {
            let fields = layout.fields(of: type)
            guard fields.indices.contains(position) else { return nil }
            let field = fields[position]
            return Element(
                type: field.type, bitOffset: field.bitOffset, bitWidth: field.bitWidth, field: field)
        }
        let element = type.element
        guard let size = element.canonical.sizeBytes,
            position < type.elementCount ?? Int.max / 16 / max(size, 1)
        else { return nil }
        return Element(type: element, bitOffset: position * size * 8, bitWidth: nil, index: position)
    }

    /// The position that an item without a designator goes to next; a union has one only.
    private func next(after position: Int, in type: CType) -> Int {
        type.kind == .record && type.declaration.kind == .unionDecl ? Int.max : position + 1
    }

    // MARK: Strings

    /// The literal that initialises an array of characters, looked for through parentheses.
    private func stringForArray(_ type: CType, _ cursor: Cursor) -> Cursor? {
        guard type.kind == .constantArray || type.kind == .incompleteArray,
            type.element.canonical.kind != .record
        else { return nil }
        var literal = cursor
        while literal.kind == .parenExpr || literal.kind == .unexposedExpr, let inner = operand(literal),
            literal.type.canonical.kind != .pointer, literal.type.kind != .void
        {
            literal = inner
        }
        return literal.kind == .stringLiteral ? literal : nil
    }

    private func append(_ literal: Cursor, to array: CType, at spot: Spot, _ parts: inout Parts) {
        // The literal has the array's type here, be it longer or shorter.
        guard let bytes = StringLiteral.characters(literal.spelling), let size = array.element.sizeBytes
        else {
            return reject("a string of wide characters that are not ASCII", literal, at: spot, &parts)
        }
        let access = Access(.integer(bits: size * 8, signed: true))
        for (index, byte) in bytes.prefix(array.elementCount ?? bytes.count).enumerated() where byte != 0 {
            let number = size == 1 ? Int64(Int8(bitPattern: byte)) : Int64(byte)
            store(
                Expression(.integer(number), access.type, line: literal.line), access,
                at: Spot(bits: spot.bits + index * size * 8, terms: spot.terms), &parts)
        }
    }

    /// The characters of a literal without the zero at its end, and how many bytes each takes; nil where they are not as many as
    /// its type has.
    func stringCharacters(_ literal: Cursor) -> (characters: [UInt8], bytesEach: Int)? {
        let type = literal.type.canonical
        guard let characters = StringLiteral.characters(literal.spelling), let size = type.element.sizeBytes,
            (characters.count + 1) * size == type.sizeBytes
        else { return nil }
        return (characters, size)
    }
}
