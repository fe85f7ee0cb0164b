import ABIModel
import Drift
import Parallel

/// The JSON report's shape (Documentation/Design.md, "JSON report"). Minor versions only add.
struct ReportDocument: Encodable {
    struct Version: Encodable {
        var major = 1
        var minor = 3
    }

    struct ToolEntry: Encodable {
        var name = "kdrift"
        var version: String
        var libclang: String
    }

    struct Inputs: Encodable {
        var command: String
        var title: String
        var sources: [String]
    }

    struct Suppressed: Encodable {
        var finding: FindingEntry
        var reason: String
    }

    var schema = "kdrift-report"
    var version = Version()
    var tool: ToolEntry
    var inputs: Inputs
    var coverage: CoverageEntry
    var revisions: [RevisionEntry]
    var references: [ReferenceEntry]
    var texts: [StepTexts]
    var functions: [FunctionRow]
    var findings: [FindingEntry]
    var suppressed: [Suppressed]
    var comments: [CommentEntry]

    init(_ report: DriftReport) {
        tool = ToolEntry(version: report.toolVersion, libclang: report.libclangVersion)
        inputs = Inputs(command: report.command, title: report.title, sources: report.inputs)
        coverage = CoverageEntry(report.coverage)
        revisions = report.revisions.concurrentMap { RevisionEntry($0) }
        references = report.references.map(ReferenceEntry.init)
        texts = report.texts
        functions = report.functions
        findings = report.findings.concurrentMap { finding in
            FindingEntry(finding, comments: Self.mails(report.comments(on: finding)))
        }
        suppressed = report.suppressed.map {
            .init(finding: FindingEntry($0.finding), reason: $0.reason.sentence)
        }
        comments = report.comments.map(CommentEntry.init)
    }

    /// The mails of comments, each once, in order.
    private static func mails(_ comments: [PlacedComment]) -> [String] {
        var seen: Set<String> = []
        return comments.map(\.messageID).filter { seen.insert($0).inserted }
    }
}

/// One finding. Both sides are objects with one key that says what they are.
struct FindingEntry: Encodable {
    struct Patch: Encodable {
        var revision: String
        var number: Int
        var messageID: String
        var title: String
    }

    var rule: String
    var severity: Severity
    var verdict: Verdict
    var surface: Surface
    var compatibility: Compatibility
    var evidence: Evidence
    var symbol: String
    var from: String
    var to: String
    var message: String
    var advice: String?
    var before: DeclarationEntry?
    var after: DeclarationEntry?
    var patch: Patch?
    var flavors: [String]
    var site: SourceSite?
    var consequences: [String]
    var trace: [TraceEntry]
    var steps: [CaseStep]?
    var setting: String
    var fingerprint: String
    /// The Message-Ids of the mails that speak of the symbol.
    var comments: [String]

    init(_ finding: Finding, comments: [String] = []) {
        self.comments = comments
        rule = finding.rule.name
        severity = finding.severity
        verdict = finding.verdict
        surface = finding.surface
        compatibility = finding.compatibility
        evidence = finding.evidence
        symbol = finding.symbol
        from = finding.from.description
        to = finding.to.description
        message = finding.sentence
        advice = finding.adviceText
        before = finding.before.map(DeclarationEntry.init)
        after = finding.after.map(DeclarationEntry.init)
        patch = finding.patch.map {
            Patch(revision: $0.revision, number: $0.number, messageID: $0.messageID, title: $0.title)
        }
        flavors = finding.flavors
        site = finding.site
        consequences = finding.consequenceTexts
        trace = finding.trace.map(TraceEntry.init)
        steps = finding.steps.isEmpty ? nil : finding.steps
        setting = finding.setting
        fingerprint = finding.fingerprint
    }
}

/// One side of a finding.
struct DeclarationEntry: Encodable {
    var `enum`: EnumEntry?
    var record: RecordEntry?
    var function: FunctionEntry?
    var macro: MacroEntry?
    var typedef: TypedefEntry?
    var variable: VariableEntry?
    var text: String?

    init(_ declaration: Declaration) {
        switch declaration {
        case .enumeration(let value): `enum` = EnumEntry(value)
        case .record(let value): record = RecordEntry(value)
        case .function(let value): function = FunctionEntry(value)
        case .macro(let value): macro = MacroEntry(value)
        case .typedef(let value): typedef = TypedefEntry(value)
        case .variable(let value): variable = VariableEntry(value)
        case .text(let value): text = value.sentence
        }
    }
}
