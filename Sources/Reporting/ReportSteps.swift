import Drift

/// The findings of a report by the two revisions they lie between.
enum ReportSteps {
    /// The findings between two revisions.
    struct Step {
        var from: Label
        var to: Label
        var findings: [Finding]
        /// What the coverage names, and a reader of drifts does not want to see again.
        var inCoverage: [Finding]
        /// How far the texts differ; nil where that is not known.
        var texts: TextChange?
        /// The functions whose bodies differ between the two.
        var functions: FunctionCounts
        /// Whether functions were run as well.
        var ranFunctions: Bool
        /// How much of either side could not be read or run.
        var unknownCount: Int
        /// Whether there was C to compare.
        var hasFiles: Bool

        init(from: Label, to: Label, findings: [Finding], in report: DriftReport) {
            self.from = from
            self.to = to
            self.findings = findings.filter { !$0.standsInCoverage }
            inCoverage = findings.filter(\.standsInCoverage)
            functions = FunctionCounts(
                rows: report.functions.filter { $0.from == from.description && $0.to == to.description })
            texts = report.texts.first { $0.from == from.description && $0.to == to.description }?.change
            hasFiles = report.command != "review" || !report.coverage.files.isEmpty
            ranFunctions = report.coverage.functionsInterpreted > 0
            unknownCount = report.coverage.unknown.count { $0.concerns(from, to) }
        }

        /// The findings that are certain.
        var drifts: [Finding] { findings.filter { $0.verdict != .unknown } }

        /// `2 errors, 1 warning, 4 notes`, `no drift`, or how far that goes: what is unknown is never the same.
        var countText: String {
            var parts = [Severity.error, .warning, .note].compactMap { severity -> String? in
                let count = drifts.filter { $0.severity == severity }.count
                return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
            }
            let doubts = findings.count - drifts.count + inCoverage.count
            if doubts > 0, !parts.isEmpty { parts.append("\(doubts) unknown") }
            if parts.isEmpty, !hasFiles { return "nothing to compare: no C is touched" }
            if parts.isEmpty {
                if let changed = functions.text { return changed }
                return (ranFunctions ? "no drift" : "no drift in what is declared")
                    + (unknownCount > 0 ? " that could be read; \(unknownCount) unknown" : "")
            }
            return parts.joined(separator: ", ")
        }
    }

    /// One step for each revision and the one before it. What belongs to a revision alone (a patch that does
    /// not apply, a break within the series) stands in the step to it.
    static func consecutive(_ report: DriftReport) -> [Step] {
        let labels = report.revisions.map(\.label)
        return zip(labels, labels.dropFirst()).map { from, to in
            let own = report.findings.filter { finding in
                guard finding.to.revision == to.revision else { return false }
                if finding.from == from { return true }
                return !labels.contains(finding.from) || finding.rule.definition.concernsOneRevision
            }
            return Step(from: from, to: to, findings: own, in: report)
        }
    }

    /// From the base to the last revision, where that is no step already.
    static func net(_ report: DriftReport) -> Step? {
        let labels = report.revisions.map(\.label)
        guard labels.count > 2, let first = labels.first, let last = labels.last else { return nil }
        let findings = report.findings.filter {
            $0.from == first && $0.to == last && !$0.rule.definition.concernsOneRevision
        }
        return Step(from: first, to: last, findings: findings, in: report)
    }

    /// The findings by rule, in the rules' order.
    static func grouped(_ findings: [Finding]) -> [(rule: RuleID, findings: [Finding])] {
        Dictionary(grouping: findings, by: \.rule).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

extension Finding {
    /// Whether the coverage names it, so that it stands nowhere else.
    var standsInCoverage: Bool { rule.definition.standsInCoverage }
}
