import Glibc

/// The `#include` lines of a text, whatever condition they stand under.
enum IncludeLines {
    /// A name between quotes or angle brackets.
    struct Line: Hashable {
        var name: String
        var isQuoted: Bool
        /// The offset in bytes of its `#`.
        var offset: Int

        /// The tree-relative paths that it may mean in a file at `path`, in clang's order but for the file's own
        /// directory, which comes last here.
        func places(from path: String, _ directories: [String]) -> [String] {
            var folders = directories
            if isQuoted { folders.append(path.split(separator: "/").dropLast().joined(separator: "/")) }
            return folders.compactMap { TreePath.normalized("\($0)/\(name)") }
        }
    }

    /// The names, in order; one whose name comes from a macro is left out.
    static func all(in text: [UInt8]) -> [Line] {
        var lines: [Line] = []
        text.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            var index = 0
            while index < bytes.count,
                let mark = memchr(start + index, Int32(UInt8(ascii: "#")), bytes.count - index)
            {
                index = UnsafeRawPointer(mark) - start + 1
                if let line = line(bytes, after: &index) { lines.append(line) }
            }
        }
        return lines
    }

    /// The include directories among compiler arguments.
    static func directories(_ arguments: [String]) -> [String] {
        arguments.filter { $0.hasPrefix("-I") && $0.count > 2 }.map { String($0.dropFirst(2)) }
    }

    private static let directive = Array("include".utf8)

    private static func line(_ bytes: UnsafeRawBufferPointer, after index: inout Int) -> Line? {
        let offset = index - 1
        func skipBlanks() {
            while index < bytes.count, bytes[index] == 32 || bytes[index] == 9 { index += 1 }
        }
        skipBlanks()
        guard index + directive.count < bytes.count,
            bytes[index..<index + directive.count].elementsEqual(directive)
        else { return nil }
        index += directive.count
        // include_next as well.
        while index < bytes.count, bytes[index] == UInt8(ascii: "_") || (97...122).contains(bytes[index]) {
            index += 1
        }
        skipBlanks()
        guard index < bytes.count else { return nil }
        let isQuoted = bytes[index] == UInt8(ascii: "\"")
        guard isQuoted || bytes[index] == UInt8(ascii: "<") else { return nil }
        let closing = isQuoted ? UInt8(ascii: "\"") : UInt8(ascii: ">")
        let first = index + 1
        while index + 1 < bytes.count, bytes[index + 1] != closing, bytes[index + 1] != 10 { index += 1 }
        guard index + 1 < bytes.count, bytes[index + 1] == closing else { return nil }
        index += 1
        return Line(
            name: String(decoding: bytes[first..<index], as: UTF8.self), isQuoted: isQuoted, offset: offset)
    }
}
