import ABIModel
import Drift

extension TextReporter {
    /// What has been drawn of a step, so that nothing stands there twice.
    private struct Drawn {
        /// The layouts, as they were drawn.
        var layouts: Set<[String]> = []
        /// What follows from the changes of the group that is being drawn.
        var consequences: Set<String> = []
    }

    /// A step: the verdict, the findings by cause and patch, then what is hardly worth a line by rule.
    func draw(_ step: ReportSteps.Step, _ report: DriftReport) -> [String] {
        var lines = [style.bold("\(step.from) → \(step.to)") + ": " + step.countText]
        if let changed = step.functions.text, !step.findings.isEmpty { lines.append("  \(changed)") }
        if step.findings.isEmpty { return lines }
        var drawn = Drawn()
        var patch: PatchReference?
        for group in Self.byPatch(FindingGroup.groups(of: step.findings)) {
            let own = draw(group, report, &drawn)
            if !own.isEmpty, let made = group.first.patch, made != patch {
                patch = made
                lines.append("  " + style.bold(Self.words(made)))
            }
            lines += own
        }
        return lines + list(step.findings.filter(Self.isBrief))
    }

    /// A note without a trace stands in a list of its rule.
    private static func isBrief(_ finding: Finding) -> Bool {
        finding.severity == .note && finding.trace.isEmpty
    }

    /// The groups by the patch that made them; what no one patch made comes last.
    private static func byPatch(_ groups: [FindingGroup]) -> [FindingGroup] {
        groups.enumerated().sorted { left, right in
            let (one, other) = (left.element.first.patch, right.element.first.patch)
            switch (one, other) {
            case (let one?, let other?) where (one.revision, one.number) != (other.revision, other.number):
                return one < other
            case (.some, nil): return true
            case (nil, .some): return false
            default: return left.offset < right.offset
            }
        }.map(\.element)
    }

    private func draw(_ group: FindingGroup, _ report: DriftReport, _ drawn: inout Drawn) -> [String] {
        let shown = group.findings.filter { !Self.isBrief($0) }
        drawn.consequences = []
        var lines: [String] = []
        let isMove = if case .moved = group.cause { true } else { false }
        if shown.count > 1 || isMove, let phrase = group.phrase {
            lines.append("  " + style.bold(phrase.sentence))
        }
        for finding in shown {
            if Self.isLine(finding) {
                lines.append("  \(style.severity(.note)) \(finding.rule): \(finding.sentence)")
            } else {
                lines += draw(finding, report, patch: group.first.patch, &drawn)
            }
        }
        return lines
    }

    /// A note with a trace takes one line.
    private static func isLine(_ finding: Finding) -> Bool { finding.severity == .note }

    private static func words(_ patch: PatchReference) -> String {
        "patch \(patch.revision) \(patch.number): \(patch.title)"
    }

    /// The symbols of notes by rule; what is not certain stands apart.
    private func list(_ notes: [Finding]) -> [String] {
        ReportSteps.grouped(notes).flatMap { rule, group -> [String] in
            [false, true].flatMap { isDoubtful -> [String] in
                let own = group.filter { ($0.verdict == .unknown) == isDoubtful }
                guard !own.isEmpty else { return [] }
                let doubt = isDoubtful ? " (not certain)" : ""
                return wrap(
                    "  \(style.severity(.note)) \(rule)\(doubt): ", own.map(\.symbol).joined(separator: ", "))
            }
        }
    }

