import ABIModel
import Phrases
import ReferenceModels

/// How grave a finding is.
public enum Severity: String, Codable, Hashable, Sendable, CaseIterable, Comparable {
    case note, warning, error

    /// Orders note < warning < error.
    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .note: 0
        case .warning: 1
        case .error: 2
        }
    }
}

/// The three verdicts (Documentation/Design.md, law 1).
public enum Verdict: String, Codable, Hashable, Sendable { case same, drifted, unknown }

/// Who sees the symbol.
public enum Surface: String, Codable, Hashable, Sendable, CaseIterable {
    /// User space, through `include/uapi`.
    case uapi
    /// Modules, through `EXPORT_SYMBOL…` and the headers they include.
    case exported
    /// The kernel image, or one file of it.
    case `internal`
}

/// What the change does to code written against the old form.
public enum Compatibility: String, Codable, Hashable, Sendable {
    /// Old callers break or mean something else.
    case incompatible
    /// Old callers go on as they were.
    case `extension`
    /// Nothing that a caller sees.
    case none
}

/// How sure the finding is.
public enum Evidence: String, Codable, Hashable, Sendable {
    /// Both forms are shown, or a trace ends differently.
    case proved
    /// Told from names and places, as a rename is.
    case heuristic
    /// Known to a reference model, as the renames of an interface's history are.
    case reference
}

/// One side of a finding: what is declared, or a line of text where nothing is.
public enum Declaration: Hashable, Sendable {
    case enumeration(Enumeration)
    case record(Record)
    case function(Function)
    case macro(Macro)
    case typedef(Typedef)
    case variable(Variable)
    case text(Phrase)
}

extension Declaration {
    /// Where it stands; nil for a mere line of text.
    public var site: SourceSite? {
        switch self {
        case .enumeration(let value): value.site
        case .record(let value): value.site
        case .function(let value): value.site
        case .macro(let value): value.site
        case .typedef(let value): value.site
        case .variable(let value): value.site
        case .text: nil
        }
    }
}

/// The patch that a finding comes from.
public struct PatchReference: Codable, Hashable, Sendable, Comparable {
    /// The revision's label: `v6`.
    public var revision: String
    /// The patch's number in the series, from 1.
    public var number: Int
    /// Its Message-Id without angle brackets; "" where the input had none.
    public var messageID: String
    /// Its subject without the `[PATCH …]` tag.
    public var title: String

    /// Makes a reference.
    public init(revision: String, number: Int, messageID: String, title: String) {
        self.revision = revision
        self.number = number
        self.messageID = messageID
        self.title = title
    }

    /// Orders by revision label, then number.
    public static func < (left: PatchReference, right: PatchReference) -> Bool {
        (left.revision, left.number) < (right.revision, right.number)
    }
}

/// One step of a counterexample.
public struct TraceStep: Hashable, Sendable {
    /// How a call ends on one side.
    public enum End: Hashable, Sendable {
        /// What comes of it, and the state after it: `n=1 owner=f1 D=NULL`.
        case returned(CallOutcome, state: String)
        /// The side has no such call.
        case impossible
    }

    /// The operation: `claim(f1)`.
    public var operation: String
    /// How it ended before.
    public var before: End
    /// How it ends now.
    public var after: End

    /// Makes a step.
    public init(operation: String, before: End, after: End) {
        self.operation = operation
        self.before = before
        self.after = after
    }
}

/// One change, with its proof.
public struct Finding: Hashable, Sendable {
    /// The rule that found it.
    public var rule: RuleID
    /// How grave it is, after surface and compatibility were weighed.
    public var severity: Severity
    /// Drifted, or unknown where a reason kept us from telling.
    public var verdict: Verdict
    /// Who sees it.
    public var surface: Surface
    /// What it does to old callers.
    public var compatibility: Compatibility
    /// How sure it is.
    public var evidence: Evidence
    /// The symbol: `struct iommu_group`, `DMA_OWNER_USER`, `iommu_group_claim_dma_owner`.
    public var symbol: String
    /// The old side.
    public var from: Label
    /// The new side.
    public var to: Label
    /// What changed, in one sentence.
    public var message: Phrase
    /// Why that is not certain; nil where it is.
    public var doubt: Doubt?
    /// What to do about it, where there is something to say.
    public var advice: Phrase?
    /// The old form.
    public var before: Declaration?
    /// The new form.
    public var after: Declaration?
    /// The patch it comes from.
    public var patch: PatchReference?
    /// The flavors it holds in, sorted; empty where it does not depend on one.
    public var flavors: [String]
    /// Where the new form (or, for a removal, the old one) stands.
    public var site: SourceSite?
    /// Changes that follow from this one and are not findings of their own (moved members, …).
    public var consequences: [Consequence]
    /// The counterexample of a behavioural finding.
    public var trace: [TraceStep]
    /// What is special about where the trace starts, as the model calls it; "" where nothing is.
    public var setting: String
    /// The case in which both bodies of a function were run, where the finding is about one function.
    public var steps: [CaseStep] = []
    /// The functions that the two sides call in each other's stead where they part in the case, and whose bodies were not read: it is
    /// not known whether they do the same. None where the sides part in another way.
    public var unreadCallees: [String] = []
    /// Names the finding across runs: hex digits; "" until the pipeline has set it.
    public var fingerprint: String

    /// Makes a finding; see the properties. Without a severity it is as grave as its rule.
    public init(
        rule: RuleID, severity: Severity? = nil, verdict: Verdict = .drifted, surface: Surface,
        compatibility: Compatibility, evidence: Evidence = .proved, symbol: String, from: Label,
        to: Label, message: Phrase, doubt: Doubt? = nil, advice: Phrase? = nil, before: Declaration? = nil,
        after: Declaration? = nil, patch: PatchReference? = nil, flavors: [String] = [],
        site: SourceSite? = nil, consequences: [Consequence] = [], trace: [TraceStep] = [],
        setting: String = "",
        fingerprint: String = ""
    ) {
        self.rule = rule
        self.severity = severity ?? rule.definition.severity
        self.verdict = verdict
        self.surface = surface
        self.compatibility = compatibility
        self.evidence = evidence
        self.symbol = symbol
        self.from = from
        self.to = to
        self.message = message
        self.doubt = doubt
        self.advice = advice
        self.before = before
        self.after = after
        self.patch = patch
        self.flavors = flavors
        self.site = site
        self.consequences = consequences
        self.trace = trace
        self.setting = setting
        self.fingerprint = fingerprint
    }

    /// What the finding names of the C source: its symbol, and what its sentence speaks of.
    public var names: Set<String> { Set(message.names).union([symbol]) }

    /// What names the finding, in canonical words: the fingerprint is a hash of it. Lines and
    /// wording are left out, so that it lives through rebases and new versions of the tool.
    public var identity: String {
        ([
            rule.name, symbol, from.description, to.description, site?.file ?? "",
            trace.map(\.operation).joined(separator: ";"),
        ]
            + (setting.isEmpty ? [] : [setting]))
            .joined(separator: "\u{1f}")
    }
}
