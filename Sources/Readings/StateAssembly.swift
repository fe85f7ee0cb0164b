import ABIModel
import Drift
import ExtractionMessages
import Flavors
import KernelTree
import Phrases
import Synchronization

/// Puts the responses of one state's units together: what it declares, and what of it is unknown.
package final class StateAssembly: Sendable {
    let plan: FlavorPlan
    /// The compared files, in the order of the report.
    package let files: [String]
    /// The files of which a few names are wanted only, with these.
    private let wanted: [String: Set<String>]
    private let known = Mutex<[Key: Snapshot]>([:])

    package init(plan: FlavorPlan, files: [String], wanted: [String: Set<String>] = [:]) {
        self.plan = plan
        self.files = files
        self.wanted = wanted
    }

    /// The responses that a snapshot is made of; the states of a series have many of them in common.
    private struct Key: Hashable {
        var ofUnitsOnly: Bool
        var files: [Int]
        var responses: [Int]
    }

    /// What the units declare, one snapshot a flavor.
    ///
    /// A unit brings back records of other files that embed what is compared. Where only some
    /// units are looked at, records of compared files that are not among them are left out: seen through
    /// one unit and not through another they would count as added or removed.
    package func snapshot(
        _ label: Label, _ table: [Unit: ExtractionResponse], ofUnitsOnly: Bool = false
    ) -> RevisionSnapshot {
        RevisionSnapshot(
            label: label,
            flavors: plan.flavors.enumerated().map { index, flavor in
                FlavorSnapshot(flavor: flavor.name, snapshot: snapshot(index, table, ofUnitsOnly))
            })
    }

    private func snapshot(
        _ flavor: Int, _ table: [Unit: ExtractionResponse], _ ofUnitsOnly: Bool
    ) -> Snapshot {
        let parts = files.enumerated().compactMap { index, file in
            table[plan.unit(file, flavor: flavor)].map { (index: index, file: file, response: $0) }
        }
        let key = Key(
            ofUnitsOnly: ofUnitsOnly, files: parts.map(\.index), responses: parts.map(\.response.id))
        if let snapshot = known.withLock({ $0[key] }) { return snapshot }
        let compared = Set(files)
        let whole = Self.wholeRecords(parts.map(\.response))
        let made = Snapshot.merging(
            parts.map { part in
                var view = Self.view(part.response)
                if let names = wanted[part.file] { view.keepOnly(names) }
                // What was read whole wins over what was read with errors.
                if !part.response.errors.isEmpty {
                    view.records.removeAll { whole.contains([$0.name, $0.site.file]) }
                }
                if ofUnitsOnly {
                    view.records.removeAll {
                        $0.site.file != part.file && compared.contains($0.site.file)
                    }
                }
                return view
            })
        // Two threads may have made it: both go on with the same.
        return known.withLock { known in
            if let snapshot = known[key] { return snapshot }
            known[key] = made
            return made
        }
    }

    /// The records that are laid out in a unit without errors, by name and file.
    private static func wholeRecords(_ responses: [ExtractionResponse]) -> Set<[String]> {
        let isBroken = responses.map { !$0.errors.isEmpty || $0.failure != nil }
        guard isBroken.contains(true) else { return [] }
        var found: Set<[String]> = []
        for (response, isBroken) in zip(responses, isBroken) where !isBroken {
            for record in response.snapshot.records where !record.isForwardDeclaration {
                found.insert([record.name, record.site.file])
            }
        }
        return found
    }

    /// What of the units could not be read, with the reasons.
    package func unknowns(
        _ label: Label?, _ table: [Unit: ExtractionResponse], _ units: [Unit]
    ) -> [Unknown] {
        units.compactMap { unit -> Unknown? in
            guard let response = table[unit] else { return nil }
            let flavor = plan.flavors[unit.flavor]
            let subject = Unknown.Subject.unit(file: unit.file, flavor: flavor.name)
            if let failure = response.failure {
                return Unknown(
                    subject, of: label, reason: Phrase(verbatim: failure),
                    site: SourceSite(file: unit.file, line: 0))
            }
            guard let first = response.errors.first else { return nil }
            let count = response.errors.count
            let more: Phrase = count > 1 ? " (and \(count - 1) more errors)" : ""
            return Unknown(
                subject, of: label, reason: "clang: \(first.message)\(more)\(Self.caveat(flavor))",
                site: first.site)
        }
    }

    /// What of a flavor's settings may be the reason for clang's errors.
    private static func caveat(_ flavor: Flavor) -> Phrase {
        if let objection = flavor.objections.first {
            return "; the settings cannot be configured, as \(objection)"
        }
        let names = flavor.settings.map(\.name).joined(separator: ", ")
        return flavor.followsKconfig
            ? "" : "; the tree has no Kconfig files, so what depends on \(names) was left as it is"
    }

    /// What a response declares; a unit that could not be read leaves a note, so that what is missing
    /// from it does not count as removed.
    private static func view(_ response: ExtractionResponse) -> Snapshot {
        guard let failure = response.failure else { return response.snapshot }
        let file = response.includedFiles.first ?? ""
        return Snapshot(
            fidelity: [FidelityNote(what: file, reason: failure, site: SourceSite(file: file, line: 0))])
    }
}

extension Snapshot {
    /// Drops what has none of the names; constants go by that of their enum, or keep it.
    fileprivate mutating func keepOnly(_ names: Set<String>) {
        enums.removeAll { value in
            !names.contains(value.name) && !value.constants.contains { names.contains($0.name) }
        }
        records.removeAll { !names.contains($0.root) }
        functions.removeAll { !names.contains($0.name) }
        macros.removeAll { !names.contains($0.name) }
        typedefs.removeAll { !names.contains($0.name) }
        variables.removeAll { !names.contains($0.name) }
    }
}
