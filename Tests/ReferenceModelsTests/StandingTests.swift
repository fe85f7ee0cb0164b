import ABIModel
import Testing

@testable import ReferenceModels

/// Snapshots held against reference revisions.
@Suite struct StandingTests {
    private let structure = DMAOwnership.structure

    private func standing(_ snapshots: [Snapshot], _ label: String) -> Standing {
        structure.revision(label).map { structure.standing(of: structure.view(of: snapshots), against: $0) }
            ?? Standing()
    }

    private func brief(_ snapshots: [Snapshot], _ label: String) -> [String] {
        standing(snapshots, label).deviations.map { "\($0.symbol): \($0.expected) / \($0.found)" }
    }

    @Test(arguments: DMAOwnership.structure.revisions.map(\.label))
    func everyRevisionAgreesWithItself(label: String) {
        let standing = standing(RenderedRevision(label).both, label)
        #expect(standing.deviations.isEmpty)
        #expect(standing.agrees)
        #expect(standing.unseen.isEmpty)
    }

    @Test func whatIsDeclaredAlikeMatchesTogether() {
        func matches(_ label: String) -> [String] {
            structure.matches(structure.view(of: RenderedRevision(label).both))
        }
        #expect(matches("base") == ["base"])
        #expect(matches("v1") == ["v1"])
        #expect(matches("v2") == ["v2"])
        #expect(matches("v3") == ["v3"])
        #expect(matches("v4") == ["v4"])
        #expect(matches("v5") == ["v5"])
        for label in ["v6", "v7", "v8", "v8-resend"] {
            #expect(matches(label) == ["v6", "v7", "v8", "v8-resend"])
        }
        for label in ["6.1", "6.12", "7.2"] { #expect(matches(label) == [label]) }
    }

    /// `iommu.h` alone does not tell v2 from v3, nor v6 from what came of it.
    @Test func headerIdenticalSets() {
        func matches(_ label: String) -> [String] {
            let full = RenderedRevision(label)
            let header = [full.on, full.off].map { snapshot in
                Snapshot(
                    enums: snapshot.enums,
                    functions: snapshot.functions.filter { $0.site.file == "include/linux/iommu.h" },
                    macros: snapshot.macros.filter { $0.site.file == "include/linux/iommu.h" })
            }
            return structure.matches(structure.view(of: header))
        }
        #expect(matches("v2") == ["v2", "v3"])
        #expect(matches("v3") == ["v2", "v3"])
        #expect(matches("v7") == ["v6", "v7", "v8", "v8-resend", "6.1"])
        #expect(matches("7.2") == ["6.12", "7.2"])
        #expect(matches("v4") == ["v4"])
    }

    @Test func neighboursDifferInWhatTheFactsSay() {
        #expect(
            brief(RenderedRevision("v4").both, "v3").contains(
                "enum iommu_dma_owner: DMA_OWNER_NONE = 0, DMA_OWNER_DMA_API = 1, "
                    + "DMA_OWNER_PRIVATE_DOMAIN = 2, DMA_OWNER_PRIVATE_DOMAIN_USER = 3 / "
                    + "DMA_OWNER_DMA_API = 0, DMA_OWNER_PRIVATE_DOMAIN = 1, DMA_OWNER_PRIVATE_DOMAIN_USER = 2"
            ))
        #expect(
            brief(RenderedRevision("v3").both, "v2") == [
                "_platform_dma_configure: static int _platform_dma_configure(struct device *dev) / absent",
                "firmware_dma_configure: absent / int firmware_dma_configure(struct device *dev)",
                "platform_dma_configure: absent / static int platform_dma_configure(struct device *dev)",
                "platform_dma_configure: int platform_dma_configure(struct device *dev) / absent",
                "struct bus_type.dma_cleanup: absent / void (*dma_cleanup)(struct device *)",
                "struct bus_type.dma_unconfigure: void (*dma_unconfigure)(struct device *) / absent",
            ])
        #expect(
            brief(RenderedRevision("6.12").both, "7.2").contains(
                "struct iommu_group.recovery_cnt: unsigned int recovery_cnt / absent"))
    }

    // MARK: One change at a time

    private func changed(_ label: String, _ change: (inout RenderedRevision) -> Void) -> [String] {
        var tree = RenderedRevision(label)
        change(&tree)
        return brief(tree.both, label)
    }

    @Test func aConstantOfAnotherValue() {
        let found = changed("v4") { tree in
            tree.on.enums[0].constants[2].value = 3
        }
        #expect(found.count == 1)
        #expect(found.first?.hasSuffix("DMA_OWNER_PRIVATE_DOMAIN_USER = 3") == true)
    }

    @Test func aPrototype() {
        func index(_ tree: RenderedRevision, _ name: String) -> Int {
            tree.on.functions.firstIndex {
                $0.name == name && $0.site.file == "include/linux/iommu.h"
            } ?? 0
        }
        #expect(
            changed("v6") { tree in
                tree.on.functions[index(tree, "iommu_group_claim_dma_owner")].parameters.removeLast()
            } == [
                "iommu_group_claim_dma_owner: "
                    + "int iommu_group_claim_dma_owner(struct iommu_group *group, void *owner) / "
                    + "int iommu_group_claim_dma_owner(struct iommu_group *group)"
            ])
        #expect(
            changed("v6") { tree in tree.on.functions.remove(at: index(tree, "iommu_attach_group")) } == [
                "iommu_attach_group: int iommu_attach_group(struct iommu_domain *domain, "
                    + "struct iommu_group *group) / absent"
            ])
        // A parameter's name is not what a caller depends on.
        #expect(
            changed("v6") { tree in
                tree.on.functions[index(tree, "iommu_group_claim_dma_owner")].parameters[1].name = "token"
            }.isEmpty)
    }

    @Test func anExport() {
        let found = changed("v6") { tree in
            for index in tree.on.functions.indices
            where tree.on.functions[index].name == "iommu_device_use_default_domain" {
                tree.on.functions[index].export = .init(macro: "EXPORT_SYMBOL_GPL")
            }
            for index in tree.on.functions.indices
            where tree.on.functions[index].name == "iommu_group_release_dma_owner" {
                tree.on.functions[index].export = nil
            }
        }
        #expect(
            found == [
                "iommu_device_use_default_domain: not exported / EXPORT_SYMBOL_GPL",
                "iommu_group_release_dma_owner: EXPORT_SYMBOL_GPL / not exported",
            ])
    }

    @Test func aStub() {
        func stub(_ label: String, _ name: String, _ result: Function.Result) -> [String] {
            changed(label) { tree in
                for index in tree.off.functions.indices where tree.off.functions[index].name == name {
                    tree.off.functions[index].result = result
                }
            }
        }
        #expect(
            stub("v6", "iommu_group_claim_dma_owner", .value(-22))
                == ["stub of iommu_group_claim_dma_owner: -ENODEV / -EINVAL"])
        #expect(
            stub("v4", "iommu_group_dma_owner_unclaimed", .value(1))
                == ["stub of iommu_group_dma_owner_unclaimed: false / true"])
        let set = "iommu_device_set_dma_owner"
        #expect(
            stub("v2", set, .computed("return owner == DMA_OWNER_DMA_API ? 0 : - EINVAL ;")).isEmpty)
        #expect(
            stub("v2", set, .computed("if ( owner == DMA_OWNER_DMA_API ) { return 0 ; } return - 22 ;"))
                .isEmpty)
        #expect(
            stub("v2", set, .computed("return owner != DMA_OWNER_NONE ? 0 : - EINVAL ;"))
                == [
                    "stub of \(set): 0 if owner == DMA_OWNER_DMA_API, else -EINVAL / "
                        + "`return owner != DMA_OWNER_NONE ? 0 : - EINVAL ;`"
                ])
        #expect(stub("v2", set, .value(0)).count == 1)
        #expect(
            changed("v6") { tree in
                tree.off.functions.removeAll { $0.name == "iommu_group_claim_dma_owner" }
            } == ["stub of iommu_group_claim_dma_owner: -ENODEV / absent"])
    }

    @Test func membersOfAnotherTypePlaceOrOrder() {
        func group(_ change: (inout Record) -> Void) -> [String] {
            changed("v8") { tree in
                let index = tree.on.records.firstIndex { $0.name == "iommu_group" } ?? 0
                change(&tree.on.records[index])
            }
        }
        #expect(
            group { $0.members[$0.members.count - 2].type = "refcount_t" } == [
                "struct iommu_group.owner_cnt: unsigned int owner_cnt at 0 behind entry / "
                    + "refcount_t owner_cnt at 0 behind entry"
            ])
        #expect(
            group {
                $0.members[$0.members.count - 1].offsetBits += 64
                $0.sizeBytes? += 8
            } == [
                "struct iommu_group: 16 bytes behind entry / 24 bytes",
                "struct iommu_group.owner: void *owner at 8 behind entry / void *owner at 16 behind entry",
            ])
        #expect(
            group { $0.members.swapAt(0, 1) }.first?.hasPrefix(
                "struct iommu_group: the order kobj, devices_kobj")
                == true)
        #expect(
            group { $0.members.insert(Member(name: "x", type: "int", offsetBits: 0, sizeBits: 32), at: 3) }
                == ["struct iommu_group.x: absent / int x"])
        #expect(
            group { record in record.members.removeAll { $0.name == "entry" } }
                == ["struct iommu_group.entry: present / absent"])
    }

    @Test func offsetsAreHeldOn64BitMachinesOnly() {
        let found = changed("v8") { tree in
            let index = tree.on.records.firstIndex { $0.name == "iommu_group" } ?? 0
            for member in tree.on.records[index].members.indices {
                tree.on.records[index].members[member].offsetBits /= 2
                if tree.on.records[index].members[member].type.hasSuffix("*") {
                    tree.on.records[index].members[member].sizeBits = 32
                }
            }
        }
        #expect(found.isEmpty)
    }

    @Test func aMacroThatStayed() {
        let found = changed("v1") { tree in
            tree.on.macros.append(
                Macro(
                    name: "IOMMU_GROUP_NOTIFY_ADD_DEVICE", value: .integer(1),
                    site: RenderedRevision.site("include/linux/iommu.h")))
        }
        #expect(found == ["IOMMU_GROUP_NOTIFY_ADD_DEVICE: absent / 1"])
    }

    // MARK: What is not seen

    @Test func whatWasNotReadIsUnseen() {
        let full = RenderedRevision("v6")
        let headers = [full.on].map { snapshot in
            Snapshot(
                records: snapshot.records.filter { $0.site.file.hasSuffix(".h") },
                functions: snapshot.functions.filter { $0.site.file.hasSuffix(".h") },
                macros: snapshot.macros.filter { $0.site.file.hasSuffix(".h") })
        }
        let standing = standing(headers, "v6")
        #expect(standing.agrees)
        let unseen = standing.unseen.map { "\($0.what): \($0.reason)" }
        #expect(
            unseen.contains(
                "struct iommu_group: drivers/iommu/iommu.c is not among the files that were read"))
        #expect(
            unseen.contains(
                "export of iommu_group_claim_dma_owner: drivers/iommu/iommu.c is not among the files that were read"
            ))
        #expect(
            unseen.contains(
                "stub of iommu_group_claim_dma_owner: no configuration that was read has its stub"))
        #expect(!standing.held.contains("struct iommu_group"))
    }

    /// Kernels without the option define `struct iommu_group {};` in the header.
    @Test func anEmptyRecordStandsForTheRealOne() {
        var tree = RenderedRevision("6.1")
        let empty = Record(
            name: "iommu_group", sizeBytes: 0, alignBytes: 1, members: [],
            site: RenderedRevision.site("include/linux/iommu.h"))
        tree.off.records = [empty]
        #expect(standing(tree.both, "6.1").agrees)
        let alone = standing([tree.off], "6.1")
        #expect(alone.agrees)
        #expect(alone.unseen.contains { $0.what == "struct iommu_group" })
    }

    @Test func aParseErrorIsNoAbsence() {
        var tree = RenderedRevision("v6")
        tree.on.functions.removeAll { $0.name == "iommu_group_claim_dma_owner" }
        tree.on.fidelity = [
            FidelityNote(
                what: "include/linux/iommu.h", reason: "clang gave up",
                site: SourceSite(file: "include/linux/iommu.h", line: 9))
        ]
        let standing = standing([tree.on], "v6")
        #expect(standing.deviations.isEmpty)
        #expect(
            standing.unseen.contains {
                $0.what == "iommu_group_claim_dma_owner"
                    && $0.reason == "clang gave up (include/linux/iommu.h:9)"
            })
    }

    @Test func aBodyBeyondTheModelIsUnknown() {
        var tree = RenderedRevision("v2")
        for index in tree.off.functions.indices
        where tree.off.functions[index].name == "iommu_device_set_dma_owner" {
            tree.off.functions[index].result = .computed("return lookup ( owner ) ;")
        }
        let standing = standing(tree.both, "v2")
        #expect(standing.deviations.isEmpty)
        #expect(
            standing.unseen.map(\.reason)
                == ["the body `return lookup ( owner ) ;` of the stub is beyond the reference model"])
    }

    @Test func theSubjectDecidesWhetherTheModelIsAsked() {
        #expect(structure.concerns(RenderedRevision("v8").on))
        #expect(structure.concerns(RenderedRevision("base").off))
        let bus = RenderedRevision.record(
            "bus_type", [ReferenceMember("void *", "pm")], in: "include/linux/device/bus.h")
        let forward = Record(
            name: "iommu_group", sizeBytes: nil, alignBytes: nil, members: [],
            site: RenderedRevision.site("include/linux/pci.h"))
        #expect(!structure.concerns(Snapshot(records: [bus, forward])))
        #expect(structure.nearest(to: structure.view(of: [])) == nil)
    }

    @Test func theNearestHasTheFewestDeviations() {
        var tree = RenderedRevision("v4")
        tree.on.enums[0].constants[0].value = 7
        tree.off.enums[0].constants[0].value = 7
        let nearest = structure.nearest(to: structure.view(of: tree.both))
        #expect(nearest?.label == "v4")
        #expect(nearest?.standing.deviations.count == 1)
    }
}
