import ABIModel
import Drift
import Testing

@testable import Sessions

/// Which patch a change between two revisions is given to.
@Suite struct PatchAttributionTests {
    private func patch(_ revision: String, _ number: Int) -> PatchReference {
        PatchReference(revision: revision, number: number, messageID: "", title: "patch \(number)")
    }

    /// A state in which a header defines macros.
    private func state(_ label: String, _ macros: [String: Int64], file: String = "a.h") -> RevisionSnapshot {
        let site = SourceSite(file: file, line: 1)
        return RevisionSnapshot(
            label: .revision(label),
            flavors: [
                FlavorSnapshot(
                    flavor: "x86_64",
                    snapshot: Snapshot(
                        macros: macros.map { Macro(name: $0, value: .integer(CInteger($1)), site: site) }))
            ])
    }

    private func change(
        _ revision: String, _ number: Int, _ before: [String: Int64], _ after: [String: Int64]
    ) -> PatchChange {
        PatchChange(
            patch: patch(revision, number), before: state("before", before), after: state("after", after))
    }

    private func finding(
        _ rule: RuleID, _ symbol: String, from: Label = .revision("v1"), to: Label = .revision("v2"),
        file: String = "a.h"
    ) -> Finding {
        Finding(
            rule: rule, surface: .internal, compatibility: .incompatible, symbol: symbol, from: from, to: to,
            message: "", site: SourceSite(file: file, line: 1))
    }

    private func number(_ attribution: PatchAttribution, _ finding: Finding, revision: Int = 1) -> String? {
        attribution.attributed(finding, revision: revision).patch.map { "\($0.revision) \($0.number)" }
    }

    @Test func thePatchThatMakesTheSameChange() {
        let attribution = PatchAttribution([
            [], [change("v2", 1, [:], ["A": 1]), change("v2", 2, ["A": 1], ["A": 2])],
        ])
        #expect(number(attribution, finding(.macroAdded, "A")) == "v2 1")
        #expect(number(attribution, finding(.macroValueChanged, "A")) == "v2 2")
    }

    @Test func elseTheLastThatChangesTheSymbol() {
        let attribution = PatchAttribution([
            [], [change("v2", 1, ["A": 1], ["A": 2]), change("v2", 2, ["A": 2], ["A": 3])],
        ])
        #expect(number(attribution, finding(.macroRemoved, "A")) == "v2 2")
    }

    /// What the new revision no longer does was the old one's doing; against the base there is no old one.
    @Test func elseThePatchOfTheOldRevision() {
        let attribution = PatchAttribution([[change("v1", 3, [:], ["A": 1])], []])
        #expect(number(attribution, finding(.macroRemoved, "A")) == "v1 3")
        #expect(number(attribution, finding(.macroRemoved, "A", from: .base)) == nil)
    }

    @Test func whatNobodyChangesIsNobodys() {
        let attribution = PatchAttribution([[], [change("v2", 1, ["A": 1], ["A": 2])]])
        #expect(number(attribution, finding(.macroAdded, "B", file: "b.h")) == nil)
    }

    @Test func eachPatchHasItsFindings() {
        let attribution = PatchAttribution([
            [change("v1", 1, ["A": 1], ["A": 2, "B": 1]), change("v1", 2, ["B": 1], ["B": 1])]
        ])
        #expect(attribution.findings.count == 1)
        #expect(attribution.findings[0][1]?.map(\.symbol).sorted() == ["A", "B"])
        #expect(attribution.findings[0][2]?.isEmpty == true)
    }
}
