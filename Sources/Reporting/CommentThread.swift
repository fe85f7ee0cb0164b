import Drift

/// The comments of a report by revision and declaration, as the reporters show them.
struct CommentThread {
    /// A declaration that was spoken of in one revision.
    struct Topic {
        /// The revision's label; nil where the input does not have it.
        var revision: String?
        /// The declaration.
        var symbol: String
        /// What became of it, in words; "" where there is nothing to say.
        var outcome: String
        /// Who said what of it.
        var remarks: [Remark]
    }

    /// One comment on a declaration.
    struct Remark {
        var comment: PlacedComment
        var basis: CommentTarget.Basis
    }

    /// The declarations that were spoken of, by revision, then in the order of their first mention.
    private(set) var topics: [Topic] = []
    /// How many comments name no declaration.
    let withoutTarget: Int
    /// How many comments there are, and in how many mails.
    let summary: String

    init(_ comments: [PlacedComment]) {
        withoutTarget = comments.filter(\.targets.isEmpty).count
        var index: [[String]: Int] = [:]
        for comment in comments {
            for target in comment.targets {
                let name = target.symbol + (target.isDocumentation ? " (its documentation)" : "")
                let key = [comment.revision ?? "", name]
                let remark = Remark(comment: comment, basis: target.basis)
                if let known = index[key] {
                    topics[known].remarks.append(remark)
                } else {
                    index[key] = topics.count
                    topics.append(
                        Topic(
                            revision: comment.revision, symbol: name,
                            outcome: Self.words(target.history), remarks: [remark]))
                }
            }
        }
        let mails = Set(comments.map(\.messageID)).count
        let symbols = Set(topics.map(\.symbol)).count
        summary =
            "\(Self.count(comments.count, "comment")) in \(Self.count(mails, "mail")), on "
            + "\(Self.count(symbols, "declaration")); \(withoutTarget) name none"
    }

    /// `v2 addressed (…), v3…v4 untouched, v5 gone`.
    static func words(_ history: [CommentOutcome]) -> String {
        var runs: [(first: String, last: String, outcome: CommentOutcome)] = []
        for outcome in history {
            let isSame = runs.last.map { run in
                run.outcome.fate == outcome.fate && run.outcome.detail == outcome.detail
                    && outcome.renamedTo == nil
            }
            if isSame == true {
                runs[runs.count - 1].last = outcome.revision
            } else {
                runs.append((outcome.revision, outcome.revision, outcome))
            }
        }
        return runs.map { run in
            let label = run.first == run.last ? run.first : "\(run.first)…\(run.last)"
            let name = run.outcome.renamedTo.map { ", now `\($0)`" } ?? ""
            let detail = run.outcome.detail.isEmpty ? "" : " (\(run.outcome.detail.sentence))"
            return "\(label) \(run.outcome.fate.rawValue)\(name)\(detail)"
        }.joined(separator: "; ")
    }

    /// The beginning of a text on one line, at most so many characters long.
    static func excerpt(_ text: String, _ length: Int = 160) -> String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count <= length ? line : String(line.prefix(length - 1)) + "…"
    }

    /// Who wrote a comment, and where: `A B <id> on patch 3`.
    static func source(_ comment: PlacedComment) -> String {
        let patch = comment.patch.map { $0 == 0 ? " on the cover letter" : " on patch \($0)" } ?? ""
        let quoted = comment.depth > 0 ? ", quoted in" : ""
        return "\(comment.author)\(quoted) <\(comment.messageID)>\(patch)"
    }

    private static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}

extension CommentTarget.Basis {
    /// The basis in words, for what is less sure than a quoted or named declaration; "" for those.
    var words: String {
        switch self {
        case .quoted, .named: ""
        case .proposed: " [in a proposed diff]"
        case .answered: " [named in the text it answers]"
        case .thread: " [quoted further up]"
        }
    }
}
