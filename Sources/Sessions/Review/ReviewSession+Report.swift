import ABIModel
import Behaviour
import Drift
import KernelTree
import Parallel
import PatchSeries
import Phrases
import ReviewThread
import Verdicts

/// What the files of a series declare, read from their text alone, and which declarations the mails speak of.
struct SeriesTexts: Sendable {
    let outlines: RevisionOutlines
    let comments: CommentPlaces

    /// - Parameters:
    ///   - series: the revisions.
    ///   - applied: their trees, one entry a revision.
    ///   - base: the tree without the series.
    ///   - files: the compared files.
    /// - Throws: ``KernelTreeError`` for a file that cannot be read.
    init(_ series: Series, applied: [AppliedRevision], base: PatchedTree, files: [String]) throws {
        outlines = try RevisionOutlines(series, applied: applied, tree: base, files: files)
        comments = CommentPlaces(series, applied: applied, base: base, outlines: outlines)
    }
}

/// Comparing what was read, and the report of it.
extension ReviewSession {
    /// What is new in a revision, what comes with its base alone, and what has another name since the one before.
    struct RevisionChanges: Sendable {
        var own: [Finding]
        var moved: [SuppressedFinding]
        var renames: [RenameHint]
    }

    static func changes(
        _ read: ReviewStates.Reading, bases: SeriesBases, reference: ReferenceCheck
    ) -> [RevisionChanges] {
        let known = KnownComparisons(withReach: true)
        @Sendable func changes(
            _ old: RevisionSnapshot, _ new: RevisionSnapshot
        ) -> (findings: [Finding], renames: [RenameHint]) {
            known.findings(old, new, hints: reference.hints(from: old.label, to: new.label))
        }
        return Array(read.revisions.indices.dropFirst()).concurrentMap { index in
            let (old, new) = (read.revisions[index - 1], read.revisions[index])
            var (own, renames) = changes(old, new)
            var moved: [SuppressedFinding] = []
            if bases.moves(at: index - 1) {
                let witness: RebaseNoise.Witness
                if let guest = read.predecessorsOnNewBase[index - 1] {
                    witness = .transplant(changes(guest, new).findings)
                } else {
                    // The two bases in the place of the two revisions.
                    var (before, after) = (read.bases[index - 2], read.bases[index - 1])
                    (before.label, after.label) = (old.label, new.label)
                    witness = .bases(changes(before, after).findings)
                }
                let noise = RebaseNoise(own, witness, from: old.label, to: new.label)
                (own, moved) = (noise.own, noise.moved)
            }
            if index > 1 {
                let all = changes(read.bases[index - 1], new).findings
                let forms = UnmergedForms(against: all)
                own = own.map(forms.weighed) + all
            }
            own += reference.findings(new.label)
            return RevisionChanges(own: own, moved: moved, renames: renames)
        }
    }

    /// What patches break and later ones mend.
    static func breakage(_ read: ReviewStates.Reading) -> [Finding] {
        var states: [RevisionSnapshot] = []
        for state in read.bases + read.steps.joined().map(\.snapshot)
        where !states.contains(where: { $0.flavors == state.flavors }) {
            states.append(state)
        }
        let views = states.concurrentMap { SeriesBreakage.View($0) }
        return Array(read.steps.indices).concurrentMap { index in
            SeriesBreakage.findings(base: read.bases[index], steps: read.steps[index]) { state in
                views.first { $0.shows(state) } ?? SeriesBreakage.View(state)
            }
        }.flatMap { $0 }
    }

    /// All that the report is made of.
    struct Found: Sendable {
        var states: ReviewStates
        var read: ReviewStates.Reading
        /// The untouched headers that follow from what is changed.
        var reached: ReachedHeaders
        /// What the Kconfig files of the revisions change.
        var configuration: ConfigurationChanges
        /// Who uses what the newest revision takes away.
        var users: UsersLeftBehind.Outcome
        var texts: SeriesTexts
        var reference: ReferenceCheck
        var behavior: BehaviorOutcome
        /// The verdicts on the functions that change.
        var functions: SeriesFunctions.Outcome
        var attribution: PatchAttribution
        /// What patches break and later ones mend.
        var breakage: [Finding]
        /// One entry a revision, the first beside its base.
        var changes: [RevisionChanges]
    }

