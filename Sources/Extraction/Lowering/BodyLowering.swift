import CProgram
import LibClang

/// Lowers the expressions and statements of one owner: a function, or a global's initialiser.
///
/// What clang leaves implicit is made explicit here (loads, conversions, byte offsets). What has no
/// counterpart in the program becomes `unsupported` at its place, so that a run that reaches it ends
/// as unknown; nothing is ever dropped because it is hard.
final class BodyLowering {
    /// How deep expressions, statements and initialisers may be nested in each other. clang itself
    /// reads 256 brackets; a chain of operators is deeper than that only in generated code.
    static let depthLimit = 400

    let unit: UnitLowering
    /// The function's or global's name.
    let owner: String
    /// The function whose body it is; nil at file scope, where there are no locals.
    let function: Cursor?
    /// Whether the owner is a function.
    var isFunction: Bool { function != nil }
    /// What clang prints of the function.
    private(set) lazy var printed = function.map(PrintedFunction.init)
    /// The variables so far; parameters first.
    private(set) var locals: [FunctionBody.Local] = []
    private var places: [Cursor: Int] = [:]
    /// The pointers that variables are which are written as arrays, by ``LibClang/Cursor/place``.
    var decayed: [UInt32: CType] = [:]
    /// By ``LibClang/Cursor/place`` of the label.
    private var labelNames: [UInt32: String] = [:]
    private var depth = 0
    /// Where memory of one type is taken for memory of another.
    var views: Set<PointerView> = []
    /// The function whose argument is lowered next; the first conversion takes it.
    var argumentCallee: String?
    /// Whether `__LINE__` and `__FILE__` mean nothing here.
    var leavesPlacesOut: Bool
    /// What encloses the statement being lowered, outermost first.
    private(set) var scopes: [Scope] = []

    var layout: LayoutTable { unit.layout }

    init(unit: UnitLowering, owner: String, function: Cursor?) {
        self.unit = unit
        self.owner = owner
        self.function = function
        leavesPlacesOut = function == nil
    }

    // MARK: Variables

    /// Makes a variable for a declaration; nil where its type cannot be held.
    func addLocal(_ cursor: Cursor) -> Int? {
        let written = variableType(cursor)
        guard let type = layout.valueType(written), type != .void else { return nil }
        unit.note(type: written)
        if case .aggregate = type { noteWhole(written) }
        places[cursor] = locals.count
        locals.append(
            .init(
                name: NumberedNames.plain(cursor.spelling), type: type,
                bytes: written.canonical.sizeBytes ?? 0))
        return locals.count - 1
    }

    /// Makes a variable without a name for a value that needs an address.
    func addUnnamedLocal(_ type: ValueType) -> Int {
        locals.append(.init(name: "", type: type, bytes: type.bits / 8))
        return locals.count - 1
    }

    /// The variable a declaration made, or nil.
    func local(_ cursor: Cursor) -> Int? { places[cursor] }

    /// The name in the program of a variable with static storage.
    func globalName(_ cursor: Cursor) -> String {
        unit.globalName(of: cursor, in: cursor.linkage == .none ? owner : nil)
    }

    // MARK: Labels

    /// The name of a label in the tree. Labels of blocks (`__label__`) may share one in C; here each has its own.
    func labelName(_ label: Cursor) -> String {
        if let known = labelNames[label.place] { return known }
        let plain = NumberedNames.plain(label.spelling)
        var name = plain
        var number = 2
        let taken = Set(labelNames.values)
        while taken.contains(name) {
            name = "\(plain)#\(number)"
            number += 1
        }
        labelNames[label.place] = name
        return name
    }

    // MARK: Scopes

    /// Begins a scope.
    func enter(_ scope: Scope) { scopes.append(scope) }

    /// Ends the innermost scope.
    func leave() -> Scope { scopes.removeLast() }

    /// Has a variable cleaned up when control leaves the innermost scope.
    func add(_ cleanup: Scope.Cleanup) {
        guard !scopes.isEmpty else { return }
        scopes[scopes.count - 1].cleanups.append(cleanup)
    }

    // MARK: Bounds

    /// Runs `body` one level deeper; at the limit it gives `otherwise` instead.
    func nested<Result>(_ otherwise: (String) -> Result, _ body: () -> Result) -> Result {
        guard depth < Self.depthLimit else {
            return otherwise("nesting deeper than \(Self.depthLimit) levels")
        }
        depth += 1
        defer { depth -= 1 }
        return body()
    }

    /// An expression that was not lowered.
    func unsupported(_ reason: String, _ cursor: Cursor) -> Expression {
        Expression(.unsupported(reason), type(cursor), line: cursor.line)
    }

    /// The type of a cursor, or nil with `.void` standing for types that cannot be held.
    func type(_ cursor: Cursor) -> ValueType {
        let written = trueType(cursor)
        guard let type = layout.valueType(written) else { return .void }
        if case .aggregate = type {
            noteWhole(written)
            unit.note(type: written)
        }
        return type
    }
}

extension Cursor {
    /// The children that are expressions.
    var operands: [Cursor] { children.filter(\.isExpression) }
}
