/// What a file begins with: its include guard, then `#include`, `#define` and `#undef` lines with comments
/// between them, up to the first declaration or condition.
///
/// Where a precompiled header holds that beginning, the rest of the file is what follows it; every byte stays at
/// its place.
struct PreambleText {
    /// An `#include`.
    struct Include: Hashable {
        /// Its line, counted from 1.
        var line: Int
        /// The offset in bytes just after it and its line break.
        var end: Int
    }

    /// The `#include`s, in order.
    private(set) var includes: [Include] = []
    private let bytes: [UInt8]
    /// The `#ifndef` of the include guard, in bytes.
    private var includeGuard: Range<Int>?

    init(_ text: String) {
        bytes = Array(text.utf8)
        var position = 0
        var (line, counted) = (1, 0)
        var guardName: [UInt8]?
        var isFirst = true
        while let start = nextToken(position), bytes[start] == UInt8(ascii: "#") {
            let end = endOfDirective(start)
            line += bytes[counted..<start].reduce(0) { $0 + ($1 == 10 ? 1 : 0) }
            counted = start
            let (word, rest) = directive(start + 1, end)
            switch word {
            case "include" where rest.first == UInt8(ascii: "<") || rest.first == UInt8(ascii: "\""):
                guard guardName == nil else { return }
                includes.append(Include(line: line, end: end))
            case "define":
                guard guardName == nil || guardName == Array(rest.prefix { !Self.isSpace($0) }) else {
                    return
                }
                guardName = nil
            case "undef" where guardName == nil: break
            case "ifndef" where isFirst && end - start >= Self.always.count:
                guardName = rest
                includeGuard = start..<end
            default: return
            }
            isFirst = false
            position = end
        }
    }

    /// The first `length` bytes as a header of their own. The guard's name is defined in it as it would be.
    func beginning(_ length: Int) -> String {
        var text = Array(bytes[..<length])
        if let includeGuard { Self.blank(&text, includeGuard) }
        return String(decoding: text, as: UTF8.self)
    }

    /// The whole text with its first `length` bytes blank.
    func rest(after length: Int) -> String {
        var text = bytes
        Self.blank(&text, 0..<length)
        if let includeGuard {
            // Its `#endif` stands at the end of the text, and the name is defined by now.
            for (offset, byte) in Self.always.enumerated() { text[includeGuard.lowerBound + offset] = byte }
        }
        return String(decoding: text, as: UTF8.self)
    }

    // MARK: The text

    private static let always = Array("#if 1".utf8)

    private static func blank(_ text: inout [UInt8], _ range: Range<Int>) {
        for index in range where text[index] != 10 { text[index] = 32 }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

    /// The first byte at or after an offset that is neither space nor comment.
    private func nextToken(_ start: Int) -> Int? {
        var index = start
        while index < bytes.count {
            if let end = endOfComment(index) {
                index = end
            } else if Self.isSpace(bytes[index]) {
                index += 1
            } else {
                return index
            }
        }
        return nil
    }

    /// The end of the comment that begins at an offset; nil where none begins. The line break after `//` is no
    /// part of it.
    private func endOfComment(_ start: Int) -> Int? {
        guard start + 1 < bytes.count, bytes[start] == UInt8(ascii: "/") else { return nil }
        if bytes[start + 1] == UInt8(ascii: "/") {
            return bytes[start...].firstIndex(of: 10) ?? bytes.count
        }
        guard bytes[start + 1] == UInt8(ascii: "*") else { return nil }
        var index = start + 2
        while index + 1 < bytes.count {
            if bytes[index] == UInt8(ascii: "*"), bytes[index + 1] == UInt8(ascii: "/") { return index + 2 }
            index += 1
        }
        return bytes.count
    }

    /// The offset after the line break that ends a directive, continuation lines and comments seen through.
    private func endOfDirective(_ start: Int) -> Int {
        var index = start
        while index < bytes.count {
            if let end = endOfComment(index) {
                index = end
            } else if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count {
                index += 2
            } else if bytes[index] == 10 {
                return index + 1
            } else {
                index += 1
            }
        }
        return bytes.count
    }

    /// The word of a directive, and what follows it without space and comments around.
    private func directive(_ start: Int, _ end: Int) -> (word: String, rest: [UInt8]) {
        var text: [UInt8] = []
        var index = start
        while index < end {
            if let after = endOfComment(index) {
                text.append(32)
                index = min(after, end)
            } else {
                text.append(bytes[index])
                index += 1
            }
        }
        let trimmed = text.drop(while: Self.isSpace)
        let word = trimmed.prefix { !Self.isSpace($0) && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: "\"") }
        var rest = Array(trimmed.dropFirst(word.count).drop(while: Self.isSpace))
        while let last = rest.last, Self.isSpace(last) { rest.removeLast() }
        return (String(decoding: word, as: UTF8.self), rest)
    }
}