    /// A finding with its evidence.
    ///
    /// - Parameter patch: the patch that the heading has named.
    private func draw(
        _ finding: Finding, _ report: DriftReport, patch named: PatchReference?, _ drawn: inout Drawn
    ) -> [String] {
        var lines = ["  \(style.severity(finding.severity)) \(finding.rule): \(finding.sentence)"]
        if let patch = finding.patch, patch != named { lines.append(style.dim("      \(Self.words(patch))")) }
        let place = finding.site.map { site in
            "at \(site)" + (finding.flavors.isEmpty ? "" : " (\(finding.flavors.joined(separator: "; ")))")
        }
        let evidence = finding.evidence == .proved ? nil : "[\(finding.evidence.rawValue)]"
        let words = [place, evidence].compactMap(\.self).joined(separator: " ")
        if !words.isEmpty { lines.append(style.dim("      \(words)")) }
        let consequences = finding.consequenceTexts.filter { drawn.consequences.insert($0).inserted }
        lines += consequences.prefix(6).map { "      so: \($0)" }
        if consequences.count > 6 { lines.append("      so: … and \(consequences.count - 6) more") }
        lines += draw(layoutOf: finding, &drawn)
        lines += draw(trace: finding)
        let columns = CaseColumns(finding)?.lines(within: page.columns.map { $0 - 6 }) ?? []
        lines += columns.map { line in "      " + (line.hasPrefix("!") ? style.yellow(line) : line) }
        if let premises = report.premises(of: finding) { lines.append(style.dim("      \(premises)")) }
        if let advice = finding.adviceText { lines.append("      advice: \(advice)") }
        let comments = report.comments(on: finding)
        lines += comments.prefix(3).map { comment in
            style.dim("      said of \(comment.revision ?? ""): \(CommentThread.source(comment))")
        }
        if comments.count > 3 { lines.append(style.dim("      … and \(comments.count - 3) more comments")) }
        lines.append(style.dim("      fingerprint \(finding.fingerprint)"))
        return lines
    }

    /// Both layouts in one drawing, once a step.
    private func draw(layoutOf finding: Finding, _ drawn: inout Drawn) -> [String] {
        guard case .record(let old)? = finding.before, case .record(let new)? = finding.after,
            old.members != new.members
        else { return [] }
        let layout = PaholePrinter().lines(from: old, to: new)
        guard drawn.layouts.insert(layout).inserted else { return [style.dim("      layout: as above")] }
        return layout.map { "      " + style.marked($0) }
    }

    /// The calls, with what came of them on both sides in columns, or below each call where the page is too narrow.
    private func draw(trace finding: Finding) -> [String] {
        guard !finding.trace.isEmpty else { return [] }
        let (from, to) = (finding.from.description, finding.to.description)
        let rows = finding.trace.map { (call: $0.operation, before: $0.before.text, after: $0.after.text) }
        let calls = rows.map(\.call.count).max() ?? 0
        let before = max(from.count, rows.map(\.before.count).max() ?? 0)
        let after = max(to.count, rows.map(\.after.count).max() ?? 0)
        let width = max(calls, finding.setting.count)
        if let columns = page.columns, 9 + width + 2 + before + 2 + after > columns {
            return stacked(rows, from: from, to: to, setting: finding.setting)
        }
        let start = PaholePrinter.padded(finding.setting, width)
        var lines = ["         \(start)  \(PaholePrinter.padded(from, before))  \(to)"]
        for (number, row) in rows.enumerated() {
            let text =
                "      \(number + 1). \(PaholePrinter.padded(row.call, width))  "
                + "\(PaholePrinter.padded(row.before, before))  \(row.after)"
            lines.append(row.before != row.after ? style.yellow(text) : text)
        }
        return lines
    }

    private func stacked(
        _ rows: [(call: String, before: String, after: String)], from: String, to: String, setting: String
    ) -> [String] {
        var lines = setting.isEmpty ? [] : ["      start: \(setting)"]
        for (number, row) in rows.enumerated() {
            lines.append("      \(number + 1). \(row.call)")
            if row.before == row.after {
                lines.append("         both: \(row.before)")
            } else {
                lines.append(style.yellow("         \(from): \(row.before)"))
                lines.append(style.yellow("         \(to): \(row.after)"))
            }
        }
        return lines
    }

    private func wrap(_ head: String, _ text: String) -> [String] {
        let most = min(100, page.width)
        var lines: [String] = []
        var line = head
        var width = 8
        for word in text.split(separator: " ") {
            if width + word.count > most, width > 8 {
                lines.append(line)
                line = "        "
                width = 8
            }
            line += (line.hasSuffix(" ") ? "" : " ") + word
            width += word.count + 1
        }
        lines.append(line)
        return lines
    }
}
