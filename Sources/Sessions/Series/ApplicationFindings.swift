import ABIModel
import Drift
import Flavors
import KernelTree
import PatchSeries
import Phrases
import ReviewThread

/// What came of applying the revisions of a series, as findings and as coverage.
///
/// What does not apply is unknown, never a drift. A file that the tree lacks is named once, whatever number of patches
/// wants to change it: parts of trees lack many.
struct ApplicationFindings {
    /// One finding for each patch that did not apply whole, or that did not arrive whole.
    private(set) var findings: [Finding] = []
    /// The same as what is unknown.
    private(set) var unknown: [Unknown] = []
    /// How each revision fared.
    private(set) var revisions: [Coverage.Revision] = []
    /// How patches were applied where git would have refused them, and which ones the tree has already.
    private(set) var notes: [Phrase] = []

    /// The files that were named as missing.
    private var missing: Set<String> = []

    init(_ series: Series, _ applied: [AppliedRevision]) {
        for (revision, application) in zip(series.revisions, applied) { add(revision, application) }
    }

    private mutating func add(_ revision: Revision, _ applied: AppliedRevision) {
        var failed: [Coverage.Failure] = []
        var whole = 0
        for (patch, result) in zip(revision.patches, applied.patches) {
            let failures = Self.obstacles(of: patch, result)
            if failures.isEmpty { whole += 1 }
            note(patch, result, of: revision)
            let telling = failures.filter { !isNamed($0) }
            failed += telling.map {
                Coverage.Failure(patch: patch.number, file: $0.file, line: $0.line ?? 0, reason: $0.reason)
            }
            if !telling.isEmpty { add(patch, of: revision, telling) }
        }
        revisions.append(
            Coverage.Revision(
                label: revision.label, patches: revision.patches.count, applied: whole, failed: failed,
                missing: revision.missing, base: Self.base(of: revision, applied)))
    }

    /// Whether it is a missing file that was told of before.
    private mutating func isNamed(_ failure: PatchFailure) -> Bool {
        failure.reason == PatchFailure.missingFile && !missing.insert(failure.file).inserted
    }

    private mutating func add(_ patch: Patch, of revision: Revision, _ failures: [PatchFailure]) {
        let others = failures.dropFirst()
        let damage = patch.damages.first
        let what: Phrase =
            damage.map { "cannot be used whole: \($0.error.sentence)" }
            ?? "does not apply to \(Self.place(failures[0])): \(failures[0].reason)"
        let site = SourceSite(file: failures[0].file, line: failures[0].line ?? 0)
        findings.append(
            Finding(
                rule: .patchDoesNotApply, verdict: .unknown,
                surface: .internal, compatibility: .incompatible, symbol: patch.title, from: .base,
                to: .revision(revision.label),
                message: "patch \(patch.number) of \(revision.label) \(what)",
                advice: damage.map { Phrase(verbatim: $0.error.hint) }
                    ?? "give --tree the commit the series is based on",
                patch: PatchReference(patch, in: revision.label), site: site,
                consequences: others.map { .obstacle(file: $0.file, line: $0.line, reason: $0.reason) }))
        let listed = others.map { "\(Self.place($0)): \($0.reason)" }.joined(separator: "; ")
        unknown.append(
            Unknown(
                .patch(patch.number), of: .revision(revision.label),
                reason: others.isEmpty ? what : "\(what) (and \(listed))",
                site: site.file.isEmpty ? nil : site))
    }

    // MARK: How it was applied

    private mutating func note(_ patch: Patch, _ result: AppliedPatch, of revision: Revision) {
        let name: Phrase = "patch \(patch.number) of \(revision.label)"
        if result.outcome == .present {
            notes.append("\(name) is already in the tree")
            return
        }
        let present = result.files.filter { $0.outcome == .present }.map(\.path)
        if !present.isEmpty { notes.append("\(name) is already in the tree in \(Self.list(present))") }
        var reduced: [String] = []
        var merged: [String] = []
        for file in result.files {
            switch file.outcome {
            case .reducedContext(let lines):
                reduced.append("\(file.path) (\(lines) \(lines == 1 ? "line" : "lines"))")
            case .threeWay: merged.append(file.path)
            case .clean, .offset, .present, .failed: break
            }
        }
        if !reduced.isEmpty {
            notes.append(
                "\(name) applied with less context than it has, where git would refuse it: \(Self.list(reduced))"
            )
        }
        if !merged.isEmpty {
            notes.append("\(name) was merged with what it was made for: \(Self.list(merged))")
        }
    }

    private static func list(_ paths: [String]) -> String { paths.joined(separator: ", ") }

    // MARK: Whether it was applied

    /// Why the tree is not the one that the series is for, in a sentence; nil where a good part of a revision applies.
    ///
    /// - Throws: ``KernelTreeError`` where the tree's `Makefile` cannot be read.
    static func refusal(_ series: Series, _ applied: [AppliedRevision]) throws -> String? {
        let counts = zip(series.revisions, applied).map { revision, application in
            let whole = zip(revision.patches, application.patches).filter { obstacles(of: $0, $1).isEmpty }
            return (whole: whole.count, all: revision.patches.count)
        }
        guard let tree = applied.first?.base, counts.allSatisfy({ $0.whole * 4 <= $0.all }) else {
            return nil
        }
        let whole = counts.reduce(0) { $0 + $1.whole }
        let all = counts.reduce(0) { $0 + $1.all }
        guard all > 0 else { return nil }
        var parts = ["\(whole) of \(all) patches \(whole == 1 ? "applies" : "apply")"]
        let first = zip(series.revisions, applied).lazy.flatMap { revision, application in
            zip(revision.patches, application.patches).lazy.compactMap { patch, result in
                obstacles(of: patch, result).first.map {
                    "patch \(patch.number) of \(revision.label) not to \(place($0)): \($0.reason)"
                }
            }
        }.first
        if let first { parts[0] += " (\(first))" }
        if let version = try tree.kernelVersion {
            parts.append("the files are those of \(version.shortName)")
        }
        if let base = SeriesBaseName.name(in: series) { parts.append("the series names \(base)") }
        return parts.joined(separator: "; ")
    }

    /// What of a patch is not in the tree: first what the mail lost, then what git refused.
    private static func obstacles(of patch: Patch, _ result: AppliedPatch) -> [PatchFailure] {
        patch.damages.map { PatchFailure(file: $0.path, line: nil, reason: $0.error.sentence) }
            + (result.outcome == .present ? [] : result.failures)
    }

    /// How the tree relates to the base the series was made for, told from the `index` lines: the first
    /// time a file is touched, the blob it names is either the tree's or another one.
    private static func base(of revision: Revision, _ applied: AppliedRevision) -> Phrase {
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

extension KernelVersion {
    /// As people write it: `5.17-rc5`, `6.1`, `6.1.12`.
    fileprivate var shortName: String { "\(major).\(minor)" + (patch > 0 ? ".\(patch)" : "") + extra }
}
