/// What went out together: one sending of one revision.
struct Sending {
    /// The revision's number; 1 where none is written.
    var version: Int
    /// Whether the number is written.
    var hasVersion: Bool
    /// The `1` of `v5.1`; 0 for most.
    var point: Int
    /// The stable branches it is made for.
    var branch: String?
    var isResend: Bool
    var isRFC: Bool
    /// How many patches it counts; nil where it counts none.
    var total: Int?
    var cover: MailMessage?
    /// The patches in the order of their dates.
    var postings: [Posting] = []
    /// Those whose number another patch of the sending has as well.
    var additions: Set<Int> = []
    /// The sender's address in lower case.
    var sender: String
    /// When its first mail was sent, in seconds since 1970; nil where that is not known.
    var date: Int?
    /// Where its first mail stands in the input.
    var position: Int
    /// Whether it is files that know nothing of each other.
    var isLoose: Bool
    /// What its mails were kept with.
    var origin: String
    /// The other sendings whose mails it answers, the nearest first.
    var answered: [Int] = []
    /// For each patch, by its place in the input: the mail of another sending that it answers, the nearest at hand.
    var answeredMail: [Int: String] = [:]
    /// The identities that `change-id:` trailers give the series.
    var changeIDs: Set<String> = []
    /// Message-Ids that its cover letter, or the notes of its patches, link to.
    var links: Set<String> = []
    /// The revisions that its list of changes begins at: `changes since RFC v2`.
    var predecessors: Set<Predecessor> = []
    /// The sending that lends it the patches that were not sent again.
    var exchangedFrom: Int?
    /// What was said of how it was put together, in sentences.
    var notes: [String] = []

    init(_ posting: Posting) {
        let tag = posting.tag
        version = tag.version
        hasVersion = tag.hasVersion
        point = tag.point
        branch = tag.branch
        isResend = tag.isResend
        isRFC = tag.isRFC
        total = tag.total
        sender = posting.sender
        date = posting.isLoose ? nil : posting.date
        position = posting.index
        isLoose = posting.isLoose
        origin = posting.message.origin
    }

    /// The patches that stand at a place.
    func patches(at place: Double) -> [Patch] {
        postings.compactMap(\.patch).filter { $0.place == place }
    }

    /// Whether a patch of the number has arrived with its diff.
    func has(_ tag: SubjectTag) -> Bool {
        tag.place.map { place in patches(at: place).contains { !$0.isLost } } ?? false
    }

    /// Whether its patches have numbers; nil where there is none yet.
    var isNumbered: Bool? { postings.isEmpty ? (total == nil ? nil : true) : postings[0].tag.number != nil }

    /// Takes in a patch.
    mutating func add(_ posting: Posting) {
        postings.append(posting)
        total = total ?? posting.tag.total
        note(posting)
        position = min(position, posting.index)
        if let own = posting.date, !posting.isLoose { date = min(date ?? own, own) }
    }

    /// Takes in the cover letter.
    mutating func setCover(_ posting: Posting) {
        cover = posting.message
        note(posting)
        position = min(position, posting.index)
        total = posting.tag.total ?? total
    }

    /// Takes over the number that other mails of the sending name.
    mutating func adopt(_ tag: SubjectTag) {
        guard tag.hasVersion, !hasVersion else { return }
        (version, hasVersion, point) = (tag.version, true, tag.point)
    }

    private mutating func note(_ posting: Posting) {
        for line in ByteLines(bytes: posting.message.content[...]) {
            if line.starts(with: "change-id:") || line.starts(with: "Change-Id:") {
                let id = Substring(line.dropFirst("change-id:".utf8.count).lossyText).trimmed
                if !id.isEmpty { changeIDs.insert(id) }
            } else if line.starts(with: "diff --git ") {
                break
            } else {
                let text = line.lossyText
                if text.contains("@") { links.formUnion(MailLinks.identifiers(in: text)) }
                if let old = Predecessor(line: text) { predecessors.insert(old) }
            }
        }
    }
}

/// The revision that a list of changes begins at.
struct Predecessor: Hashable {
    /// Its number; nil where `RFC` is all that is said.
    var version: Int?
    var isRFC: Bool

    /// Reads `changes since RFC v2:`, `Changes from v1:`, `v2 -> v3:`; nil for any other line.
    init?(line: String) {
        guard line.utf8.count < 120,
            line.utf8.contains(where: { $0 == UInt8(ascii: "v") || $0 | 32 == UInt8(ascii: "r") })
        else { return nil }
        let words = line.lowercased().split { $0.isWhitespace || ",;:()[]*".contains($0) }
        var isOld = false
        isRFC = false
        for (index, word) in words.enumerated() {
            if ["since", "from", "after"].contains(word) {
                (isOld, isRFC) = (true, false)
            } else if word == "rfc" {
                isRFC = true
                // `changes since the RFC`
                if isOld, index + 1 == words.count { return }
            } else if word.first == "v", let number = Int(word.dropFirst().prefix(while: \.isNumber)) {
                let next = index + 1 < words.count ? words[index + 1] : ""
                guard isOld || ["->", "→", "=>", "-->"].contains(next) || word.contains("->") else {
                    return nil
                }
                version = number
                return
            } else if word != "the", word != "patch" {
                (isOld, isRFC) = (false, false)
            }
        }
        return nil
    }
}
