/// One mail: its headers, unfolded and decoded, and its text.
public struct MailMessage: Hashable, Sendable {
    /// One header line.
    public struct Header: Hashable, Sendable {
        /// The name as written.
        public var name: String
        /// The value, unfolded, RFC 2047 words decoded.
        public var value: String
    }

    /// The file it came from, or `standard input`.
    public var source: String
    /// The line in the file where it begins, counted from 1.
    public var line: Int
    /// The headers in order.
    public var headers: [Header]
    /// The text: transfer encoding and character set decoded, line ends made `\n`.
    public var body: String
    /// How many lines lie before the body in the file, so that a body line has a place; 0 where the
    /// body was decoded from base64 or quoted-printable and lines do not correspond.
    public var bodyLine: Int

    /// Makes a mail from its parts.
    public init(source: String, line: Int, headers: [Header], body: String, bodyLine: Int) {
        self.source = source
        self.line = line
        self.headers = headers
        self.body = body
        self.bodyLine = bodyLine
    }

    /// The first header of a name, case ignored.
    public func header(_ name: String) -> String? {
        let wanted = name.lowercased()
        return headers.first { $0.name.lowercased() == wanted }?.value
    }

    /// The Message-Id without angle brackets; "" where there is none.
    public var messageID: String { Self.identifiers(header("Message-Id") ?? "").first ?? "" }
    /// The Message-Id this mail answers.
    public var inReplyTo: String? { Self.identifiers(header("In-Reply-To") ?? "").first }
    /// The thread above it, oldest first.
    public var references: [String] { Self.identifiers(header("References") ?? "") }
    /// The subject on one line.
    public var subject: String { header("Subject") ?? "" }
    /// The sender as written.
    public var from: String { header("From") ?? "" }
    /// The date as written.
    public var date: String { header("Date") ?? "" }

    /// The sender's name, or the address where no name is given.
    public var authorName: String {
        let text = from
        guard let open = text.lastIndex(of: "<") else { return text }
        let name = text[..<open].split(separator: " ").joined(separator: " ")
            .trimmingQuotes
        return name.isEmpty ? authorAddress : name
    }

    /// The sender's address without angle brackets.
    public var authorAddress: String {
        guard let open = from.lastIndex(of: "<"), let close = from[open...].firstIndex(of: ">") else {
            return from
        }
        return String(from[from.index(after: open)..<close])
    }

    /// The texts between angle brackets; a bare word counts where there are none.
    static func identifiers(_ value: String) -> [String] {
        var result: [String] = []
        var rest = Substring(value)
        while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
            let id = rest[rest.index(after: open)..<close].filter { !$0.isWhitespace }
            if !id.isEmpty { result.append(String(id)) }
            rest = rest[rest.index(after: close)...]
        }
        if result.isEmpty {
            result = value.split(separator: " ").filter { $0.contains("@") }.map(String.init)
        }
        return result
    }
}

extension String {
    fileprivate var trimmingQuotes: String {
        count >= 2 && first == "\"" && last == "\"" ? String(dropFirst().dropLast()) : self
    }
}
