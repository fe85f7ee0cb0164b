import Drift
import ReferenceModels

/// The first thing a reader sees: the last step between revisions that changed anything, and why it matters.
struct SummaryView {
    /// The gravest findings of the step.
    struct Card {
        var finding: FindingView
        var isUnfolded: Bool
        /// What came back before and now at the call that differs: `0`, `−EPERM`.
        var before: String?
        var after: String?
        var call: String?
        /// What the calls before it are: `claim f1, then`.
        var lead: String?
        var why: String
        var pictures: [DiagramView]
    }

    /// How many findings are shown in full.
    private static let cardLimit = 3

    var from: String
    var to: String
    var headline: String
    /// One sentence on the declarations.
    var declarations: String
    var counts: String
    /// What came after the step, where that was nothing.
    var since: String?
    var cards: [Card]
    var restCount: Int
    var hasRest: Bool { restCount > 0 }
    var stepID: String

    /// Nil where no step shows anything.
    init?(_ report: DriftReport, steps: [ReportSteps.Step], views: [[FindingView]]) {
        guard let index = steps.lastIndex(where: { !$0.findings.isEmpty }) else { return nil }
        let step = steps[index]
        from = step.from.description
        to = step.to.description
        stepID = "step-\(index)"
        counts = step.countText
        let behavior = step.drifts.filter { !$0.trace.isEmpty }
        let errors = step.drifts.filter { $0.severity == .error && $0.trace.isEmpty }
        switch (behavior.isEmpty, behavior.count == step.findings.count, errors.isEmpty) {
        case (true, _, _) where step.drifts.isEmpty: headline = "Nothing is certain to change"
        case (false, true, _): headline = "Same declarations, different behaviour"
        case (false, false, _): headline = "Declarations and behaviour change"
        case (true, _, false): headline = "Declarations change in ways that break users"
        case (true, _, true): headline = "Declarations change"
        }
        let declared = step.findings.count - behavior.count
        declarations =
            declared == 0
            ? "No enum, record, prototype, export, macro or stub of the compared files differs between \(step.from) "
                + "and \(step.to); what differs is what a call does."
            : "\(declared) finding\(declared == 1 ? "" : "s") on what is declared, \(behavior.count) on what calls do."
        since = Self.since(steps[(index + 1)...])
        let order = Gravity.order(step.findings, turns: views[index].map { $0.trace?.turn })
        let shown = order.prefix(Self.cardLimit)
        cards = shown.enumerated().map { place, finding in
            Self.card(step.findings[finding], views[index][finding], report, isFirst: place == 0)
        }
        restCount = step.findings.count - cards.count
    }

    /// The steps after it, in which nothing was found.
    private static func since(_ later: ArraySlice<ReportSteps.Step>) -> String? {
        guard let last = later.last else { return nil }
        let list = later.map(\.to.description).joined(separator: ", ")
        if later.contains(where: { $0.unknownCount > 0 }) {
            return "Since then no drift was found in what could be read: \(list)."
        }
        return last.ranFunctions
            ? "Since then no drift was found: \(list)."
            : "In \(list) no declaration changed any more; what their functions do was not run."
    }

    private static func card(
        _ finding: Finding, _ view: FindingView, _ report: DriftReport, isFirst: Bool
    ) -> Card {
        var card = Card(
            finding: view, isUnfolded: isFirst, why: why(finding),
            pictures: isFirst ? DiagramView.pair(for: finding, in: report.diagrams) : [])
        if let turn = view.trace?.turn {
            card.before = turn.before
            card.after = turn.after
            card.call = turn.call
            card.lead = turn.lead
        }
        return card
    }

    /// Who is affected, and what the rule says; HTML.
    private static func why(_ finding: Finding) -> String {
        let who =
            switch finding.surface {
            case .uapi: "User space sees this."
            case .exported: "Modules and other subsystems call this."
            case .internal: "Only the kernel's own code sees this."
            }
        let rule = InlineCode.firstSentence(finding.rule.definition.rationale)
        return finding.trace.isEmpty
            ? InlineCode.html("\(who) \(rule)")
            : "\(who) The compiler cannot notice: a caller that relied on the old answer builds, and goes wrong at "
                + "run time."
    }
}

/// A state machine with its caption.
struct DiagramView {
    var title: String
    var svg: String
    /// What is lit, in words.
    var caption: String

    /// The machine before and after a finding, its calls lit; none where a diagram does not show them.
    static func pair(for finding: Finding, in diagrams: [StateDiagram]) -> [DiagramView] {
        let operations = finding.trace.map(\.operation)
        guard !operations.isEmpty else { return [] }
        let sides = [finding.from, finding.to].compactMap { label -> DiagramView? in
            guard let diagram = diagrams.first(where: { $0.revisions.contains(label.description) }),
                let path = diagram.path(of: operations)
            else { return nil }
            let ends = path.map { diagram.transitions[$0] }.map { "\($0.operation): \($0.outcome)" }
            return DiagramView(
                title: label.description,
                svg: StatePicture(diagram: diagram, lit: path, id: "h\(finding.fingerprint)\(label)").svg,
                caption: ends.joined(separator: ", then "))
        }
        return sides.count == 2 ? sides : []
    }

    /// Every machine, nothing lit.
    static func all(_ diagrams: [StateDiagram]) -> [DiagramView] {
        diagrams.enumerated().map { index, diagram in
            let (first, last) = (diagram.revisions.first ?? "", diagram.revisions.last ?? "")
            return DiagramView(
                title: first == last ? first : "\(first)\u{2026}\(last)",
                svg: StatePicture(diagram: diagram, lit: [], id: "m\(index)").svg,
                caption: "\(diagram.states.count) states, \(diagram.transitions.count) calls")
        }
    }
}
