/// Reads one mail from its bytes (RFC 5322, MIME: RFC 2045–2047, format=flowed: RFC 3676).
struct MailParser {
    private let source: String
    private let origin: String
    private let firstLine: Int
    /// Nesting that no honest mail has.
    private static let depthLimit = 8

    init(source: String, origin: String = "", firstLine: Int) {
        self.source = source
        self.origin = origin
        self.firstLine = firstLine
    }

    /// Reads a whole mail: headers, an empty line, a body. Mails that are attached to it follow it,
    /// as do attached files that are mails themselves (the output of `git format-patch`).
    func parse(_ bytes: Bytes) -> [MailMessage] { parse(bytes, depth: 0) }

    private func parse(_ bytes: Bytes, depth: Int) -> [MailMessage] {
        if var flat = FlattenedMail.parse(bytes, source: source, line: firstLine) {
            flat.origin = origin
            return [flat]
        }
        if Self.isBareDiff(bytes) {
            return [
                MailMessage(
                    source: source, origin: origin, line: firstLine, headers: [],
                    content: LineEnds.withoutMailEnds(Array(bytes)),
                    bodyLine: depth == 0 ? firstLine - 1 : nil)
            ]
        }
        let header = MailHeader(bytes)
        var part = text(of: bytes[header.bodyStart...], headers: header.fields, depth: depth)
        let message = MailMessage(
            source: source, origin: origin, line: firstLine, headers: header.fields, content: part.text,
            charset: part.charset, bodyLine: part.isVerbatim ? firstLine - 1 + header.lineCount : nil)
        let isOnly = part.attached.count == 1
        for index in part.attached.indices { link(&part.attached[index], to: message, isOnly: isOnly) }
        return [message] + part.attached
    }

    /// Whether there are no headers at all: the output of `git diff`.
    static func isBareDiff(_ bytes: Bytes) -> Bool {
        let start = bytes.drop { $0 == .newline || $0 == .carriageReturn }
        return start.starts(with: "diff --git ") || start.starts(with: "--- a/")
            || start.starts(with: "Index: ")
    }

    /// What is attached hangs from the mail it came with, where it says nothing else.
    private func link(_ attached: inout MailMessage, to outer: MailMessage, isOnly: Bool) {
        attached.source = source
        attached.origin = origin
        attached.line = firstLine
        attached.bodyLine = nil
        attached.carrier = MailMessage.Carrier(
            subject: outer.subject, messageID: outer.messageID, isOnly: isOnly)
        if attached.header("In-Reply-To") == nil, !outer.messageID.isEmpty {
            attached.headers.append(.init(name: "In-Reply-To", value: "<\(outer.messageID)>"))
        }
    }

    private struct Part {
        var text: [UInt8] = []
        var charset = ""
        var isVerbatim = false
        var attached: [MailMessage] = []
    }

    private func text(of body: Bytes, headers: [MailMessage.Header], depth: Int) -> Part {
        let type = ContentType(headers.value(of: "Content-Type") ?? "text/plain")
        if type.name.hasPrefix("multipart/"), let boundary = type.parameters["boundary"] {
            guard depth < Self.depthLimit else { return Part() }
            return multipart(
                body, boundary: boundary, isAlternative: type.name == "multipart/alternative",
                depth: depth)
        }
        if type.name == "message/rfc822" {
            guard depth < Self.depthLimit else { return Part() }
            return Part(attached: parse(body, depth: depth + 1))
        }
        let disposition = ContentType(headers.value(of: "Content-Disposition") ?? "")
        let isPatch = type.isPatch || disposition.isPatch
        guard type.name.hasPrefix("text/") || type.name.isEmpty || isPatch, type.name != "text/html" else {
            return Part()
        }
        var part = Part(charset: type.parameters["charset"] ?? "")
        switch (headers.value(of: "Content-Transfer-Encoding") ?? "").lowercased().split(separator: " ").first
        {
        case "base64": part.text = HeaderDecoding.base64(body)
        case "quoted-printable": part.text = HeaderDecoding.quotedPrintable(body)
        default:
            part.text = Array(body)
            part.isVerbatim = depth == 0
        }
        part.text = LineEnds.withoutMailEnds(part.text)
        if type.parameters["format"]?.lowercased() == "flowed" {
            let text = HeaderDecoding.text(part.text, charset: part.charset)
            let deletesSpace = type.parameters["delsp"]?.lowercased() == "yes"
            part.text = Array(FlowedText.unflow(text, deletesSpace: deletesSpace).utf8)
            part.charset = "utf-8"
            part.isVerbatim = false
        }
        if depth < Self.depthLimit, isPatch || disposition.name == "attachment", Self.isMail(part.text) {
            return Part(attached: parse(part.text[...], depth: depth + 1))
        }
        return part
    }

    private func multipart(_ body: Bytes, boundary: String, isAlternative: Bool, depth: Int) -> Part {
        var result = Part()
        for bytes in Self.parts(of: body, boundary: boundary) {
            let header = MailHeader(bytes)
            let part = text(of: bytes[header.bodyStart...], headers: header.fields, depth: depth + 1)
            result.attached += part.attached
            guard !part.text.isEmpty, !(isAlternative && !result.text.isEmpty) else { continue }
            if result.text.isEmpty { result.charset = part.charset }
            result.text += part.text
            if part.text.last != .newline { result.text.append(.newline) }
        }
        return result
    }

    /// The parts between the boundary lines; the last one may be cut off.
    private static func parts(of body: Bytes, boundary: String) -> [Bytes] {
        let marker = Array("--\(boundary)".utf8)
        var parts: [Bytes] = []
        var start: Int?
        var lines = ByteLines(bytes: body).makeIterator()
        var position = lines.position
        while let line = lines.next() {
            let rest = line.dropFirst(marker.count)
            // The boundary of an inner part may begin with that of the outer one.
            if line.starts(with: marker), rest.isAllBlank || rest.starts(with: "--") {
                if let start { parts.append(withoutLineEnd(body[start..<position])) }
                start = nil
                if rest.starts(with: "--") { return parts }
                start = lines.position
            }
            position = lines.position
        }
        if let start { parts.append(body[start...]) }
        return parts
    }

    /// A part without the line end before a boundary, which belongs to the boundary (RFC 2046 5.1.1).
    private static func withoutLineEnd(_ part: Bytes) -> Bytes {
        guard part.last == .newline else { return part }
        let rest = part.dropLast()
        return rest.last == .carriageReturn ? rest.dropLast() : rest
    }

    /// Whether an attached file is a mail: git's `From ` line, or headers with a subject.
    private static func isMail(_ text: [UInt8]) -> Bool {
        let header = MailHeader(text[...])
        return header.fields.value(of: "Subject") != nil && header.fields.value(of: "From") != nil
    }
}
