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
    private let predecessorsOnNewBase: [Int: AppliedRevision]
    private let reader: UnitReader
    private let progress: @Sendable (String) -> Void

    /// Takes a series that was applied.
    ///
    /// - Parameters:
    ///   - labels: the revisions' labels.
    ///   - patches: for each revision its patches.
    ///   - applied: the trees, one entry a revision.
    ///   - rebased: the indices of the revisions that stand on another base than the one before.
    ///   - predecessorsOnNewBase: by the index of a revision the one before it, applied to its base.
    ///   - reader: reads the C.
    ///   - progress: told of each stage.
    package init(
        labels: [String], patches: [[PatchReference]], applied: [AppliedRevision], rebased: Set<Int>,
        predecessorsOnNewBase: [Int: AppliedRevision], reader: UnitReader,
        progress: @escaping @Sendable (String) -> Void
    ) {
        self.labels = labels
        self.patches = patches
        self.applied = applied
        self.rebased = rebased
        self.predecessorsOnNewBase = predecessorsOnNewBase
        self.reader = reader
        self.progress = progress
    }

    /// Runs the models whose subject the revisions declare.
    package func outcome(_ reference: ReferenceCheck) throws -> BehaviorOutcome {
        let trees = [applied[0].base] + applied.map(\.tree)
        let runner = BehaviorRunner(
            subjects: zip([.base] + labels.map(Label.revision), trees).map(subject),
            steps: labels.indices.map { .init(old: $0, new: $0 + 1, rebase: rebase(at: $0)) },
            holdsWhatAgrees: false,
            attribution: { [labels, patches, applied, reader] model in
                BehaviorAttribution(model: model, patches: patches) { revision in
                    let trees = [applied[revision].base] + applied[revision].patches.map(\.tree)
                    return try ProgramStates(model: model, reader: reader).read(
                        trees.map { (.revision(labels[revision]), $0) }
                    ).map(\.program)
                }
            },
            progress: progress)
        return try runner.outcome(reference)
    }

    private func subject(_ label: Label, _ tree: PatchedTree) -> BehaviorRunner.Subject {
        .init(label: label, tree: tree, reader: reader)
    }

    private func rebase(at revision: Int) -> BehaviorRunner.Rebase? {
        guard rebased.contains(revision) else { return nil }
        let before = revision - 1
        return .init(
            transplant: predecessorsOnNewBase[revision].map { subject(.revision(labels[before]), $0.tree) },
            bases: (
                subject(.revision(labels[before]), applied[before].base),
                subject(.revision(labels[revision]), applied[revision].base)
            ))
    }
}
