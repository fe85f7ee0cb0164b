import ABIModel
import Drift
import Testing

/// Findings that were worked out once are told under other labels.
@Suite struct KnownComparisonsTests {
    private func state(_ label: Label, _ values: [Int64]) -> RevisionSnapshot {
        let constants = values.enumerated().map { Enumeration.Constant(name: "E\($0)", value: CInteger($1)) }
        let site = SourceSite(file: "include/linux/x.h", line: 1)
        let enumeration = Enumeration(name: "e", underlyingType: "int", constants: constants, site: site)
        return RevisionSnapshot(
            label: label, flavors: [FlavorSnapshot(flavor: "f", snapshot: Snapshot(enums: [enumeration]))])
    }

    @Test func equalStatesHaveTheSameFindingsUnderTheirOwnLabels() {
        let known = KnownComparisons(withReach: false)
        for (old, new) in [("v1", "v2"), ("v3", "v4")] as [(Label, Label)] {
            let (before, after) = (state(old, [1, 2]), state(new, [1, 3]))
            let found = known.findings(before, after).findings
            #expect(!found.isEmpty && found == compare(before, after))
        }
        #expect(known.findings(state("v1", [1, 2]), state("v2", [1, 2])).findings.isEmpty)
        #expect(
            known.findings(state("v2", [1, 3]), state("v3", [1, 2])).findings.allSatisfy { $0.from == "v2" })
    }
}
