import Drift
import ExtractionMessages
import KernelTree
import PatchSeries
import Phrases
import Readings

/// Whether every patch leaves C files that clang can read, function bodies included.
///
/// A file is looked at after each patch, for a header that a patch changes may break files that it does not
/// touch. What clang says already before the first patch is the tree's or ours, and no patch's fault.
struct BuildCheck {
    let series: Series
    let applied: [AppliedRevision]
    let files: [String]

    /// An error as it is found again after lines have moved.
    private struct Key: Hashable {
        var file: String
        var message: String
    }

    /// The errors that one patch brings into a file, and the patch that takes them away.
    private struct Break {
        var patch: Int
        var mended: Int?
        var errors: [ExtractionResponse.Complaint]
    }

    /// One finding for each file that a patch leaves with new errors, by the patch that mends them.
    func findings(with reader: UnitReader) throws -> [Finding] {
        let units = files.map { Unit(file: $0, flavor: 0, readsBodies: $0.hasSuffix(".c")) }
        var wanted: [(unit: Unit, state: PatchedTree)] = []
        for application in applied {
            for unit in units {
                wanted += ([application.base] + application.patches.map(\.tree)).map { (unit, $0) }
            }
        }
        let responses = try reader.read(wanted)
        var found: [Finding] = []
        var start = 0
        for (revision, application) in zip(series.revisions, applied) {
            for unit in units {
                let end = start + application.patches.count + 1
                let history = responses[start..<end].map { response in
                    response.flatMap { $0.failure == nil ? $0.errors : nil } ?? []
                }
                found += Self.breaks(in: history).map { finding($0, unit.file, revision, application) }
                start = end
            }
        }
        return found
    }

    /// What is new after a patch, put together by the patch that mends it.
    private static func breaks(in history: [[ExtractionResponse.Complaint]]) -> [Break] {
        let keys = history.map { errors in Set(errors.map { Key(file: $0.site.file, message: $0.message) }) }
        var result: [Break] = []
        for index in history.indices.dropFirst() {
            var own: [Break] = []
            for error in history[index] {
                let key = Key(file: error.site.file, message: error.message)
                guard !keys[index - 1].contains(key) else { continue }
                let mended = keys[index...].firstIndex { !$0.contains(key) }
                if let known = own.firstIndex(where: { $0.mended == mended }) {
                    own[known].errors.append(error)
                } else {
                    own.append(Break(patch: index, mended: mended, errors: [error]))
                }
            }
            result += own
        }
        return result
    }

    private func finding(
        _ found: Break, _ file: String, _ revision: Revision, _ application: AppliedRevision
    ) -> Finding {
        let patch = revision.patches[found.patch - 1]
        let first = found.errors[0]
        func label(_ index: Int) -> Label {
            index == 0
                ? .base
                : .patch(
                    of: revision.label, number: revision.patches[index - 1].number,
                    count: revision.patches.count)
        }
        let end: Phrase =
            found.mended.map { "patch \(revision.patches[$0 - 1].number) mends it" }
            ?? "no later patch of the series mends it"
        var result = Finding(
            rule: .patchBreaksBuild, surface: .internal, compatibility: .incompatible, symbol: file,
            from: label(found.patch - 1),
            to: label(found.patch),
            message: "after patch \(patch.number) \(code: file) does not compile: \(first.message) "
                + "(\(first.site)); \(end)",
            advice: found.mended == nil
                ? nil : "Move the mending change into the patch that breaks it, or reorder.",
            patch: PatchReference(patch, in: revision.label), site: first.site,
            consequences: found.errors.dropFirst().prefix(20).map { .complaint($0.site, $0.message) })
        // What a patch does that was not applied whole tells nothing of the patch.
        let whole = application.patches[..<found.patch].allSatisfy(\.failures.isEmpty)
        if !whole {
            result.verdict = .unknown
            result.severity = .note
            result.advice = nil
            result.doubt = .unapplied
        }
        return result
    }
}
