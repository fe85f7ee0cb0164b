import LibClang

/// The inline assembly of one function. libclang shows the operands' expressions and nothing else (the template and
/// the constraints have calls from libclang 20 on), so the rest is read from what clang prints of the function.
final class FunctionAssembly {
    private var texts: [Cursor: AssemblyText] = [:]
    private var paths: [Cursor: [Cursor]] = [:]
    private var labels: [(cursor: Cursor, path: [Cursor])] = []

    /// Pairs the statements of a function's body with their texts. Where there are not as many of one as of the other,
    /// none has a text.
    init(_ function: Cursor) {
        var statements: [Cursor] = []
        // Before the children of a node come those of its elder sisters, as in the text.
        var open: [(cursor: Cursor, path: [Cursor])] = function.children
            .filter { $0.kind == .compoundStmt }.map { ($0, []) }
        while let (cursor, path) = open.popLast() {
            switch cursor.kind {
            case .gccAsmStmt:
                statements.append(cursor)
                paths[cursor] = path
            case .labelStmt: labels.append((cursor, path))
            default: break
            }
            let inner = cursor.kind == .compoundStmt ? path + [cursor] : path
            open += Self.evaluatedChildren(of: cursor).reversed().map { ($0, inner) }
        }
        guard let printed = AssemblyText.all(in: function.prettyPrinted), printed.count == statements.count
        else { return }
        texts = Dictionary(zip(statements, printed)) { first, _ in first }
    }

    /// The text of a statement; nil where it is not known.
    func text(of statement: Cursor) -> AssemblyText? {
        guard let text = texts[statement],
            text.outputs.count + text.inputs.count == statement.operands.count
        else { return nil }
        return text
    }

    /// The label that a statement names: of several by one name (`__label__`), the one in the innermost block that both
    /// stand in.
    func label(_ name: String, from statement: Cursor) -> Cursor? {
        let own = paths[statement] ?? []
        let candidates = labels.filter { $0.cursor.spelling == name }
        return candidates.max { shared($0.path, own) < shared($1.path, own) }?.cursor
    }

    private func shared(_ first: [Cursor], _ second: [Cursor]) -> Int {
        zip(first, second).prefix { $0 == $1 }.count
    }

    /// The children without those of types, and without the operands of `sizeof` and its like.
    private static func evaluatedChildren(of cursor: Cursor) -> [Cursor] {
        switch cursor.kind {
        case .unaryExpr: []
        case .varDecl: cursor.initializer.map { [$0] } ?? []
        case .cStyleCastExpr, .compoundLiteralExpr: cursor.children.last.map { [$0] } ?? []
        default: cursor.children
        }
    }
}
