import Drift
import SourceText

/// How far the texts of two states differ.
enum TextComparison {
    /// Compares files of two states.
    ///
    /// - Parameters:
    ///   - paths: the files that either side may have.
    ///   - old: the text of a file of the old side; nil where there is none.
    ///   - new: that of the new side.
    /// - Throws: what the closures throw.
    static func change(
        in paths: some Sequence<String>, from old: (String) throws -> [UInt8]?,
        to new: (String) throws -> [UInt8]?
    ) throws -> TextChange {
        var change = TextChange.none
        for path in paths {
            let (before, after) = (try old(path), try new(path))
            guard before != after else { continue }
            guard path.hasSuffix(".c") || path.hasSuffix(".h") else {
                if change == .none { change = .outsideC }
                continue
            }
            guard let before, let after, hasSameCode(before, after) else { return .code }
            change = .comments
        }
        return change
    }

    /// Whether two texts differ in comments and white space alone: each line of code says the same, where the lines that a
    /// directive ends are lines of their own.
    static func hasSameCode(_ old: [UInt8], _ new: [UInt8]) -> Bool { tokens(of: old) == tokens(of: new) }

    private static func tokens(of text: [UInt8]) -> [ArraySlice<UInt8>] {
        let lexer = CLexer(text)
        var result: [ArraySlice<UInt8>] = []
        var position = 0
        var endOfMark: Int?
        while let token = lexer.token(from: position) {
            position = token.range.upperBound
            defer { endOfMark = token.kind == .mark ? position : nil }
            switch token.kind {
            case .comment: continue
            case .directive: result += directive(text[token.range])
            case .word, .literal: result.append(text[token.range])
            case .mark:
                // Two marks may be one operator or two: whether something stands between them decides.
                let isJoined = endOfMark == token.range.lowerBound
                result.append(isJoined ? [0, text[token.range.lowerBound]] : text[token.range])
            }
        }
        return result
    }

    /// A directive as it is written, but for comments: white space may matter in what it defines.
    private static func directive(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        let lexer = CLexer(Array(text))
        var result: [UInt8] = []
        var position = 0
        while position < lexer.bytes.count {
            if position > 0, lexer.opensComment(at: position), let end = lexer.endOfComment(at: position) {
                result.append(32)
                position = end
                continue
            }
            let byte = lexer.bytes[position]
            let end =
                byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
                ? lexer.endOfLiteral(at: position) : position + 1
            result += lexer.bytes[position..<end]
            position = end
        }
        while result.last.map(CLexer.isSpace) == true { result.removeLast() }
        return [result[...]]
    }
}
