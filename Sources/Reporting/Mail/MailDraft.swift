import Drift

/// One reply: headers, and for each finding the hunk it is about, the question, and the evidence.
struct MailDraft {
    /// How wide our own lines are at most.
    static let width = 72

    let mail: PatchMail
    let findings: [Finding]
    let toolVersion: String

    /// The mail as text.
    var text: String { (headers + [""] + body).map { $0 + "\n" }.joined() }

    // MARK: Headers

    private var headers: [String] {
        let subject = mail.subject.lowercased().hasPrefix("re:") ? mail.subject : "Re: \(mail.subject)"
        var lines: [String] = []
        if !mail.author.isEmpty { lines += MailHeaderText.addresses("To", [mail.author]) }
        let others = MailHeaderText.split(mail.recipients) + MailHeaderText.split(mail.copies)
        if !others.isEmpty { lines += MailHeaderText.addresses("Cc", others, without: [mail.author]) }
        lines += MailHeaderText.words("Subject", subject)
        if !mail.messageID.isEmpty {
            lines.append("In-Reply-To: <\(mail.messageID)>")
            lines += MailHeaderText.folded(
                "References", (mail.references + [mail.messageID]).map { "<\($0)>" }, separator: " ")
        }
        return lines + [
            "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: 8bit",
        ]
    }

    // MARK: Body

    private var body: [String] {
        let quotes = HunkQuote.quotes(findings, in: mail)
        var lines = TextWrap.lines(attribution, width: Self.width)
        var last: HunkQuote.Place?
        for (index, (finding, quote)) in quotes.enumerated() {
            if let quote, quote.place != last {
                lines += (index == 0 ? [] : [""]) + quote.lines
                last = quote.place
            } else if quote == nil {
                last = nil
            }
            lines += [""] + TextWrap.lines(FindingQuestion.text(finding, in: mail), width: Self.width)
            let evidence = MailEvidence.lines(finding, width: Self.width)
            if !evidence.isEmpty { lines += [""] + evidence }
        }
        return lines + [
            "", "-- ", "kdrift \(toolVersion): measured on the patches; a draft, not reviewed by a person",
        ]
    }

    private var attribution: String {
        let name = MailHeaderText.name(of: mail.author)
        return mail.date.isEmpty ? "\(name) wrote:" : "On \(mail.date), \(name) wrote:"
    }
}

/// Plain text in lines of limited width.
enum TextWrap {
    /// The text wrapped at blanks; a word that is wider than a line stands alone.
    static func lines(_ text: String, width: Int, indent: String = "", hanging: String = "") -> [String] {
        var lines: [String] = []
        for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let start = lines.isEmpty ? indent : indent + hanging
            if start.count + paragraph.count <= width {
                lines.append(paragraph.isEmpty ? "" : start + paragraph)
                continue
            }
            var line = start
            var isEmpty = true
            for word in paragraph.split(separator: " ") {
                if !isEmpty, line.count + 1 + word.count > width {
                    lines.append(line)
                    line = indent + hanging
                    isEmpty = true
                }
                line += (isEmpty ? "" : " ") + word
                isEmpty = false
            }
            lines.append(isEmpty ? "" : line)
        }
        return lines
    }
}
