import Drift
import KernelTree
import Readings
import ReferenceModels

/// Runs reference models on the C of states of trees: says where a state behaves differently from the one before it,
/// and from the design that it is held against.
struct BehaviorRunner {
    /// A state whose functions are run.
    struct Subject {
        /// What findings call it.
        var label: Label
        var tree: PatchedTree
        /// Reads its C.
        var reader: UnitReader
    }

    /// Two states that are compared.
    struct Step {
        /// The indices of the subjects.
        var old: Int
        var new: Int
        /// What tells the author's changes from the base's, where the two stand on different bases.
        var rebase: Rebase?
    }

    /// The states that show what comes with another base.
    struct Rebase {
        /// The old state's patches on the new state's base; nil where they do not apply there.
        var transplant: Subject?
        /// The bare bases, under the labels of the two states.
        var bases: (old: Subject, new: Subject)
    }

    /// The states that the report is about.
    let subjects: [Subject]
    /// Which of them are compared.
    let steps: [Step]
    /// Whether a state is also held against a design that nobody named, where all its declarations agree with it.
    /// What it does otherwise is a note then: the model does not claim to know it.
    let holdsWhatAgrees: Bool
    /// Gives for a model what finds the patch behind a drift; nil where there are no patches.
    let attribution: ((any BehaviorModel) -> BehaviorAttribution)?
    /// Told of each stage.
    let progress: @Sendable (String) -> Void

    /// Runs the models whose subject the states declare.
    func outcome(_ reference: ReferenceCheck) throws -> BehaviorOutcome {
        var outcome = BehaviorOutcome()
        for model in BehaviorModels.concerned(by: reference) { outcome.add(try run(model, reference)) }
        return outcome
    }

    private func run(_ model: any BehaviorModel, _ reference: ReferenceCheck) throws -> BehaviorOutcome {
        var outcome = BehaviorOutcome()
        progress("lowering functions")
        let readings = try read(subjects, model)
        for reading in readings {
            outcome.unknown += reading.unknown
            if let program = reading.program { outcome.add(program, of: model) }
        }
        progress("running \(outcome.functions.count) functions")
        let pairs = try pairs(of: readings, model)
        let witnesses = try pairs.compactMap { try witness(of: $0, readings, model) }
        let held = held(readings, model, reference)
        let results = ParallelSearch.run(
            (pairs + witnesses).map { model.comparisons(of: $0.old, with: $0.new) }
                + held.map { model.refinements(of: $0.program, design: $0.design) })
        let noise = zip(witnesses, results.dropFirst(pairs.count)).reduce(into: [Int: [Finding]]()) {
            $0[$1.0.revision] = $1.0.findings(of: $1.1).map(\.finding)
        }
        let attribution = attribution?(model)
        for (pair, result) in zip(pairs, results) {
            try add(pair, result, noise[pair.revision], attribution, to: &outcome)
        }
        var faithful: [String: String] = [:]
        for (entry, result) in zip(held, results.suffix(held.count)) {
            outcome.findings += entry.findings(of: result)
            if result.isFaithful { faithful[entry.program.label] = entry.design }
        }
        outcome.findings += try PropertyFindings(model: model, designs: faithful).findings(
            pairs.map { .init(old: $0.old, new: $0.new, from: $0.from, to: $0.to, revision: $0.revision) },
            attribution)
        outcome.add(results, of: model)
        outcome.tellShims(of: model)
        return outcome
    }

    /// The C of states, in their order. Those of one reader are read together.
    private func read(_ subjects: [Subject], _ model: any BehaviorModel) throws -> [ProgramStates.Reading] {
        var readings: [Int: ProgramStates.Reading] = [:]
        for index in subjects.indices where readings[index] == nil {
            let reader = subjects[index].reader
            let own = subjects.indices.filter { subjects[$0].reader === reader }
            let read = try ProgramStates(model: model, reader: reader).read(
                own.map { (subjects[$0].label, subjects[$0].tree) })
            for (index, reading) in zip(own, read) { readings[index] = reading }
        }
        return subjects.indices.compactMap { readings[$0] }
    }

    // MARK: Steps

