import CProgram
import LibClang

/// Values and addresses.
extension BodyLowering {
    /// The value of an expression.
    func value(_ cursor: Cursor) -> Expression {
        nested({ unsupported($0, cursor) }) { unnestedValue(cursor) }
    }

    private func unnestedValue(_ cursor: Cursor) -> Expression {
        switch cursor.kind {
        case .parenExpr: operand(cursor).map(value) ?? unsupported("an empty expression", cursor)
        case .unexposedExpr: unexposedValue(cursor)
        case .integerLiteral where isLine(cursor): Expression(.integer(0), type(cursor), line: cursor.line)
        case .integerLiteral, .characterLiteral, .unaryExpr:
            constant(cursor) ?? unsupported("a constant that clang does not evaluate", cursor)
        case .floatingLiteral, .imaginaryLiteral: unsupported("floating point", cursor)
        case .declRefExpr: reference(cursor)
        case .memberRefExpr, .arraySubscriptExpr, .stringLiteral, .compoundLiteralExpr: load(cursor)
        case .unaryOperator: unary(cursor)
        case .binaryOperator: binary(cursor)
        case .compoundAssignOperator: compoundAssignment(cursor)
        case .conditionalOperator: conditional(cursor)
        case .cStyleCastExpr: explicitCast(cursor)
        case .callExpr: call(cursor)
        case .stmtExpr: statementExpression(cursor, isDiscarded: false)
        case .genericSelectionExpr:
            selection(cursor).map(value) ?? constant(cursor)
                ?? unsupported("_Generic with several results of one type", cursor)
        case .initListExpr: bracedScalar(cursor)
        case .addrLabelExpr: unsupported("the address of a label", cursor)
        default: unsupported("an expression of kind \(cursor.kind.rawValue)", cursor)
        }
    }

    /// The address of what an lvalue names; of a copy for other aggregates.
    func address(_ cursor: Cursor) -> Expression {
        nested({ unsupported($0, cursor) }) { unnestedAddress(cursor) }
    }

    private func unnestedAddress(_ cursor: Cursor) -> Expression {
        switch cursor.kind {
        case .parenExpr: return operand(cursor).map(address) ?? unsupported("an empty expression", cursor)
        case .declRefExpr: return variable(cursor)
        case .memberRefExpr: return member(cursor).address
        case .arraySubscriptExpr: return subscripted(cursor)
        case .stringLiteral: return string(cursor)
        case .compoundLiteralExpr: return compoundLiteral(cursor)
        case .genericSelectionExpr:
            return selection(cursor).map(address)
                ?? unsupported("_Generic with several results of one type", cursor)
        case .unaryOperator:
            guard let operand = operand(cursor) else { break }
            if cursor.unaryOperator == .dereference { return retyped(value(operand)) }
            if cursor.unaryOperator == .extension { return address(operand) }
        case .unexposedExpr:
            switch unexposed(cursor) {
            case .implicit(let child) where trueType(child).canonical.kind == trueType(cursor).canonical.kind:
                return address(child)
            case .chosen(let child): return address(child)
            default: break
            }
        default: break
        }
        let copied = value(cursor)
        return Expression(
            .compound(
                local: isFunction ? addUnnamedLocal(copied.type) : -1,
                [Initialization(offset: 0, access: Access(copied.type), value: copied)]),
            layout.pointer, line: cursor.line)
    }

    /// An lvalue: where it is and how it is read and written.
    func place(_ cursor: Cursor) -> (address: Expression, access: Access) {
        if cursor.kind == .parenExpr, let inner = operand(cursor) { return place(inner) }
        if cursor.kind == .memberRefExpr { return member(cursor) }
        return (address(cursor), Access(type(cursor), isVolatile: trueType(cursor).canonical.isVolatile))
    }

    /// The value at an lvalue. Arrays and functions stand for themselves.
    func load(_ cursor: Cursor) -> Expression {
        let (address, access) = place(cursor)
        guard access.type != .void || cursor.type.canonical.kind == .void else {
            return unsupported("a value of type \(TypeSpelling.canonicalText(cursor.type))", cursor)
        }
        return Expression(.load(address, access), access.type, line: cursor.line)
    }

    /// A pointer-typed expression as a plain address.
    private func retyped(_ expression: Expression) -> Expression {
        var expression = expression
        expression.type = layout.pointer
        return expression
    }

    /// The only operand, the last where a type is written before it.
    func operand(_ cursor: Cursor) -> Cursor? { cursor.operands.last }

    // MARK: Names

    private func reference(_ cursor: Cursor) -> Expression {
        guard let target = cursor.referenced else { return unsupported("a name clang does not know", cursor) }
        if target.kind == .enumConstantDecl {
            unit.note(constant: target)
            return Expression(
                .integer(ConstantFolding.held(target.enumConstantValue, as: type(cursor))), type(cursor),
                line: cursor.line)
        }
        return target.kind == .functionDecl ? variable(cursor) : load(cursor)
    }

