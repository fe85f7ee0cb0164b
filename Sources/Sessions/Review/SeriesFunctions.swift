import ABIModel
import Drift
import ExtractionMessages
import Flavors
import KernelTree
import PatchSeries
import Phrases
import Readings
import ReferenceModels
import Verdicts
import Workers

/// Compares the functions of the states of a series: between revisions, and each patch with what comes before it.
struct SeriesFunctions {
    /// Two states that are compared.
    struct Step {
        /// The label of the old side.
        var from: Label
        /// The label of the new side.
        var to: Label
        var old: PatchedTree
        var new: PatchedTree
        /// The patch, where the step is one patch's own.
        var patch: PatchReference?
    }

    /// What came of it.
    struct Outcome {
        /// All steps; patches' findings are not among these.
        var all = FunctionOutcome()
        /// What each patch's own step shows.
        var ofPatches: [PatchReference: FunctionOutcome] = [:]
        /// The files that a patch touches, that were read whole on both sides of its step, and in which no function and no variable
        /// differs.
        var unchanged: [PatchReference: Set<String>] = [:]
        /// The files whose bodies clang reads in the base and finds errors in with a revision.
        var errors: [Finding] = []
        /// What the reader should know.
        var notes: [Phrase] = []
    }

    let steps: [Step]
    /// The patches that the input lacks.
    let missing: MissingPatches
    /// The trees below the states, each with its flavors.
    let trees: [(tree: SourceTree, flavors: [Flavor])]
    let plan: FlavorPlan
    let files: [String]
    let run: VerdictRun
    let pool: ExtractionPool
    let progress: @Sendable (String) -> Void

    /// Lowers what changes and gives verdicts on it, file by file: what was read takes memory.
    func outcome() throws -> Outcome {
        var outcome = Outcome()
        for (number, file) in files.enumerated() {
            let own = try steps.filter { try differs(file, $0) }
            guard !own.isEmpty else { continue }
            progress("comparing functions of file \(number + 1) of \(files.count)")
            try compare(file, own, &outcome)
        }
        let elsewhere = outcome.all.elsewhere
        let ofPatches = Set(
            steps.filter { $0.patch != nil }.map { [$0.from.description, $0.to.description] })
        outcome.all.settle(elsewhere) { ofPatches.contains([$0.from, $0.to]) }
        for patch in outcome.ofPatches.keys { outcome.ofPatches[patch]?.settle(elsewhere) { _ in true } }
        return outcome
    }

    /// Whether both states have a file, with another text.
    private func differs(_ file: String, _ step: Step) throws -> Bool {
        guard let old = try step.old.contents(of: file), let new = try step.new.contents(of: file) else {
            return false
        }
        return old != new
    }

    // MARK: One file

    private struct Contents: Hashable {
        var old: Int
        var new: Int
        var flavor: Int
    }

