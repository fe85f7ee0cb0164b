import ABIModel
import Drift
import KernelTree
import Readings
import ReferenceModels
import Workers

/// What the C of whole trees does: two of them against each other, and each against the design that its
/// declarations are those of.
package struct TreeBehavior {
    /// A kernel tree.
    package struct Side {
        /// What findings call it.
        var label: String
        /// Its text.
        var state: PatchedTree
        /// Gives the flavors that it is read under, the main one first.
        var flavors: () throws -> [Flavor]

        /// Makes a side.
        package init(label: String, state: PatchedTree, flavors: @escaping () throws -> [Flavor]) {
            self.label = label
            self.state = state
            self.flavors = flavors
        }
    }

    private let pool: ExtractionPool
    private let progress: (String) -> Void

    /// Makes a runner; `progress` is told of each step.
    package init(pool: ExtractionPool, progress: @escaping (String) -> Void) {
        self.pool = pool
        self.progress = progress
    }

    /// Runs the models whose subject the trees declare.
    ///
    /// - Parameters:
    ///   - sides: one tree, or an old and a new one.
    ///   - reference: how they stand against the reference models.
    package func outcome(_ sides: [Side], _ reference: ReferenceCheck) throws -> BehaviorStage.Outcome {
        var outcome = BehaviorStage.Outcome()
        guard !sides.isEmpty else { return outcome }
        for model in BehaviorModels.all where reference.matches.contains(where: { $0.model == model.name }) {
            let own = try run(model, sides, reference)
            outcome.findings += own.findings
            outcome.unknown += own.unknown
            outcome.functions.formUnion(own.functions)
            outcome.notes += own.notes
        }
        return outcome
    }

    private func run(
        _ model: any BehaviorModel, _ sides: [Side], _ reference: ReferenceCheck
    ) throws -> BehaviorStage.Outcome {
        var outcome = BehaviorStage.Outcome()
        progress("lowering functions")
        let programs = try sides.map { side -> LinkedProgram? in
            let flavors = Array(try side.flavors().prefix(1))
            let reader = try UnitReader(
                tree: side.state.base, flavors: flavors, touchedFiles: [], pool: pool)
            let reading = try ProgramStates(model: model, reader: reader).read(
                [(side.label, side.state)])[0]
            outcome.unknown += reading.unknown
            return reading.program
        }
        for program in programs.compactMap({ $0 }) { outcome.add(program, of: model) }
        progress("running \(outcome.functions.count) functions")
        var pair: (LinkedProgram, LinkedProgram)?
        if programs.count == 2, let old = programs[0], let new = programs[1] { pair = (old, new) }
        let meant = reference.designs(of: model.name)
        let designs = reference.designs(of: model.name, whereAllAgrees: true)
        let held = programs.compactMap { program in
            program.flatMap { program in designs[program.label].map { (program: program, design: $0) } }
        }
        var groups = held.map { model.refinements(of: $0.program, design: $0.design) }
        if let pair { groups.append(model.comparisons(of: pair.0, with: pair.1)) }
        let results = ParallelSearch.run(groups)
        var faithful: [String: String] = [:]
        for (entry, result) in zip(held, results) {
            let words = BehaviorFindings(
                from: "reference \(entry.design)", to: entry.program.label, old: entry.program,
                new: entry.program)
            outcome.findings += BehaviorFindings.grouped(result.drifts).map { group in
                var finding = words.finding(group)
                // The model does not claim to know a tree that nobody said is its own.
                if meant[entry.program.label] == nil { finding.severity = .note }
                return finding
            }
            if result.isFaithful { faithful[entry.program.label] = entry.design }
        }
        if let pair, let result = results.last {
            let words = BehaviorFindings(
                from: pair.0.label, to: pair.1.label, old: pair.0, new: pair.1)
            outcome.findings += BehaviorFindings.grouped(result.drifts).map(words.finding)
            outcome.findings += try PropertyFindings(model: model, designs: faithful).findings(
                [(pair.0, pair.1, 0)], nil)
        }
        outcome.add(results, of: model)
        outcome.tellShims(of: model)
        return outcome
    }
}
