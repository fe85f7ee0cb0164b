extension FunctionBody {
    /// The body in words without the lines it stands on: two bodies with the same words do the same.
    ///
    /// - Parameter places: whether the distances of members from the start of their records are told; without
    ///   them a function stays the same when a record that it uses grows.
    public func words(places: Bool = true) -> [String] {
        var writer = BodyWords(tellsPlaces: places)
        writer.words = locals.map { "\($0.name) \($0.type) \($0.bytes)" }
        writer.visit(body)
        return writer.words
    }

    /// The functions that it calls or names.
    public var namedFunctions: Set<String> {
        var writer = BodyWords(tellsPlaces: true)
        writer.visit(body)
        return writer.functions
    }

    /// The variables that live as long as the program and that it names.
    public var namedGlobals: Set<String> {
        var writer = BodyWords(tellsPlaces: true)
        writer.visit(body)
        return writer.globals
    }
}

/// Writes trees down in the order in which they stand.
private struct BodyWords {
    let tellsPlaces: Bool
    var words: [String] = []
    var functions: Set<String> = []
    var globals: Set<String> = []

    mutating func visit(_ statement: Statement) {
        words.append(word(statement))
        for operand in statement.operands { visit(operand) }
        for inner in statement.innerStatements { visit(inner) }
        words.append(";")
    }

    mutating func visit(_ expression: Expression) {
        switch expression.kind {
        case .function(let name), .call(let name, _): functions.insert(name)
        case .global(let name): globals.insert(name)
        default: break
        }
        words.append("\(word(expression.kind)) \(expression.type)")
        for inner in expression.innerStatements { visit(inner) }
        if case .offset(let base, let bytes) = expression.kind, case .integer = bytes.kind, !tellsPlaces {
            visit(base)
        } else {
            for operand in expression.operands { visit(operand) }
        }
        words.append(")")
    }

    private func word(_ statement: Statement) -> String {
        switch statement {
        case .expression: "do"
        case .declare(let local, let parts, let zeroed):
            "declare \(local) \(zeroed) \(parts.map { "\($0.offset) \($0.access)" })"
        case .block: "block"
        case .if(_, _, let otherwise): otherwise == nil ? "if" : "if else"
        case .while: "while"
        case .doWhile: "do while"
        case .for(let initial, let condition, let step, _):
            "for \(initial != nil) \(condition != nil) \(step != nil)"
        case .switch: "switch"
        case .caseLabel(let range, _): "case \(range)"
        case .defaultLabel: "default"
        case .label(let name, _): "label \(name)"
        case .goto(let name): "goto \(name)"
        case .break: "break"
        case .continue: "continue"
        case .return(let value): value == nil ? "return" : "return value"
        case .empty: "empty"
        case .unsupported(let reason, _): "unsupported \(reason)"
        }
    }

    private func word(_ kind: Expression.Kind) -> String {
        switch kind {
        case .integer(let value): "integer \(value)"
        case .string(let text): "string \(text)"
        case .local(let place): "local \(place)"
        case .global(let name): "global \(name)"
        case .function(let name): "function \(name)"
        case .load(_, let access): "load \(access)"
        case .store(_, _, let access): "store \(access)"
        case .update(let operation, _, _, let type, let access): "update \(operation) \(type) \(access)"
        case .step(_, let distance, let isPostfix, let access): "step \(distance) \(isPostfix) \(access)"
        case .binary(let operation, _, _): "binary \(operation)"
        case .offset: "offset"
        case .distance(_, _, let bytes): "distance \(bytes)"
        case .unary(let operation, _): "unary \(operation)"
        case .and: "and"
        case .or: "or"
        case .conditional(_, let then, _): then == nil ? "elvis" : "conditional"
        case .comma: "comma"
        case .convert: "convert"
        case .call(let name, _): "call \(name)"
        case .callThrough: "call through"
        case .statements(_, let value): value == nil ? "statements" : "statements value"
        case .compound(let local, let parts):
            "compound \(local) \(parts.map { "\($0.offset) \($0.access)" })"
        case .assembly(let assembly, _): "assembly \(assembly)"
        case .event(let event): "event \(event.kind) \(event.macro) \(event.isOnce) \(event.taint ?? -1)"
        case .unsupported(let reason): "unsupported \(reason)"
        }
    }
}
