import Drift

/// The reviewers' comments beside the declarations they are about, and those that name none.
struct ThreadView {
    /// A comment with what it answers.
    struct Comment {
        var id: String
        /// `Jane Doe, on patch 3`.
        var who: String
        var messageID: String
        var excerpt: String
        /// The quoted lines that it answers, marked up.
        var quote: String?
        var text: String
        /// Where the quoted lines stand.
        var site: String?
        /// How it leads to the declaration, where that is less than sure.
        var basis: String
    }

    /// A comment as a topic has it: in full the first time, a link after that.
    struct Remark {
        var comment: Comment
        var isFirst: Bool
    }

    /// A declaration that was spoken of in one revision.
    struct Topic {
        var revision: String
        var symbol: String
        /// What became of it later; nil where nothing is known.
        var outcome: String?
        var remarks: [Remark]
    }

    /// What was said of a finding's declaration.
    struct Said {
        var id: String
        var who: String
        var messageID: String
        var excerpt: String
        /// What became of the declaration since; nil where nothing is known.
        var fate: String?
    }

    /// The most lines of a quote, the nearest to the comment, and the most characters of a comment. A long thread is
    /// cut shorter, so that the page stays one that a mail can carry.
    private var quoteLimit = 14
    private var textLimit = 2400
    /// How many characters all quotes, and all comments, may have together.
    private static let allowance = 60_000
    /// The most comments beside a finding.
    private static let saidLimit = 4

    var summary: String
    var topics: [Topic] = []
    /// Comments that name no declaration.
    var loose: [Comment]

    private let ids: [PlacedComment: String]

    init(_ comments: [PlacedComment]) {
        let thread = CommentThread(comments)
        summary = thread.summary
        ids = Dictionary(
            comments.enumerated().map { ($1, "c\($0 + 1)") }, uniquingKeysWith: { first, _ in first })
        var shown: Set<PlacedComment> = []
        loose = []
        quoteLimit =
            [14, 10, 7, 5, 3].first { limit in
                Self.allowance
                    >= comments.reduce(0) { $0 + $1.quote.suffix(limit).reduce(0) { $0 + $1.count } }
            } ?? 2
        textLimit =
            [2400, 1600, 1000, 600].first { limit in
                Self.allowance >= comments.reduce(0) { $0 + min(limit, $1.text.count) }
            } ?? 300
        for topic in thread.topics {
            topics.append(
                Topic(
                    revision: topic.revision ?? "?", symbol: topic.symbol,
                    outcome: topic.outcome.isEmpty ? nil : InlineCode.html(topic.outcome),
                    remarks: topic.remarks.map { remark in
                        Remark(
                            comment: view(remark.comment, remark.basis.words),
                            isFirst: shown.insert(remark.comment).inserted)
                    }))
        }
        loose = comments.filter(\.targets.isEmpty).map { view($0, "") }
    }

    /// What was said of a finding's declaration, and how many more said something.
    func said(of finding: Finding, in report: DriftReport) -> (said: [Said], rest: Int) {
        let comments = report.comments(on: finding)
        let said = comments.prefix(Self.saidLimit).map { comment in
            let target = comment.targets.first { $0.isAbout(finding.symbol) } ?? comment.targets.first
            let fate = target.map { CommentThread.words($0.history) } ?? ""
            return Said(
                id: ids[comment] ?? "", who: Self.who(comment, withRevision: true),
                messageID: comment.messageID,
                excerpt: CommentThread.excerpt(comment.text, 120),
                fate: fate.isEmpty ? nil : InlineCode.html(fate))
        }
        return (said, comments.count - said.count)
    }

    private func view(_ comment: PlacedComment, _ basis: String) -> Comment {
        let text = comment.text
        return Comment(
            id: ids[comment] ?? "", who: Self.who(comment, withRevision: false),
            messageID: comment.messageID, excerpt: CommentThread.excerpt(text, 110),
            quote: comment.quote.isEmpty ? nil : quote(comment.quote),
            text: text.count <= textLimit
                ? text : text.prefix(textLimit) + "\u{2026} (cut; the mail has the rest)",
            site: comment.site.map(\.description), basis: basis)
    }

    private static func who(_ comment: PlacedComment, withRevision: Bool) -> String {
        let place = comment.patch.map { $0 == 0 ? "the cover letter" : "patch \($0)" }
        let revision = withRevision ? comment.revision : nil
        let on = [revision, place].compactMap { $0 }.joined(separator: " ")
        return comment.author + (comment.depth > 0 ? ", quoted" : "") + (on.isEmpty ? "" : " on \(on)")
    }

    /// The last lines of a quote, with the marks of the diff that they are.
    private func quote(_ lines: [String]) -> String {
        let shown = lines.suffix(quoteLimit)
        let marked = shown.map { line in
            let text = SVGText.escaped(line.replacing("\t", with: "    "))
            switch line.first {
            case "+": return "<ins>\(text)</ins>"
            case "-": return "<del>\(text)</del>"
            default: return text
            }
        }
        return (shown.count < lines.count ? "\u{2026}\n" : "") + marked.joined(separator: "\n")
    }
}
