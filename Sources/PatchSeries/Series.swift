/// One revision of a series.
public struct Revision: Hashable, Sendable {
    /// `v6`; `v8-resend` where the same number was sent before.
    public var label: String
    /// The number after the `v`.
    public var version: Int
    /// Whether it was sent as RESEND.
    public var isResend: Bool
    /// Whether it is marked RFC.
    public var isRFC: Bool
    /// The cover letter, if there is one.
    public var cover: MailMessage?
    /// The title: the cover letter's, else the first patch's.
    public var title: String
    /// The patches in order of their numbers.
    public var patches: [Patch]
    /// Numbers that the subjects count but the input lacks.
    public var missing: [Int]
    /// Mails that carry a number that another mail had already.
    public var duplicates: [Patch]
    /// The commit that a `base-commit:` trailer names.
    public var baseCommit: String?

    /// The stable branches it is made for: `6.6`; nil where the subjects name none.
    public var branch: String?
    /// How it was put together, where its subjects alone do not say so; sentences without a full stop.
    public var notes: [String] = []

    /// The files any patch touches, sorted.
    public var touchedPaths: [String] { Array(Set(patches.flatMap(\.touchedPaths))).sorted() }
}

/// A series in all its revisions.
public struct Series: Hashable, Sendable {
    /// The title of the newest revision.
    public var title: String
    /// The revisions in the order they were sent.
    public var revisions: [Revision]
    /// What reviewers answered, in the order of the input.
    public var comments: [ReviewComment]
    /// The mails that are part of no revision although they hold a patch or announce some.
    public var leftOut: [LeftOut] = []
    /// The stable branches it is made for; nil where the subjects name none.
    public var branch: String?

    /// Sorts mails into series and revisions.
    ///
    /// A revision is what went out together under one number, told by links, numbers, senders and dates;
    /// ``SeriesGrouping`` says which revisions are of one series.
    ///
    /// - Parameter repliesToo: whether answers (`Re:`) with a whole patch in them count as patches.
    /// - Throws: ``PatchSeriesError`` where no mail carries a patch, or none that can be used.
    public static func assemble(_ messages: [MailMessage], repliesToo: Bool = false) throws -> [Series] {
        let series = SeriesAssembly(messages, repliesToo: repliesToo).series
        let patches = series.flatMap(\.revisions).flatMap(\.patches)
        // One damaged mail among many is told of in the report; when nothing is left, it is the error.
        if patches.allSatisfy({ $0.fileDiffs.isEmpty }), let damage = patches.flatMap(\.damages).first {
            throw damage.error
        }
        guard !series.isEmpty else {
            let source = messages.first?.source ?? "standard input"
            throw PatchSeriesError(
                file: source, line: 0, reason: "none of the \(messages.count) mails carries a patch",
                hint: "give the patches themselves, not only replies: `b4 mbox MESSAGE-ID` gets the thread")
        }
        return series
    }
}
