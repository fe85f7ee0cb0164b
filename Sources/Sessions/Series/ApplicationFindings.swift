import ABIModel
import Drift
import KernelTree
import PatchSeries

/// What came of applying a revision, as findings and as coverage.
enum ApplicationFindings {
    /// One finding for each patch that did not apply whole, or that did not arrive whole.
    static func findings(_ revision: Revision, _ applied: AppliedRevision) -> [Finding] {
        zip(revision.patches, applied.patches).compactMap { patch, result in
            let failures = obstacles(of: patch, result)
            guard let first = failures.first else { return nil }
            let others = failures.dropFirst().map { "\(place($0)): \($0.reason)" }
            let number = "patch \(patch.number) of \(revision.label)"
            let damage = patch.damages.first
            return Finding(
                rule: .patchDoesNotApply, verdict: .unknown,
                surface: .internal, compatibility: .incompatible, symbol: patch.title, from: "base",
                to: revision.label,
                message: damage.map { "\(number) cannot be used whole: \($0.error.sentence)" }
                    ?? "\(number) does not apply to \(place(first)): \(first.reason)",
                advice: damage?.error.hint ?? "give --tree the commit the series is based on",
                patch: PatchReference(patch, in: revision.label),
                site: SourceSite(file: first.file, line: first.line ?? 0), consequences: others)
        }
    }

    /// How the revision fared.
    static func coverage(_ revision: Revision, _ applied: AppliedRevision) -> Coverage.Revision {
        let all = zip(revision.patches, applied.patches).map { patch, result in
            (patch.number, obstacles(of: patch, result))
        }
        let failures = all.flatMap { number, failures in
            failures.map {
                Coverage.Failure(patch: number, file: $0.file, line: $0.line ?? 0, reason: $0.reason)
            }
        }
        return Coverage.Revision(
            label: revision.label, patches: revision.patches.count,
            applied: all.filter { $0.1.isEmpty }.count, failed: failures,
            missing: revision.missing, base: base(of: revision, applied))
    }

    /// What of a patch is not in the tree: first what the mail lost, then what git refused.
    private static func obstacles(of patch: Patch, _ result: AppliedPatch) -> [PatchFailure] {
        patch.damages.map { PatchFailure(file: $0.path, line: nil, reason: $0.error.sentence) }
            + result.failures
    }

    /// How the tree relates to the base the series was made for, told from the `index` lines: the first
    /// time a file is touched, the blob it names is either the tree's or another one.
    private static func base(of revision: Revision, _ applied: AppliedRevision) -> String {
        var seen: Set<String> = []
        var same = 0
        var other = 0
        for diff in revision.patches.flatMap(\.fileDiffs) {
            guard let path = diff.oldPath, seen.insert(path).inserted, let wanted = diff.oldBlob else {
                continue
            }
            guard let found = applied.baseBlobIDs[path] else { continue }
            if found.hasPrefix(wanted) || wanted.hasPrefix(found) { same += 1 } else { other += 1 }
        }
        switch (same, other) {
        case (0, 0): return "the patches name no blobs to compare the tree with"
        case (_, 0): return "all \(same) touched files are those the series was made for"
        default: return "\(same) of \(same + other) touched files are those the series was made for"
        }
    }

    private static func place(_ failure: PatchFailure) -> String {
        failure.line.map { "\(failure.file):\($0)" } ?? failure.file
    }
}
