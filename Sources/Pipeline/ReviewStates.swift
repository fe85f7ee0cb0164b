import ABIModel
import Drift
import ExtractionMessages
import KernelTree
import PatchSeries

/// The states of a tree that a review looks at: the base, each revision, and each patch of each.
struct ReviewStates {
    let series: Series
    let applied: [AppliedRevision]
    let base: PatchedTree
    let plan: FlavorPlan
    let files: [String]
    let uncompiled: UncompiledLines

    /// What was read.
    struct Reading {
        /// The base, then the revisions.
        var revisions: [RevisionSnapshot]
        /// For each revision, what is declared after each of its patches.
        var steps: [[SeriesStep]]
        /// For each revision, what each of its patches makes of the files it touches.
        var changes: [[PatchChange]]
        /// How many entities the revisions have, over all flavors.
        var entityCount: Int
        /// What could not be read.
        var unknown: [Coverage.Unknown]
    }

    /// The files that a patch touches, before and after it.
    struct PatchChange {
        /// The patch.
        var patch: PatchReference
        /// What those files declare before it.
        var before: RevisionSnapshot
        /// What they declare after it.
        var after: RevisionSnapshot
    }

    /// Reads all states. After a patch only the files it touches are read again: what they include
    /// matters for a revision as a whole, and is read then.
    func read(with reader: UnitReader) throws -> Reading {
        let units = plan.units(of: files)
        var wanted: [(unit: Unit, state: PatchedTree)] = []
        for state in [base] + applied.map(\.tree) { wanted += units.map { ($0, state) } }
        var stepRanges: [[(patch: Int, units: [Unit], start: Int)]] = []
        for (revision, application) in zip(series.revisions, applied) {
            var ranges: [(patch: Int, units: [Unit], start: Int)] = []
            for (index, patch) in revision.patches.enumerated() {
                let before = index == 0 ? base : application.patches[index - 1].tree
                let touched = Set(
                    try patch.touchedPaths.filter {
                        try Self.changesDeclarations(of: $0, before, application.patches[index].tree)
                    })
                let own = units.filter { touched.contains($0.file) }
                ranges.append((index, own, wanted.count))
                wanted += own.map { ($0, application.patches[index].tree) }
            }
            stepRanges.append(ranges)
        }
        let responses = try reader.read(wanted)

        func table(at start: Int, _ units: [Unit]) -> [Unit: ExtractionResponse] {
            var result: [Unit: ExtractionResponse] = [:]
            for (offset, unit) in units.enumerated() { result[unit] = responses[start + offset] }
            return result
        }
        let baseTable = table(at: 0, units)
        var revisions = [snapshot("base", baseTable)]
        var unknown = unknowns("base", baseTable, units)
        var steps: [[SeriesStep]] = []
        var changes: [[PatchChange]] = []
        for (index, revision) in series.revisions.enumerated() {
            let final = table(at: (index + 1) * units.count, units)
            revisions.append(snapshot(revision.label, final))
            unknown += unknowns(revision.label, final, units)
            unknown += uncompiled.unknown(revision: index, label: revision.label) { file in
                plan.units(of: [file]).compactMap { final[$0] }
            }
            var current = baseTable
            var revisionSteps: [SeriesStep] = []
            var revisionChanges: [PatchChange] = []
            for range in stepRanges[index] {
                let patch = revision.patches[range.patch]
                let reference = ApplicationFindings.reference(patch, revision.label)
                let label = "\(revision.label) \(patch.number)/\(revision.patches.count)"
                let own = table(at: range.start, range.units)
                let touched = range.units.reduce(into: [Unit: ExtractionResponse]()) { $0[$1] = current[$1] }
                for unit in range.units { current[unit] = own[unit] }
                revisionChanges.append(
                    PatchChange(
                        patch: reference, before: snapshot("before \(label)", touched, ofUnitsOnly: true),
                        after: snapshot(label, own, ofUnitsOnly: true)))
                revisionSteps.append(SeriesStep(patch: reference, snapshot: snapshot(label, current)))
            }
            steps.append(revisionSteps)
            changes.append(revisionChanges)
        }
        let count = revisions.flatMap(\.flavors).reduce(0) { $0 + $1.snapshot.entityCount }
        return Reading(
            revisions: revisions, steps: steps, changes: changes, entityCount: count,
            unknown: Array(Set(unknown)).sorted())
    }

    /// Whether a patch changes what a file itself declares; in a C file function bodies and initialisers do not
    /// count. A header's inline functions are looked into, since what a stub gives back matters.
    private static func changesDeclarations(
        of file: String, _ before: PatchedTree, _ after: PatchedTree
    ) throws -> Bool {
        guard file.hasSuffix(".c"), let old = try before.contents(of: file),
            let new = try after.contents(of: file)
        else { return true }
        return FileScope(old) != FileScope(new)
    }

    /// A unit brings back records of other files that embed what the series touches. Where only some
    /// units are looked at, records of compared files that are not among them are left out: seen through
    /// one unit and not through another they would count as added or removed.
    private func snapshot(
        _ label: String, _ table: [Unit: ExtractionResponse], ofUnitsOnly: Bool = false
    ) -> RevisionSnapshot {
        let compared = Set(files)
        return RevisionSnapshot(
            label: label,
            flavors: plan.flavors.enumerated().map { index, flavor in
                let parts = files.compactMap { file -> Snapshot? in
                    guard let response = table[Unit(file: file, flavor: index)] else { return nil }
                    var view = Self.view(response)
                    if ofUnitsOnly {
                        view.records.removeAll { $0.site.file != file && compared.contains($0.site.file) }
                    }
                    return view
                }
                return FlavorSnapshot(flavor: flavor.name, snapshot: Snapshot.merging(parts))
            })
    }

    /// What a response declares; a unit that could not be read leaves a note, so that what is missing
    /// from it does not count as removed.
    private static func view(_ response: ExtractionResponse) -> Snapshot {
        guard let failure = response.failure else { return response.snapshot }
        let file = response.includedFiles.first ?? ""
        return Snapshot(
            fidelity: [FidelityNote(what: file, reason: failure, site: SourceSite(file: file, line: 0))])
    }

    private func unknowns(
        _ label: String, _ table: [Unit: ExtractionResponse], _ units: [Unit]
    ) -> [Coverage.Unknown] {
        units.flatMap { unit -> [Coverage.Unknown] in
            guard let response = table[unit] else { return [] }
            let what = "\(label): \(unit.file) (\(plan.flavors[unit.flavor].name))"
            if let failure = response.failure {
                return [.init(what: what, reason: failure, site: SourceSite(file: unit.file, line: 0))]
            }
            guard let first = response.errors.first else { return [] }
            let more = response.errors.count > 1 ? " (and \(response.errors.count - 1) more errors)" : ""
            return [.init(what: what, reason: "clang: \(first.message)\(more)", site: first.site)]
        }
    }
}
