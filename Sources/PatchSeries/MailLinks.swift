/// Message-Ids in a text: in angle brackets, or at the end of an archive's address.
public enum MailLinks {
    /// The Message-Ids, as far as a line shows any.
    static func identifiers(in line: String) -> [String] {
        line.split { " \t<>()[]\"'".contains($0) }.compactMap { word in
            guard word.contains("@") else { return nil }
            if let scheme = word.firstRange(of: "://") {
                // https://lore.kernel.org/LIST/ID/, …/r/ID, https://patch.msgid.link/ID
                let id = word[scheme.upperBound...].split(separator: "/").first { $0.contains("@") }
                return id.map { String($0.prefix { !"#?".contains($0) }) }
            }
            return String(word)
        }
    }

    /// The Message-Id that a user names: `<a@b>`, `a@b`, or the address of the mail in an archive; nil for another text.
    public static func identifier(named text: String) -> String? {
        guard text.contains("@"), !text.contains(" ") else { return nil }
        if text.contains("/"), !text.contains("://") { return nil }
        return identifiers(in: text).first
    }

    /// The mails of older revisions that cover letters and patches link to and that are not at hand: links to an archive
    /// in lines that speak of a revision (`- Link to v1: https://lore.kernel.org/r/…`), in order, each once.
    public static func olderRevisions(in messages: [MailMessage]) -> [String] {
        var seen = Set(messages.map(\.messageID))
        var result: [String] = []
        for message in messages
        where !SubjectTag(message.subject).isReply && SubjectTag(message.subject).isPatch {
            for line in ByteLines(bytes: message.content[...]) {
                if line.starts(with: "diff --git ") { break }
                let text = line.lossyText
                guard text.contains("://"), text.contains("@"), speaksOfRevision(text) else { continue }
                result += identifiers(in: text).filter { $0.contains("@") && seen.insert($0).inserted }
            }
        }
        return result
    }

    private static func speaksOfRevision(_ line: String) -> Bool {
        let head = line.lowercased().prefix { $0 != "@" }
        return head.split { !$0.isLetter && !$0.isNumber }.contains { word in
            word == "rfc" || word == "previous"
                || word.first == "v" && word.count > 1 && word.dropFirst().allSatisfy(\.isNumber)
        }
    }
}
