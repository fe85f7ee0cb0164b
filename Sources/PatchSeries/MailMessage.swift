/// One mail: its headers, unfolded and decoded, and its text.
public struct MailMessage: Hashable, Sendable {
    /// One header line.
    public struct Header: Hashable, Sendable {
        /// The name as written.
        public var name: String
        /// The value, unfolded, RFC 2047 words decoded.
        public var value: String
    }

    /// The mail that another one is attached to.
    public struct Carrier: Hashable, Sendable {
        /// Its subject.
        public var subject: String
        /// Its Message-Id without angle brackets; "" where it has none.
        public var messageID: String
        /// Whether nothing else that could be a patch is attached.
        public var isOnly: Bool
    }

    /// The file it came from, or `standard input`.
    public var source: String
    /// What the mail was kept with: the mbox it stands in, or the directory of its file.
    public var origin: String
    /// The line in the file where it begins, counted from 1.
    public var line: Int
    /// The headers in order.
    public var headers: [Header]
    /// The text as bytes: transfer encoding decoded, line ends of the mail made `\n`, the character
    /// set left as it is, since the bytes of a diff are those of the files.
    public var content: [UInt8]
    /// The character set that the mail names; "" where it names none.
    public var charset: String
    /// How many lines lie before the body in the file, so that a body line has a place; nil where the
    /// body was decoded from base64 or quoted-printable and lines do not correspond.
    public var bodyLine: Int?
    /// The mail that it is attached to; nil for most.
    public var carrier: Carrier?

    /// Makes a mail from its parts.
    public init(
        source: String, origin: String = "", line: Int, headers: [Header], content: [UInt8],
        charset: String = "utf-8", bodyLine: Int?
    ) {
        self.source = source
        self.origin = origin
        self.line = line
        self.headers = headers
        self.content = content
        self.charset = charset
        self.bodyLine = bodyLine
    }

    /// The text of the mail, decoded from its character set.
    public var body: String { HeaderDecoding.text(content, charset: charset) }

    /// The first header of a name, case ignored.
    public func header(_ name: String) -> String? { headers.value(of: name) }

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

    /// The mails it hangs from, the nearest first, each once.
    var ancestors: [String] {
        var seen: Set<String> = []
        return ([inReplyTo].compactMap { $0 } + references.reversed()).filter { seen.insert($0).inserted }
    }

    /// The sender's name, or the address where no name is given.
    public var authorName: String { author.displayName }

    /// The sender's address without angle brackets; "" where only a name is given.
    public var authorAddress: String { author.address }

    /// A list that puts its own address into `From:` leaves the sender's in `Reply-To:`.
    private var author: Correspondent {
        var author = Correspondent(from)
        if author.list != nil, let replyTo = header("Reply-To").map(Correspondent.init),
            replyTo.name == author.name
        {
            author.address = replyTo.address
        }
        return author
    }

    /// The texts between angle brackets; a bare word with `@` counts where there are none.
    static func identifiers(_ value: String) -> [String] {
        var result: [String] = []
        var rest = value.utf8[...]
        while let open = rest.firstIndex(of: UInt8(ascii: "<")),
            let close = rest[open...].firstIndex(of: UInt8(ascii: ">"))
        {
            let id = rest[rest.index(after: open)..<close].filter { $0 != .space && $0 != .tab }
            if !id.isEmpty { result.append(String(decoding: id, as: UTF8.self)) }
            rest = rest[rest.index(after: close)...]
        }
        if result.isEmpty {
            result = value.split(separator: " ").filter { $0.contains("@") }.map(String.init)
        }
        return result
    }
}

extension [MailMessage.Header] {
    /// The first header of a name, case ignored.
    func value(of name: String) -> String? {
        first { header in
            header.name.utf8.count == name.utf8.count
                && zip(header.name.utf8, name.utf8).allSatisfy { ($0 | 0x20) == ($1 | 0x20) }
        }?.value
    }
}

/// A person as mail headers and attributions write one: `Name <address>`, `"Last, First" <address>`,
/// `address (Name)`, or a name alone.
struct Correspondent: Hashable {
    /// The name; "" where there is none.
    var name = ""
    /// The address; "" where there is none.
    var address = ""

    /// The list that sent in this person's name: `A B via LIST <list@…>`.
    var list: String?

    /// The name, else the address.
    var displayName: String { name.isEmpty ? address : name }

    init(_ text: String) {
        let text = Substring(text).trimmed
        if let open = text.lastIndex(of: "<") {
            let inside = text[text.index(after: open)...]
            address = inside.prefix { $0 != ">" }.trimmed
            name = Self.plain(text[..<open])
        } else if let open = text.firstIndex(of: "("), text[..<open].contains("@") {
            address = text[..<open].trimmed
            name = Self.plain(text[text.index(after: open)...].prefix { $0 != ")" })
        } else if text.contains("@") && !text.contains(" ") {
            address = text
        } else {
            name = Self.plain(text[...])
        }
        if name.utf8.count > 5, name.split(separator: " ").contains("via"),
            let via = name.firstRange(of: " via ")
        {
            list = String(name[via.upperBound...])
            name = Self.plain(name[..<via.lowerBound])
        }
    }

    /// One blank between words, no quotes around.
    private static func plain(_ text: Substring) -> String {
        var words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for quote in ["\"", "'"] where words.count >= 2 && words.hasPrefix(quote) && words.hasSuffix(quote) {
            words = String(words.dropFirst().dropLast())
        }
        guard words.utf8.contains(UInt8(ascii: "\\")) else { return words }
        return words.replacing("\\\"", with: "\"")
    }
}
