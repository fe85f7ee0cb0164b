import CLibclang

/// A node of the syntax tree. It keeps its translation unit alive.
public struct Cursor: Hashable {
    internal let raw: CXCursor
    /// The unit the node belongs to.
    public let unit: TranslationUnit

    internal init(raw: CXCursor, unit: TranslationUnit) {
        self.raw = raw
        self.unit = unit
    }

    /// Two cursors are equal where libclang says so (`clang_equalCursors`).
    public static func == (left: Cursor, right: Cursor) -> Bool {
        clang_equalCursors(left.raw, right.raw) != 0
    }

    /// Feeds `clang_hashCursor`.
    public func hash(into hasher: inout Hasher) { hasher.combine(clang_hashCursor(raw)) }

    internal func wrap(_ other: CXCursor) -> Cursor? {
        clang_Cursor_isNull(other) != 0 || clang_isInvalid(other.kind) != 0
            ? nil : Cursor(raw: other, unit: unit)
    }

    internal func wrap(_ type: CXType) -> CType { CType(raw: type, unit: unit) }

    // MARK: What it is

    /// The kind of node.
    public var kind: CursorKind { CursorKind(rawValue: raw.kind.rawValue) }
    /// Its name, or "" (`clang_getCursorSpelling`).
    public var spelling: String { takeString(clang_getCursorSpelling(raw)) }
    /// An id that is the same in every unit that declares the entity (`clang_getCursorUSR`).
    public var usr: String { takeString(clang_getCursorUSR(raw)) }
    /// Whether it is a statement.
    public var isStatement: Bool { clang_isStatement(raw.kind) != 0 }
    /// Whether it is an expression.
    public var isExpression: Bool { clang_isExpression(raw.kind) != 0 }
    /// Whether it is a definition, not merely a declaration.
    public var isDefinition: Bool { clang_isCursorDefinition(raw) != 0 }

    // MARK: Where it stands

    /// Where it stands, after macro expansion.
    public var location: SourceLocation { SourceLocation(expanding: clang_getCursorLocation(raw)) }
    /// The file it stands in, after macro expansion; nil for places without one.
    public var file: SourceFile? {
        var file: CXFile?
        clang_getExpansionLocation(clang_getCursorLocation(raw), &file, nil, nil, nil)
        return file.map(SourceFile.init(raw:))
    }
    /// Where its token was written: in a macro's definition if it came from one.
    public var spellingLocation: SourceLocation {
        SourceLocation(spelling: clang_getCursorLocation(raw))
    }
    /// First to last byte, after macro expansion.
    public var extent: SourceExtent { SourceExtent(clang_getCursorExtent(raw)) }
    /// Whether it stands in the file the unit was made from.
    public var isInMainFile: Bool {
        clang_Location_isFromMainFile(clang_getCursorLocation(raw)) != 0
    }

    /// Whether it stands in the main file after macro expansion, be its name pasted together by a macro.
    public var isExpandedInMainFile: Bool {
        isInMainFile || file != nil && file == unit.mainFile
    }

    // MARK: The tree

    /// The nodes directly under this one, in source order (`clang_visitChildren`).
    public var children: [Cursor] {
        var result: [Cursor] = []
        forEachChild { result.append($0) }
        return result
    }

    /// Calls `body` on each node directly under this one.
    public func forEachChild(_ body: (Cursor) -> Void) {
        withoutActuallyEscaping(body) { body in
            let visitor = Visitor(unit: unit, body: body)
            clang_visitChildren(
                raw,
                { cursor, _, context in
                    guard let context else { return CXChildVisit_Break }
                    let visitor = Unmanaged<Visitor>.fromOpaque(context).takeUnretainedValue()
                    visitor.body(Cursor(raw: cursor, unit: visitor.unit))
                    return CXChildVisit_Continue
                }, Unmanaged.passUnretained(visitor).toOpaque())
        }
    }

    /// What a name refers to (`clang_getCursorReferenced`).
    public var referenced: Cursor? { wrap(clang_getCursorReferenced(raw)) }
    /// The definition of the entity in this unit, if there is one.
    public var definition: Cursor? { wrap(clang_getCursorDefinition(raw)) }
    /// The first declaration of the entity.
    public var canonical: Cursor { Cursor(raw: clang_getCanonicalCursor(raw), unit: unit) }
    /// The node that encloses it in meaning (`clang_getCursorSemanticParent`).
    public var semanticParent: Cursor? { wrap(clang_getCursorSemanticParent(raw)) }

    private final class Visitor {
        let unit: TranslationUnit
        let body: (Cursor) -> Void

        init(unit: TranslationUnit, body: @escaping (Cursor) -> Void) {
            self.unit = unit
            self.body = body
        }
    }
}
