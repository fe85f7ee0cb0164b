import ABIModel
import LibClang

/// Reads prototypes and definitions out of cursors.
struct FunctionReader {
    /// Turns a location into a tree-relative site.
    var site: (SourceLocation) -> SourceSite
    /// How many tokens of an inline body are kept as its ``Function/Result/computed(_:)`` text.
    static let tokenLimit = 200

    /// A function as declared at a cursor.
    func function(_ cursor: Cursor) -> Function {
        let linkage = linkage(of: cursor)
        return Function(
            name: cursor.spelling, returnType: TypeSpelling.text(cursor.resultType),
            parameters: cursor.arguments.map {
                .init(name: $0.spelling, type: TypeSpelling.text($0.type))
            },
            isVariadic: cursor.isVariadic, linkage: linkage, isDefinition: cursor.isDefinition,
            result: linkage == .inline && cursor.isDefinition ? result(of: cursor) : nil,
            site: site(cursor.location))
    }

    private func linkage(of cursor: Cursor) -> Function.Linkage {
        guard cursor.linkage == .internal || cursor.storageClass == .static else { return .external }
        return cursor.isInline ? .inline : .static
    }

    /// What a body gives back, told from its statements alone.
    private func result(of cursor: Cursor) -> Function.Result {
        guard let body = cursor.children.last(where: { $0.kind == .compoundStmt }) else { return .nothing }
        let statements = body.children
        if statements.isEmpty { return .nothing }
        if statements.count == 1, statements[0].kind == .returnStmt {
            guard let value = statements[0].children.first else { return .nothing }
            if let constant = value.evaluatedInteger, !mentionsVariable(value) { return .value(constant) }
        }
        let tokens = cursor.unit.tokens(of: body)
        let inner = tokens.dropFirst().dropLast().prefix(Self.tokenLimit).map(\.spelling)
        return .computed(inner.joined(separator: " "))
    }

    /// Whether an expression reads a parameter or variable, or calls something: clang may fold
    /// such an expression, but it is not a constant of the source.
    private func mentionsVariable(_ cursor: Cursor) -> Bool {
        if cursor.kind == .callExpr { return true }
        if cursor.kind == .declRefExpr, let target = cursor.referenced, target.kind != .enumConstantDecl {
            return true
        }
        return cursor.children.contains { mentionsVariable($0) }
    }
}
