/// The part of a C file that can change what it declares: everything but what stands in function bodies and in
/// the braces of initialisers.
///
/// Two texts with equal scopes declare the same, given the same headers; only lines differ. Braces that hold
/// preprocessor directives count as scope, since they need not match; so do those of an array, which may take
/// its length from them.
struct FileScope: Hashable {
    private let text: [UInt8]

    init(_ source: [UInt8]) {
        var scanner = Scanner(source: source)
        scanner.scan()
        text = scanner.kept
    }

    private struct Scanner {
        let source: [UInt8]
        var kept: [UInt8] = []
        private var position = 0
        /// The last byte that is no space, outside of comments.
        private var last: UInt8 = 0

        init(source: [UInt8]) {
            self.source = source
            kept.reserveCapacity(source.count)
        }

        mutating func scan() {
            while position < source.count {
                let byte = source[position]
                if byte == UInt8(ascii: "{"), isBodyOrInitializer, let end = endOfBody() {
                    kept += Array("{}".utf8)
                    last = UInt8(ascii: "}")
                    position = end
                } else {
                    keepToken(byte)
                }
            }
        }

        /// Whether braces that begin here say nothing about a declaration.
        private var isBodyOrInitializer: Bool {
            if last == UInt8(ascii: ")") { return true }
            guard last == UInt8(ascii: "=") else { return false }
            for byte in kept.reversed() {
                if byte == UInt8(ascii: ";") || byte == UInt8(ascii: "}") { return true }
                if byte == UInt8(ascii: "[") { return false }
            }
            return true
        }

        private mutating func keepToken(_ byte: UInt8) {
            let end = endOfToken(at: position)
            kept += source[position..<end]
            let isComment = byte == UInt8(ascii: "/") && end > position + 1
            if !isComment, !Self.isSpace(byte) { last = source[end - 1] }
            position = end
        }

        /// Where a comment, string, directive or single byte ends.
        private func endOfToken(at start: Int) -> Int {
            let byte = source[start]
            let next = start + 1 < source.count ? source[start + 1] : 0
            switch byte {
            case UInt8(ascii: "/") where next == UInt8(ascii: "*"):
                var index = start + 2
                while index + 1 < source.count {
                    if source[index] == UInt8(ascii: "*"), source[index + 1] == UInt8(ascii: "/") {
                        return index + 2
                    }
                    index += 1
                }
                return source.count
            case UInt8(ascii: "/") where next == UInt8(ascii: "/"):
                return endOfLine(from: start)
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                var index = start + 1
                while index < source.count, source[index] != byte, source[index] != 10 {
                    index += source[index] == UInt8(ascii: "\\") ? 2 : 1
                }
                return min(index + 1, source.count)
            case UInt8(ascii: "#") where isAtLineStart(start):
                return endOfLine(from: start)
            default:
                return start + 1
            }
        }

        /// The end of the line, over continued ones.
        private func endOfLine(from start: Int) -> Int {
            var index = start
            while index < source.count {
                if source[index] == 10, index == 0 || source[index - 1] != UInt8(ascii: "\\") { return index }
                index += 1
            }
            return source.count
        }

        private func isAtLineStart(_ start: Int) -> Bool {
            var index = start - 1
            while index >= 0, source[index] != 10 {
                guard Self.isSpace(source[index]) else { return false }
                index -= 1
            }
            return true
        }

        /// Where the body that begins here ends; nil if it holds a directive or has no end.
        private func endOfBody() -> Int? {
            var depth = 0
            var index = position
            while index < source.count {
                let byte = source[index]
                if byte == UInt8(ascii: "{") { depth += 1 }
                if byte == UInt8(ascii: "}") {
                    depth -= 1
                    if depth == 0 { return index + 1 }
                }
                if byte == UInt8(ascii: "#"), isAtLineStart(index) { return nil }
                index = endOfToken(at: index)
            }
            return nil
        }

        private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
    }
}
