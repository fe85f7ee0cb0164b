import CLibclang

/// A place in a source file, after macro expansion (`clang_getExpansionLocation`).
public struct SourceLocation: Hashable, Sendable {
    /// The file as clang spells it: relative where the arguments were relative; empty for
    /// places without a file (the command line, built-in macros).
    public var file: String
    /// The line, counted from 1; 0 without a file.
    public var line: Int
    /// The column in bytes, counted from 1.
    public var column: Int
    /// The byte offset from the start of the file.
    public var offset: Int

    /// Makes a location from its parts.
    public init(file: String, line: Int, column: Int, offset: Int) {
        self.file = file
        self.line = line
        self.column = column
        self.offset = offset
    }

    internal init(expanding raw: CXSourceLocation) {
        var file: CXFile?
        var line: UInt32 = 0
        var column: UInt32 = 0
        var offset: UInt32 = 0
        clang_getExpansionLocation(raw, &file, &line, &column, &offset)
        let name = file.map { takeString(clang_getFileName($0)) } ?? ""
        self.init(file: name, line: Int(line), column: Int(column), offset: Int(offset))
    }

    /// The place where the token was written: inside a macro's definition if it came from one
    /// (`clang_getSpellingLocation`).
    internal init(spelling raw: CXSourceLocation) {
        var file: CXFile?
        var line: UInt32 = 0
        var column: UInt32 = 0
        var offset: UInt32 = 0
        clang_getSpellingLocation(raw, &file, &line, &column, &offset)
        let name = file.map { takeString(clang_getFileName($0)) } ?? ""
        self.init(file: name, line: Int(line), column: Int(column), offset: Int(offset))
    }
}

/// A file of a unit as clang knows it: cheap to get and to compare, where a ``SourceLocation`` counts lines.
///
/// One file that is reached under two spellings is two of these.
public struct SourceFile: Hashable {
    internal let raw: CXFile

    /// The path as clang spells it.
    public var path: String { takeString(clang_getFileName(raw)) }
}

/// A stretch of one source file, first byte to one past the last.
public struct SourceExtent: Hashable, Sendable {
    /// Where it starts.
    public var start: SourceLocation
    /// Where it ends (exclusive).
    public var end: SourceLocation

    internal init(_ raw: CXSourceRange) {
        start = SourceLocation(expanding: clang_getRangeStart(raw))
        end = SourceLocation(expanding: clang_getRangeEnd(raw))
    }
}
