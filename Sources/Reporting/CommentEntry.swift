import ABIModel
import Drift

/// A reviewer's comment, in the JSON report.
struct CommentEntry: Encodable {
    struct Target: Encodable {
        var symbol: String
        var kind: EntityKind
        var basis: CommentTarget.Basis
        var isDocumentation: Bool
        var history: [Outcome]

        init(_ target: CommentTarget) {
            symbol = target.symbol
            kind = target.kind
            basis = target.basis
            isDocumentation = target.isDocumentation
            history = target.history.map(Outcome.init)
        }
    }

    struct Outcome: Encodable {
        var revision: String
        var fate: CommentOutcome.Fate
        var detail: String
        var renamedTo: String?

        init(_ outcome: CommentOutcome) {
            revision = outcome.revision
            fate = outcome.fate
            detail = outcome.detail.sentence
            renamedTo = outcome.renamedTo
        }
    }

    var author: String
    var address: String
    var messageID: String
    var depth: Int
    var revision: String?
    var patch: Int?
    var site: SourceSite?
    var quote: [String]
    var text: String
    var targets: [Target]

    init(_ comment: PlacedComment) {
        author = comment.author
        address = comment.address
        messageID = comment.messageID
        depth = comment.depth
        revision = comment.revision
        patch = comment.patch
        site = comment.site
        quote = comment.quote
        text = comment.text
        targets = comment.targets.map(Target.init)
    }
}