    private func variable(_ cursor: Cursor) -> Expression {
        guard let target = cursor.referenced else { return unsupported("a name clang does not know", cursor) }
        let kind: Expression.Kind
        if target.kind == .functionDecl {
            kind = .function(unit.note(function: target))
        } else if let local = local(target) {
            kind = .local(local)
        } else if target.hasGlobalStorage {
            kind = .global(globalName(target))
        } else {
            kind = .unsupported("the variable `\(target.spelling)`, whose declaration was not lowered")
        }
        return Expression(kind, layout.pointer, line: cursor.line)
    }

    private func string(_ cursor: Cursor) -> Expression {
        guard let (characters, size) = stringCharacters(cursor) else {
            return unsupported("a string of wide characters that are not ASCII", cursor)
        }
        // What is no text that ends with its first zero is an object of its own, known by what it holds.
        guard size == 1, !characters.contains(0), let text = String(validating: characters, as: UTF8.self)
        else {
            return Expression(
                .global(unit.constant(characters, bytesEach: size)), layout.pointer, line: cursor.line)
        }
        return Expression(
            .string(isFile(cursor, text) ? "__FILE__" : text), layout.pointer, line: cursor.line)
    }

    // MARK: Members and elements

    private func member(_ cursor: Cursor) -> (address: Expression, access: Access) {
        func failed(_ reason: String) -> (address: Expression, access: Access) {
            (Expression(.unsupported(reason), layout.pointer, line: cursor.line), Access(type(cursor)))
        }
        guard let field = cursor.referenced, field.kind == .fieldDecl || !field.isExpression,
            let base = cursor.operands.first.map(named)
        else { return failed("a member that clang does not know") }
        let whole = trueType(base)
        let isArrow = whole.canonical.kind == .pointer
        let record = isArrow ? whole.canonical.pointee : whole
        unit.note(record: record)
        unit.note(type: cursor.type)
        guard !field.isInvalidDeclaration, let bits = layout.bitOffset(of: field, in: record),
            var access = layout.access(
                cursor.type, bitOffset: bits, bitWidth: field.isBitField ? field.bitWidth : nil)
        else { return failed("the member `\(field.spelling)`, whose place clang does not know") }
        if let alignment = record.canonical.alignBytes, alignment * 8 < access.type.bits {
            if case .aggregate = access.type {} else { access.isPacked = true }
        }
        let start = isArrow ? retyped(value(base)) : address(base)
        if let term = layout.term(field, in: record) { return (moved(start, by: bits / 8, [term]), access) }
        // The record has no name: it is a member of another one, whose way goes on.
        guard case .offset(let outer, let distance) = start.kind,
            let known = ConstantFolding.constant(distance),
            let last = distance.layout.last, let member = last.member, last.factor == 1,
            !field.spelling.isEmpty, layout.term(sizeOf: record) == nil
        else { return (moved(start, by: bits / 8), access) }
        let way = LayoutTerm(record: last.record, member: "\(member).\(field.spelling)")
        let bytes = Expression(
            .integer(known + Int64(bits / 8)), self.layout.distance,
            layout: distance.layout.dropLast() + [way])
        return (Expression(.offset(outer, bytes: bytes), self.layout.pointer, line: start.line), access)
    }

    /// What a member is reached from by name: clang writes the unnamed structs and unions on the way down, which C does not.
    private func named(_ base: Cursor) -> Cursor {
        var base = base
        while base.kind == .memberRefExpr, let field = base.referenced,
            field.spelling.isEmpty || RecordReader.isPlaceName(field.spelling),
            let outer = base.operands.first
        {
            base = outer
        }
        return base
    }

    /// An address some bytes further.
    func moved(_ base: Expression, by bytes: Int, _ terms: [LayoutTerm] = []) -> Expression {
        guard bytes != 0 || !terms.isEmpty else { return base }
        if case .offset(let inner, let first) = base.kind, let known = ConstantFolding.constant(first) {
            return moved(inner, by: Int(known) + bytes, first.layout + terms)
        }
        return Expression(
            .offset(base, bytes: Expression(.integer(Int64(bytes)), layout.distance, layout: terms)),
            layout.pointer, line: base.line)
    }

    private func subscripted(_ cursor: Cursor) -> Expression {
        let operands = cursor.operands
        guard operands.count == 2 else { return unsupported("an element of something odd", cursor) }
        let isSwapped = trueType(operands[1]).canonical.kind == .pointer
        return element(operands[isSwapped ? 1 : 0], operands[isSwapped ? 0 : 1], isNegative: false, cursor)
    }

