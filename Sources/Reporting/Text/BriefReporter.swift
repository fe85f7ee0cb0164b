import Drift

/// The report as a maintainer reads it: of each step the verdict in a line, then the gravest changes in a line each, with the
/// patch and the place, then how to see more.
///
/// A step takes 25 lines at most and the whole report 120, whatever was found.
struct BriefReporter: Reporter {
    let style: TextStyle
    let page: TextPage

    /// The most lines of a report.
    static let mostLines = 120
    /// The most lines of a step.
    static let mostLinesOfStep = 25
    /// The lines that stand above and below the steps, at most.
    private static let frame = 12
    /// Fewer lines than this are no use to a step but for its verdict.
    private static let fewestLinesOfStep = 2

    func render(_ report: DriftReport) -> String {
        let head = page.fit(head(report))
        let foot = page.fit(foot(report))
        let steps = ReportSteps.consecutive(report)
        let net = ReportSteps.net(report).map { page.fit([verdict($0, ", all told")]).prefix(2) } ?? []
        let room =
            Self.mostLines - min(head.count, Self.frame / 2) - min(foot.count, Self.frame / 2) - net.count - 2
        var lines = Array(head.prefix(Self.frame / 2)) + [""]
        lines += fill(steps, report, room)
        if !net.isEmpty { lines += net }
        lines += [""] + foot.prefix(Self.frame / 2)
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: Head and foot

    private func head(_ report: DriftReport) -> [String] {
        let coverage = report.coverage
        var lines = [style.bold(TextPage.cut("kdrift \(report.command): \(report.title)", to: page.width))]
        let failing = coverage.revisions.filter { $0.applied < $0.patches || !$0.missing.isEmpty }
        let patches = coverage.revisions.reduce(0) { $0 + $1.patches }
        let main = coverage.flavors.first ?? "no configuration"
        let flavors = coverage.flavors.count > 1 ? "\(main) and \(coverage.flavors.count - 1) more" : main
        let read = "\(coverage.files.count) file\(coverage.files.count == 1 ? "" : "s") read as \(flavors)"
        if failing.isEmpty {
            lines.append((patches > 0 ? "all \(patches) patches apply; " : "") + read)
        } else {
            let words = failing.prefix(3).map { revision in
                "\(revision.label): \(revision.applied) of \(revision.patches) patches apply"
                    + (revision.missing.isEmpty
                        ? ""
                        : ", missing \(revision.missing.prefix(5).map(String.init).joined(separator: ", "))")
            }
            let more =
                failing.count > 3 ? "; \(failing.count - 3) more revisions with patches that do not" : ""
            lines.append(style.red(words.joined(separator: "; ") + more))
            lines.append(read)
        }
        return lines
    }

    private func foot(_ report: DriftReport) -> [String] {
        let unknown = report.coverage.unknown
        var lines: [String] = []
        if let first = unknown.first {
            let more = unknown.count > 1 ? " (and \(unknown.count - 1) more)" : ""
            lines.append(
                style.yellow("unknown: ")
                    + TextPage.cut(
                        "\(first.whatText): \(first.reason.sentence)", to: max(20, page.width - 24)) + more)
        }
        if !report.suppressed.isEmpty {
            lines.append("suppressed: \(report.suppressed.count), which count for nothing")
        }
        if !report.comments.isEmpty {
            lines.append("review thread: \(CommentThread(report.comments).summary)")
        }
        lines.append(
            style.dim("more: --details has the evidence, --format html:FILE a page; kdrift explain RULE"))
        return lines
    }

    // MARK: Steps

    private func verdict(_ step: ReportSteps.Step, _ more: String = "") -> String {
        style.bold("\(step.from) → \(step.to)\(more)") + ": " + step.verdictText
    }

    /// The steps in so many lines: where there are too many for more, the newest have their verdicts.
    private func fill(_ steps: [ReportSteps.Step], _ report: DriftReport, _ room: Int) -> [String] {
        guard !steps.isEmpty else { return [] }
        var lines: [String] = []
        var shown = steps
        if shown.count * Self.fewestLinesOfStep > room {
            let kept = (room - 1) / Self.fewestLinesOfStep
            lines.append(
                page.line("… and \(shown.count - kept) earlier steps (--summary)", columns: page.width))
            shown = Array(shown.suffix(kept))
        }
        let drawn = shown.map(draw)
        let shares = Self.shares(drawn.map { $0.head.count + $0.changes.count + 1 }, of: room - lines.count)
        return lines + zip(drawn, shares).flatMap { cut($0, to: $1) }
    }

    /// How many lines each step gets: one that needs little leaves its lines to the others.
    private static func shares(_ needs: [Int], of room: Int) -> [Int] {
        var shares = [Int](repeating: 0, count: needs.count)
        var left = room
        let order = needs.indices.sorted { (needs[$0], $0) < (needs[$1], $1) }
        for (place, index) in order.enumerated() {
            let share = min(needs[index], mostLinesOfStep, max(1, left / (order.count - place)))
            shares[index] = share
            left -= share
        }
        return shares
    }

    /// A step: the lines of its verdict, and one for each cause.
    private struct Lines {
        var head: [String]
        var changes: [String]
        var total: Int
    }

    private func cut(_ step: Lines, to most: Int) -> [String] {
        let head = Array(step.head.prefix(max(1, most - (step.changes.isEmpty ? 0 : 1))))
        let room = most - head.count
        if step.changes.count <= room, step.total == step.changes.count { return head + step.changes }
        guard room > 0 else { return head }
        let shown = step.changes.prefix(room - 1)
        return head + shown + [style.dim(page.spelled("  … and \(step.total - shown.count) more"))]
    }

    private func draw(_ step: ReportSteps.Step) -> Lines {
        // The gravest first; what is certain comes before what is not.
        let groups = FindingGroup.groups(of: step.findings).enumerated().sorted { left, right in
            let (one, other) = (rank(left.element), rank(right.element))
            return one == other ? left.offset < right.offset : one > other
        }.map(\.element)
        let grave = groups.filter { rank($0) > 0 }
        let shown = grave.isEmpty ? groups : grave
        return Lines(
            head: page.fit([verdict(step)]), changes: shown.prefix(Self.mostLinesOfStep).map(line),
            total: groups.count)
    }

    private func rank(_ group: FindingGroup) -> Int {
        let runs = group.findings.contains { !$0.trace.isEmpty } ? 1 : 0
        switch group.gravest {
        case .error?: return 4 + runs
        case .warning?: return 2 + runs
        case .note?: return 0
        case nil: return 1
        }
    }

    /// `  error    what changed  [v7 1, drivers/iommu/iommu.c:563]`
    private func line(_ group: FindingGroup) -> String {
        let finding = group.first
        let word = finding.gravity
        let painted = finding.verdict == .unknown ? style.yellow(word) : style.severity(finding.severity)
        let head = "  " + painted + String(repeating: " ", count: 9 - word.count)
        // Rather no place than half of what changed.
        let least = group.leastHeadline
        let place = page.spelled(
            places(of: group).first { $0.count + 3 + least <= page.width - 11 || $0.isEmpty } ?? "")
        let room = page.width - 11 - (place.isEmpty ? 0 : place.count + 3)
        let text = page.spelled(group.headline(within: room).replacing("\n", with: " "))
        return page.spelled(head) + text + (place.isEmpty ? "" : " " + style.dim("[\(place)]"))
    }

    /// The patch and the place, the fullest form first, as far as they leave room for what changed.
    private func places(of group: FindingGroup) -> [String] {
        let finding = group.first
        let patch = (group.patch ?? finding.patch).map { "\($0.revision) \($0.number)" }
        guard let site = finding.site else { return [patch ?? ""] }
        let name = site.file.split(separator: "/").last.map(String.init) ?? site.file
        let sites = ["\(site)", site.line > 0 ? "\(name):\(site.line)" : name]
        return (sites.map { [patch, $0].compactMap(\.self).joined(separator: ", ") } + [patch ?? name])
            .filter { $0.count <= page.width / 3 } + [""]
    }
}
