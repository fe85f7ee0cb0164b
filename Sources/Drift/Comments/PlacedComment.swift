import ABIModel
import Phrases

/// What a reviewer wrote, laid beside the declarations it is about.
public struct PlacedComment: Hashable, Sendable {
    /// The reviewer's name.
    public var author: String
    /// The reviewer's address; "" where only the name is known.
    public var address: String
    /// The Message-Id of the mail it stands in, without angle brackets.
    public var messageID: String
    /// How deep it is quoted in that mail; 0 for the mail's own text.
    public var depth: Int
    /// The label of the revision it is about; nil where the input does not have that revision.
    public var revision: String?
    /// The number of the patch it is about; 0 for the cover letter, nil where not known.
    public var patch: Int?
    /// Where the last quoted line of the patch stands in the patched tree.
    public var site: SourceSite?
    /// The quoted lines that it answers, without their quote marks.
    public var quote: [String]
    /// What the reviewer wrote.
    public var text: String
    /// The declarations it is about, the surest first; empty where it speaks of none.
    public var targets: [CommentTarget]

    /// Makes a comment; see the properties.
    public init(
        author: String, address: String = "", messageID: String, depth: Int = 0, revision: String? = nil,
        patch: Int? = nil, site: SourceSite? = nil, quote: [String] = [], text: String,
        targets: [CommentTarget] = []
    ) {
        self.author = author
        self.address = address
        self.messageID = messageID
        self.depth = depth
        self.revision = revision
        self.patch = patch
        self.site = site
        self.quote = quote
        self.text = text
        self.targets = targets
    }
}

/// A declaration that a comment is about, and what became of it.
public struct CommentTarget: Hashable, Sendable {
    /// How the comment leads to the declaration, from the surest to the least sure.
    public enum Basis: String, Codable, Hashable, Sendable, CaseIterable {
        /// The diff lines right above the comment are part of it.
        case quoted
        /// The comment's own words name it.
        case named
        /// A diff in the comment changes it.
        case proposed
        /// The text that the comment answers names it.
        case answered
        /// Further up in the quote stand diff lines of it.
        case thread
    }

    /// The declaration as findings name it: `struct iommu_group`, `DMA_OWNER_USER`, a function's name,
    /// `struct iommu_group.owner`.
    public var symbol: String
    /// What the name belongs to.
    public var kind: EntityKind
    /// How the comment leads to it.
    public var basis: Basis
    /// Whether the comment is about the text above the declaration that documents it.
    public var isDocumentation: Bool
    /// What became of it in each later revision, in order; the first entry is the next revision.
    public var history: [CommentOutcome]

    /// Makes a target.
    public init(
        symbol: String, kind: EntityKind, basis: Basis, isDocumentation: Bool = false,
        history: [CommentOutcome] = []
    ) {
        self.symbol = symbol
        self.kind = kind
        self.basis = basis
        self.isDocumentation = isDocumentation
        self.history = history
    }
}

/// What a revision did with a declaration that was spoken of.
public struct CommentOutcome: Hashable, Sendable {
    /// What became of the declaration since the revision before.
    public enum Fate: String, Codable, Hashable, Sendable {
        /// It was changed. Whether that is what the reviewer asked for is not told.
        case addressed
        /// It is as it was.
        case untouched
        /// It is there no more.
        case gone
        /// It was proposed, and this revision has it.
        case introduced
        /// It was proposed, and this revision does not have it.
        case absent
        /// Its files could not be read in one of the revisions.
        case unknown
    }

    /// The revision's label.
    public var revision: String
    /// What became of it.
    public var fate: Fate
    /// What changed, or why it is unknown, in a few words; "" where there is nothing to say.
    public var detail: Phrase
    /// The name it goes by now, where that is another.
    public var renamedTo: String?

    /// Makes an outcome.
    public init(revision: String, fate: Fate, detail: Phrase = "", renamedTo: String? = nil) {
        self.revision = revision
        self.fate = fate
        self.detail = detail
        self.renamedTo = renamedTo
    }
}
