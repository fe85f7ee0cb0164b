/// What a solver prints, taken apart: an atom (a word, a number, a quoted symbol or a string, as it is written) or a
/// list.
enum SymbolicExpression: Hashable {
    case atom(String)
    case list([SymbolicExpression])

    /// All expressions of a text, SMT-LIB 2.6 section 3.1 and 3.2; nil where it ends within one or closes more than it
    /// opens. Depth costs memory, not stack: the text may be anyone's.
    static func all(in text: [UInt8]) -> [SymbolicExpression]? {
        var open: [[SymbolicExpression]] = [[]]
        var index = 0
        while index < text.count {
            switch text[index] {
            case UInt8(ascii: "("):
                guard open.count < depthLimit else { return nil }
                open.append([])
                index += 1
            case UInt8(ascii: ")"):
                guard open.count > 1, let list = open.popLast() else { return nil }
                open[open.count - 1].append(.list(list))
                index += 1
            case UInt8(ascii: ";"):
                while index < text.count && text[index] != 10 { index += 1 }
            case let byte where isBlank(byte): index += 1
            default:
                guard let end = endOfAtom(text, index) else { return nil }
                open[open.count - 1].append(.atom(String(decoding: text[index..<end], as: UTF8.self)))
                index = end
            }
        }
        return open.count == 1 ? open[0] : nil
    }

    /// More than any solver nests; `indirect` values this deep still go without overflowing the stack.
    private static let depthLimit = 1000

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

    /// Where the atom that begins there ends; nil where its quotation mark is missing.
    private static func endOfAtom(_ text: [UInt8], _ start: Int) -> Int? {
        var index = start
        switch text[start] {
        case UInt8(ascii: "\""):
            index += 1
            while index < text.count {
                guard text[index] == UInt8(ascii: "\"") else {
                    index += 1
                    continue
                }
                // Two marks stand for one in the string.
                guard index + 1 < text.count, text[index + 1] == UInt8(ascii: "\"") else { return index + 1 }
                index += 2
            }
            return nil
        case UInt8(ascii: "|"):
            return text[(start + 1)...].firstIndex(of: UInt8(ascii: "|")).map { $0 + 1 }
        default:
            while index < text.count, !isBlank(text[index]), !Array("()\";|".utf8).contains(text[index]) {
                index += 1
            }
            return index
        }
    }
}
