/// The functions of a C file, and their statements, as far as it takes to change one of them.
///
/// Knows the house style of the kernel: a function's braces stand in the first column.
struct CText {
    /// A statement, or the head of one: `if (…)`; it may go over several lines.
    struct Piece {
        /// The function it is in.
        var function: String
        /// Its number among the pieces of the function, from 1.
        var number: Int
        /// Where its text stands, without the white space around it.
        var range: Range<String.Index>
    }

    let text: String
    /// Every piece of the functions that were asked for, in the order of the text.
    let pieces: [Piece]

    /// Takes functions of a file apart. A function that the file does not define has no pieces.
    init(_ text: String, functions: [String]) {
        self.text = text
        let wanted = Set(functions)
        var pieces: [Piece] = []
        var index = text.startIndex
        var head = ""
        while index < text.endIndex {
            let end = text[index...].firstIndex(of: "\n") ?? text.endIndex
            let line = text[index..<end]
            if line == "{", let name = Self.name(in: head), wanted.contains(name) {
                let start = end < text.endIndex ? text.index(after: end) : end
                let close = text[start...].range(of: "\n}")?.lowerBound ?? text.endIndex
                pieces += Self.pieces(of: name, in: text, start..<close)
                index = close
            }
            if line.first.map({ $0.isLetter || $0 == "_" }) == true { head = "" }
            head += line
            index =
                index < end ? (end < text.endIndex ? text.index(after: end) : end) : text.index(after: index)
        }
        self.pieces = pieces
    }

    /// The text with one piece, or a part of one, replaced.
    func replacing(_ range: Range<String.Index>, with replacement: String) -> String {
        var result = text
        result.replaceSubrange(range, with: replacement)
        return result
    }

    /// The name before the first parenthesis of a function's head.
    private static func name(in head: String) -> String? {
        guard let parenthesis = head.firstIndex(of: "(") else { return nil }
        let name = head[..<parenthesis].reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        return name.isEmpty ? nil : String(name.reversed())
    }

    /// Cuts a body at semicolons, braces, colons of labels, and behind the condition of `if` and its like.
    private static func pieces(
        of function: String, in text: String, _ body: Range<String.Index>
    ) -> [Piece] {
        var pieces: [Piece] = []
        var start: String.Index?
        var depth = 0
        var index = body.lowerBound
        func end(_ after: String.Index) {
            guard let begin = start else { return }
            pieces.append(Piece(function: function, number: pieces.count + 1, range: begin..<after))
            start = nil
        }
        while index < body.upperBound {
            let rest = text[index..<body.upperBound]
            if rest.hasPrefix("/*") {
                index = rest.range(of: "*/")?.upperBound ?? body.upperBound
                continue
            }
            let character = text[index]
            let next = text.index(after: index)
            switch character {
            case "(": depth += 1
            case ")":
                depth -= 1
                if depth == 0, let begin = start, isHead(text[begin..<next]) { end(next) }
            case ";" where depth == 0: end(next)
            case "{" where depth == 0, "}" where depth == 0: start = nil
            case ":" where depth == 0 && start.map({ isLabel(text[$0..<index]) }) == true: start = nil
            default: break
            }
            if start == nil, !character.isWhitespace, !";{}:)".contains(character) { start = index }
            index = next
        }
        return pieces
    }

    private static func isHead(_ piece: Substring) -> Bool {
        ["if (", "while (", "list_for_each_entry("].contains { piece.hasPrefix($0) }
    }

    private static func isLabel(_ piece: Substring) -> Bool {
        piece.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == " " }
    }
}
