extension CLexer {
    /// The spellings of the tokens in order, without comments and directives; unlike ``CToken``s, punctuators are
    /// whole: `<<=`, `->`, `##`.
    public var spellings: [String] {
        var result: [String] = []
        var position = 0
        while let token = token(from: position) {
            position = token.range.upperBound
            switch token.kind {
            case .comment, .directive: continue
            case .word, .literal: break
            case .mark: position = token.range.lowerBound + punctuator(at: token.range.lowerBound)
            }
            result.append(String(decoding: bytes[token.range.lowerBound..<position], as: UTF8.self))
        }
        return result
    }

    /// How many bytes the punctuator at a position has (C11, 6.4.6).
    private func punctuator(at start: Int) -> Int {
        let rest = bytes[start...]
        return Self.punctuators.first { rest.starts(with: $0) }?.count ?? 1
    }

    /// Those of more than one byte, the longest first.
    private static let punctuators: [[UInt8]] = [
        "<<=", ">>=", "...", "->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "*=", "/=",
        "%=", "+=", "-=",
        "&=", "^=", "|=", "##",
    ].map { Array($0.utf8) }
}