    /// A pointer moved by a number of elements.
    func element(_ pointer: Cursor, _ index: Cursor, isNegative: Bool, _ cursor: Cursor) -> Expression {
        let type = trueType(pointer).canonical
        let pointee = type.pointee
        guard type.kind == .pointer, let size = layout.elementBytes(pointee) else {
            return unsupported(
                "an element of \(TypeSpelling.canonicalText(pointer.type)), of unknown size", cursor)
        }
        let bytes = steps(index, of: pointer, by: isNegative ? -size : size, pointee)
        let viewsBefore = views
        let base = value(pointer)
        // What steps over a whole record gets at nothing in it: `(char *)dev + ALIGN(sizeof(*dev), 32)`.
        for record in bytes.sizedRecords {
            let view = PointerView(from: record, to: "scalar")
            if !viewsBefore.contains(view) { views.remove(view) }
        }
        if let constant = ConstantFolding.constant(bytes) {
            return moved(retyped(base), by: Int(constant), bytes.layout)
        }
        return Expression(.offset(base, bytes: bytes), layout.pointer, line: cursor.line)
    }

    /// The bytes that a pointer is moved by. A record's size counts as such where such a record is stepped over; on other bytes it is a
    /// number.
    func steps(_ index: Cursor, of pointer: Cursor, by size: Int, _ pointee: CType) -> Expression {
        let own = sizeTerm(pointee)
        let stepped = [layout.term(sizeOf: steppedType(pointer))?.record, own?.record]
        return scaled(index, by: size, own).withoutSizes { !stepped.contains($0) }
    }

    /// A number of elements as a number of bytes.
    ///
    /// - Parameter record: the elements' size as a term, where they are records with a name.
    func scaled(_ index: Cursor, by size: Int, _ record: LayoutTerm?) -> Expression {
        let count = converted(value(index), to: layout.distance)
        let terms = record.map { [$0.times(size < 0 ? -1 : 1)] } ?? []
        return arithmetic(
            .multiply, count, Expression(.integer(Int64(size)), layout.distance, layout: terms),
            layout.distance, line: index.line)
    }

    private func compoundLiteral(_ cursor: Cursor) -> Expression {
        unit.note(type: cursor.type)
        guard let list = operand(cursor), let held = layout.valueType(cursor.type) else {
            return unsupported("a compound literal of unknown size", cursor)
        }
        let parts = initializations(of: cursor.type, list)
        if isFunction {
            return Expression(
                .compound(local: addUnnamedLocal(held), parts.list), layout.pointer, line: cursor.line)
        }
        let name = unit.uniqueName("\(owner).literal")
        unit.add(
            global: name,
            GlobalVariable(
                spelling: TypeSpelling.canonicalText(cursor.type),
                bytes: cursor.type.canonical.sizeBytes ?? 0, initializer: parts.list))
        return Expression(.global(name), layout.pointer, line: cursor.line)
    }

    private func bracedScalar(_ cursor: Cursor) -> Expression {
        guard let first = cursor.operands.first else {
            return Expression(.integer(0), type(cursor), line: cursor.line)
        }
        return value(first)
    }

    // MARK: Constants

    /// The constant clang makes of a literal, a `sizeof` and its like.
    func constant(_ cursor: Cursor) -> Expression? {
        let held = type(cursor)
        guard held.bits <= 64, held != .void, let value = cursor.evaluatedInteger else { return nil }
        return Expression(
            .integer(ConstantFolding.held(value, as: held)), held, line: cursor.line,
            layout: cursor.kind == .unaryExpr ? sizeTerms(cursor, value) : offsetTerms(cursor))
    }

    /// A record's size as a term; the record is laid out.
    func sizeTerm(_ type: CType) -> LayoutTerm? {
        let term = layout.term(sizeOf: type)
        if term != nil { unit.note(record: type) }
        return term
    }

    /// `sizeof` of a record. libclang shows the record's name for a pointer to it, too, so that small records are not told apart
    /// from pointers.
    private func sizeTerms(_ cursor: Cursor, _ value: Int64) -> [LayoutTerm] {
        guard let operand = cursor.children.last, value > 8 || operand.kind != .typeRef else { return [] }
        let type = operand.kind == .typeRef ? operand.referenced?.type ?? operand.type : operand.type
        guard let size = type.canonical.sizeBytes, Int64(size) == value else { return [] }
        return sizeTerm(type).map { [$0] } ?? []
    }

    /// `offsetof`: libclang shows the members that it names.
    private func offsetTerms(_ cursor: Cursor) -> [LayoutTerm] {
        cursor.children.filter { $0.kind == .memberRef }.compactMap { child in
            guard let field = child.referenced, let record = field.semanticParent?.type else { return nil }
            unit.note(record: record)
            return layout.term(field, in: record)
        }
    }

    /// The association of a `_Generic` that clang took: the one that has the selection's type.
    private func selection(_ cursor: Cursor) -> Cursor? {
        let wanted = cursor.type.canonical
        let candidates = cursor.operands.dropFirst().filter { $0.type.canonical == wanted }
        return candidates.count == 1 ? candidates.first : nil
    }
}
