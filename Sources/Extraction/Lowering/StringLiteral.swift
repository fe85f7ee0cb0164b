/// The bytes of a string literal, from the spelling that libclang gives it: in quotes, with C's escapes.
enum StringLiteral {
    /// The bytes without the zero at the end; nil for wide characters and for what is no literal.
    static func bytes(_ spelling: String) -> [UInt8]? {
        let text = Array(spelling.utf8)
        let quote = UInt8(ascii: "\"")
        guard text.count >= 2, text.first == quote, text.last == quote else { return nil }
        var result: [UInt8] = []
        var position = 1
        while position < text.count - 1 {
            let byte = text[position]
            position += 1
            guard byte == UInt8(ascii: "\\") else {
                // `""` ends a hexadecimal escape and begins nothing.
                if byte == quote, text[position] == quote {
                    position += 1
                } else {
                    result.append(byte)
                }
                continue
            }
            guard let escaped = escape(text, &position) else { return nil }
            result.append(escaped)
        }
        return result
    }

    /// The numbers that a literal's characters are, without the zero at the end; wide ones (`L"…"`, `u"…"`) only where all of them are
    /// ASCII. Nil for what is no such literal.
    static func characters(_ spelling: String) -> [UInt8]? {
        if spelling.hasPrefix("\"") { return bytes(spelling) }
        guard let start = spelling.firstIndex(of: "\""), ["L", "u", "U", "u8"].contains(spelling[..<start]),
            let bytes = bytes(String(spelling[start...])), bytes.allSatisfy({ $0 < 0x80 })
        else { return nil }
        return bytes
    }

    private static let simple: [UInt8: UInt8] = [
        UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "t"): 9, UInt8(ascii: "n"): 10,
        UInt8(ascii: "v"): 11, UInt8(ascii: "f"): 12, UInt8(ascii: "r"): 13, UInt8(ascii: "e"): 27,
        UInt8(ascii: "\\"): UInt8(ascii: "\\"), UInt8(ascii: "\""): UInt8(ascii: "\""),
        UInt8(ascii: "'"): UInt8(ascii: "'"), UInt8(ascii: "?"): UInt8(ascii: "?"),
    ]

    private static func escape(_ text: [UInt8], _ position: inout Int) -> UInt8? {
        guard position < text.count - 1 else { return nil }
        if let known = simple[text[position]] {
            position += 1
            return known
        }
        if text[position] == UInt8(ascii: "x") {
            position += 1
            return number(text, &position, radix: 16, digits: 2)
        }
        return number(text, &position, radix: 8, digits: 3)
    }

    private static func number(_ text: [UInt8], _ position: inout Int, radix: Int, digits: Int) -> UInt8? {
        let start = position
        while position < text.count - 1, position - start < digits,
            let digit = Character(UnicodeScalar(text[position])).hexDigitValue, digit < radix
        {
            position += 1
        }
        return UInt8(String(decoding: text[start..<position], as: UTF8.self), radix: radix)
    }
}
