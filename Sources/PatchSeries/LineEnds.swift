/// Line ends that a mail was given on its way, told from those that belong to a patched file.
enum LineEnds {
    /// The text with LF line ends where CRLF came from the mail.
    ///
    /// git writes the lines `diff --git` and `@@` with LF even for files with CRLF. Where one of them
    /// ends in LF alone, carriage returns elsewhere belong to the files and stay.
    static func withoutMailEnds(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(.carriageReturn) else { return bytes }
        for line in ByteLines(bytes: bytes[...], cutsCarriageReturn: false)
        where line.last != .carriageReturn && (line.starts(with: "diff --git ") || line.starts(with: "@@ -"))
        {
            return bytes
        }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for (index, byte) in bytes.enumerated() {
            let isBeforeEnd = index + 1 == bytes.count || bytes[index + 1] == .newline
            if byte != .carriageReturn || !isBeforeEnd { result.append(byte) }
        }
        return result
    }
}
