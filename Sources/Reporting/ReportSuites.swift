import Drift
import Phrases

/// What the formats of CI systems share: findings by the comparison they belong to, the outcome of each, and
/// the words beside it.
enum ReportSuites {
    /// How a finding ends as a test.
    enum Outcome {
        /// Below the threshold.
        case passed
        /// At or above the threshold.
        case failed
        /// Could not be told, at or above the threshold.
        case broken
        /// Could not be told, or is kept out of the verdict; with the reason.
        case skipped(String)
    }

    /// The findings between two labels, in the report's order.
    struct Suite {
        var from: Label
        var to: Label
        var findings: [Finding]
        var suppressed: [SuppressedFinding]

        /// `v6 to v7`, in ASCII.
        var name: String { "\(from) to \(to)" }
    }

    /// Every comparison: the steps between consecutive revisions even where nothing was found, then all other
    /// comparisons that found something. No finding is left out but those that stand in the coverage, which these
    /// formats have a suite of their own for.
    static func all(_ report: DriftReport) -> [Suite] {
        var suites: [Suite] = []
        func index(_ from: Label, _ to: Label) -> Int {
            if let known = suites.firstIndex(where: { $0.from == from && $0.to == to }) { return known }
            suites.append(Suite(from: from, to: to, findings: [], suppressed: []))
            return suites.count - 1
        }
        let labels = report.revisions.map(\.label)
        for (from, to) in zip(labels, labels.dropFirst()) { _ = index(from, to) }
        for finding in report.findings where !finding.standsInCoverage {
            suites[index(finding.from, finding.to)].findings.append(finding)
        }
        for entry in report.suppressed {
            suites[index(entry.finding.from, entry.finding.to)].suppressed.append(entry)
        }
        return suites
    }

    /// The findings with each change once: a change that several comparisons show (`base` to v5, to v6, …)
    /// stands for them all in its last one.
    static func distinct(_ report: DriftReport) -> [Finding] {
        var seen: Set<Change> = []
        return report.findings.filter { !$0.standsInCoverage }.reversed().filter {
            seen.insert(Change($0)).inserted
        }.reversed()
    }

    /// How each finding of a report ends as a test.
    struct Outcomes {
        private let report: DriftReport
        private let failOn: Severity
        private let countsAll: Bool
        /// Those that stand for a change in other comparisons as well, by change.
        private var told: [Change: (from: Label, to: Label)] = [:]

        /// - Parameters:
        ///   - failOn: the least severity that fails.
        ///   - countsAll: whether what earlier revisions were counts as well.
        init(_ report: DriftReport, failOn: Severity, countsAll: Bool) {
            self.report = report
            self.failOn = failOn
            self.countsAll = countsAll
            for suite in ReportSuites.all(report) {
                for finding in suite.findings where counts(finding) {
                    let change = Change(finding)
                    if told[change] == nil { told[change] = (finding.from, finding.to) }
                }
            }
        }

        private func counts(_ finding: Finding) -> Bool { countsAll || report.counts(finding) }

        /// A finding's outcome. What an earlier revision was fails no more, and a change fails once, in the first comparison
        /// that counts.
        func outcome(_ finding: Finding) -> Outcome {
            let own = ReportSuites.outcome(finding, failOn: failOn)
            switch own {
            case .passed, .skipped: return own
            case .failed, .broken: break
            }
            guard counts(finding) else {
                let newest = report.revisions.last.map { "\($0.label)" } ?? ""
                return .skipped("\(finding.to) is not the newest revision; \(newest) counts")
            }
            if let first = told[Change(finding)], first != (finding.from, finding.to) {
                return .skipped("told in \(first.from) to \(first.to)")
            }
            return own
        }
    }

    private static func outcome(_ finding: Finding, failOn: Severity) -> Outcome {
        switch (finding.verdict, finding.severity >= failOn) {
        case (.unknown, true): .broken
        case (.unknown, false): .skipped("unknown: \(finding.sentence)")
        case (_, true): .failed
        case (_, false): .passed
        }
    }

    /// A change, whatever comparison shows it.
    private struct Change: Hashable {
        var rule: RuleID
        var symbol: String
        var message: Phrase
        var doubt: Doubt?
        var file: String?

        init(_ finding: Finding) {
            rule = finding.rule
            symbol = finding.symbol
            message = finding.message
            doubt = finding.doubt
            file = finding.site?.file
        }
    }

    /// The evidence, one line each: the place, the patch, what follows, both layouts, the trace, the advice.
    static func details(_ finding: Finding) -> [String] {
        var lines: [String] = []
        if let site = finding.site { lines.append("at \(site)") }
        if let patch = finding.patch {
            lines.append("patch \(patch.revision) \(patch.number): \(patch.title)")
        }
        if !finding.flavors.isEmpty { lines.append("in \(finding.flavors.joined(separator: "; "))") }
        lines += finding.consequenceTexts.map { "so: \($0)" }
        if case .record(let old)? = finding.before, case .record(let new)? = finding.after,
            old.members != new.members
        {
            lines += PaholePrinter().lines(from: old, to: new).map { $0.replacing("\t", with: "    ") }
        }
        for (number, step) in finding.trace.enumerated() {
            lines.append(
                "\(number + 1). \(step.operation): \(finding.from): \(step.before.text) | "
                    + "\(finding.to): \(step.after.text)"
            )
        }
        lines += CaseColumns(finding)?.lines ?? []
        if let advice = finding.adviceText { lines.append("advice: \(advice)") }
        return lines
    }
}
