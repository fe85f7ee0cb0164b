import ABIModel
import Drift
import Readings

/// Takes back what an added flavor alone seems to show: that something came or went whose header was not read under that
/// flavor. It was seen on one side because another header includes its own there.
struct UnreadHomes {
    private let plan: FlavorPlan
    /// By a given flavor's architecture, its name.
    private let given: [String: String]

    init(_ plan: FlavorPlan) {
        self.plan = plan
        given = Dictionary(
            plan.flavors.enumerated().filter { plan.switchedOff(in: $0.offset) == nil }.map {
                ($0.element.architecture.name, $0.element.name)
            }
        ) { first, _ in first }
    }

    /// The findings between two sides without the flavors that cannot tell, and without those that no flavor is left for.
    func sift(_ findings: [Finding], old: RevisionSnapshot, new: RevisionSnapshot) -> [Finding] {
        let added = Dictionary(
            plan.flavors.enumerated().compactMap { index, flavor in
                plan.switchedOff(in: index).map { (flavor.name, (flavor.architecture.name, $0.files)) }
            }
        ) { first, _ in first }
        guard !added.isEmpty, findings.contains(where: { Self.isComingOrGoing($0) }) else { return findings }
        let homes = [Homes(old, given.values), Homes(new, given.values)]
        return findings.compactMap { finding in
            guard Self.isComingOrGoing(finding), !finding.flavors.isEmpty, let name = finding.declaredName
            else {
                return finding
            }
            var result = finding
            result.flavors.removeAll { flavor in
                guard let (architecture, files) = added[flavor], let main = given[architecture] else {
                    return false
                }
                // On which side it is missed.
                let there = homes[finding.before == nil ? 0 : 1].files(of: name, in: main)
                return !there.isEmpty && there.isDisjoint(with: files)
            }
            return result.flavors.isEmpty ? nil : result
        }
    }

    private static func isComingOrGoing(_ finding: Finding) -> Bool {
        SameText.comesOrGoes.contains(finding.rule) && (finding.before == nil) != (finding.after == nil)
    }

    /// The headers that declare names under the given flavors.
    private final class Homes {
        private let snapshots: [String: Snapshot]
        private var known: [String: [String: Set<String>]] = [:]

        init(_ side: RevisionSnapshot, _ flavors: some Sequence<String>) {
            let wanted = Set(flavors)
            snapshots = Dictionary(
                side.flavors.filter { wanted.contains($0.flavor) }.map { ($0.flavor, $0.snapshot) }
            ) { first, _ in first }
        }

        func files(of name: String, in flavor: String) -> Set<String> {
            if let table = known[flavor] { return table[name] ?? [] }
            var table: [String: Set<String>] = [:]
            func note(_ name: String, _ site: SourceSite) { table[name, default: []].insert(site.file) }
            guard let snapshot = snapshots[flavor] else { return [] }
            for value in snapshot.enums {
                note(value.name, value.site)
                for constant in value.constants { note(constant.name, value.site) }
            }
            for value in snapshot.records where !value.isForwardDeclaration { note(value.name, value.site) }
            for value in snapshot.functions { note(value.name, value.site) }
            for value in snapshot.macros { note(value.name, value.site) }
            for value in snapshot.typedefs { note(value.name, value.site) }
            for value in snapshot.variables { note(value.name, value.site) }
            known[flavor] = table
            return table[name] ?? []
        }
    }
}
