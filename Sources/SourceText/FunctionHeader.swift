/// Tells the braces of a function from those of a record whose attributes stand before them.
public enum FunctionHeader {
    /// Whether what stands before an opening brace ends as a function's header does: in a type, a name and what stands
    /// in parentheses behind it, any number of times, and not with the keyword of a record or enum before them
    /// (`struct __attribute__((packed)) {`).
    ///
    /// What a name alone stands before, a macro writes: it may be a function's header, or a record's. A function that
    /// gives back a record by value is not told from one with attributes either.
    ///
    /// - Parameter code: the text before the brace, without comments.
    public static func ends(_ code: ArraySlice<UInt8>) -> Bool {
        code.withUnsafeBufferPointer { code in
            var end = endWithoutSpace(code, code.count)
            guard end > 0, code[end - 1] == UInt8(ascii: ")") else { return false }
            // Before the parentheses that were seen last, from behind.
            var names = 0
            var isPointer = false
            while end > 0, !isPointer {
                if code[end - 1] == UInt8(ascii: ")") {
                    // `void (*f(int))(void)`: what is called is in parentheses itself.
                    isPointer = names == 0 && end < code.count && code[end] == UInt8(ascii: "(")
                    names = 0
                    end = endWithoutSpace(code, startOfParentheses(code, end))
                    guard end > 0,
                        code[end - 1] == UInt8(ascii: ")") || CLexer.isOfName(code[end - 1])
                    else { return false }
                } else if CLexer.isOfName(code[end - 1]) {
                    var start = end - 1
                    while start > 0, CLexer.isOfName(code[start - 1]) { start -= 1 }
                    if isRecordWord(code[start..<end]) { return false }
                    names += 1
                    end = endWithoutSpace(code, start)
                } else {
                    isPointer = code[end - 1] == UInt8(ascii: "*")
                    break
                }
            }
            return isPointer || names > 1
        }
    }

    /// The names and keywords of a piece of code, in their order.
    static func words(_ code: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        code.split { !CLexer.isOfName($0) }
    }

    private static func isRecordWord(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        switch word.count {
        case 4: word.elementsEqual("enum".utf8)
        case 5: word.elementsEqual("union".utf8)
        case 6: word.elementsEqual("struct".utf8)
        default: false
        }
    }

    private static func endWithoutSpace(_ code: UnsafeBufferPointer<UInt8>, _ end: Int) -> Int {
        var end = end
        while end > 0, CLexer.isSpace(code[end - 1]) { end -= 1 }
        return end
    }

    /// Where the parentheses open that end at a position.
    private static func startOfParentheses(_ code: UnsafeBufferPointer<UInt8>, _ end: Int) -> Int {
        var depth = 0
        var start = end
        while start > 0 {
            start -= 1
            if code[start] == UInt8(ascii: ")") { depth += 1 }
            if code[start] == UInt8(ascii: "(") { depth -= 1 }
            if depth == 0 { break }
        }
        return start
    }
}
