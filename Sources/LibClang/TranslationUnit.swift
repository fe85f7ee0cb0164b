import CLibclang

/// One parsed file with everything it includes. Owns the C unit.
public final class TranslationUnit {
    /// What to keep while parsing (`CXTranslationUnit_Flags`).
    public struct Options: OptionSet, Sendable {
        /// The bits as libclang numbers them.
        public var rawValue: UInt32

        /// Makes a set from libclang's bits.
        public init(rawValue: UInt32) { self.rawValue = rawValue }

        /// Keep macro definitions and expansions.
        public static let detailedPreprocessingRecord = Options(
            rawValue: CXTranslationUnit_DetailedPreprocessingRecord.rawValue)
        /// Do not parse function bodies.
        public static let skipFunctionBodies = Options(
            rawValue: CXTranslationUnit_SkipFunctionBodies.rawValue)
        /// Go on after a fatal error such as a missing include.
        public static let keepGoing = Options(rawValue: CXTranslationUnit_KeepGoing.rawValue)
        /// The unit is to be saved as a precompiled header: what others begin with
        /// (`CXTranslationUnit_Incomplete`, `CXTranslationUnit_ForSerialization`).
        public static let precompiled = Options(
            rawValue: CXTranslationUnit_Incomplete.rawValue | CXTranslationUnit_ForSerialization.rawValue)
    }

    internal let raw: CXTranslationUnit
    private let index: Index

    internal init(raw: CXTranslationUnit, index: Index) {
        self.raw = raw
        self.index = index
    }

    deinit { clang_disposeTranslationUnit(raw) }

    /// The cursor of the unit itself; its children are the top-level declarations.
    public var cursor: Cursor { Cursor(raw: clang_getTranslationUnitCursor(raw), unit: self) }

    /// What clang said, in the order it said it.
    public var diagnostics: [Diagnostic] {
        (0..<clang_getNumDiagnostics(raw)).compactMap { number in
            clang_getDiagnostic(raw, number).map(Diagnostic.init(taking:))
        }
    }

    /// Every file that was read, the main file first, as clang spells it, each once
    /// (`clang_getInclusions`).
    public var inclusions: [String] {
        var files: [String] = []
        visitInclusions { file, _ in files.append(file) }
        return files
    }

    /// Writes the unit down as a precompiled header, for `-include-pch` (`clang_saveTranslationUnit`).
    ///
    /// - Returns: whether it was written; not so with errors in the unit, or with no room at the path.
    public func save(to path: String) -> Bool {
        clang_saveTranslationUnit(raw, path, clang_defaultSaveOptions(raw)) == 0
    }

    /// The `#include`s that lead to every file that was read, the main file first, each file once, in the order
    /// in which they were read; paths as clang spells them. The outermost `#include` comes first; the main file
    /// and what the arguments include have none (`clang_getInclusions`).
    public var inclusionStacks: [(file: String, stack: [SourceLocation])] {
        var files: [(file: String, stack: [SourceLocation])] = []
        visitInclusions { file, stack in
            // The innermost `#include` comes first.
            files.append((file, stack.reversed().map { SourceLocation(expanding: $0) }))
        }
        return files
    }

    /// Calls back with every file that was read, at its first time.
    private func visitInclusions(_ visit: (String, UnsafeBufferPointer<CXSourceLocation>) -> Void) {
        struct Sink {
            var visit: (String, UnsafeBufferPointer<CXSourceLocation>) -> Void
            var seen: Set<String> = []
        }
        withoutActuallyEscaping(visit) { visit in
            var sink = Sink(visit: visit)
            withUnsafeMutablePointer(to: &sink) { sink in
                clang_getInclusions(
                    raw,
                    { file, stack, depth, context in
                        guard let file, let sink = context?.assumingMemoryBound(to: Sink.self) else { return }
                        let name = takeString(clang_getFileName(file))
                        guard sink.pointee.seen.insert(name).inserted else { return }
                        sink.pointee.visit(name, UnsafeBufferPointer(start: stack, count: Int(depth)))
                    }, sink)
            }
        }
    }

    /// The file that the unit was made of.
    public private(set) lazy var mainFile: SourceFile? = file(
        at: takeString(clang_getTranslationUnitSpelling(raw)))

    /// A file that was read, by the path as clang spells it (`clang_getFile`); nil for any other.
    public func file(at path: String) -> SourceFile? { clang_getFile(raw, path).map(SourceFile.init(raw:)) }

    /// The width in bits of a pointer of the target (`clang_TargetInfo_getPointerWidth`).
    public var pointerWidthBits: Int {
        guard let info = clang_getTranslationUnitTargetInfo(raw) else { return 0 }
        defer { clang_TargetInfo_dispose(info) }
        return Int(clang_TargetInfo_getPointerWidth(info))
    }

    /// The stretches of a file that the preprocessor left out (`clang_getSkippedRanges`);
    /// needs ``Options/detailedPreprocessingRecord``.
    public func skippedExtents(in path: String) -> [SourceExtent] {
        guard let file = clang_getFile(raw, path), let list = clang_getSkippedRanges(raw, file) else {
            return []
        }
        defer { clang_disposeSourceRangeList(list) }
        return (0..<Int(list.pointee.count)).map { SourceExtent(list.pointee.ranges[$0]) }
    }

    /// The spellings of the tokens in a cursor's extent (`clang_tokenize`), comments left out.
    public func tokens(of cursor: Cursor) -> [Token] { tokens(in: clang_getCursorExtent(cursor.raw)) }

    /// The spellings of the tokens between two offsets in bytes of a file that the unit read
    /// (`clang_getLocationForOffset`), comments left out; none of another file.
    public func tokens(in path: String, _ offsets: Range<Int>) -> [Token] {
        guard let file = file(at: path)?.raw else { return [] }
        return tokens(
            in: clang_getRange(
                clang_getLocationForOffset(raw, file, UInt32(offsets.lowerBound)),
                clang_getLocationForOffset(raw, file, UInt32(offsets.upperBound))))
    }

    private func tokens(in range: CXSourceRange) -> [Token] {
        var tokens: UnsafeMutablePointer<CXToken>?
        var count: UInt32 = 0
        clang_tokenize(raw, range, &tokens, &count)
        guard let tokens else { return [] }
        defer { clang_disposeTokens(raw, tokens, count) }
        return (0..<Int(count)).compactMap { number in
            guard let kind = Token.Kind(rawValue: Int(clang_getTokenKind(tokens[number]).rawValue)),
                kind != .comment
            else { return nil }
            return Token(
                kind: kind, spelling: takeString(clang_getTokenSpelling(raw, tokens[number])),
                location: SourceLocation(spelling: clang_getTokenLocation(raw, tokens[number])))
        }
    }
}

/// One token of the source text, as written (before macro expansion).
public struct Token: Hashable, Sendable {
    /// clang's token kinds (`CXTokenKind`).
    public enum Kind: Int, Hashable, Sendable {
        case punctuation = 0
        case keyword = 1
        case identifier = 2
        case literal = 3
        case comment = 4
    }

    /// What kind of token it is.
    public var kind: Kind
    /// Its text.
    public var spelling: String
    /// Where it was written.
    public var location: SourceLocation
}
