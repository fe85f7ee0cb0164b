import KernelTree
import SourceText

/// A condition or a value of the Kconfig language; symbols are numbers of the model.
indirect enum KconfigExpression: Sendable {
    case symbol(Int)
    case text(String)
    case constant(Tristate)
    case compare(Comparison, KconfigExpression, KconfigExpression)
    case not(KconfigExpression)
    case and(KconfigExpression, KconfigExpression)
    case or(KconfigExpression, KconfigExpression)

    enum Comparison: String {
        case equal = "=", unequal = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
    }

    /// Both conditions; a constant `y` on either side leaves the other as it is.
    static func && (left: KconfigExpression, right: KconfigExpression) -> KconfigExpression {
        if case .constant(.yes) = left { return right }
        if case .constant(.yes) = right { return left }
        return .and(left, right)
    }
}

/// A word of a Kconfig line.
enum KconfigToken: Equatable {
    case word(String)
    case quoted(String)
    case sign(String)

    /// Splits a line into words, quoted texts and operators, up to a comment.
    static func tokens(of line: some Sequence<UInt8>) -> [KconfigToken] {
        let bytes = Array(line)
        var tokens: [KconfigToken] = []
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
                index += 1
            case UInt8(ascii: "#"):
                return tokens
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                let (text, end) = quoted(bytes, from: index + 1, mark: byte)
                tokens.append(.quoted(text))
                index = end
            case _ where isWord(byte):
                let end = bytes[index...].firstIndex { !isWord($0) } ?? bytes.count
                tokens.append(.word(String(decoding: bytes[index..<end], as: UTF8.self)))
                index = end
            default:
                let pair = bytes[index..<min(index + 2, bytes.count)]
                let text = String(decoding: pair, as: UTF8.self)
                let isPair = ["&&", "||", "!=", "<=", ">=", ":=", "+="].contains(text)
                tokens.append(.sign(isPair ? text : String(decoding: pair.prefix(1), as: UTF8.self)))
                index += isPair ? 2 : 1
            }
        }
        return tokens
    }

    private static func quoted(_ bytes: [UInt8], from start: Int, mark: UInt8) -> (String, Int) {
        var text: [UInt8] = []
        var index = start
        while index < bytes.count, bytes[index] != mark {
            if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count { index += 1 }
            text.append(bytes[index])
            index += 1
        }
        return (String(decoding: text, as: UTF8.self), min(index + 1, bytes.count))
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        CLexer.isOfName(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: "/") || byte >= 0x80
    }
}

/// Reads expressions from tokens, lowest precedence first.
struct KconfigExpressionParser {
    private var tokens: ArraySlice<KconfigToken>
    private var depth = 0

    init(_ tokens: ArraySlice<KconfigToken>) {
        self.tokens = tokens
    }

    /// What follows the expression.
    var rest: ArraySlice<KconfigToken> { tokens }

    /// `a || b`, with symbols that the model numbers; `nil` when the tokens are no expression.
    mutating func parse(_ model: inout KconfigModel) -> KconfigExpression? {
        // The parentheses of a hostile file must not exhaust the stack.
        depth += 1
        defer { depth -= 1 }
        guard depth < 200, var left = conjunction(&model) else { return nil }
        while take("||") {
            guard let right = conjunction(&model) else { return nil }
            left = .or(left, right)
        }
        return left
    }

    private mutating func conjunction(_ model: inout KconfigModel) -> KconfigExpression? {
        guard var left = negation(&model) else { return nil }
        while take("&&") {
            guard let right = negation(&model) else { return nil }
            left = .and(left, right)
        }
        return left
    }

    private mutating func negation(_ model: inout KconfigModel) -> KconfigExpression? {
        var isInverse = false
        while take("!") { isInverse.toggle() }
        if take("(") {
            guard let inner = parse(&model), take(")") else { return nil }
            return isInverse ? .not(inner) : inner
        }
        guard let left = operand(&model) else { return nil }
        var result = left
        if case .sign(let sign) = tokens.first, let comparison = KconfigExpression.Comparison(rawValue: sign)
        {
            tokens.removeFirst()
            guard let right = operand(&model) else { return nil }
            result = .compare(comparison, left, right)
        }
        return isInverse ? .not(result) : result
    }

    private mutating func operand(_ model: inout KconfigModel) -> KconfigExpression? {
        switch tokens.first {
        case .word(let word):
            tokens.removeFirst()
            return Tristate(word).map { .constant($0) } ?? .symbol(model.number(of: word))
        case .quoted(let text):
            tokens.removeFirst()
            return .text(text)
        default:
            return nil
        }
    }

    private mutating func take(_ sign: String) -> Bool {
        guard tokens.first == .sign(sign) else { return false }
        tokens.removeFirst()
        return true
    }
}
