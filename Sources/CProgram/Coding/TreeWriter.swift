/// Writes trees of statements and expressions as one row of numbers, each followed by a space, with
/// strings in a table beside it. Operands come before what they are operands of, so that reading needs
/// a stack but no recursion.
///
/// JSON as the compiler would synthesise it nests three levels for each expression, more than a decoder
/// accepts (512) for code that is nested no deeper than generated code is, and it is some ten times as
/// long and as slow to read.
struct TreeWriter {
    /// The row so far.
    private(set) var code = ""
    /// The strings that numbers of the row stand for.
    private(set) var strings: [String] = []
    private var indices: [String: Int] = [:]

    // MARK: Parts

    private mutating func write(_ number: some BinaryInteger) {
        code += String(number)
        code += " "
    }

    private mutating func write(_ string: String) {
        let index = indices[string] ?? strings.count
        if index == strings.count {
            indices[string] = index
            strings.append(string)
        }
        write(index)
    }

    private mutating func write(_ flag: Bool) { write(flag ? 1 : 0) }

    private mutating func write(_ type: ValueType) {
        switch type {
        case .void: write(0)
        case .boolean: write(1)
        case .integer(let bits, let signed):
            write(signed ? 2 : 3)
            write(bits)
        case .pointer(let bits):
            write(4)
            write(bits)
        case .aggregate(let bytes):
            write(5)
            write(bytes)
        case .floating(let bits):
            write(6)
            write(bits)
        }
    }

    private mutating func write(_ access: Access) {
        write(access.type)
        write((access.bitField != nil ? 1 : 0) + (access.isVolatile ? 2 : 0) + (access.isPacked ? 4 : 0))
        guard let field = access.bitField else { return }
        write(field.offset)
        write(field.width)
    }

    private mutating func write(_ event: Event) {
        write(event.kind.rawValue)
        write(event.macro)
        write(event.site.file)
        write(event.site.line)
        write(event.isOnce)
        write(event.taint != nil)
        if let taint = event.taint { write(taint) }
    }

    private mutating func write(_ assembly: Assembly) {
        write(assembly.template)
        write(assembly.isVolatile)
        write(assembly.outputs.count)
        for output in assembly.outputs {
            write(output.constraint)
            write(output.access)
        }
        write(assembly.inputs.count)
        for input in assembly.inputs {
            write(input.constraint)
            write(input.access != nil)
            if let access = input.access { write(access) }
        }
        for texts in [assembly.clobbers, assembly.labels] {
            write(texts.count)
            for text in texts { write(text) }
        }
    }

    private mutating func write(_ layout: [LayoutTerm]) {
        write(layout.count)
        for term in layout {
            write(term.record)
            write(term.member != nil)
            if let member = term.member { write(member) }
            write(term.factor)
        }
    }

    /// Where the values of an initialiser go; the values themselves are operands.
    private mutating func write(_ parts: [Initialization]) {
        write(parts.count)
        for part in parts {
            write(part.offset)
            write(part.layout)
            write(part.access)
        }
    }

    // MARK: Trees

    /// Writes a statement after everything in it.
    mutating func write(_ statement: Statement) {
        for operand in statement.operands { write(operand) }
        for inner in statement.innerStatements { write(inner) }
        write(statement.tag.rawValue)
        switch statement {
        case .expression, .while, .doWhile, .switch, .defaultLabel, .break, .continue, .empty: break
        case .declare(let local, let parts, let zeroed):
            write(local)
            write(parts)
            write(zeroed)
        case .block(let inner): write(inner.count)
        case .if(_, _, let otherwise): write(otherwise != nil)
        case .for(let initial, let condition, let step, _):
            write(initial != nil)
            write(condition != nil)
            write(step != nil)
        case .caseLabel(let range, _):
            write(range.lowerBound)
            write(range.upperBound)
        case .label(let name, _), .goto(let name): write(name)
        case .return(let value): write(value != nil)
        case .unsupported(let reason, let line):
            write(reason)
            write(line)
        }
    }

    /// Writes an expression after everything in it.
    mutating func write(_ expression: Expression) {
        for inner in expression.innerStatements { write(inner) }
        for operand in expression.operands { write(operand) }
        write(expression.kind.tag.rawValue)
        write(expression.type)
        write(expression.line)
        switch expression.kind {
        case .offset, .and, .or, .comma, .convert: break
        case .integer(let value):
            write(value)
            write(expression.layout)
        case .string(let text), .global(let text), .function(let text), .unsupported(let text): write(text)
        case .local(let index): write(index)
        case .load(_, let access), .store(_, _, let access): write(access)
        case .update(let operation, _, _, let type, let access):
            write(operation.rawValue)
            write(type)
            write(access)
        case .step(_, let step, let isPostfix, let access):
            write(step)
            write(isPostfix)
            write(access)
        case .binary(let operation, _, _): write(operation.rawValue)
        case .unary(let operation, _): write(operation.rawValue)
        case .distance(_, _, let size): write(size)
        case .conditional(_, let then, _): write(then != nil)
        case .call(let name, let arguments):
            write(name)
            write(arguments.count)
        case .callThrough(_, let arguments): write(arguments.count)
        case .statements(let statements, let value):
            write(statements.count)
            write(value != nil)
        case .compound(let local, let parts):
            write(local)
            write(parts)
        case .event(let event): write(event)
        case .assembly(let assembly, _): write(assembly)
        }
    }
}
