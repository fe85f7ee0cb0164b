/// The header of a mail or of a part: its fields unfolded and decoded, and where it ends.
struct MailHeader {
    /// The fields in order.
    private(set) var fields: [MailMessage.Header] = []
    /// The offset of the body's first byte.
    private(set) var bodyStart: Int
    /// How many lines lie before the body.
    private(set) var lineCount = 0

    /// Reads up to the empty line; a line that is no field ends the header as well, as git has it.
    init(_ bytes: Bytes) {
        var raw: [(name: Bytes, value: [UInt8])] = []
        // Empty lines before the first field are no end yet.
        let leading = bytes.prefix { $0 == .newline || $0 == .carriageReturn }
        let text = Self.fieldFollows(bytes[leading.endIndex...]) ? bytes[leading.endIndex...] : bytes
        lineCount = bytes[..<text.startIndex].filter { $0 == .newline }.count
        var lines = ByteLines(bytes: text).makeIterator()
        bodyStart = text.startIndex
        while let line = lines.next() {
            if line.isEmpty {
                lineCount += 1
                bodyStart = lines.position
                break
            }
            if line.first.map(\.isBlank) == true, !raw.isEmpty {
                raw[raw.count - 1].value += [.space] + line.drop { $0.isBlank }
            } else if let colon = Self.colon(in: line) {
                raw.append((line[..<colon], Array(line[(colon + 1)...].drop { $0.isBlank })))
            } else if !(raw.isEmpty && line.starts(with: "From ")) && !line.starts(with: ">From ") {
                break
            }
            lineCount += 1
            bodyStart = lines.position
        }
        fields = raw.map { name, value in
            var value = value[...]
            while value.last.map(\.isBlank) == true { value = value.dropLast() }
            let text = HeaderDecoding.text(value, charset: "utf-8")
            let isEncoded = zip(value, value.dropFirst()).contains { $0 == 0x3d && $1 == 0x3f }
            return .init(
                name: name.lossyText, value: isEncoded ? HeaderDecoding.unstructured(text) : text)
        }
    }

    /// Where the name of a field ends; nil for a line that is no field (RFC 5322 3.6.8).
    static func colon(in line: Bytes) -> Int? {
        guard let colon = line.prefix(200).firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
            line[..<colon].allSatisfy({ $0 > 32 && $0 < 127 })
        else { return nil }
        return colon
    }

    private static func fieldFollows(_ bytes: Bytes) -> Bool {
        colon(in: bytes.prefix(300).prefix { $0 != .newline }) != nil
    }
}
