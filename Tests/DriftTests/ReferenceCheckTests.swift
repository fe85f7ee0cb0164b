import ABIModel
@testable import Drift
import ReferenceModels
import Testing

/// Revisions held against reference models, over the text of ``OwnershipRevisions``.
@Suite struct ReferenceCheckTests {
    private let title = DMAOwnership.structure.seriesTitle

    private func check(
        _ revisions: [RevisionSnapshot] = OwnershipRevisions.all, title: String? = nil,
        _ choice: ReferenceChoice = .fitting
    ) -> ReferenceCheck {
        ReferenceCheck(revisions, title: title ?? self.title, choice: choice)
    }

    private func revision(_ label: Label) -> RevisionSnapshot { OwnershipRevisions.pair(label, label).0 }

    @Test func everyRevisionOfTheSeriesIsHeldAgainstItsLabel() {
        let matches = check().matches
        #expect(matches.map(\.revision) == OwnershipRevisions.labels)
        #expect(matches.map(\.matches) == OwnershipRevisions.labels)
        #expect(matches.allSatisfy { $0.model == "dma-ownership" && $0.held > 20 })
        // The text leaves out `iommu_detach_group()`, a platform helper and the bits' order; nothing else.
        for match in matches {
            let symbols = check().findings(Label.named(match.revision)).map(\.symbol)
            #expect(symbols.contains("iommu_detach_group"), "\(match.revision)")
            #expect(!symbols.contains { $0.contains("dma_owner") || $0.contains("DMA_OWNER") })
        }
    }

    @Test func theHeaderAloneFitsAllThatShareIt() {
        func header(_ label: Label) -> RevisionSnapshot {
            var revision = revision(label)
            for index in revision.flavors.indices {
                var snapshot = revision.flavors[index].snapshot
                snapshot.records = []
                snapshot.functions.removeAll {
                    $0.site.file != "include/linux/iommu.h" || $0.name.contains("attach_group")
                }
                let function = snapshot.functions.first { $0.name == "iommu_attach_device" }
                for name in ["iommu_attach_group", "iommu_detach_group"] {
                    guard var other = function else { continue }
                    other.name = name
                    other.returnType = name.contains("detach") ? "void" : "int"
                    other.parameters[1] = .init(name: "group", type: "struct iommu_group *")
                    snapshot.functions.append(other)
                }
                snapshot.macros.removeAll { $0.site.file != "include/linux/iommu.h" }
                snapshot.enums.removeAll { $0.site.file != "include/linux/iommu.h" }
                snapshot.typedefs = []
                revision.flavors[index].snapshot = snapshot
            }
            return revision
        }
        let matches = check(["v2", "v4", "v7"].map(header), title: "another series").matches
        #expect(matches.map(\.matches) == ["v2, v3", "v4", "v6…6.1"])
        #expect(matches.map(\.alike) == [["v2", "v3"], ["v4"], ["v6", "v7", "v8", "v8-resend", "6.1"]])
        #expect(matches.allSatisfy { $0.deviations == 0 })
        #expect(
            matches.allSatisfy { match in match.unseen.contains { $0.subject == .name("struct iommu_group") }
            })
    }

    @Test func deviationsOfTheOwnSeriesAreGraverThanThoseOfAnyTree() {
        var changed = revision("v6")
        let flavor = changed.flavors[0].snapshot
        let index = flavor.functions.firstIndex {
            $0.name == "iommu_group_claim_dma_owner" && $0.site.file.hasSuffix(".h")
        }
        guard let index else {
            Issue.record("v6 declares no claim")
            return
        }
        changed.flavors[0].snapshot.functions[index].parameters.removeLast()
        func finding(_ title: String?, _ choice: ReferenceChoice = .fitting) -> Finding? {
            check([changed], title: title, choice).findings("v6").first {
                $0.symbol == "iommu_group_claim_dma_owner"
            }
        }
        let own = finding(title)
        #expect(own?.rule == .referenceMismatch)
        #expect(own?.severity == .warning)
        #expect(own?.evidence == .reference)
        #expect(own?.from == "reference v6" && own?.to == "v6")
        #expect(
            own?.message.said
                == "`iommu_group_claim_dma_owner` is `int iommu_group_claim_dma_owner(struct iommu_group *group)`; "
                + "the reference model dma-ownership v6 has "
                + "`int iommu_group_claim_dma_owner(struct iommu_group *group, void *owner)`")
        #expect(finding("another series")?.severity == .note)
        #expect(finding("another series", .named("dma-ownership"))?.severity == .warning)
    }

    @Test func aSeriesOnSomethingElseGetsNoLine() {
        let bus = Record(
            name: "bus_type", sizeBytes: 8, alignBytes: 8, members: [],
            site: SourceSite(file: "include/linux/device/bus.h", line: 1))
        let other = RevisionSnapshot(
            label: "v1", flavors: [FlavorSnapshot(flavor: "x86_64", snapshot: Snapshot(records: [bus]))])
        #expect(check([other], title: "another series").matches.isEmpty)
        #expect(check([other], title: "another series").findings("v1").isEmpty)
        let empty = RevisionSnapshot(
            label: "v1", flavors: [FlavorSnapshot(flavor: "x86_64", snapshot: Snapshot())])
        #expect(check([empty]).notes.isEmpty)
        #expect(
            check([empty], .named("dma-ownership")).notes.map(\.said)
                == ["nothing that was read is a subject of the reference model dma-ownership"])
    }

    @Test func noModelWhereNoneIsWanted() {
        #expect(check(OwnershipRevisions.all, ReferenceChoice.none).matches.isEmpty)
        #expect(ReferenceChoice(argument: "none") == ReferenceChoice.none)
        #expect(ReferenceChoice(argument: "dma-ownership") == .named("dma-ownership"))
        #expect(ReferenceChoice(argument: "nosuch") == nil)
    }

    @Test func renamesOfTheLineageAreTheReferencesEvidence() {
        let (old, new) = OwnershipRevisions.pair("v4", "v5")
        let hints = check().hints(from: "v4", to: "v5")
        let found = compare(old, new, hints: hints)
        let known = found.filter { $0.evidence == .reference }.map(\.message.said)
        #expect(
            known.contains("`iommu_device_set_dma_owner` was renamed to `iommu_device_use_dma_api`"))
        #expect(
            known.contains {
                $0.hasPrefix(
                    "`iommu_group_dma_owner_unclaimed` was renamed to `iommu_group_dma_owner_claimed`")
            })
        #expect(found.contains { $0.rule == .memberRenamed && $0.evidence == .reference })
        #expect(!found.contains { $0.rule == .functionRemoved && $0.symbol.contains("device_set") })
        let (v1, v2) = OwnershipRevisions.pair("v1", "v2")
        let constants = compare(v1, v2, hints: check().hints(from: "v1", to: "v2"))
            .filter { $0.rule == .enumConstantRenamed }
        #expect(constants.count == 2 && constants.allSatisfy { $0.evidence == .reference })
        // Without a lineage they are told from names and places.
        #expect(
            compare(v1, v2).filter { $0.rule == .enumConstantRenamed }
                .allSatisfy { $0.evidence == .heuristic })
    }
}
