import ABIModel
import Behaviour
import Drift
import Phrases
import ReferenceModels
import Verdicts
import Workers

/// Makes a report of what a session has found. Every command's report is made here, so that all of them choose,
/// order, name and count alike.
struct ReportBuilder {
    /// The subcommand.
    var command: String
    /// What was read, without absolute paths.
    var inputs: [String]
    var title: String
    /// The libclang that read the C; "" where none did.
    var libclangVersion = ""
    /// The columns of the report, with what they declare.
    var revisions: [RevisionSnapshot]
    /// How the columns stand against the reference models.
    var reference: ReferenceCheck
    /// What their functions do.
    var behavior = BehaviorOutcome()
    /// The verdicts on functions whose bodies differ.
    var functions = FunctionOutcome()
    /// What else was found.
    var findings: [Finding] = []
    /// What was found and does not count, `behavior.moved` aside.
    var suppressed: [SuppressedFinding] = []
    /// Which symbols are reported.
    var wanted: SymbolFilter
    /// The globs of functions whose bodies are compared; empty for all.
    var wantedFunctions: [String] = []

    /// How the patches of each revision fared.
    var applied: [Coverage.Revision] = []
    /// The names of the flavors that were read.
    var flavors: [String]
    /// The files that were compared.
    var files: [String]
    /// What could not be read.
    var unknown: [Unknown] = []
    /// What the reader should know of the reading.
    var notes: [Phrase] = []

    /// How far the texts of each step differ, as far as that is known.
    var texts: [StepTexts] = []
    var diagrams: [StateDiagram] = []
    var mails: [PatchMail] = []
    var comments: [PlacedComment] = []

    /// The report.
    ///
    /// - Throws: ``RunError`` where the globs of symbols or functions mean nothing that was examined.
    func report() throws -> DriftReport {
        let idle = try idleFilters()
        let findings = (findings.filter { !isJudged($0) } + behavior.findings + functions.findings)
            .filter { wanted.matches($0.symbol) }.map(\.stamped)
        let coverage = Coverage(
            revisions: applied, flavors: flavors, files: files,
            entities: revisions.flatMap(\.flavors).reduce(0) { $0 + $1.snapshot.entityCount },
            functionsInterpreted: behavior.functions.count, rules: RuleCatalog.all.count,
            unknown: Set(unknown + behavior.unknown + functions.unknown).sorted(),
            notes: notes + idle + reference.notes + behavior.notes)
        return DriftReport(
            toolVersion: Tool.version, libclangVersion: libclangVersion, command: command, inputs: inputs,
            title: title, coverage: coverage, revisions: revisions, references: reference.matches,
            functions: ReportOrder.sorted(
                functions.rows.filter { wanted.matches($0.symbol) }.map { $0.stamped(findings) },
                revisions: revisions.map(\.name)),
            findings: ReportOrder.sorted(findings, revisions: revisions.map(\.label)),
            suppressed: (behavior.moved + suppressed).filter { wanted.matches($0.finding.symbol) }
                .map { .init(finding: $0.finding.stamped, reason: $0.reason) },
            texts: texts, diagrams: diagrams, mails: mails, comments: comments,
            glossary: CallGlossary.words(for: findings), legends: CallGlossary.legends(for: findings))
    }

    /// What to say of globs that mean nothing.
    private func idleFilters() throws -> [Phrase] {
        // Where no C was compared at all the report says so.
        guard !wanted.patterns.isEmpty || !wantedFunctions.isEmpty,
            revisions.contains(where: { !$0.flavors.isEmpty })
        else { return [] }
        return try FilterCheck(
            revisions, findings: findings + behavior.findings + functions.findings, rows: functions.rows
        ).check(symbols: wanted.patterns, functions: wantedFunctions)
    }

    /// Whether a verdict on the function says what a finding tells from its declaration.
    private func isJudged(_ finding: Finding) -> Bool {
        finding.rule == .inlineReturnDiffers
            && functions.rows.contains {
                $0.symbol == finding.symbol && $0.from == finding.from.description
                    && $0.to == finding.to.description
            }
    }
}
