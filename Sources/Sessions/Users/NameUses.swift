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
}
