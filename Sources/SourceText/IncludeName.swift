import Glibc

/// The file that an `#include` line names.
public struct IncludeName: Hashable, Sendable {
    /// What stands between the quotes or angle brackets.
    public var name: String
    /// Whether it stands in quotes: then the directory of the file that includes it is looked through first.
    public var isQuoted: Bool

    /// Makes a name.
    public init(_ name: String, isQuoted: Bool) {
        self.name = name
        self.isQuoted = isQuoted
    }

    /// The last part of the name.
    public var lastPart: Substring {
        name.lastIndex(of: "/").map { name[name.index(after: $0)...] } ?? name[...]
    }

    /// Reads the directive whose `#` stands at a position; nil for one that is no `#include`, `#include_next` or
    /// `#import`, and where a macro gives the name.
    init?(ofDirectiveAt start: Int, in lexer: CLexer) {
        let bytes = lexer.bytes
        let word = Self.endOfBlanks(start + 1, lexer)
        guard word < bytes.count, bytes[word] == UInt8(ascii: "i") else { return nil }
        let end = lexer.endOfName(at: word)
        guard Self.directives.contains(where: { bytes[word..<end].elementsEqual($0.utf8) }) else {
            return nil
        }
        let opening = Self.endOfBlanks(end, lexer)
        guard opening < bytes.count else { return nil }
        let closing: UInt8
        switch bytes[opening] {
        case UInt8(ascii: "\""): (isQuoted, closing) = (true, UInt8(ascii: "\""))
        case UInt8(ascii: "<"): (isQuoted, closing) = (false, UInt8(ascii: ">"))
        default: return nil
        }
        // Nothing means anything else in such a name, neither `//` nor a backslash.
        let text = bytes[(opening + 1)...].prefix { $0 != closing && $0 != 10 }
        guard text.endIndex < bytes.count, bytes[text.endIndex] == closing else { return nil }
        name = String(decoding: text, as: UTF8.self)
    }

    private static let directives = ["include", "include_next", "import"]

    /// The first position from one on at which neither blanks, nor a comment, nor a joined line stands.
    private static func endOfBlanks(_ start: Int, _ lexer: CLexer) -> Int {
        var index = start
        while index < lexer.bytes.count {
            if CLexer.isBlank(lexer.bytes[index]) {
                index += 1
            } else if lexer.bytes[index...].starts(with: "\\\n".utf8) {
                index += 2
            } else if let end = lexer.endOfComment(at: index) {
                index = end
            } else {
                break
            }
        }
        return index
    }
}

extension CLexer {
    /// An `#include` line.
    public struct IncludeLine: Hashable, Sendable {
        /// The file that it names.
        public var include: IncludeName
        /// The offset in bytes of its `#`.
        public var offset: Int
    }

    /// The `#include` lines of the text, in order, whatever condition they stand under, those in comments too: more
    /// rather than fewer. One whose name comes from a macro is left out.
    public var includeLines: [IncludeLine] {
        var lines: [IncludeLine] = []
        var index = 0
        // Most of a text has no `#`.
        while let start = next(UInt8(ascii: "#"), from: index) {
            index = start + 1
            if let include = IncludeName(ofDirectiveAt: start, in: self) {
                lines.append(IncludeLine(include: include, offset: start))
            }
        }
        return lines
    }

    /// Where a byte stands for the first time from a position on.
    func next(_ byte: UInt8, from position: Int) -> Int? {
        bytes.withUnsafeBytes { text in
            guard let start = text.baseAddress, position < text.count,
                let found = memchr(start + position, Int32(byte), text.count - position)
            else { return nil }
            return UnsafeRawPointer(found) - start
        }
    }
}