    /// Findings on headers for others that a revision takes away, with the patch that does.
    private func removedHeaders(_ series: Series, _ applied: [AppliedRevision]) throws -> [Finding] {
        try zip(series.revisions, applied).flatMap { revision, state in
            try RemovedHeaders(from: .base, to: .revision(revision.label)).findings(
                revision.patches.flatMap {
                    $0.fileDiffs.flatMap { [$0.oldPath, $0.newPath].compactMap(\.self) }
                },
                old: state.base.contents, new: state.tree.contents
            ).map { finding in
                var finding = finding
                finding.patch = revision.patches.last { patch in
                    patch.fileDiffs.contains { $0.oldPath == finding.symbol }
                }.map { PatchReference($0, in: revision.label) }
                return finding
            }
        }
    }

    /// The findings of a revision without those that the texts of its two sides refute.
    private func sifted(
        _ findings: [Finding], _ index: Int, _ applied: [AppliedRevision], _ options: Set<String>
    ) throws -> [Finding] {
        let (fromBase, others) = (findings.filter { $0.from == .base }, findings.filter { $0.from != .base })
        var result = try SameText(applied[index].base, applied[index].tree, options: options).sift(fromBase)
        if index > 0 {
            result += try SameText(applied[index - 1].tree, applied[index].tree, options: options).sift(
                others)
        }
        return index > 0 ? result : result + others
    }

    /// Puts the report together.
    func report(_ found: Found, inputs: [String], libclangVersion: String) throws -> DriftReport {
        let (states, read, reference) = (found.states, found.read, found.reference)
        let (series, applied, bases) = (states.series, states.applied, states.bases)
        let renames = found.changes.dropFirst().map(\.renames)
        let functions = found.functions
        let application = ApplicationFindings(series, applied)
        var findings = application.findings
        findings += reference.findings(read.revisions[0].label)
        var moved: [SuppressedFinding] = []
        for (index, part) in found.changes.enumerated() {
            let own = try sifted(part.own, index, applied, found.configuration.options)
            let (base, revision) = (read.bases[index], read.revisions[index + 1])
            let homes = UnreadHomes(states.plan)
            findings +=
                (homes.sift(own.filter { $0.from == .base }, old: base, new: revision)
                + homes.sift(own.filter { $0.from != .base }, old: read.revisions[index], new: revision)).map
            {
                found.reached.explained(found.attribution.attributed($0, revision: index))
            }
            moved += part.moved
        }
        findings = findings.map { found.users.weighed($0, to: read.revisions.last?.label) }
        findings += found.users.findings
        findings += found.breakage
        findings += try removedHeaders(series, applied)
        // After each patch the same errors may have been found.
        let judged = Set(
            found.behavior.findings.filter { $0.rule == .patchBreaksBuild }.map {
                [$0.symbol, $0.to.revision ?? ""]
            })
        let broken = Set(read.errors.map { [$0.symbol, $0.to.revision ?? ""] })
        let errors =
            read.errors + functions.errors.filter { !broken.contains([$0.symbol, $0.to.revision ?? ""]) }
        findings += errors.filter { !judged.contains([$0.symbol, $0.to.revision ?? ""]) }
        var changes = found.attribution.findings
        for (index, revision) in series.revisions.enumerated() {
            for (patch, found) in functions.ofPatches where patch.revision == revision.label {
                changes[index][patch.number, default: []] += found.findings
            }
        }
        var behavior = found.behavior
        findings += ClaimSession(series, outlines: found.texts.outlines, changes: changes)
            .findings(known: findings + behavior.findings + functions.all.findings)
        let wanted = SymbolFilter(patterns: options.symbols)
        behavior.notes += functions.notes
        let others = series.revisions.enumerated().flatMap { index, revision in
            revision.patches.map {
                let reference = PatchReference($0, in: revision.label)
                let own = functions.ofPatches[reference]?.findings ?? []
                return (reference, own + (found.attribution.findings[index][$0.number] ?? []))
            }
        }
        behavior.notes += ProvedClaims.notes(
            on: series,
            .init(
                rows: functions.ofPatches.mapValues(\.rows), unchanged: functions.unchanged,
                others: Dictionary(others) { first, _ in first }))
        behavior.notes += series.revisions.indices.filter(bases.moves).map { index in
            RebaseNoise.note(
                on: (behavior.moved + moved).filter { wanted.matches($0.finding.symbol) },
                from: .revision(series.revisions[index - 1].label),
                to: .revision(series.revisions[index].label),
                isTransplanted: read.predecessorsOnNewBase[index] != nil)
        }
        return try ReportBuilder(
            command: "review", inputs: inputs, title: series.title, libclangVersion: libclangVersion,
            revisions: read.revisions, reference: reference, behavior: behavior,
            functions: functions.all, findings: findings,
            suppressed: moved, wanted: wanted,
            wantedFunctions: options.runsFunctions && options.functions.isOn
                ? options.functions.patterns : [],
            applied: application.revisions,
            flavors: states.plan.flavors.map(\.name), files: states.files,
            unknown: read.unknown + application.unknown + found.reached.unknown,
            notes: SeriesNotes.notes(on: series) + application.notes + found.configuration.notes
                + found.reached.notes + found.users.notes
                + (states.plan.notes + states.plan.unbuilt(states.files, in: bases.states[0])).map {
                    Phrase(verbatim: $0)
                },
            texts: try texts(states, application.revisions),
            diagrams: StateDiagrams.diagrams(for: reference.matches), mails: PatchMails.mails(of: series),
            comments: CommentMap(
                series, places: found.texts.comments, outlines: found.texts.outlines,
                renames: { renames[$0] }
            ).comments
        ).report()
    }

