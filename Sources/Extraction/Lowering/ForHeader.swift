import LibClang

/// Tells the parts of a `for` apart: libclang leaves absent ones out, so that two nodes before the
/// body may be any two of the three.
enum ForHeader {
    /// The parts that were written.
    struct Parts {
        var initial: Cursor?
        var condition: Cursor?
        var step: Cursor?
    }

    /// The parts, in order of the nodes before the body; nil where they cannot be told apart.
    ///
    /// The text where the `for` was written decides, be it in a macro's definition. Where it does
    /// not fit the nodes (a part made of a macro that is empty, a libclang before 19, which does not
    /// say where in a macro a token was written) the kinds of the nodes do.
    static func parts(of loop: Cursor, _ nodes: [Cursor], texts: SourceTexts) -> Parts? {
        if nodes.count == 3 { return Parts(initial: nodes[0], condition: nodes[1], step: nodes[2]) }
        if nodes.isEmpty { return Parts() }
        guard nodes.count < 3 else { return nil }
        if let written = texts.forParts(at: loop.spellingLocation),
            written.filter({ $0 }).count == nodes.count
        {
            var rest = nodes[...]
            return Parts(
                initial: written[0] ? rest.popFirst() : nil,
                condition: written[1] ? rest.popFirst() : nil, step: written[2] ? rest.popFirst() : nil)
        }
        return byKind(nodes)
    }

    /// The guess by kinds: a declaration or an assignment that comes first begins the loop, one that
    /// comes last steps it, and anything else is asked.
    static func byKind(_ nodes: [Cursor]) -> Parts? {
        let first = nodes[0]
        let begins = first.kind == .declStmt || isAssignment(first)
        guard nodes.count == 2 else {
            if first.kind == .declStmt { return Parts(initial: first) }
            // An assignment alone may begin or step the loop.
            return isStep(first) ? nil : Parts(condition: first)
        }
        if begins {
            return isStep(nodes[1])
                ? Parts(initial: first, step: nodes[1]) : Parts(initial: first, condition: nodes[1])
        }
        return isStep(nodes[1]) ? Parts(condition: first, step: nodes[1]) : nil
    }

    private static func isAssignment(_ cursor: Cursor) -> Bool {
        guard cursor.kind == .binaryOperator else { return false }
        if cursor.binaryOperator == .comma { return cursor.operands.first.map(isAssignment) ?? false }
        return cursor.binaryOperator == .assign
    }

    private static func isStep(_ cursor: Cursor) -> Bool {
        switch cursor.kind {
        case .compoundAssignOperator: true
        case .unaryOperator:
            [.postIncrement, .postDecrement, .preIncrement, .preDecrement].contains(cursor.unaryOperator)
        case .binaryOperator:
            isAssignment(cursor)
                || cursor.binaryOperator == .comma && (cursor.operands.first.map(isStep) ?? false)
        default: false
        }
    }
}
