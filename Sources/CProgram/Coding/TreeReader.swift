/// Reads what ``TreeWriter`` wrote. Anything else is an error, never a crash.
struct TreeReader {
    /// The row is not one that a writer wrote.
    struct Malformed: Error {}

    /// How deep a tree may be. The lowering stays well below; it bounds what comes after, which walks
    /// trees recursively.
    static let depthLimit = 2000

    private var row: NumberRow
    private var expressions = OperandStack<Expression>()
    private var statements = OperandStack<Statement>()
    /// How deep the operands are that the node being read has taken so far.
    private var depth = 0

    init(code: String, strings: [String]) {
        row = NumberRow(code: code, strings: strings)
    }

    // MARK: Whole trees

    /// Reads the row as one statement.
    mutating func statement() throws(Malformed) -> Statement {
        while !row.isAtEnd { try readNode() }
        let result = try statements.pop(&depth)
        guard statements.isEmpty, expressions.isEmpty else { throw Malformed() }
        return result
    }

    /// Reads the row as one expression.
    mutating func expression() throws(Malformed) -> Expression {
        while !row.isAtEnd { try readNode() }
        let result = try expressions.pop(&depth)
        guard statements.isEmpty, expressions.isEmpty else { throw Malformed() }
        return result
    }

    private mutating func readNode() throws(Malformed) {
        depth = 0
        let number = try row.integer()
        if let tag = StatementTag(rawValue: number) {
            let node = try statement(tag)
            statements.push(node, depth: depth + 1)
        } else if let tag = ExpressionTag(rawValue: number) {
            let type = try row.type()
            let line = try row.integer()
            let kind = try kind(tag)
            let node = Expression(kind, type, line: line, layout: tag == .integer ? try row.layout() : [])
            expressions.push(node, depth: depth + 1)
        } else {
            throw Malformed()
        }
        guard depth < Self.depthLimit else { throw Malformed() }
    }

    // MARK: Operands

    private mutating func operand() throws(Malformed) -> Expression { try expressions.pop(&depth) }

    private mutating func operands(_ count: Int) throws(Malformed) -> [Expression] {
        try expressions.pop(count, &depth)
    }

    private mutating func inner() throws(Malformed) -> Statement { try statements.pop(&depth) }

    private mutating func parts() throws(Malformed) -> [Initialization] {
        var places: [(offset: Int, layout: [LayoutTerm], access: Access)] = []
        for _ in 0..<(try row.count()) {
            let offset = try row.integer()
            let layout = try row.layout()
            places.append((offset, layout, try row.access()))
        }
        let values = try operands(places.count)
        return zip(places, values).map {
            Initialization(offset: $0.offset, layout: $0.layout, access: $0.access, value: $1)
        }
    }

    // MARK: Nodes

    private mutating func statement(_ tag: StatementTag) throws(Malformed) -> Statement {
        switch tag {
        case .expression: return .expression(try operand())
        case .declare:
            let local = try row.integer()
            let parts = try parts()
            return .declare(local: local, parts, zeroed: try row.flag())
        case .block: return .block(try statements.pop(try row.count(), &depth))
        case .if:
            let otherwise = try row.flag() ? try inner() : nil
            let then = try inner()
            return .if(try operand(), then: then, otherwise: otherwise)
        case .while: return .while(try operand(), body: try inner())
        case .doWhile: return .doWhile(body: try inner(), try operand())
        case .switch: return .switch(try operand(), body: try inner())
        case .for: return try loop()
        case .caseLabel:
            let low = try row.number()
            let high = try row.number()
            guard low <= high else { throw Malformed() }
            return .caseLabel(low...high, try inner())
        case .defaultLabel: return .defaultLabel(try inner())
        case .label: return .label(try row.string(), try inner())
        case .goto: return .goto(try row.string())
        case .break: return .break
        case .continue: return .continue
        case .return: return .return(try row.flag() ? try operand() : nil)
        case .empty: return .empty
        case .unsupported:
            let reason = try row.string()
            return .unsupported(reason, line: try row.integer())
        }
    }