    private func compare(_ file: String, _ steps: [Step], _ outcome: inout Outcome) throws {
        let reader = try UnitReader(trees: trees, touchedFiles: [], pool: pool)
        let units = try plan.units(of: [file]).map { unit in
            var unit = unit
            unit.lowering = ProgramReading(file: file, functions: ["*"], opaqueFunctions: [], records: [])
            return unit
        }
        let responses = try reader.read(
            steps.flatMap { step in units.flatMap { [($0, step.old), ($0, step.new)] } })
        outcome.errors += errors(file, steps, units, responses)
        // The same two texts are compared once, whichever steps they lie between.
        var places: [Contents: Int] = [:]
        var pairs: [ProgramPair] = []
        var owners: [(step: Int, pair: Int)] = []
        var steady = try Set(steps.indices.filter { try hasNoConditionalChange(file, steps[$0]) })
        var names: [MentionedNames] = []
        for (index, step) in steps.enumerated() {
            for (offset, unit) in units.enumerated() {
                let start = 2 * (index * units.count + offset)
                guard let old = responses[start], let new = responses[start + 1] else {
                    steady.remove(index)
                    continue
                }
                if old.program == nil || new.program == nil { steady.remove(index) }
                guard old.id != new.id else { continue }
                guard let before = old.program, let after = new.program else {
                    outcome.all.unknown += [(step.from, old), (step.to, new)].compactMap {
                        unread(file, $0, $1)
                    }
                    continue
                }
                let key = Contents(old: old.id, new: new.id, flavor: unit.flavor)
                if places[key] == nil {
                    places[key] = pairs.count
                    pairs.append(
                        ProgramPair(
                            from: step.from, to: step.to, flavor: plan.flavors[unit.flavor].name,
                            old: before, new: after, files: [file]))
                    names.append(
                        MentionedNames(
                            old: .init(state: step.old, files: old.includedFiles + [file]),
                            new: .init(state: step.new, files: new.includedFiles + [file])))
                }
                owners.append((index, places[key] ?? 0))
            }
        }
        let settled = run.verdicts(on: pairs).map { answer in
            answer.settled(on: pairs[answer.pair], isMentioned: names[answer.pair].mentions)
        }
        let answers = Dictionary(grouping: settled, by: \.pair)
        for (index, step) in steps.enumerated() {
            var own: [ProgramPair] = []
            var found: [VerdictRun.Answer] = []
            for owner in owners where owner.step == index {
                var pair = pairs[owner.pair]
                (pair.from, pair.to) = (step.from, step.to)
                found += (answers[owner.pair] ?? []).map { .init(pair: own.count, verdict: $0.verdict) }
                own.append(pair)
            }
            var result = FunctionOutcome(found, on: own)
            let (old, new) = (try step.old.contents(of: file) ?? [], try step.new.contents(of: file) ?? [])
            result.explain { missing.reason($0, step.to, old: old, new: new) }
            result.addVariables(of: own, run)
            if let patch = step.patch, steady.contains(index), !units.isEmpty, result.isEmpty,
                own.allSatisfy(\.definesTheSame)
            {
                outcome.unchanged[patch, default: []].insert(file)
            }
            add(result, of: step, to: &outcome)
        }
    }

    /// Whether no line that changes stands under an `#if`: a flavor may leave those out.
    private func hasNoConditionalChange(_ file: String, _ step: Step) throws -> Bool {
        let (old, new) = (try step.old.contents(of: file) ?? [], try step.new.contents(of: file) ?? [])
        return UncompiledLines.conditionalChanges(old: old, new: new).isEmpty
            && UncompiledLines.conditionalChanges(old: new, new: old).isEmpty
    }

    private func add(_ found: FunctionOutcome, of step: Step, to outcome: inout Outcome) {
        guard let patch = step.patch else { return outcome.all.add(found) }
        outcome.ofPatches[patch, default: FunctionOutcome()].add(found)
        outcome.all.addRows(of: found)
    }

    /// The errors in a file that a revision brings and its base has not, by the patch that brings them.
    private func errors(
        _ file: String, _ steps: [Step], _ units: [Unit], _ responses: [ExtractionResponse?]
    ) -> [Finding] {
        var found: [Finding] = []
        for (index, step) in steps.enumerated() where step.from == .base && step.patch == nil {
            for (offset, unit) in units.enumerated() {
                let start = 2 * (index * units.count + offset)
                guard let old = responses[start], let new = responses[start + 1], old.failure == nil,
                    new.failure == nil, old.errors.isEmpty, let first = new.errors.first,
                    RevisionErrors.isConfiguration(unit.flavor, of: plan)
                else { continue }
                let flavor = plan.flavors[unit.flavor].name
                if let known = found.firstIndex(where: { $0.to == step.to }) {
                    found[known].flavors.append(flavor)
                    continue
                }
                let patch = steps.indices.first { place in
                    steps[place].patch?.revision == step.to.revision
                        && responses[2 * (place * units.count + offset) + 1]?.errors.contains {
                            $0.message == first.message
                        } == true
                }
                found.append(
                    Finding(
                        rule: .revisionDoesNotCompile, surface: .internal, compatibility: .incompatible,
                        symbol: file, from: .base, to: step.to,
                        message: "\(code: file) no longer compiles: \(first.message)",
                        patch: patch.flatMap { steps[$0].patch }, flavors: [flavor], site: first.site,
                        consequences: new.errors.dropFirst().prefix(20).map {
                            .complaint($0.site, $0.message)
                        }
                    ))
            }
        }
        return found
    }

