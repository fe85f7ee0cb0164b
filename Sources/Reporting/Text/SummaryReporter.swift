import Drift

/// One line a step: `v6 → v7: 1 error, 2 notes; bodies: 14 same, 2 drifted`.
struct SummaryReporter: Reporter {
    let style: TextStyle
    let page: TextPage

    func render(_ report: DriftReport) -> String {
        let steps = ReportSteps.consecutive(report) + [ReportSteps.net(report)].compactMap(\.self)
        let lines = steps.map { step in
            style.bold("\(step.from) → \(step.to)") + ": " + step.verdictText
        }
        // A step is a line, whatever the page: what it says first counts.
        return lines.map { page.spelled($0) + "\n" }.joined()
    }
}
