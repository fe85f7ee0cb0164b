import PatchSeries

extension Patch {
    /// The patch as the applier takes it.
    package var input: PatchInput {
        PatchInput(
            number: number, diff: diff,
            files: fileDiffs.map { .init(oldPath: $0.oldPath, newPath: $0.newPath) })
    }
}