    private mutating func loop() throws(Malformed) -> Statement {
        let hasInitial = try row.flag()
        let hasCondition = try row.flag()
        let step = try row.flag() ? try operand() : nil
        let condition = hasCondition ? try operand() : nil
        let body = try inner()
        return .for(
            initial: hasInitial ? try inner() : nil, condition: condition, step: step, body: body)
    }

    private mutating func kind(_ tag: ExpressionTag) throws(Malformed) -> Expression.Kind {
        switch tag {
        case .integer: return .integer(try row.number())
        case .string: return .string(try row.string())
        case .local: return .local(try row.integer())
        case .global: return .global(try row.string())
        case .function: return .function(try row.string())
        case .unsupported: return .unsupported(try row.string())
        case .load: return .load(try operand(), try row.access())
        case .convert: return .convert(try operand())
        case .unary:
            guard let operation = UnaryOperation(rawValue: try row.string()) else { throw Malformed() }
            return .unary(operation, try operand())
        case .step:
            let step = try row.number()
            let isPostfix = try row.flag()
            return .step(address: try operand(), by: step, isPostfix: isPostfix, try row.access())
        case .conditional:
            let hasThen = try row.flag()
            let otherwise = try operand()
            let then = hasThen ? try operand() : nil
            return .conditional(try operand(), then: then, otherwise: otherwise)
        case .call:
            let name = try row.string()
            return .call(name, try operands(try row.count()))
        case .callThrough:
            let arguments = try operands(try row.count())
            return .callThrough(try operand(), arguments)
        case .statements:
            let count = try row.count()
            let value = try row.flag() ? try operand() : nil
            return .statements(try statements.pop(count, &depth), value: value)
        case .compound:
            let local = try row.integer()
            return .compound(local: local, try parts())
        case .event: return .event(try row.event())
        case .assembly:
            let assembly = try row.assembly()
            return .assembly(assembly, try operands(assembly.outputs.count + assembly.inputs.count))
        case .store, .update, .binary, .offset, .distance, .and, .or, .comma: return try pair(tag)
        }
    }

    /// The kinds that have two operands.
    private mutating func pair(_ tag: ExpressionTag) throws(Malformed) -> Expression.Kind {
        let right = try operand()
        let left = try operand()
        switch tag {
        case .store: return .store(address: left, value: right, try row.access())
        case .update:
            let operation = try row.binaryOperation()
            let type = try row.type()
            return .update(operation, address: left, value: right, in: type, try row.access())
        case .binary: return .binary(try row.binaryOperation(), left, right)
        case .offset: return .offset(left, bytes: right)
        case .distance: return .distance(left, right, elementBytes: try row.integer())
        case .and: return .and(left, right)
        case .or: return .or(left, right)
        default: return .comma(left, right)
        }
    }
}

/// The nodes that wait for the node they are operands of, each with its depth.
private struct OperandStack<Node> {
    private var nodes: [Node] = []
    private var depths: [Int] = []

    var isEmpty: Bool { nodes.isEmpty }

    mutating func push(_ node: Node, depth: Int) {
        nodes.append(node)
        depths.append(depth)
    }

    mutating func pop(_ depth: inout Int) throws(TreeReader.Malformed) -> Node {
        guard let node = nodes.popLast(), let own = depths.popLast() else { throw TreeReader.Malformed() }
        depth = max(depth, own)
        return node
    }

    mutating func pop(_ count: Int, _ depth: inout Int) throws(TreeReader.Malformed) -> [Node] {
        guard count <= nodes.count else { throw TreeReader.Malformed() }
        let result = Array(nodes.suffix(count))
        depth = max(depth, depths.suffix(count).max() ?? 0)
        nodes.removeLast(count)
        depths.removeLast(count)
        return result
    }
}
