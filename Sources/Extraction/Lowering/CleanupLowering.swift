import CProgram
import LibClang

/// Variables that are cleaned up when they go out of scope (`guard(mutex)(…)`, `__free(kfree)`): the
/// program has no notion of scopes, so the calls are written wherever control leaves one.
extension BodyLowering {
    /// A stretch of the function that variables live in, or a border that `break` and `continue` look
    /// for.
    struct Scope {
        enum Kind { case block, loop, selection }

        /// A variable that is cleaned up when control leaves.
        struct Cleanup {
            var local: Int
            var function: String
            /// Where it is declared: a jump to before that place leaves it behind.
            var offset: Int
        }

        var kind: Kind
        /// The statement whose text is the scope.
        var cursor: Cursor?
        var cleanups: [Cleanup] = []
    }

    /// Lowers what stands in a scope, and its cleanups behind it.
    func scoped(_ cursor: Cursor, _ body: () -> [Statement]) -> [Statement] {
        enter(Scope(kind: .block, cursor: cursor))
        var list = body()
        let cleanups = leave().cleanups
        if !(list.last?.neverGoesOn ?? false) { list += calls(cleanups) }
        return list
    }

    /// Lowers the body of a loop or a `switch`.
    func bordered(_ kind: Scope.Kind, _ body: () -> Statement) -> Statement {
        enter(Scope(kind: kind))
        defer { _ = leave() }
        return body()
    }

    // MARK: Leaving

    /// `break` or `continue`, after what is cleaned up on the way.
    func leaving(_ statement: Statement, outOf kinds: [Scope.Kind]) -> Statement {
        var passed: [Statement] = []
        for scope in scopes.reversed() {
            if kinds.contains(scope.kind) { break }
            passed += calls(scope.cleanups)
        }
        return passed.isEmpty ? statement : .block(passed + [statement])
    }

    /// `goto`, after what is cleaned up on the way: what lives in scopes that the label is not in, and
    /// what is declared after the label.
    func goto(_ label: Cursor) -> Statement {
        let name = labelName(label)
        var passed: [Statement] = []
        for scope in scopes.reversed() where !scope.cleanups.isEmpty {
            let offset = label.expansionOffset
            let extent = scope.cursor?.extent
            let isInside =
                extent.map {
                    $0.start.offset <= offset && offset < $0.end.offset
                        && $0.start.file == label.location.file
                }
                ?? false
            passed += calls(scope.cleanups.filter { !isInside || $0.offset > offset })
        }
        return passed.isEmpty ? .goto(name) : .block(passed + [.goto(name)])
    }

    /// `return`: the value is computed first, then all is cleaned up.
    func returnStatement(_ value: Expression?) -> Statement {
        let cleanups = calls(scopes.flatMap(\.cleanups))
        guard !cleanups.isEmpty else { return .return(value) }
        guard let value, ConstantFolding.constant(value) == nil else {
            return .block(cleanups + [.return(value)])
        }
        let (kept, load) = keep(value)
        return .block([kept] + cleanups + [.return(load)])
    }

    /// Stores a value in a variable without a name; the load gives it back later.
    func keep(_ value: Expression) -> (Statement, Expression) {
        let local = addUnnamedLocal(value.type)
        let access = Access(value.type)
        let address = Expression(.local(local), layout.pointer, line: value.line)
        return (
            .declare(
                local: local, [Initialization(offset: 0, access: access, value: value)], zeroed: false),
            Expression(.load(address, access), value.type, line: value.line)
        )
    }

    /// The calls that clean up, last declared first.
    func calls(_ cleanups: [Scope.Cleanup]) -> [Statement] {
        cleanups.reversed().map { cleanup in
            .expression(
                Expression(
                    .call(cleanup.function, [Expression(.local(cleanup.local), layout.pointer)]), .void))
        }
    }
}

extension Statement {
    /// Whether control does not come out at its end.
    fileprivate var neverGoesOn: Bool {
        switch self {
        case .return, .goto, .break, .continue: true
        case .block(let inner): inner.last?.neverGoesOn ?? false
        default: false
        }
    }
}