    /// How far the texts of the revisions differ in what the series touches. Where a patch did not apply, the text is not the
    /// author's, and nothing is said of it.
    private func texts(_ states: ReviewStates, _ fared: [Coverage.Revision]) throws -> [StepTexts] {
        let revisions = states.series.revisions
        let whole = Set(fared.filter { $0.failed.isEmpty && $0.missing.isEmpty }.map(\.label))
        return try SeriesFunctions.steps(states).steps.compactMap { step in
            let sides = [step.from, step.to].compactMap(\.revision)
            guard step.patch == nil, sides.allSatisfy({ $0 == "base" || whole.contains($0) }) else {
                return nil
            }
            let paths =
                options.files.isEmpty
                ? Set(revisions.filter { sides.contains($0.label) }.flatMap(\.touchedPaths))
                : Set(states.files)
            let change = try TextComparison.change(
                in: paths, from: step.old.contents(of:), to: step.new.contents(of:))
            return StepTexts(from: step.from.description, to: step.to.description, change: change)
        }
    }

    /// The report of a series that touches Kconfig, devicetrees, documentation or scripts alone.
    func reportWithoutC(
        _ series: Series, inputs: [String], _ applied: [AppliedRevision], _ bases: SeriesBases,
        _ configuration: ConfigurationChanges
    ) throws -> DriftReport {
        try refuseAnotherTree(series, applied)
        let texts = try SeriesTexts(series, applied: applied, base: bases.states[0], files: [])
        let application = ApplicationFindings(series, applied)
        let paths = Set(series.revisions.flatMap(\.touchedPaths)).sorted()
        let listed = paths.prefix(5).joined(separator: ", ") + (paths.count > 5 ? ", …" : "")
        pool.rest()
        let revisions = ([.base] + series.revisions.map { Label.revision($0.label) }).map {
            RevisionSnapshot(label: $0, flavors: [])
        }
        return try ReportBuilder(
            command: "review", inputs: inputs, title: series.title, revisions: revisions,
            reference: ReferenceCheck(revisions, title: series.title, choice: .none),
            findings: application.findings, wanted: SymbolFilter(patterns: options.symbols),
            applied: application.revisions, flavors: [], files: [], unknown: application.unknown,
            notes: ["no C file is touched (\(listed)): no C was read or compared"]
                + SeriesNotes.notes(on: series) + application.notes + configuration.notes + bases.notes,
            mails: PatchMails.mails(of: series),
            comments: CommentMap(
                series, places: texts.comments, outlines: texts.outlines, renames: { _ in [] }
            ).comments
        ).report()
    }
}
