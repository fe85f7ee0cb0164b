import CProgram

/// Which locals of a function hold what the calls in it give, and which records these lead to.
///
/// An allocation gives a `void *`; what the caller keeps it in is what a developer knows it by: `chip->ioh`.
struct ResultHolders {
    /// A local and what it points to.
    struct Holder: Hashable {
        /// The local's name.
        var name: String
        /// The record that it is used as, by its name in ``Program/records``; nil where that is none or several.
        var record: String?
    }

    private var locals: [String: Set<Int>] = [:]
    private var records: [Int: Set<String>] = [:]
    private let body: FunctionBody
    private let program: Program
    private static let depthLimit = 6

    init(_ body: FunctionBody, in program: Program) {
        self.body = body
        self.program = program
        visit(body.body)
    }

    /// The local that holds what calls of a function give; nil where that is none or one of several.
    func holder(of callee: String) -> Holder? {
        guard let own = locals[callee], own.count == 1, let place = own.first,
            body.locals.indices.contains(place), !body.locals[place].name.isEmpty
        else { return nil }
        let used = records[place] ?? []
        return Holder(name: body.locals[place].name, record: used.count == 1 ? used.first : nil)
    }

    // MARK: Walk

    private mutating func visit(_ statement: Statement) {
        if case .declare(let local, let parts, _) = statement {
            for part in parts where part.offset == 0 { note(local, holds: part.value) }
        }
        for inner in statement.operands { visit(inner) }
        for inner in statement.innerStatements { visit(inner) }
    }

    private mutating func visit(_ expression: Expression) {
        switch expression.kind {
        case .store(let address, let value, _):
            if case .local(let local) = address.kind { note(local, holds: value) }
        case .offset(let base, let bytes):
            let named = bytes.layout.first { $0.member != nil }
            if let named, let local = Self.loaded(base) { records[local, default: []].insert(named.record) }
        default: break
        }
        for inner in expression.operands { visit(inner) }
        for inner in expression.innerStatements { visit(inner) }
    }

    private mutating func note(_ local: Int, holds value: Expression) {
        for callee in callees(value, depth: 0) { locals[callee, default: []].insert(local) }
    }

    /// The local that an expression is the value of.
    private static func loaded(_ expression: Expression) -> Int? {
        switch expression.kind {
        case .load(let address, _):
            if case .local(let local) = address.kind { return local }
            return nil
        case .convert(let inner): return loaded(inner)
        default: return nil
        }
    }

    /// The functions one of which gives a value, and those that these pass on.
    private func callees(_ value: Expression, depth: Int) -> Set<String> {
        guard depth < Self.depthLimit else { return [] }
        switch value.kind {
        case .convert(let inner), .store(_, let inner, _), .comma(_, let inner), .statements(_, let inner?):
            return callees(inner, depth: depth)
        case .call(let name, _):
            let passed = program.functions[name].map { returned($0.body, depth: depth + 1) } ?? []
            return passed.union([name])
        default: return []
        }
    }

    private func returned(_ statement: Statement, depth: Int) -> Set<String> {
        if case .return(let value?) = statement { return callees(value, depth: depth) }
        return statement.innerStatements.reduce(into: []) { $0.formUnion(returned($1, depth: depth)) }
    }
}
