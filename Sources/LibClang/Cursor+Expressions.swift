import CLibclang

/// What reading function bodies needs beyond the tree: cheap lines, exact places, raw constants.
extension Cursor {
    /// The line it stands on after macro expansion, without the cost of naming the file; 0 if none.
    public var line: Int {
        var line: UInt32 = 0
        clang_getExpansionLocation(clang_getCursorLocation(raw), nil, &line, nil, nil)
        return Int(line)
    }

    /// The offset in bytes of where it stands after macro expansion, in its file.
    public var expansionOffset: Int {
        var offset: UInt32 = 0
        clang_getExpansionLocation(clang_getCursorLocation(raw), nil, nil, nil, &offset)
        return Int(offset)
    }

    /// Where its first token was written (`clang_getRangeStart`, `clang_getSpellingLocation`).
    public var startSpelling: SourceLocation {
        SourceLocation(spelling: clang_getRangeStart(clang_getCursorExtent(raw)))
    }

    /// A number for the token that it stands at, macro expansions told apart. Cursors of one statement have the same,
    /// even where libclang does not call them equal.
    public var place: UInt32 { clang_getCursorLocation(raw).int_data }

    /// Whether it has attributes (`clang_Cursor_hasAttrs`).
    public var hasAttributes: Bool { clang_Cursor_hasAttrs(raw) != 0 }

    /// A declaration as clang writes it from its syntax tree, macros expanded, with attributes; a function with
    /// its body (`clang_getCursorPrettyPrinted` with the default policy).
    public var prettyPrinted: String { takeString(clang_getCursorPrettyPrinted(raw, nil)) }

    /// The same without bodies and initialisers.
    public var prettyPrintedHead: String {
        guard let policy = clang_getCursorPrintingPolicy(raw) else { return "" }
        defer { clang_PrintingPolicy_dispose(policy) }
        for property in [CXPrintingPolicy_TerseOutput, CXPrintingPolicy_SuppressInitializers] {
            clang_PrintingPolicy_setProperty(policy, property, 1)
        }
        return takeString(clang_getCursorPrettyPrinted(raw, policy))
    }
}

extension TranslationUnit {
    /// The bytes of a file as they were parsed, unsaved contents included (`clang_getFileContents`);
    /// nil for a file the unit did not read.
    public func contents(of path: String) -> [UInt8]? {
        guard let file = clang_getFile(raw, path) else { return nil }
        var size = 0
        guard let text = clang_getFileContents(raw, file, &size) else { return nil }
        return text.withMemoryRebound(to: UInt8.self, capacity: size) {
            Array(UnsafeBufferPointer(start: $0, count: size))
        }
    }
}

extension Cursor {
    /// Whether both begin at the very same token, macro expansions told apart
    /// (`clang_equalLocations` of the starts of their extents): an implicit conversion begins where
    /// its operand does.
    public func startsWhere(_ other: Cursor) -> Bool {
        let own = clang_getRangeStart(clang_getCursorExtent(raw))
        return clang_equalLocations(own, clang_getRangeStart(clang_getCursorExtent(other.raw))) != 0
    }
}
