import LibClang

/// What clang prints of one function, for what libclang does not show: of inline assembly it gives the operands' expressions and
/// nothing else (the template and the constraints have calls from libclang 20 on), of a `for` it leaves out the parts that are absent.
final class PrintedFunction {
    private var assemblies: [Cursor: AssemblyText] = [:]
    private var loops: [Cursor: [Bool]] = [:]
    private var paths: [Cursor: [Cursor]] = [:]
    private var labels: [(cursor: Cursor, path: [Cursor])] = []

    /// Pairs the statements of a function's body with their texts. Where there are not as many of a kind as in the text, none of that kind
    /// has one.
    init(_ function: Cursor) {
        var statements: [Cursor] = []
        var loopStatements: [Cursor] = []
        // Before the children of a node come those of its elder sisters, as in the text.
        var open: [(cursor: Cursor, path: [Cursor])] = function.children
            .filter { $0.kind == .compoundStmt }.map { ($0, []) }
        while let (cursor, path) = open.popLast() {
            switch cursor.kind {
            case .gccAsmStmt:
                statements.append(cursor)
                paths[cursor] = path
            case .labelStmt: labels.append((cursor, path))
            case .forStmt: loopStatements.append(cursor)
            default: break
            }
            let inner = cursor.kind == .compoundStmt ? path + [cursor] : path
            open += Self.evaluatedChildren(of: cursor).reversed().map { ($0, inner) }
        }
        let text = function.prettyPrinted
        if let printed = AssemblyText.all(in: text), printed.count == statements.count {
            assemblies = Dictionary(zip(statements, printed)) { first, _ in first }
        }
        let headers = Self.loopHeaders(in: text)
        if headers.count == loopStatements.count {
            loops = Dictionary(zip(loopStatements, headers)) { first, _ in first }
        }
    }

    /// Which of the three parts of each `for` are there, in the order in which the statements begin.
    private static func loopHeaders(in function: String) -> [[Bool]] {
        var scanner = PrintedText(function)
        var result: [[Bool]] = []
        while let word = scanner.nextWord() {
            if word.isUnevaluated {
                scanner.skipParentheses()
            } else if word.text == "for", word.beginsLine {
                // What stands in the parts is read again: a loop may stand in one.
                var inside = scanner
                result.append(inside.partsInParentheses())
            }
        }
        return result
    }

    /// Which of the three parts a `for` has; nil where that is not known.
    func parts(of loop: Cursor) -> [Bool]? {
        loops[loop].flatMap { $0.count == 3 ? $0 : nil }
    }

    /// The text of an assembly statement; nil where it is not known.
    func assembly(_ statement: Cursor) -> AssemblyText? {
        guard let text = assemblies[statement],
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