    /// Two programs whose behaviour is compared.
    private struct Pair {
        var old: LinkedProgram
        var new: LinkedProgram
        var from: Label
        var to: Label
        var step: Step
        /// Whether the old side stands on the new one's base.
        var isTransplanted: Bool

        /// The index of the new side among the revisions.
        var revision: Int { step.new - 1 }

        /// What a search has found, each drift with its finding.
        func findings(of result: BehaviorResult) -> [(drift: BehaviorDrift, finding: Finding)] {
            let findings = BehaviorFindings(from: from, to: to, old: old, new: new)
            return BehaviorFindings.grouped(result.drifts).map { ($0.drift, findings.finding($0)) }
        }
    }

    private func pairs(
        of readings: [ProgramStates.Reading], _ model: any BehaviorModel
    ) throws -> [Pair] {
        try steps.compactMap { step in
            let guest = try step.rebase?.transplant.flatMap { try read([$0], model)[0].program }
            guard let new = readings[step.new].program, let old = guest ?? readings[step.old].program else {
                return nil
            }
            return pair(old, new, step, isTransplanted: guest != nil)
        }
    }

    /// The other comparison of a step between two bases: of the states as they are, or of their bases.
    private func witness(
        of pair: Pair, _ readings: [ProgramStates.Reading], _ model: any BehaviorModel
    ) throws -> Pair? {
        guard let rebase = pair.step.rebase else { return nil }
        let programs =
            pair.isTransplanted
            ? [readings[pair.step.old].program, pair.new]
            : try read([rebase.bases.old, rebase.bases.new], model).map(\.program)
        guard let old = programs[0], let new = programs[1] else { return nil }
        return self.pair(old, new, pair.step, isTransplanted: pair.isTransplanted)
    }

    private func pair(
        _ old: LinkedProgram, _ new: LinkedProgram, _ step: Step, isTransplanted: Bool
    ) -> Pair {
        Pair(
            old: old, new: new, from: subjects[step.old].label, to: subjects[step.new].label, step: step,
            isTransplanted: isTransplanted)
    }

    /// Takes over the drifts of a step; those that come with the base are set aside.
    private func add(
        _ pair: Pair, _ result: BehaviorResult, _ other: [Finding]?, _ attribution: BehaviorAttribution?,
        to outcome: inout BehaviorOutcome
    ) throws {
        let groups = pair.findings(of: result)
        var own = groups.map(\.finding)
        if let other {
            let noise =
                pair.isTransplanted
                ? RebaseNoise(other, .transplant(own), from: pair.from, to: pair.to)
                : RebaseNoise(own, .bases(other), from: pair.from, to: pair.to)
            own = noise.own
            outcome.moved += noise.moved
        }
        for group in groups where own.contains(group.finding) {
            var finding = group.finding
            finding.patch = try attribution?.cause(of: group.drift, old: pair.old, revision: pair.revision)
            outcome.findings.append(finding)
        }
    }

    // MARK: Designs

    /// A program that is held against a design.
    private struct Held {
        var program: LinkedProgram
        var label: Label
        var design: String
        /// Whether the state is meant to be what the design says.
        var isMeant: Bool

        func findings(of result: BehaviorResult) -> [Finding] {
            let findings = BehaviorFindings(
                from: .reference(design), to: label, old: program, new: program)
            return BehaviorFindings.grouped(result.drifts).map { group in
                var finding = findings.finding(group)
                if !isMeant { finding.severity = .note }
                return finding
            }
        }
    }

    private func held(
        _ readings: [ProgramStates.Reading], _ model: any BehaviorModel, _ reference: ReferenceCheck
    ) -> [Held] {
        let meant = reference.designs(of: model.name)
        let designs = reference.designs(of: model.name, whereAllAgrees: holdsWhatAgrees)
        return zip(subjects, readings).compactMap { subject, reading in
            guard let program = reading.program, let design = designs[program.label] else { return nil }
            return Held(
                program: program, label: subject.label, design: design,
                isMeant: meant[program.label] != nil)
        }
    }
}

extension BehaviorModels {
    /// The models whose subject was found in what was read.
    static func concerned(by reference: ReferenceCheck) -> [any BehaviorModel] {
        all.filter { model in reference.matches.contains { $0.model == model.name } }
    }
}
