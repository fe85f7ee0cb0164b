import ABIModel
import Phrases

/// One step of a series: what the tree declares after a patch.
public struct SeriesStep: Sendable {
    /// The patch.
    public var patch: PatchReference
    /// What is declared once it is applied.
    public var snapshot: RevisionSnapshot

    /// Makes a step.
    public init(patch: PatchReference, snapshot: RevisionSnapshot) {
        self.patch = patch
        self.snapshot = snapshot
    }
}

/// Finds what a patch of a series breaks and a later one of the same series mends.
public enum SeriesBreakage {
    /// A state as it is looked at.
    public struct View: Sendable {
        private let flavors: [FlavorSnapshot]
        fileprivate let forms: [Timeline.Key: Timeline.Form]
        fileprivate let check: AgreementCheck

        /// Looks at a state.
        public init(_ snapshot: RevisionSnapshot) {
            flavors = snapshot.flavors
            forms = Timeline.forms(of: snapshot)
            check = AgreementCheck(snapshot)
        }

        /// Whether a state declares the same.
        public func shows(_ snapshot: RevisionSnapshot) -> Bool { flavors == snapshot.flavors }
    }

    /// The breaks, in report order.
    ///
    /// - Parameters:
    ///   - base: what is declared before the first patch.
    ///   - steps: what is declared after each patch, in order.
    ///   - look: looks at a state, or knows it already.
    public static func findings(
        base: RevisionSnapshot, steps: [SeriesStep], look: (RevisionSnapshot) -> View = View.init
    ) -> [Finding] {
        var timelines: [Timeline.Key: Timeline] = [:]
        var views = [look(base)]
        for step in steps {
            // Most patches touch nothing of what is compared.
            let last = views[views.count - 1]
            views.append(last.shows(step.snapshot) ? last : look(step.snapshot))
        }
        for (index, view) in views.enumerated() {
            for (key, form) in view.forms {
                timelines[key, default: Timeline(count: views.count)].forms[index] = form
            }
        }
        var merged: [Finding] = []
        var places: [[String]: Int] = [:]
        for key in timelines.keys.sorted() {
            guard let timeline = timelines[key] else { continue }
            for gap in timeline.gaps {
                // What several flavors show of one declaration is one finding.
                let place = [key.symbol, key.scope, String(gap.broken)]
                if let index = places[place] {
                    merged[index].flavors = Set(merged[index].flavors + [key.flavor]).sorted()
                    continue
                }
                var finding = finding(key, timeline, gap, base: base, steps: steps)
                finding.flavors = [key.flavor]
                places[place] = merged.count
                merged.append(finding)
            }
        }
        merged += disagreements(views.map(\.check), base: base, steps: steps)
        return merged.inReportOrder
    }

    private static func finding(
        _ key: Timeline.Key, _ timeline: Timeline, _ gap: Timeline.Gap, base: RevisionSnapshot,
        steps: [SeriesStep]
    ) -> Finding {
        let breaking = steps[gap.broken - 1].patch
        let mending = steps[gap.mended - 1].patch
        let before = timeline.forms[gap.broken - 1]
        let during = timeline.forms[gap.broken]
        let what: Phrase = during.map { "changed (\($0.text))" } ?? "removed"
        return make(
            symbol: key.symbol, surface: before?.surface ?? .internal, evidence: .proved,
            message: "\(code: key.symbol) is \(what) by patch \(breaking.number) and back as it was after "
                + "patch \(mending.number)",
            before: before.map { .text($0.text) }, after: during.map { .text($0.text) },
            breaking: breaking, from: label(gap.broken - 1, base, steps),
            to: steps[gap.broken - 1].snapshot.label,
            site: during?.site ?? before?.site)
    }

    private static func disagreements(
        _ checks: [AgreementCheck], base: RevisionSnapshot, steps: [SeriesStep]
    ) -> [Finding] {
        var found: [Finding] = []
        let problems = Set(checks.flatMap { $0.problems.keys }).sorted()
        for problem in problems {
            var index = 1
            while index < checks.count {
                guard checks[index].problems[problem] != nil, checks[index - 1].problems[problem] == nil
                else {
                    index += 1
                    continue
                }
                let mended = checks[index...].firstIndex { $0.problems[problem] == nil }
                if let mended, let form = checks[index].problems[problem] {
                    let breaking = steps[index - 1].patch
                    let surface = SurfaceMap.surface(ofFile: form.site.file) ?? .internal
                    found.append(
                        make(
                            symbol: problem.name, surface: surface,
                            evidence: problem.kind == .missing ? .heuristic : .proved,
                            message:
                                "after patch \(breaking.number) \(problem.kind.phrase) \(code: problem.name), "
                                + "until patch \(steps[mended - 1].patch.number)",
                            before: nil, after: form.declaration, breaking: breaking,
                            from: label(index - 1, base, steps), to: steps[index - 1].snapshot.label,
                            site: form.site))
                }
                index = (mended ?? checks.count - 1) + 1
            }
        }
        return found
    }

    private static func label(_ index: Int, _ base: RevisionSnapshot, _ steps: [SeriesStep]) -> Label {
        index == 0 ? base.label : steps[index - 1].snapshot.label
    }

    private static func make(
        symbol: String, surface: Surface, evidence: Evidence, message: Phrase, before: Declaration?,
        after: Declaration?, breaking: PatchReference, from: Label, to: Label, site: SourceSite?
    ) -> Finding {
        let base = evidence == .heuristic ? Severity.warning : IntermediateBreakage.severity
        return Finding(
            rule: .intermediateBreakage, severity: base.weighed(surface, .incompatible), surface: surface,
            compatibility: .incompatible, evidence: evidence, symbol: symbol, from: from, to: to,
            message: message, advice: "Move the mending change into the patch that breaks it, or reorder.",
            before: before, after: after, patch: breaking, site: site)
    }
}
