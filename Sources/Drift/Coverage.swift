import ABIModel
import Phrases

/// What was examined and what could not be.
public struct Coverage: Hashable, Sendable {
    /// A hunk or patch that did not apply.
    public struct Failure: Hashable, Sendable {
        /// The patch's number.
        public var patch: Int
        /// The file it wanted to change.
        public var file: String
        /// The line in the file, 0 where unknown.
        public var line: Int
        /// Why, as git or the mail's reader says it.
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
    public struct Revision: Hashable, Sendable {
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
        public var base: Phrase

        /// Makes an entry.
        public init(
            label: String, patches: Int, applied: Int, failed: [Failure], missing: [Int] = [],
            base: Phrase = ""
        ) {
            self.label = label
            self.patches = patches
            self.applied = applied
            self.failed = failed
            self.missing = missing
            self.base = base
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
    public var notes: [Phrase]

    /// Makes a coverage section.
    public init(
        revisions: [Revision] = [], flavors: [String] = [], files: [String] = [], entities: Int = 0,
        functionsInterpreted: Int = 0, rules: Int = 0, unknown: [Unknown] = [], notes: [Phrase] = []
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
