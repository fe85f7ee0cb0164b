import Drift
import Flavors
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
    private let progress: @Sendable (String) -> Void

    /// Takes the workers; `progress` is told of each stage.
    package init(pool: ExtractionPool, progress: @escaping @Sendable (String) -> Void) {
        self.pool = pool
        self.progress = progress
    }

    /// Runs the models whose subject the trees declare.
    ///
    /// - Parameters:
    ///   - sides: one tree, or an old and a new one.
    ///   - reference: how they stand against the reference models.
    package func outcome(_ sides: [Side], _ reference: ReferenceCheck) throws -> BehaviorOutcome {
        guard !sides.isEmpty, !BehaviorModels.concerned(by: reference).isEmpty else {
            return BehaviorOutcome()
        }
        // Two sides may be one tree under two configurations: each has a reader of its own.
        let subjects = try sides.map { side in
            BehaviorRunner.Subject(
                label: .revision(side.label), tree: side.state,
                reader: try UnitReader(
                    tree: side.state.base, flavors: Array(try side.flavors().prefix(1)), touchedFiles: [],
                    pool: pool))
        }
        let steps = subjects.count == 2 ? [BehaviorRunner.Step(old: 0, new: 1)] : []
        return try BehaviorRunner(
            subjects: subjects, steps: steps, holdsWhatAgrees: true, attribution: nil, progress: progress
        ).outcome(reference)
    }
}