    private func unread(_ file: String, _ label: Label, _ response: ExtractionResponse) -> Unknown? {
        guard response.program == nil else { return nil }
        return Unknown(
            .bodies(file: file), of: label,
            reason: response.failure.map { Phrase(verbatim: $0) } ?? "it was not lowered",
            site: SourceSite(file: file, line: 0))
    }
}

extension SeriesFunctions {
    /// The steps of a series: each revision and the one before it, each patch and what comes before it, the first base and
    /// the last revision.
    ///
    /// Where the base moves, the older revision stands on the new base, so that what comes with the base is left out;
    /// where it does not apply there, nothing is compared, and the notes say so.
    static func steps(_ states: ReviewStates) -> (steps: [Step], notes: [Phrase]) {
        let (series, applied, bases) = (states.series, states.applied, states.bases)
        var steps: [Step] = []
        var notes: [Phrase] = []
        for (index, revision) in series.revisions.enumerated() {
            let state = applied[index]
            if index == 0 {
                steps.append(
                    Step(from: .base, to: .revision(revision.label), old: state.base, new: state.tree))
            } else {
                let before = series.revisions[index - 1].label
                if !bases.moves(at: index) {
                    steps.append(
                        Step(
                            from: .revision(before), to: .revision(revision.label),
                            old: applied[index - 1].tree, new: state.tree))
                } else if let guest = states.predecessorsOnNewBase[index] {
                    steps.append(
                        Step(
                            from: .revision(before), to: .revision(revision.label), old: guest.tree,
                            new: state.tree))
                } else {
                    notes.append(
                        "\(before) does not apply to the base of \(revision.label), so their functions were not compared"
                    )
                }
            }
            var from = Label.base
            for (place, patch) in revision.patches.enumerated() {
                let label = Label.patch(
                    of: revision.label, number: patch.number, count: revision.patches.count)
                steps.append(
                    Step(
                        from: from, to: label, old: place == 0 ? state.base : state.patches[place - 1].tree,
                        new: state.patches[place].tree, patch: PatchReference(patch, in: revision.label)))
                from = label
            }
        }
        if series.revisions.count > 1, let last = series.revisions.last, let state = applied.last {
            steps.append(Step(from: .base, to: .revision(last.label), old: state.base, new: state.tree))
        }
        return (steps, notes)
    }
}

extension FunctionOutcome {
    /// The findings between revisions with the patch of the new revision that makes the change: the last one in whose own step
    /// the function has drifted, else the last one in whose step it was not decided; of a variable, the last one in whose step
    /// the same is found.
    ///
    /// - Parameter patches: what each patch's own step shows.
    mutating func attribute(to patches: [PatchReference: FunctionOutcome]) {
        let sorted = patches.sorted { $0.key.number < $1.key.number }
        for index in findings.indices {
            let finding = findings[index]
            let own = sorted.filter { $0.key.revision == finding.to.revision }
            func last(_ verdicts: Set<FunctionRow.Verdict>) -> PatchReference? {
                own.last { _, outcome in
                    outcome.rows.contains {
                        $0.symbol == finding.symbol && $0.file == finding.site?.file
                            && verdicts.contains($0.verdict)
                    }
                }?.key
            }
            if finding.rule.definition is any VariableRule.Type {
                findings[index].patch =
                    own.last { _, outcome in
                        outcome.findings.contains { $0.rule == finding.rule && $0.symbol == finding.symbol }
                    }?.key
                continue
            }
            findings[index].patch = last([.drifted]) ?? last([.unknown]) ?? last([.sameButLog, .same])
        }
    }
}
