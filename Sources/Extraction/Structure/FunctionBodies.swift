import LibClang
import SourceText

/// Where the bodies of a file's functions stand in its text, so that clang need not parse any of the thousands
/// that a header includes to tell what the few of its own give back.
///
/// libclang calls a function whose body it passed over a declaration. clang is asked for the values of
/// `return CONSTANT;` on lines appended to the unit, as for macros (``UnitSource``).
struct FunctionBodies {
    /// A body `{ return EXPRESSION; }`.
    struct Return: Hashable {
        /// The offset of the opening brace, in bytes.
        var open: Int
        /// The expression, on one line.
        var expression: String
    }

    /// What the text shows of a function.
    enum Place: Hashable {
        /// It is declared and has no body here.
        case declaration
        /// The offsets of its braces, in bytes.
        case body(ClosedRange<Int>)
        /// The text does not tell: a macro writes it, or a directive stands in it.
        case hidden

        /// Whether there is a body.
        var isBody: Bool {
            if case .body = self { true } else { false }
        }
    }

    /// The bodies that are a single `return` with an expression, in source order.
    private(set) var returns: [Return] = []
    /// The text with comments, strings and character constants blanked; as many bytes as the text has.
    private let code: [UInt8]

    /// Longer expressions are no constants that anybody wrote into a stub.
    private static let expressionLimit = 200

    init(_ text: String) {
        let bytes = Array(text.utf8)
        code = Self.blanked(bytes)
        for open in code.indices where code[open] == UInt8(ascii: "{") {
            guard let expression = returned(at: open, in: bytes) else { continue }
            returns.append(Return(open: open, expression: expression))
        }
    }

    /// What the text shows of a function that stands in it.
    func place(of function: Cursor) -> Place {
        var position = function.expansionOffset
        let name = Array(function.spelling.utf8)
        guard code[min(position, code.count)...].starts(with: name) else { return .hidden }
        position = skipSpace(position + name.count)
        guard let parameters = end(of: UInt8(ascii: "("), UInt8(ascii: ")"), at: position) else {
            return .hidden
        }
        // Attributes may come between the parameters and the body.
        for position in (parameters + 1)..<code.count {
            switch code[position] {
            case UInt8(ascii: ";"): return .declaration
            case UInt8(ascii: "#"): return .hidden
            case UInt8(ascii: "{"):
                return end(of: UInt8(ascii: "{"), UInt8(ascii: "}"), at: position).map {
                    .body(position...$0)
                } ?? .hidden
            default: continue
            }
        }
        return .hidden
    }

    // MARK: The text

    /// The expression of `{ return EXPRESSION; }`; nil for any other body.
    private func returned(at open: Int, in bytes: [UInt8]) -> String? {
        var position = skipSpace(open + 1)
        guard code[min(position, code.count)...].starts(with: "return".utf8) else { return nil }
        position += 6
        let start = position
        while position < code.count, code[position] != UInt8(ascii: ";") {
            // A backslash is the end of a macro's line.
            if "{}#\\".utf8.contains(code[position]) { return nil }
            position += 1
        }
        let close = skipSpace(position + 1)
        guard close < code.count, code[close] == UInt8(ascii: "}"), position - start <= Self.expressionLimit
        else { return nil }
        // A literal is blanked in the code and not in the text, a comment should be in both.
        let words = (start..<position).map { code[$0] == 0 ? bytes[$0] : code[$0] }
            .split(whereSeparator: CLexer.isSpace)
        return words.isEmpty ? nil : words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    }

    private func skipSpace(_ start: Int) -> Int {
        var position = start
        while position < code.count, CLexer.isSpace(code[position]) {
            position += 1
        }
        return position
    }

    /// The offset of the bracket that closes the one at an offset; nil without one, and where a directive
    /// comes between: which of its branches counts is for clang to say.
    private func end(of open: UInt8, _ close: UInt8, at start: Int) -> Int? {
        guard start < code.count, code[start] == open else { return nil }
        var depth = 0
        for position in start..<code.count {
            if code[position] == UInt8(ascii: "#") { return nil }
            if code[position] == open { depth += 1 }
            if code[position] == close { depth -= 1 }
            if depth == 0 { return position }
        }
        return nil
    }

    /// The bytes with comments made spaces and the insides of literals made zeros.
    private static func blanked(_ bytes: [UInt8]) -> [UInt8] {
        let source = CLexer(bytes)
        var result = bytes
        var position = 0
        while position < bytes.count {
            let end: Int
            var filler: UInt8 = 32
            switch bytes[position] {
            case UInt8(ascii: "/"):
                end = source.endOfComment(at: position) ?? position
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                end = source.endOfLiteral(at: position)
                filler = 0
            default:
                position += 1
                continue
            }
            for index in position..<end where bytes[index] != 10 { result[index] = filler }
            position = max(end, position + 1)
        }
        return result
    }
}
