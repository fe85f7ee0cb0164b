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

    /// What was read.
    struct Reading {
        /// The base, then the revisions.
        var revisions: [RevisionSnapshot]
        /// For each revision, what is declared after each of its patches.
        var steps: [[SeriesStep]]
        /// How many entities the revisions have, over all flavors.
        var entityCount: Int
        /// What could not be read.
        var unknown: [Coverage.Unknown]
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
                let touched = Set(patch.touchedPaths)
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
        for (index, revision) in series.revisions.enumerated() {
            let final = table(at: (index + 1) * units.count, units)
            revisions.append(snapshot(revision.label, final))
            unknown += unknowns(revision.label, final, units)
            var current = baseTable
            steps.append(
                stepRanges[index].map { range in
                    let patch = revision.patches[range.patch]
                    let own = table(at: range.start, range.units)
                    for unit in range.units { current[unit] = own[unit] }
                    return SeriesStep(
                        patch: ApplicationFindings.reference(patch, revision.label),
                        snapshot: snapshot(
                            "\(revision.label) \(patch.number)/\(revision.patches.count)", current))
                })
        }
        let count = revisions.flatMap(\.flavors).reduce(0) { $0 + $1.snapshot.entityCount }
        return Reading(
            revisions: revisions, steps: steps, entityCount: count, unknown: Array(Set(unknown)).sorted())
    }

    private func snapshot(_ label: String, _ table: [Unit: ExtractionResponse]) -> RevisionSnapshot {
        RevisionSnapshot(
            label: label,
            flavors: plan.flavors.enumerated().map { index, flavor in
                let parts = files.compactMap { table[Unit(file: $0, flavor: index)] }
                return FlavorSnapshot(flavor: flavor.name, snapshot: Snapshot.merging(parts.map(Self.view)))
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
