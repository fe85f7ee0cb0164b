/// Where the bodies of a C text's functions stand, as far as the text alone shows it.
///
/// A body counts only where nothing else can be meant: in braces at the top of the file, behind a function's header
/// (``FunctionHeader``), with no directive within, and nothing behind that goes on with a declaration. In the
/// replacement of a macro, `static` has to stand before it, too. A text, or replacement, whose braces or parentheses
/// do not match as it stands has none.
public struct FunctionBodySpans {
    /// What stands between the braces of each, in bytes, in source order.
    public private(set) var insides: [Range<Int>] = []
    private let source: CLexer

    /// Looks for the bodies of a text.
    public init(_ source: CLexer) {
        self.source = source
        var search = FunctionBodySearch(source, source.bytes.indices, isReplacement: false)
        insides = search.run()
    }

    /// The text with the bodies blank: every line and every byte outside of them at its place.
    public var textWithoutThem: [UInt8] {
        var text = source.bytes
        text.withUnsafeMutableBufferPointer { text in
            for inside in insides {
                for index in inside where text[index] != 10 {
                    // It may join the lines of a macro.
                    let joins = text[index] == UInt8(ascii: "\\") && text[index + 1] == 10
                    if !joins { text[index] = 32 }
                }
            }
        }
        return text
    }
}

/// The search for bodies in a text, or in the replacement of a macro.
private struct FunctionBodySearch {
    let source: CLexer
    let range: Range<Int>
    let isReplacement: Bool
    /// The declaration so far, without comments and directives.
    private var declaration: [UInt8] = []
    private var insides: [Range<Int>] = []
    private var ofMacros: [Range<Int>] = []
    /// A body behind which nothing was seen yet.
    private var latest: Range<Int>?
    private var braces = 0
    private var parentheses = 0

    init(_ source: CLexer, _ range: Range<Int>, isReplacement: Bool) {
        self.source = source
        self.range = range
        self.isReplacement = isReplacement
    }

    mutating func run() -> [Range<Int>] {
        var position = range.lowerBound
        while position < range.upperBound {
            let name = position..<endOfNames(from: position)
            if !name.isEmpty {
                settle(source.bytes[name.lowerBound])
                if braces == 0 { declaration += source.bytes[name] }
                position = name.upperBound
                continue
            }
            let byte = source.bytes[position]
            if byte == UInt8(ascii: "{"), let end = body(at: position) {
                position = end
                continue
            }
            let isOperator = isReplacement && byte == UInt8(ascii: "#")
            let end = isOperator ? position + 1 : source.endOfToken(at: position)
            take(byte, position..<end)
            guard braces >= 0, parentheses >= 0 else { return [] }
            position = end
        }
        settle(nil)
        if braces != 0 || parentheses != 0 { insides = [] }
        return (insides + ofMacros).sorted { $0.lowerBound < $1.lowerBound }
    }

    /// Where names and the space between them end: most of a text is that.
    private func endOfNames(from start: Int) -> Int {
        source.bytes.withUnsafeBufferPointer { bytes in
            guard CLexer.isOfName(bytes[start]) else { return start }
            var index = start + 1
            while index < range.upperBound,
                CLexer.isOfName(bytes[index]) || CLexer.isSpace(bytes[index])
            {
                index += 1
            }
            return index
        }
    }

    /// The end of a function's body whose brace stands at a position.
    private mutating func body(at position: Int) -> Int? {
        guard braces == 0, parentheses == 0, FunctionHeader.ends(declaration[...]),
            !isReplacement
                || FunctionHeader.words(declaration[...]).contains(where: { $0.elementsEqual("static".utf8) }),
            let end = source.endOfBraces(at: position), end <= range.upperBound
        else { return nil }
        settle(nil)
        latest = position + 1..<end - 1
        declaration.removeAll(keepingCapacity: true)
        return end
    }

    private mutating func take(_ byte: UInt8, _ token: Range<Int>) {
        switch byte {
        case _ where CLexer.isSpace(byte), UInt8(ascii: "/") where token.count > 1:
            declaration.append(32)
            return
        case UInt8(ascii: "\\") where isReplacement:
            declaration.append(32)
            return
        // It joins names, or makes a string of one in parentheses.
        case UInt8(ascii: "#") where isReplacement: return
        case UInt8(ascii: "#") where token.count > 1:
            if let replacement = source.replacement(ofMacroAt: token) {
                var search = FunctionBodySearch(source, replacement, isReplacement: true)
                ofMacros += search.run()
            }
            return
        case UInt8(ascii: "{"): braces += 1
        case UInt8(ascii: "}"): braces -= 1
        case UInt8(ascii: "("): parentheses += 1
        case UInt8(ascii: ")"): parentheses -= 1
        default: break
        }
        settle(byte)
        if braces == 0, parentheses == 0, byte == UInt8(ascii: ";") || byte == UInt8(ascii: "}") {
            declaration.removeAll(keepingCapacity: true)
        } else if braces == 0 {
            declaration += source.bytes[token]
        }
    }

    /// Takes the latest body for one unless a byte goes on with its declaration: a macro made a record of it then.
    private mutating func settle(_ next: UInt8?) {
        guard let body = latest else { return }
        latest = nil
        if let next, ";,=)".utf8.contains(next) { return }
        insides.append(body)
    }
}

extension CLexer {
    /// What stands behind the name and the parameters of a macro that a directive defines; nil for other directives.
    fileprivate func replacement(ofMacroAt directive: Range<Int>) -> Range<Int>? {
        var rest = bytes[directive].dropFirst().drop(while: Self.isSpace)
        guard rest.starts(with: "define".utf8) else { return nil }
        rest = rest.dropFirst(6).drop(while: Self.isSpace).drop(while: Self.isOfName)
        if rest.first == UInt8(ascii: "(") {
            guard let end = rest.firstIndex(of: UInt8(ascii: ")")) else { return nil }
            rest = rest[(end + 1)...]
        }
        return rest.isEmpty ? nil : rest.startIndex..<rest.endIndex
    }
}
