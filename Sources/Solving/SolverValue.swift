/// A value of a model: a truth value, or bits.
public enum SolverValue: Hashable, Sendable {
    /// `true` or `false`.
    case boolean(Bool)
    /// A bit vector: its value as an unsigned number, and its width in bits (at most 128).
    case bits(UInt128, width: Int)

    /// Reads a value as SMT-LIB writes it: `#x2a`, `#b101`, `(_ bv42 8)`, `true`, `false`; nil for anything else and
    /// for more than 128 bits.
    public init?(_ text: String) {
        guard let said = SymbolicExpression.all(in: Array(text.utf8)), said.count == 1 else { return nil }
        self.init(said[0])
    }

    init?(_ said: SymbolicExpression) {
        switch said {
        case .atom("true"): self = .boolean(true)
        case .atom("false"): self = .boolean(false)
        case .atom(let word):
            let digits = word.dropFirst(2)
            guard !digits.isEmpty, digits.first != "+", digits.first != "-" else { return nil }
            let (radix, bits) = word.hasPrefix("#x") ? (16, 4) : (2, 1)
            guard word.hasPrefix("#x") || word.hasPrefix("#b"), digits.utf8.count * bits <= 128,
                let value = UInt128(digits, radix: radix)
            else { return nil }
            self = .bits(value, width: digits.utf8.count * bits)
        case .list(let parts):
            guard parts.count == 3, parts[0] == .atom("_"), case .atom(let name) = parts[1],
                case .atom(let size) = parts[2], name.hasPrefix("bv"), isDecimal(name.dropFirst(2)),
                isDecimal(size[...]), let value = UInt128(name.dropFirst(2)), let width = Int(size),
                (1...128).contains(width), width == 128 || value >> UInt128(width) == 0
            else { return nil }
            self = .bits(value, width: width)
        }
    }

    /// The text of a value, where it is one; of any width.
    static func text(_ said: SymbolicExpression) -> String? {
        if SolverValue(said) != nil {
            guard case .list(let parts) = said else {
                guard case .atom(let word) = said else { return nil }
                return word
            }
            return "("
                + parts.map { if case .atom(let word) = $0 { word } else { "" } }.joined(separator: " ") + ")"
        }
        guard case .atom(let word) = said, word.utf8.count > 2 else { return nil }
        let digits = word.utf8.dropFirst(2)
        if word.hasPrefix("#b") { return digits.allSatisfy { $0 == 48 || $0 == 49 } ? word : nil }
        if word.hasPrefix("#x") {
            return digits.allSatisfy { Character(UnicodeScalar($0)).isHexDigit } ? word : nil
        }
        return nil
    }
}

private func isDecimal(_ digits: Substring) -> Bool {
    !digits.isEmpty && digits.utf8.allSatisfy { (48...57).contains($0) }
}
