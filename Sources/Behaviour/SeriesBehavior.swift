import Drift
import KernelTree
import Readings
import ReferenceModels

/// What the C of a series' revisions does: each revision against the one before it, and against the design of its
/// label.
package struct SeriesBehavior {
    private let labels: [String]
    private let patches: [[PatchReference]]
    private let applied: [AppliedRevision]
    private let rebased: Set<Int>
    private let transplants: [Int: AppliedRevision]
    private let reader: UnitReader
    private let progress: (String) -> Void

    /// Takes a series that was applied.
    ///
    /// - Parameters:
    ///   - labels: the revisions' labels.
    ///   - patches: for each revision its patches.
    ///   - applied: the trees, one entry a revision.
    ///   - rebased: the indices of the revisions that stand on another base than the one before.
    ///   - transplants: by the index of a revision the one before it, applied to its base.
    ///   - reader: reads the C.
    ///   - progress: told of each stage.
    package init(
        labels: [String], patches: [[PatchReference]], applied: [AppliedRevision], rebased: Set<Int>,
        transplants: [Int: AppliedRevision], reader: UnitReader, progress: @escaping (String) -> Void
    ) {
        self.labels = labels
        self.patches = patches
        self.applied = applied
        self.rebased = rebased
        self.transplants = transplants
        self.reader = reader
        self.progress = progress
    }

    /// Runs the models whose subject the revisions declare.
    package func outcome(_ reference: ReferenceCheck) throws -> BehaviorOutcome {
        let trees = [applied[0].base] + applied.map(\.tree)
        let runner = BehaviorRunner(
            subjects: zip(["base"] + labels, trees).map(subject),
            steps: labels.indices.map { .init(old: $0, new: $0 + 1, rebase: rebase(at: $0)) },
            holdsWhatAgrees: false,
            attribution: { [labels, patches, applied, reader] model in
                BehaviorAttribution(
                    model: model, states: ProgramStates(model: model, reader: reader), labels: labels,
                    patches: patches, applied: applied)
            },
            progress: progress)
        return try runner.outcome(reference)
    }

    private func subject(_ label: String, _ tree: PatchedTree) -> BehaviorRunner.Subject {
        .init(label: label, tree: tree, reader: reader)
    }

    private func rebase(at revision: Int) -> BehaviorRunner.Rebase? {
        guard rebased.contains(revision) else { return nil }
        let before = revision - 1
        return .init(
            transplant: transplants[revision].map { subject(labels[before], $0.tree) },
            bases: (
                subject(labels[before], applied[before].base),
                subject(labels[revision], applied[revision].base)
            ))
    }
}
