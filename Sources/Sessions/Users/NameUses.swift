import SourceText

/// Where a text uses names: in code and in the replacements of macros, not in comments and literals.
struct NameUses {
    /// By name the lines, counted from 1.
    private(set) var lines: [String: [Int]] = [:]
    /// Those behind a `.` or `->`.
    private(set) var memberLines: [String: [Int]] = [:]

    /// - Parameters:
    ///   - text: the text of a C file.
    ///   - names: the names that are looked for.
    init(_ text: [UInt8], of names: Set<String>) {
        let lexer = CLexer(text)
        var line = 1
        var counted = 0
        var position = 0
        var isMember = false
        func take(_ word: String, at line: Int) {
            guard names.contains(word) else { return }
            if isMember {
                memberLines[word, default: []].append(line)
            } else {
                lines[word, default: []].append(line)
            }
        }
        while let token = lexer.token(from: position) {
            position = token.range.upperBound
            line += text[counted..<token.range.lowerBound].count { $0 == 10 }
            counted = token.range.lowerBound
            switch token.kind {
            case .comment: continue
            case .word: take(String(decoding: text[token.range], as: UTF8.self), at: line)
            case .directive:
                let directive = lexer.directive(at: token.range.lowerBound)
                guard directive.word != "include" else { continue }
                // The macro's own name is no use of another.
                let code =
                    directive.word == "define"
                    ? directive.rest.drop(while: CLexer.isOfName) : directive.rest[...]
                isMember = false
                for word in code.split(whereSeparator: { !CLexer.isOfName($0) }) {
                    take(String(decoding: word, as: UTF8.self), at: line)
                }
            case .literal, .mark: break
            }
            let end = token.range.upperBound
            isMember =
                text[end - 1] == UInt8(ascii: ".")
                || text[end - 1] == UInt8(ascii: ">") && end > 1 && text[end - 2] == UInt8(ascii: "-")
        }
    }

    /// The lines that use a gone name.
    func lines(of gone: GoneName) -> [Int] {
        switch gone.kind {
        case .plain: lines[gone.name] ?? []
        case .member(let record): lines[record] == nil ? [] : memberLines[gone.name] ?? []
        }
    }

    /// How many lines of a statement are looked at, which begins with a use.
    private static let mostLines = 8

    /// The texts from each line that uses a gone name to the end of the statement.
    ///
    /// - Parameter text: what the uses were found in.
    func statements(with gone: GoneName, in text: [UInt8]) -> Set<[UInt8]> {
        let all = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return Set(
            lines(of: gone).map { line in
                let rest = all[(line - 1)...].prefix(Self.mostLines)
                let end = rest.firstIndex { $0.contains(UInt8(ascii: ";")) } ?? rest.endIndex - 1
                return Array(rest[...end].joined(separator: [UInt8(ascii: "\n")]))
            })
    }
}
