import Foundation

/// Decodes what mail headers and bodies are wrapped in (RFC 2045, RFC 2047).
enum HeaderDecoding {
    /// Bytes of a character set as text; what does not decode is read as Windows-1252.
    static func text(_ bytes: some Collection<UInt8>, charset: String) -> String {
        switch charset.lowercased() {
        case "", "utf-8", "utf8", "us-ascii", "ascii":
            if let text = String(validating: Array(bytes), as: UTF8.self) { return text }
            return windows1252(bytes)
        case "iso-8859-1", "latin1", "windows-1252", "cp1252":
            return windows1252(bytes)
        case "iso-8859-15":
            return String(bytes: bytes, encoding: .isoLatin1)?.replacingOccurrences(of: "\u{a4}", with: "€")
                ?? windows1252(bytes)
        case "iso-8859-2":
            return String(bytes: bytes, encoding: .isoLatin2) ?? windows1252(bytes)
        case "utf-16":
            return String(bytes: bytes, encoding: .utf16) ?? windows1252(bytes)
        case "iso-2022-jp":
            return String(bytes: bytes, encoding: .iso2022JP) ?? windows1252(bytes)
        default:
            return String(validating: Array(bytes), as: UTF8.self) ?? windows1252(bytes)
        }
    }

    /// Every byte is a character here, so nothing is lost.
    private static func windows1252(_ bytes: some Collection<UInt8>) -> String {
        String(bytes: bytes, encoding: .windowsCP1252) ?? String(bytes: bytes, encoding: .isoLatin1) ?? ""
    }

    /// RFC 2047 encoded words decoded; blanks between two of them go away.
    ///
    /// Some mailers cut a long word in the middle of a character, so the bytes of neighbours in one
    /// character set are put together before they are decoded.
    static func unstructured(_ raw: String) -> String {
        guard raw.contains("=?") else { return raw }
        var result = ""
        var rest = Substring(raw)
        var open: (charset: String, bytes: [UInt8])?
        func close() {
            if let word = open { result += text(word.bytes, charset: word.charset) }
            open = nil
        }
        while let start = rest.firstRange(of: "=?") {
            let before = rest[..<start.lowerBound]
            guard let word = encodedWord(rest[start.lowerBound...]) else {
                close()
                result += rest[..<start.upperBound]
                rest = rest[start.upperBound...]
                continue
            }
            let isOnlyBlank = before.allSatisfy { $0 == " " || $0 == "\t" }
            if open == nil || !isOnlyBlank {
                close()
                result += before
            }
            if open?.charset != word.charset { close() }
            open = (word.charset, (open?.bytes ?? []) + word.bytes)
            rest = rest[word.end...]
        }
        close()
        return result + rest
    }

    /// `=?charset?B|Q?data?=` at the start of a text.
    private static func encodedWord(
        _ text: Substring
    ) -> (charset: String, bytes: [UInt8], end: Substring.Index)? {
        let parts = text.dropFirst(2).split(separator: "?", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, parts[3].first == "=" else { return nil }
        let charset = String(parts[0].split(separator: "*").first ?? "").lowercased()
        let end = parts[3].index(after: parts[3].startIndex)
        switch parts[1] {
        case "B", "b": return (charset, base64(ArraySlice(parts[2].utf8)), end)
        case "Q", "q":
            let spaced = parts[2].utf8.map { $0 == UInt8(ascii: "_") ? UInt8.space : $0 }
            return (charset, quotedPrintable(ArraySlice(spaced)), end)
        default: return nil
        }
    }

    /// Base64 (RFC 2045 6.8). A line with other bytes, or padding, is the end: lists append their
    /// footers as plain text behind it.
    static func base64(_ bytes: Bytes) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count * 3 / 4)
        var group: UInt32 = 0
        var digits = 0
        for line in ByteLines(bytes: bytes) {
            let padded = trimmed(line)
            let text = padded.prefix { $0 != UInt8(ascii: "=") }
            guard padded[text.endIndex...].allSatisfy({ $0 == UInt8(ascii: "=") }),
                text.allSatisfy({ base64Value($0) != nil })
            else { break }
            for value in text.lazy.compactMap(base64Value) {
                group = group << 6 | value
                digits += 1
                if digits == 4 {
                    result.append(UInt8(group >> 16 & 255))
                    result.append(UInt8(group >> 8 & 255))
                    result.append(UInt8(group & 255))
                    group = 0
                    digits = 0
                }
            }
            if text.endIndex < padded.endIndex { break }
        }
        if digits == 3 { result += [UInt8(group >> 10 & 255), UInt8(group >> 2 & 255)] }
        if digits == 2 { result.append(UInt8(group >> 4 & 255)) }
        return result
    }

    private static func base64Value(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 65...90: UInt32(byte) - 65
        case 97...122: UInt32(byte) - 71
        case 48...57: UInt32(byte) + 4
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }

    private static func trimmed(_ line: Bytes) -> Bytes {
        var line = line.drop { $0.isBlank }
        while line.last.map(\.isBlank) == true { line = line.dropLast() }
        return line
    }

    /// Quoted-printable (RFC 2045 6.7); a bad escape stays as it is.
    static func quotedPrintable(_ bytes: Bytes) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            guard byte == UInt8(ascii: "=") else {
                result.append(byte)
                index += 1
                continue
            }
            var end = index + 1
            while end < bytes.endIndex, bytes[end].isBlank { end += 1 }
            if end < bytes.endIndex, bytes[end] == .carriageReturn { end += 1 }
            if end < bytes.endIndex, bytes[end] == .newline {
                index = end + 1
            } else if end >= bytes.endIndex {
                index = bytes.endIndex
            } else if index + 2 < bytes.endIndex, let high = bytes[index + 1].hexValue,
                let low = bytes[index + 2].hexValue
            {
                result.append(high << 4 | low)
                index += 3
            } else {
                result.append(byte)
                index += 1
            }
        }
        return result
    }
}
