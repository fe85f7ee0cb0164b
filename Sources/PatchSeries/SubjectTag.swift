/// The part of a subject in brackets: `[PATCH RFC v3 02/11]`.
public struct SubjectTag: Hashable, Sendable {
    /// Whether the mail is a patch or cover letter at all.
    public var isPatch: Bool
    /// Whether it is a reply (`Re:`, `Fwd:`, `AW:`).
    public var isReply: Bool
    /// The revision; 1 where none is written.
    public var version: Int
    /// The patch's number; 0 for a cover letter, nil where none is written.
    public var number: Int?
    /// How many patches the series counts.
    public var total: Int?
    /// Whether it is marked RFC.
    public var isRFC: Bool
    /// Whether it is marked RESEND.
    public var isResend: Bool
    /// The subject without tags.
    public var title: String

    /// Reads a subject line.
    public init(_ subject: String) {
        var rest = Substring(subject).trimmed[...]
        isPatch = false
        isReply = false
        version = 1
        isRFC = false
        isResend = false
        title = ""
        while true {
            if let reply = Self.replyPrefixes.first(where: { rest.lowercased().hasPrefix($0) }) {
                isReply = true
                rest = rest.dropFirst(reply.count).drop { $0 == " " }
            } else if rest.first == "[", let close = rest.firstIndex(of: "]") {
                read(rest[rest.index(after: rest.startIndex)..<close])
                rest = rest[rest.index(after: close)...].drop { $0 == " " }
            } else {
                break
            }
        }
        title = rest.trimmed
    }

    private static let replyPrefixes = ["re:", "fwd:", "fw:", "aw:", "sv:", "antw:"]

    private mutating func read(_ tag: Substring) {
        for word in tag.split(whereSeparator: { $0 == " " || $0 == "," }) {
            let lower = word.lowercased()
            if lower.hasPrefix("patch") {
                isPatch = true
                readVersion(lower.dropFirst("patch".count))
            } else if lower.hasPrefix("rfc") {
                isRFC = true
                isPatch = true
                readVersion(lower.dropFirst("rfc".count))
            } else if lower == "resend" || lower == "repost" || lower == "re-send" {
                isResend = true
            } else if lower.first == "v" {
                readVersion(lower[...])
            } else if let slash = word.firstIndex(of: "/"), let first = Int(word[..<slash]),
                let second = Int(word[word.index(after: slash)...]), first >= 0, second >= 0
            {
                // Patchwork leaves the word PATCH out: `[v8,01/11]`.
                isPatch = true
                number = first
                total = second
            }
        }
    }

    /// `v3`; of `v3.1`, which replaces a single patch of a revision, the revision.
    private mutating func readVersion(_ word: Substring) {
        guard word.first == "v" else { return }
        let digits = word.dropFirst().prefix { $0.isASCII && $0.isNumber }
        let rest = word.dropFirst(digits.count + 1)
        if let number = Int(digits), number > 0, number < 1000, rest.isEmpty || rest.first == "." {
            version = number
        }
    }
}
