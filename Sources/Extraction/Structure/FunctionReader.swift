import ABIModel
import LibClang

/// Reads prototypes and definitions out of cursors.
struct FunctionReader {
    /// Turns a location into a tree-relative site.
    var site: (SourceLocation) -> SourceSite
    /// Where the bodies stand that clang passed over.
    var bodies: FunctionBodies?
    /// What clang says of the expressions in them (``UnitSource/Evaluation/returns``).
    var returns: [Int: Cursor] = [:]
    /// How many tokens of an inline body are kept as its ``Function/Result/computed(_:)`` text.
    static let tokenLimit = 200

    /// A function as declared at a cursor.
    ///
    /// - Parameters:
    ///   - text: what the text of its file says.
    ///   - line: its line in it.
    func function(_ cursor: Cursor, in text: SourceScanner, line: Int) -> Function {
        let name = cursor.spelling
        let linkage = linkage(of: cursor)
        let place = bodies?.place(of: cursor) ?? .hidden
        let isDefinition = cursor.isDefinition || place.isBody
        return Function(
            name: name, returnType: TypeSpelling.text(cursor.resultType),
            canonicalReturnType: TypeSpelling.canonicalText(cursor.resultType),
            parameters: cursor.arguments.map {
                .init(
                    name: $0.spelling, type: TypeSpelling.text($0.type),
                    canonicalType: TypeSpelling.canonicalText($0.type))
            },
            isVariadic: cursor.isVariadic, linkage: linkage, isDefinition: isDefinition,
            attributes: DeclarationAttributes.told(of: cursor), export: text.exports[name],
            result: linkage == .inline && isDefinition ? result(of: cursor, place) : nil,
            guard: text.condition(at: line),
            documentation: text.documentation[name], site: site(cursor.location))
    }

    private func linkage(of cursor: Cursor) -> Function.Linkage {
        guard cursor.linkage == .internal || cursor.storageClass == .static else { return .external }
        return cursor.isInline ? .inline : .static
    }

    /// What a body gives back, told from its statements alone.
    private func result(of cursor: Cursor, _ place: FunctionBodies.Place) -> Function.Result {
        if case .body(let braces) = place { return result(of: cursor, textAt: braces) }
        guard let body = cursor.children.last(where: { $0.kind == .compoundStmt }) else { return .nothing }
        let statements = body.children
        if statements.isEmpty { return .nothing }
        if statements.count == 1, statements[0].kind == .returnStmt {
            guard let value = statements[0].children.first else { return .nothing }
            if let constant = value.evaluatedInteger, !mentionsVariable(value) { return .value(constant) }
        }
        return .computed(Self.text(of: cursor.unit.tokens(of: body)))
    }

    /// What a body gives back that clang passed over.
    private func result(of cursor: Cursor, textAt braces: ClosedRange<Int>) -> Function.Result {
        let tokens = cursor.unit.tokens(in: cursor.location.file, braces.lowerBound..<braces.upperBound + 1)
        let words = tokens.map(\.spelling)
        // The braces are among them.
        if words.count <= 2 || words.dropFirst().dropLast() == ["return", ";"] { return .nothing }
        if let constant = returns[braces.lowerBound], let value = constant.children.first,
            !mentionsVariable(value),
            Set(cursor.arguments.map(\.spelling)).isDisjoint(with: words)
        {
            return .value(cursor.resultType.canonical.converted(constant.enumConstantValue))
        }
        return .computed(Self.text(of: tokens))
    }

    /// A body's tokens without its braces.
    private static func text(of tokens: [Token]) -> String {
        tokens.dropFirst().dropLast().prefix(tokenLimit).map(\.spelling).joined(separator: " ")
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

extension CType {
    /// An integer as a function of this canonical type gives it back.
    fileprivate func converted(_ value: Int64) -> Int64 {
        switch kind {
        case .bool: value == 0 ? 0 : 1
        case .uChar, .charU: Int64(UInt8(truncatingIfNeeded: value))
        case .sChar, .charS: Int64(Int8(truncatingIfNeeded: value))
        case .uShort: Int64(UInt16(truncatingIfNeeded: value))
        case .short: Int64(Int16(truncatingIfNeeded: value))
        case .uInt: Int64(UInt32(truncatingIfNeeded: value))
        case .int: Int64(Int32(truncatingIfNeeded: value))
        case .uLong where sizeBytes == 4: Int64(UInt32(truncatingIfNeeded: value))
        case .long where sizeBytes == 4: Int64(Int32(truncatingIfNeeded: value))
        default: value
        }
    }
}
