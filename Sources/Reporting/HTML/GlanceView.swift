import Drift

/// A step between two revisions in a line: its gravest finding in plain words, and where to read on.
struct GlanceView {
    /// `error`, `warning`, `note` or `none`: what the line's colour says.
    var severity: String
    /// HTML.
    var words: String
    var before: String?
    var after: String?
    /// What is special about where it starts.
    var start: String?
    /// HTML; "" where there is nothing to say.
    var why: String
    /// The function or declaration; nil where the words name it.
    var symbol: String?
    /// `patch 02/11`; nil where no patch is known.
    var patch: String?
    /// The finding's id; nil where the step has none.
    var findingID: String?
    /// Whether only behaviour changes: what no diff of the headers shows.
    var isHidden: Bool

    init(_ step: ReportSteps.Step, _ views: [FindingView], _ report: DriftReport) {
        let turns = views.map { $0.trace?.turn }
        isHidden = !step.findings.isEmpty && step.findings.allSatisfy { !$0.trace.isEmpty }
        guard let index = Gravity.order(step.findings, turns: turns).first else {
            severity = "none"
            let known =
                step.functions.text.map { "No drift in what is declared; \($0)" }
                ?? (step.ranFunctions
                    ? "No drift: what is declared and what the functions do is as it was"
                    : "No drift in what is declared; the functions were not run")
            words = InlineCode.html(
                step.unknownCount == 0
                    ? known : "No drift in what could be read: \(step.unknownCount) unknown")
            why = step.unknownCount == 0 ? "" : "Coverage says what is unknown, and why."
            return
        }
        let finding = step.findings[index]
        let plain = PlainPhrasing(finding, turn: turns[index], glossary: report.glossary)
        severity = finding.gravity
        words = plain.words
        before = plain.before
        after = plain.after
        start = plain.start
        why = plain.why
        symbol = finding.trace.isEmpty || report.glossary[finding.symbol] != nil ? nil : "\(finding.symbol)()"
        patch = finding.patch.map { Self.words($0, in: step.to.description, report) }
        findingID = views[index].id
    }

    /// `patch 02/11`, with the revision where that is not the step's own.
    private static func words(_ patch: PatchReference, in revision: String, _ report: DriftReport) -> String {
        let total = report.coverage.revisions.first { $0.label == patch.revision }?.patches ?? 0
        let number = String(patch.number)
        let width = String(total).count
        let padded = String(repeating: "0", count: max(0, width - number.count)) + number
        return "patch " + (patch.revision == revision ? "" : "\(patch.revision) ")
            + (total >= patch.number ? "\(padded)/\(total)" : number)
    }
}
