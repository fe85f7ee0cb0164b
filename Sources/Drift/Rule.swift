import ABIModel

/// What a rule fires on: a pair of C texts, and what it takes besides. It is also the rule's test.
public struct RuleExample: Hashable, Sendable {
    /// What the two texts are.
    public enum Setting: Hashable, Sendable {
        /// Two states of a tree.
        case texts
        /// The tree before and after a patch.
        case patch(Patch)
        /// Two states of a tree whose `.kdrift.yml` says this.
        case settings(String)
        /// Two states of a tree, the new one held against a reference model.
        case model(String)
        /// Two states of a file whose functions are compared by what their bodies do.
        case functions
        /// What a call does: it takes a model that runs the functions.
        case run
    }

    /// What a patch takes besides the two texts.
    public struct Patch: Hashable, Sendable {
        /// What its message says.
        public var message = ""
        /// The last line of its diffstat, where that is not what git would write.
        public var diffstat: String?
        /// The text after the next patch of the series; nil where there is none.
        public var then: String?
        /// The text that the tree has, where that is not what the patch was made for.
        public var tree: String?
        /// The texts of files that no patch touches, by path.
        public var beside: [String: String]

        /// Makes a patch.
        public init(
            message: String = "", diffstat: String? = nil, then: String? = nil, tree: String? = nil,
            beside: [String: String] = [:]
        ) {
            self.message = message
            self.diffstat = diffstat
            self.then = then
            self.tree = tree
            self.beside = beside
        }
    }

    /// The C text before.
    public var before: String
    /// The C text after.
    public var after: String
    /// The path the text stands at: a header under `include/` unless the rule needs another.
    public var path: String
    /// What the texts are.
    public var setting: Setting

    /// Makes an example.
    public init(
        before: String, after: String, path: String = "include/linux/example.h", setting: Setting = .texts
    ) {
        self.before = before
        self.after = after
        self.path = path
        self.setting = setting
    }
}

/// What a rule looks at.
public enum RuleSubject: Sendable {
    /// What the code declares or does.
    case code
    /// What the mails of a series say of the code.
    case mail
    /// What the tree's `.kdrift.yml` says.
    case configuration
}

/// One kind of change. Each rule is one small file in `Rules` named after its id, which holds all that is known of
/// the rule; the build finds it there (``RuleID``).
public protocol Rule: Sendable {
    /// Permanent kebab-case name.
    static var id: String { get }
    /// A short noun phrase for lists.
    static var title: String { get }
    /// The severity before surface and compatibility are weighed.
    static var severity: Severity { get }
    /// What a reviewer asks the author about it (`--format mail`).
    static var question: String { get }
    /// Whether it changes what users get whatever the words say, so that "no functional change" is wrong beside it.
    static var isFunctional: Bool { get }
    /// Whether it changes more than names, so that "rename only" is wrong beside it.
    static var changesMoreThanNames: Bool { get }
    /// What it takes from who uses the old name. Each rule on what is declared says so itself, for nothing else looks for
    /// those that are left behind.
    static var nameLoss: NameLoss { get }
    /// Whether it is found in the mails of one revision alone, whatever lies before it.
    static var concernsOneRevision: Bool { get }
    /// Whether the coverage names all that it finds: reports show that there, and never among the drifts.
    static var standsInCoverage: Bool { get }
    /// What it looks at.
    static var subject: RuleSubject { get }
    /// Why it matters, for `kdrift explain`.
    static var rationale: String { get }
    /// The smallest text the rule fires on.
    static var example: RuleExample { get }
    /// Every change of this kind in a comparison, in the comparison's order.
    static func findings(in comparison: Comparison) -> [Finding]
}

extension Rule {
    /// ``RuleQuestion/meant``
    public static var question: String { RuleQuestion.meant }
    /// False: most changes are ones of what is declared.
    public static var isFunctional: Bool { false }
    /// False.
    public static var changesMoreThanNames: Bool { false }
    /// False: most rules look at two revisions.
    public static var concernsOneRevision: Bool { false }
    /// False.
    public static var standsInCoverage: Bool { false }
    /// The code.
    public static var subject: RuleSubject { .code }
}

/// A rule that needs all flavors of both revisions, as those on stubs do: one flavor shows the
/// prototype, another the stub.
public protocol RevisionRule: Rule {
    /// Every change of this kind between two revisions.
    static func findings(in comparison: RevisionComparison) -> [Finding]
}

extension RevisionRule {
    /// Nothing: one flavor alone does not show it.
    public static func findings(in comparison: Comparison) -> [Finding] { [] }
}

/// A rule whose findings come from the pipeline, which applies patches, runs functions and checks
/// models. The catalogue holds what it is about; two snapshots alone do not show it.
public protocol PipelineRule: Rule {}

extension PipelineRule {
    /// Nothing: no name is declared otherwise.
    public static var nameLoss: NameLoss { .nothing }
    /// Nothing: the pipeline finds it.
    public static func findings(in comparison: Comparison) -> [Finding] { [] }
}

/// A rule on one function whose body differs between two states: both bodies were run on a case, or proved the same.
public protocol FunctionRule: PipelineRule {}

/// A rule on what variables hold at first, on where things lie, and on what is registered: both sides' initialisers were read.
public protocol VariableRule: PipelineRule {}

/// A rule on what functions do, told between two revisions and then given to a patch.
public protocol BehaviorRule: PipelineRule {}
