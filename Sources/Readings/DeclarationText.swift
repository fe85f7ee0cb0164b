import SourceText

/// The text of a C file without its function bodies, the braces of its initialisers, and its comments. Of a kernel-doc
/// comment the lines stay that name something.
///
/// Two files with equal declaration texts declare the same at other lines, if they include the same headers. Braces that
/// hold preprocessor directives stay, since such braces need not match; so do those of an array, whose length may depend
/// on them.
package struct DeclarationText: Hashable {
    private let text: [UInt8]
    /// The line of the source in which each byte of the text stands, counted from 1.
    private let lines: [Int32]

    init(_ source: [UInt8]) {
        var scanner = Scanner(source: source)
        scanner.scan()
        text = scanner.kept
        lines = scanner.lines
    }

    package static func == (left: DeclarationText, right: DeclarationText) -> Bool { left.text == right.text }

    package func hash(into hasher: inout Hasher) { hasher.combine(text) }

    /// For each line of this source the line of the other source that declares the same. A line is left out when several
    /// lines there correspond to it. Nil when the two texts differ.
    func lines(in other: DeclarationText) -> [Int: Int]? {
        guard self == other else { return nil }
        var places: [Int: Int] = [:]
        var torn: Set<Int> = []
        var last: (Int32, Int32)?
        for (index, (line, place)) in zip(lines, other.lines).enumerated()
        where text[index] > 32 && last ?? (0, 0) != (line, place) {
            last = (line, place)
            if places.updateValue(Int(place), forKey: Int(line)).map({ $0 != Int(place) }) == true {
                torn.insert(Int(line))
            }
        }
        return places.filter { !torn.contains($0.key) }
    }

    private struct Scanner {
        let source: [UInt8]
        private let tokens: CLexer
        var kept: [UInt8] = []
        var lines: [Int32] = []
        private var line: Int32 = 1
        private var position = 0
        /// The last byte that is no space, outside of comments.
        private var last: UInt8 = 0
        /// What is kept behind the last kernel-doc comment begins there.
        private var documentationEnd = 0

        init(source: [UInt8]) {
            self.source = source
            tokens = CLexer(source)
            kept.reserveCapacity(source.count)
            lines.reserveCapacity(source.count)
        }

        mutating func scan() {
            while position < source.count {
                let byte = source[position]
                if byte == UInt8(ascii: "{"), isBodyOrInitializer, let end = tokens.endOfBraces(at: position)
                {
                    keep(UInt8(ascii: "{"))
                    for index in position..<end where source[index] == 10 { line += 1 }
                    keep(UInt8(ascii: "}"))
                    last = UInt8(ascii: "}")
                    position = end
                } else {
                    keepToken(byte)
                }
            }
        }

        /// Whether the braces that open here are a function's body or an initialiser.
        private var isBodyOrInitializer: Bool {
            if last == UInt8(ascii: ")") { return FunctionHeader.ends(kept[documentationEnd...]) }
            guard last == UInt8(ascii: "=") else { return false }
            for byte in kept.reversed() {
                if byte == UInt8(ascii: ";") || byte == UInt8(ascii: "}") { return true }
                if byte == UInt8(ascii: "[") { return false }
            }
            return true
        }

        private mutating func keepToken(_ byte: UInt8) {
            let end = tokens.endOfToken(at: position)
            if byte == UInt8(ascii: "/"), end > position + 1 {
                keepComment(position..<end)
            } else {
                for index in position..<end { keep(source[index]) }
                if !CLexer.isSpace(byte) { last = source[end - 1] }
            }
            position = end
        }

        /// Keeps what `KernelDocParser` may take a name or a purpose from, and a space for the rest.
        private mutating func keepComment(_ range: Range<Int>) {
            let isDocumentation = source[range].starts(with: "/**".utf8)
            var hasHead = false
            var start = range.lowerBound
            while start < range.upperBound {
                let end =
                    source[start..<range.upperBound].firstIndex(of: 10).map { $0 + 1 } ?? range.upperBound
                let words = Self.words(source[start..<end])
                if isDocumentation, !words.isEmpty,
                    !hasHead || words.first == UInt8(ascii: "@") || words.starts(with: "Return".utf8)
                {
                    hasHead = true
                    for index in start..<end { keep(source[index]) }
                } else if source[end - 1] == 10 {
                    line += 1
                }
                start = end
            }
            keep(32)
            if isDocumentation { documentationEnd = kept.count }
        }

        /// Space counts as one, and as a line break where there is one in it: a directive ends there.
        private mutating func keep(_ byte: UInt8) {
            let isRepeated = CLexer.isSpace(byte) && kept.last.map(CLexer.isSpace) != false
            if isRepeated, byte == 10, !kept.isEmpty { kept[kept.count - 1] = 10 }
            if !isRepeated {
                kept.append(byte)
                lines.append(line)
            }
            if byte == 10 { line += 1 }
        }

        /// A line of a comment without its marks.
        private static func words(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
            var words = line.drop(while: CLexer.isSpace)
            if words.starts(with: "/**".utf8) { words = words.dropFirst(3) }
            if words.first == UInt8(ascii: "*"), !words.starts(with: "*/".utf8) { words = words.dropFirst() }
            words = words.drop(while: CLexer.isSpace)
            return words.starts(with: "*/".utf8) ? [] : words
        }
    }
}
