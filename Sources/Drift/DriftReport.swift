import ABIModel
import Phrases
import ReferenceModels

/// A flavor's view of one revision.
public struct FlavorSnapshot: Codable, Hashable, Sendable {
    /// The flavor's name: `x86_64`, `x86_64 CONFIG_IOMMU_API=n`.
    public var flavor: String
    /// What it declares.
    public var snapshot: Snapshot

    /// Makes a view.
    public init(flavor: String, snapshot: Snapshot) {
        self.flavor = flavor
        self.snapshot = snapshot
    }
}

/// One revision as it was extracted.
public struct RevisionSnapshot: Hashable, Sendable {
    /// The base, a revision, or a tree.
    public var label: Label
    /// One snapshot a flavor, the main flavor first.
    public var flavors: [FlavorSnapshot]

    /// Makes a revision.
    public init(label: Label, flavors: [FlavorSnapshot]) {
        self.label = label
        self.flavors = flavors
    }

    /// Its name: `base`, `v1`.
    public var name: String { label.description }

    /// The snapshot of a flavor, if it was examined.
    public func snapshot(of flavor: String) -> Snapshot? {
        flavors.first { $0.flavor == flavor }?.snapshot
    }
}

/// A finding that a suppression kept out of the verdict.
public struct SuppressedFinding: Hashable, Sendable {
    /// The finding.
    public var finding: Finding
    /// The reason that was given.
    public var reason: Phrase

    /// Makes an entry.
    public init(finding: Finding, reason: Phrase) {
        self.finding = finding
        self.reason = reason
    }
}

/// Everything a reporter may print: compared once, reported many times.
public struct DriftReport: Hashable, Sendable {
    /// How a revision stands against the reference model.
    public struct ReferenceMatch: Hashable, Sendable {
        /// The revision's label.
        public var revision: String
        /// The name of the reference model: `dma-ownership`.
        public var model: String
        /// The reference revision it was held against: that of its own label, or the nearest one, or all
        /// that it agrees with (`v6…v8-resend`).
        public var matches: String
        /// How many declarations deviate from it; 0 for an exact match.
        public var deviations: Int
        /// How many declarations were held against it.
        public var held: Int
        /// All reference revisions that it agrees with in what was read.
        public var alike: [String]
        /// What the reference speaks of and was not seen.
        public var unseen: [Unknown]

        /// Makes an entry.
        public init(
            revision: String, model: String, matches: String, deviations: Int, held: Int = 0,
            alike: [String] = [], unseen: [Unknown] = []
        ) {
            self.revision = revision
            self.model = model
            self.matches = matches
            self.deviations = deviations
            self.held = held
            self.alike = alike
            self.unseen = unseen
        }
    }

    /// The tool's version.
    public var toolVersion: String
    /// The libclang that read the code.
    public var libclangVersion: String
    /// The command: `review`, `diff`, `check`.
    public var command: String
    /// What it was run on, in words without absolute paths.
    public var inputs: [String]
    /// The title of the series, if it is one.
    public var title: String
    /// What was examined.
    public var coverage: Coverage
    /// The revisions in order, `base` first.
    public var revisions: [RevisionSnapshot]
    /// How they stand against the reference model.
    public var references: [ReferenceMatch]
    /// One row for each function whose body differs between two states, by step, file and name.
    public var functions: [FunctionRow]
    /// What was found, in report order.
    public var findings: [Finding]
    /// What was suppressed.
    public var suppressed: [SuppressedFinding]
    /// How far the texts of each step differ; a step is left out where that is not known.
    public var texts: [StepTexts]
    /// The state machines of the reference designs that the revisions were held against, for pictures.
    public var diagrams: [StateDiagram]
    /// The mails of the patches and cover letters, for drafts that answer them; empty where there are none.
    public var mails: [PatchMail]
    /// What reviewers wrote, by revision, then in the order of the input.
    public var comments: [PlacedComment]
    /// The calls in traces, and the properties that findings are about, in plain words.
    public var glossary: [String: String]
    /// What the shorthand of the states in traces means, one line a model.
    public var legends: [String]

    /// Makes a report.
    public init(
        toolVersion: String, libclangVersion: String, command: String, inputs: [String], title: String,
        coverage: Coverage, revisions: [RevisionSnapshot], references: [ReferenceMatch] = [],
        functions: [FunctionRow] = [], findings: [Finding], suppressed: [SuppressedFinding] = [],
        texts: [StepTexts] = [], diagrams: [StateDiagram] = [],
        mails: [PatchMail] = [], comments: [PlacedComment] = [], glossary: [String: String] = [:],
        legends: [String] = []
    ) {
        self.toolVersion = toolVersion
        self.libclangVersion = libclangVersion
        self.command = command
        self.inputs = inputs
        self.title = title
        self.coverage = coverage
        self.revisions = revisions
        self.references = references
        self.functions = functions
        self.findings = findings
        self.suppressed = suppressed
        self.texts = texts
        self.diagrams = diagrams
        self.mails = mails
        self.comments = comments
        self.glossary = glossary
        self.legends = legends
    }

    /// The gravest severity among the findings that count, nil where there is none. What is unknown is no drift.
    public var gravest: Severity? { gravest(ofAll: false) }
}
