/// Reads one mail from its bytes (RFC 5322, MIME: RFC 2045–2047, format=flowed: RFC 3676).
struct MailParser {
    private let source: String
    private let firstLine: Int
    /// Nesting that no honest mail has.
    private static let depthLimit = 8

    init(source: String, firstLine: Int) {
        self.source = source
        self.firstLine = firstLine
    }

    /// Reads a whole mail: headers, an empty line, a body.
    func parse(_ bytes: Bytes) -> MailMessage {
        if let flat = FlattenedMail.parse(bytes, source: source, line: firstLine) { return flat }
        let (headers, bodyStart, headerLines) = Self.headers(of: bytes)
        let part = text(of: bytes[bodyStart...], headers: headers, depth: 0)
        return MailMessage(
            source: source, line: firstLine, headers: headers, body: part.text,
            bodyLine: part.isVerbatim ? firstLine + headerLines : 0)
    }

    /// The headers, where the body starts, and how many lines lie before it.
    static func headers(of bytes: Bytes) -> ([MailMessage.Header], Int, Int) {
        var headers: [MailMessage.Header] = []
        var raw: [(name: Bytes, value: [UInt8])] = []
        var lines = ByteLines(bytes: bytes).makeIterator()
        var count = 0
        while let line = lines.next() {
            count += 1
            if line.isEmpty { break }
            if line.first.map(\.isBlank) == true, !raw.isEmpty {
                raw[raw.count - 1].value += [.space] + line.drop { $0.isBlank }
            } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
                raw.append((line[..<colon], Array(line[(colon + 1)...].drop { $0.isBlank })))
            } else if count == 1, line.starts(with: "From ") {
                continue
            }
        }
        for (name, value) in raw {
            let text = HeaderDecoding.text(value, charset: "utf-8")
            headers.append(
                .init(name: String(decoding: name, as: UTF8.self), value: HeaderDecoding.unstructured(text)))
        }
        return (headers, lines.position, count)
    }

    private struct Part {
        var text: String
        var isVerbatim: Bool
    }

    private func text(of body: Bytes, headers: [MailMessage.Header], depth: Int) -> Part {
        let type = ContentType(Self.value("Content-Type", headers) ?? "text/plain")
        if type.name.hasPrefix("multipart/"), let boundary = type.parameters["boundary"],
            depth < Self.depthLimit
        {
            return multipart(
                body, boundary: boundary, isAlternative: type.name == "multipart/alternative",
                depth: depth)
        }
        guard type.name.hasPrefix("text/") || type.name.isEmpty || type.isPatch else {
            return Part(text: "", isVerbatim: false)
        }
        guard type.name != "text/html" else { return Part(text: "", isVerbatim: false) }
        let encoding = (Self.value("Content-Transfer-Encoding", headers) ?? "").lowercased()
        var isVerbatim = false
        let decoded: [UInt8]
        switch encoding.split(separator: " ").first ?? "" {
        case "base64": decoded = HeaderDecoding.base64(body)
        case "quoted-printable": decoded = HeaderDecoding.quotedPrintable(body)
        default:
            decoded = Array(body)
            isVerbatim = depth == 0
        }
        var text = HeaderDecoding.text(
            decoded.contains(.carriageReturn) ? Self.withoutCarriageReturns(decoded) : decoded,
            charset: type.parameters["charset"] ?? "")
        if type.parameters["format"]?.lowercased() == "flowed" {
            text = FlowedText.unflow(text, deletesSpace: type.parameters["delsp"]?.lowercased() == "yes")
            isVerbatim = false
        }
        return Part(text: text, isVerbatim: isVerbatim)
    }

    private func multipart(_ body: Bytes, boundary: String, isAlternative: Bool, depth: Int) -> Part {
        let marker = Array("--\(boundary)".utf8)
        var parts: [Bytes] = []
        var start: Int?
        var lines = ByteLines(bytes: body).makeIterator()
        var position = lines.position
        while let line = lines.next() {
            if line.starts(with: marker) {
                if let start { parts.append(body[start..<max(start, position)]) }
                let rest = line.dropFirst(marker.count)
                start = rest.starts(with: "--") ? nil : lines.position
                if start == nil { break }
            }
            position = lines.position
        }
        if let start { parts.append(body[start...]) }  // cut off before the closing boundary
        var texts: [String] = []
        for part in parts {
            let (headers, bodyStart, _) = Self.headers(of: part)
            let text = text(of: part[bodyStart...], headers: headers, depth: depth + 1).text
            if !text.isEmpty { texts.append(text) }
        }
        if isAlternative { texts = Array(texts.prefix(1)) }
        return Part(
            text: texts.map { $0.hasSuffix("\n") ? $0 : $0 + "\n" }.joined(), isVerbatim: false)
    }

    private static func value(_ name: String, _ headers: [MailMessage.Header]) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// CRLF made LF; a lone CR stays.
    private static func withoutCarriageReturns(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for (index, byte) in bytes.enumerated() {
            if byte == .carriageReturn, index + 1 < bytes.count, bytes[index + 1] == .newline { continue }
            result.append(byte)
        }
        return result
    }
}

/// A `Content-Type` value (RFC 2045 5.1).
struct ContentType {
    /// `text/plain`, lower case.
    var name: String
    /// The parameters, names in lower case.
    var parameters: [String: String] = [:]

    init(_ value: String) {
        let pieces = value.split(separator: ";")
        name = (pieces.first ?? "").trimmed.lowercased()
        for piece in pieces.dropFirst() {
            guard let equals = piece.firstIndex(of: "=") else { continue }
            let key = piece[..<equals].trimmed.lowercased()
            var text = piece[piece.index(after: equals)...].trimmed
            if text.first == "\"" { text = String(text.dropFirst().prefix { $0 != "\"" }) }
            parameters[key] = text
        }
    }

    /// Attachments that are patches whatever they call themselves.
    var isPatch: Bool {
        let file = parameters["name"] ?? ""
        return file.hasSuffix(".patch") || file.hasSuffix(".diff") || name.hasSuffix("/x-patch")
            || name.hasSuffix("/x-diff")
    }
}

extension Substring {
    /// The text without blanks at its ends.
    var trimmed: String {
        var copy = self
        while let first = copy.first, first.isWhitespace { copy.removeFirst() }
        while let last = copy.last, last.isWhitespace { copy.removeLast() }
        return String(copy)
    }
}
