import CLibclang

/// A set of translation units that are parsed together (`clang_createIndex`).
///
/// Owns the C index and disposes of it. libclang is not safe to call on one
/// index from two threads, so an index stays on the thread that made it.
public final class Index {
    internal let raw: CXIndex

    /// Makes an index that prints nothing. The children of its units are the declarations that they parsed
    /// themselves, without those that come from a precompiled header (`excludeDeclarationsFromPCH`).
    ///
    /// Throws when libclang refuses to make one.
    public init() throws {
        guard let raw = clang_createIndex(1, 0) else {
            throw LibClangError(
                message: "libclang did not make an index",
                hint: "run `kdrift doctor`; reinstall libclang-19-dev")
        }
        self.raw = raw
    }

    deinit { clang_disposeIndex(raw) }

    /// Parses one file with the arguments a compiler would get.
    ///
    /// - Parameters:
    ///   - path: the main file, relative to the working directory or absolute.
    ///   - arguments: compiler arguments without the program and without the file.
    ///   - unsaved: contents that stand in for files, keyed by the path clang would open.
    ///   - options: how much to keep (`clang_parseTranslationUnit2`).
    /// - Returns: the unit, which may carry error diagnostics.
    /// - Throws: ``LibClangError`` when no unit comes back at all.
    public func parse(
        _ path: String, arguments: [String], unsaved: [String: String] = [:],
        options: TranslationUnit.Options = []
    ) throws -> TranslationUnit {
        var unit: CXTranslationUnit?
        let code = withUnsavedFiles(unsaved) { files in
            withCStrings(arguments) { words in
                clang_parseTranslationUnit2(
                    raw, path, words.baseAddress, Int32(words.count), files.baseAddress,
                    UInt32(files.count), options.rawValue, &unit)
            }
        }
        guard code == CXError_Success, let unit else {
            throw LibClangError(
                message: "libclang could not parse \(path) (error code \(code.rawValue))",
                hint: "check that the file exists and that the arguments after `--` are clang's")
        }
        return TranslationUnit(raw: unit, index: self)
    }
}

/// Lends C the strings as `const char *const *` for the length of the call.
internal func withCStrings<Result>(
    _ strings: [String], _ body: (UnsafeBufferPointer<UnsafePointer<CChar>?>) -> Result
) -> Result {
    let copies = strings.map { string in
        var string = string
        return string.withUTF8 { source -> UnsafePointer<CChar> in
            let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: source.count + 1, alignment: 1)
            copy.copyMemory(from: UnsafeRawBufferPointer(source))
            copy[source.count] = 0
            return UnsafePointer(copy.bindMemory(to: CChar.self).baseAddress!)
        }
    }
    defer { copies.forEach { $0.deallocate() } }
    return copies.map(Optional.some).withUnsafeBufferPointer(body)
}

/// Lends C the unsaved files, sorted by path so that the call is the same every time.
internal func withUnsavedFiles<Result>(
    _ files: [String: String], _ body: (UnsafeMutableBufferPointer<CXUnsavedFile>) -> Result
) -> Result {
    let sorted = files.sorted { $0.key < $1.key }
    return withCStrings(sorted.map(\.key)) { names in
        withCStrings(sorted.map(\.value)) { texts in
            var unsaved = sorted.indices.map { index in
                CXUnsavedFile(
                    Filename: names[index], Contents: texts[index],
                    Length: UInt(sorted[index].value.utf8.count))
            }
            return unsaved.withUnsafeMutableBufferPointer { body($0) }
        }
    }
}
