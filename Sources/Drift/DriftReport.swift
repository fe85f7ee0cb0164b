import ABIModel

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
public struct RevisionSnapshot: Codable, Hashable, Sendable {
    /// `base`, `v1`, …, or the name of a tree.
    public var label: String
    /// One snapshot a flavor, the main flavor first.
    public var flavors: [FlavorSnapshot]

    /// Makes a revision.
    public init(label: String, flavors: [FlavorSnapshot]) {
        self.label = label
        self.flavors = flavors
    }

    /// The snapshot of a flavor, if it was examined.
    public func snapshot(of flavor: String) -> Snapshot? {
        flavors.first { $0.flavor == flavor }?.snapshot
    }
}

/// What was examined and what could not be.
public struct Coverage: Codable, Hashable, Sendable {
    /// A hunk or patch that did not apply.
    public struct Failure: Codable, Hashable, Sendable {
        /// The patch's number.
        public var patch: Int
        /// The file it wanted to change.
        public var file: String
        /// The line in the file, 0 where unknown.
        public var line: Int
        /// Why, in one sentence.
        public var reason: String

        /// Makes a failure.
        public init(patch: Int, file: String, line: Int, reason: String) {
            self.patch = patch
            self.file = file
            self.line = line
            self.reason = reason
        }
    }

    /// How one revision fared.
    public struct Revision: Codable, Hashable, Sendable {
        /// `v1`, …
        public var label: String
        /// How many patches it has.
        public var patches: Int
        /// How many of them applied whole.
        public var applied: Int
        /// What did not.
        public var failed: [Failure]
        /// Patch numbers the series counts but the input lacks.
        public var missing: [Int]
        /// How the revision's base relates to the tree, in one sentence.
        public var base: String

        /// Makes an entry.
        public init(
            label: String, patches: Int, applied: Int, failed: [Failure], missing: [Int] = [],
            base: String = ""
        ) {
            self.label = label
            self.patches = patches
            self.applied = applied
            self.failed = failed
            self.missing = missing
            self.base = base
        }
    }

    /// Something that is unknown.
    public struct Unknown: Codable, Hashable, Sendable, Comparable {
        /// What: a function, a file, a declaration.
        public var what: String
        /// Why, in one sentence.
        public var reason: String
        /// Where, if it has a place.
        public var site: SourceSite?

        /// Makes an entry.
        public init(what: String, reason: String, site: SourceSite? = nil) {
            self.what = what
            self.reason = reason
            self.site = site
        }

        /// Orders by what, then reason.
        public static func < (left: Unknown, right: Unknown) -> Bool {
            (left.what, left.reason) < (right.what, right.reason)
        }
    }

    /// One entry a revision.
    public var revisions: [Revision]
    /// The flavors that were examined.
    public var flavors: [String]
    /// The files whose declarations were compared, sorted.
    public var files: [String]
    /// How many entities were compared, over all revisions and flavors.
    public var entities: Int
    /// How many functions were run by the interpreter.
    public var functionsInterpreted: Int
    /// How many rules looked at them.
    public var rules: Int
    /// What is unknown, sorted.
    public var unknown: [Unknown]
    /// What the reader of the coverage should know besides: generated headers that could not be derived.
    public var notes: [String]

    /// Makes a coverage section.
    public init(
        revisions: [Revision] = [], flavors: [String] = [], files: [String] = [], entities: Int = 0,
        functionsInterpreted: Int = 0, rules: Int = 0, unknown: [Unknown] = [], notes: [String] = []
    ) {
        self.revisions = revisions
        self.flavors = flavors
        self.files = files
        self.entities = entities
        self.functionsInterpreted = functionsInterpreted
        self.rules = rules
        self.unknown = unknown
        self.notes = notes
    }
}

/// A finding that a suppression kept out of the verdict.
public struct SuppressedFinding: Hashable, Sendable {
    /// The finding.
    public var finding: Finding
    /// The reason that was given.
    public var reason: String

    /// Makes an entry.
    public init(finding: Finding, reason: String) {
        self.finding = finding
        self.reason = reason
    }
}

/// Everything a reporter may print: compared once, reported many times.
public struct DriftReport: Hashable, Sendable {
    /// How a revision stands against the reference model.
    public struct ReferenceMatch: Codable, Hashable, Sendable {
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
        public var unseen: [Coverage.Unknown]

        /// Makes an entry.
        public init(
            revision: String, model: String, matches: String, deviations: Int, held: Int = 0,
            alike: [String] = [], unseen: [Coverage.Unknown] = []
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
    /// The state machines of the reference designs that the revisions were held against, for pictures.
    public var diagrams: [StateDiagram]
    /// The mails of the patches and cover letters, for drafts that answer them; empty where there are none.
    public var mails: [PatchMail]
    /// What reviewers wrote, by revision, then in the order of the input.
    public var comments: [PlacedComment]
    /// The calls in traces, and the properties that findings are about, in plain words.
    public var glossary: [String: String]

    /// Makes a report.
    public init(
        toolVersion: String, libclangVersion: String, command: String, inputs: [String], title: String,
        coverage: Coverage, revisions: [RevisionSnapshot], references: [ReferenceMatch] = [],
        functions: [FunctionRow] = [], findings: [Finding], suppressed: [SuppressedFinding] = [],
        diagrams: [StateDiagram] = [],
        mails: [PatchMail] = [], comments: [PlacedComment] = [], glossary: [String: String] = [:]
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
        self.diagrams = diagrams
        self.mails = mails
        self.comments = comments
        self.glossary = glossary
    }

    /// The gravest severity among the findings, nil where there is none. What is unknown is no drift.
    public var gravest: Severity? { findings.filter { $0.verdict != .unknown }.map(\.severity).max() }
}
