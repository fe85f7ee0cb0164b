/// Tells the braces of a function from those of a record whose attributes stand before them.
public enum FunctionHeader {
    /// Whether what stands before an opening brace ends as a function's header does: in a name and what stands in
    /// parentheses behind it, any number of times, and not with the keyword of a record or enum before them
    /// (`struct __attribute__((packed)) {`).
    ///
    /// A function that gives back a record by value is taken for one, too: what it says is not known then.
    ///
    /// - Parameter code: the text before the brace, without comments.
    public static func ends(_ code: ArraySlice<UInt8>) -> Bool {
        var rest = code
        dropSpace(&rest)
        guard rest.last == UInt8(ascii: ")") else { return false }
        while let last = rest.last {
            if last == UInt8(ascii: ")") {
                dropParentheses(&rest)
                dropSpace(&rest)
                guard let before = rest.last, before == UInt8(ascii: ")") || SourceTokens.isOfName(before)
                else { return false }
            } else if SourceTokens.isOfName(last) {
                let start = rest.lastIndex { !SourceTokens.isOfName($0) }.map { $0 + 1 } ?? rest.startIndex
                if recordWords.contains(where: { rest[start...].elementsEqual($0) }) { return false }
                rest = rest[..<start]
                dropSpace(&rest)
            } else {
                return true
            }
        }
        return true
    }

    /// The names and keywords of a piece of code, in their order.
    static func words(_ code: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        code.split { !SourceTokens.isOfName($0) }
    }

    private static let recordWords = ["struct", "union", "enum"].map { Array($0.utf8) }

    private static func dropSpace(_ code: inout ArraySlice<UInt8>) {
        while let last = code.last, SourceTokens.isSpace(last) { code.removeLast() }
    }

    /// Drops parentheses from the end, with what stands in them.
    private static func dropParentheses(_ code: inout ArraySlice<UInt8>) {
        var depth = 0
        while let last = code.popLast() {
            if last == UInt8(ascii: ")") { depth += 1 }
            if last == UInt8(ascii: "(") { depth -= 1 }
            if depth == 0 { return }
        }
    }
}
