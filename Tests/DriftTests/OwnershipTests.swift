import ABIModel
@testable import Drift
import Testing

/// What is found between consecutive revisions, and no error besides.
@Suite struct OwnershipTests {
    private func found(_ old: Label, _ new: Label, hints: [RenameHint] = []) -> [Finding] {
        let (left, right) = OwnershipRevisions.pair(old, new)
        return compare(left, right, hints: hints)
    }

    @Test func allRevisionsWereRead() {
        #expect(OwnershipRevisions.all.map(\.label.description) == OwnershipRevisions.labels)
        for revision in OwnershipRevisions.all {
            #expect(revision.flavors.count == 2)
            #expect(revision.flavors.flatMap(\.snapshot.fidelity).isEmpty)
        }
    }

    @Test func noRevisionDiffersFromItself() {
        for revision in OwnershipRevisions.all { #expect(compare(revision, revision).isEmpty) }
    }

    @Test func baseToV1RemovesTheNotifier() {
        let all = found("base", "v1")
        #expect(
            all.errors.brief == [
                "function-removed iommu_group_register_notifier",
                "function-removed iommu_group_unregister_notifier",
            ])
        #expect(all.of(.macroRemoved).count == 6)
        #expect(all.of(.functionAdded).map(\.symbol).filter { $0.hasPrefix("iommu_") }.count == 5)
        #expect(all.of(.enumAdded).map(\.symbol) == ["enum iommu_dma_owner"])
        #expect(
            all.contains { $0.rule == .bitfieldWidthChanged && $0.symbol.contains("suppress_bind_attrs") })
        let notifier = all.of(.memberRemoved).first { $0.symbol == "struct iommu_group.notifier" }
        #expect(notifier?.severity == .note)
        #expect(notifier?.consequences.count == 7)
    }

    @Test func v1ToV2RenamesAndRenumbers() {
        let all = found("v1", "v2")
        #expect(
            Set(all.errors.brief) == [
                "enum-constant-value-changed DMA_OWNER_PRIVATE_DOMAIN_USER",
                "parameter-type-changed iommu_device_set_dma_owner",
                "parameter-type-changed iommu_group_set_dma_owner",
                "member-removed struct device_driver.suppress_auto_claim_dma_owner",
            ])
        #expect(
            Set(all.of(.enumConstantRenamed).map(\.message.said)) == [
                "`DMA_OWNER_KERNEL` (1) was renamed to `DMA_OWNER_DMA_API` (1)",
                "`DMA_OWNER_USER` (2) was renamed to `DMA_OWNER_PRIVATE_DOMAIN_USER` (3)",
            ])
        #expect(all.of(.enumConstantRemoved).isEmpty)
        #expect(all.of(.enumConstantAdded).map(\.symbol) == ["DMA_OWNER_PRIVATE_DOMAIN"])
        #expect(all.of(.memberRenamed).map(\.symbol) == ["struct iommu_group.owner_cookie"])
        #expect(all.of(.memberTypeChanged).map(\.symbol) == ["struct iommu_group.owner_cookie"])
        // The stub asks for DMA_API now where it asked for KERNEL: the same constant renamed.
        #expect(all.of(.stubReturnDiffers).isEmpty)
        #expect(all.filter { $0.evidence == .heuristic }.allSatisfy { $0.verdict == .drifted })
    }

    @Test func v2ToV3LeavesTheHeaderAlone() {
        let all = found("v2", "v3")
        #expect(all.errors.isEmpty)
        #expect(!all.contains { $0.site?.file == "include/linux/iommu.h" })
        #expect(all.of(.memberRenamed).map(\.symbol) == ["struct bus_type.dma_cleanup"])
        #expect(
            Set(all.of(.functionRenamed).map(\.message.said)) == [
                "`platform_dma_configure` was renamed to `firmware_dma_configure`",
                "`_platform_dma_configure` was renamed to `platform_dma_configure`",
                "`_platform_dma_unconfigure` was renamed to `platform_dma_cleanup`",
            ])
    }

    @Test func v3ToV4RenumbersThreeConstantsAndRemovesNone() {
        let all = found("v3", "v4")
        #expect(
            Set(all.of(.enumConstantValueChanged).map(\.message.said)) == [
                "`DMA_OWNER_DMA_API` was renumbered from 1 to 0",
                "`DMA_OWNER_PRIVATE_DOMAIN` was renumbered from 2 to 1",
                "`DMA_OWNER_PRIVATE_DOMAIN_USER` was renumbered from 3 to 2",
            ])
        #expect(all.of(.enumConstantRemoved).map(\.symbol) == ["DMA_OWNER_NONE"])
        #expect(
            Set(all.errors.brief) == [
                "enum-constant-value-changed DMA_OWNER_DMA_API",
                "enum-constant-value-changed DMA_OWNER_PRIVATE_DOMAIN",
                "enum-constant-value-changed DMA_OWNER_PRIVATE_DOMAIN_USER",
                "enum-constant-removed DMA_OWNER_NONE",
                "member-removed struct bus_type.dma_cleanup",
                "member-removed struct platform_driver.suppress_auto_claim_dma_owner",
                "function-removed firmware_dma_configure",
            ])
        #expect(
            all.of(.memberFillsHole).map(\.symbol)
                == ["struct device_driver.suppress_auto_claim_dma_owner"])
        #expect(
            Set(all.of(.memberTypeChanged).map(\.symbol))
                == ["struct iommu_group.owner_cnt", "struct iommu_group.attach_cnt"])
    }

    @Test func v4ToV5RemovesTheEnumAndTurnsTheQuestionRound() {
        let all = found("v4", "v5")
        #expect(
            Set(all.errors.brief) == [
                "enum-removed enum iommu_dma_owner",
                "function-removed iommu_device_set_dma_owner",
                "function-removed iommu_device_release_dma_owner",
                "function-removed iommu_attach_device_shared",
                "function-removed iommu_detach_device_shared",
                "parameter-count-changed iommu_group_set_dma_owner",
                "parameter-count-changed iommu_group_release_dma_owner",
                "function-renamed iommu_group_dma_owner_claimed",
                "stub-return-differs iommu_group_dma_owner_claimed",
                "member-removed struct device_driver.suppress_auto_claim_dma_owner",
            ])
        // It was never exported.
        #expect(
            all.of(.linkageChanged).filter { $0.symbol == "platform_dma_configure" }.map(\.severity) == [
                .note
            ])
        let stub = all.of(.stubReturnDiffers).first { $0.symbol == "iommu_group_set_dma_owner" }
        #expect(
            stub?.message.said
                == "the stub of `iommu_group_set_dma_owner` under `!CONFIG_IOMMU_API` returns -ENODEV instead of "
                + "-EINVAL")
        #expect(stub?.flavors == ["x86_64 CONFIG_IOMMU_API=n"])
        #expect(all.of(.enumConstantRemoved).isEmpty)
        #expect(all.of(.memberRenamed).map(\.symbol) == ["struct iommu_group.owner"])
    }

    @Test func v4ToV5WithALineage() {
        let hint = RenameHint(
            kind: .function, old: "iommu_device_set_dma_owner", new: "iommu_device_use_dma_api")
        let all = found("v4", "v5", hints: [hint])
        #expect(
            all.of(.functionRenamed).contains {
                $0.message.said == "`iommu_device_set_dma_owner` was renamed to `iommu_device_use_dma_api`"
            })
        #expect(all.of(.parameterCountChanged).contains { $0.symbol == "iommu_device_use_dma_api" })
    }

    @Test func v5ToV6RenamesAndDropsExports() {
        let all = found("v5", "v6")
        #expect(
            Set(all.errors.brief) == [
                "export-changed iommu_device_use_default_domain",
                "export-changed iommu_device_unuse_default_domain",
            ])
        #expect(
            Set(all.of(.functionRenamed).map(\.message.said)) == [
                "`iommu_device_use_dma_api` was renamed to `iommu_device_use_default_domain`",
                "`iommu_device_unuse_dma_api` was renamed to `iommu_device_unuse_default_domain`",
                "`iommu_group_set_dma_owner` was renamed to `iommu_group_claim_dma_owner`",
            ])
        #expect(all.of(.functionRemoved).isEmpty && all.of(.functionAdded).isEmpty)
        #expect(all.of(.memberRenamed).map(\.symbol) == ["struct platform_driver.driver_managed_dma"])
    }

    @Test func flagIsFollowedOverTheRevisionThatLacksIt() {
        #expect(
            found("v3", "v5").of(.memberRenamed).map(\.symbol).contains(
                "struct platform_driver.no_kernel_api_dma"))
    }

    @Test func v6ToV8AreTheSame() {
        #expect(found("v6", "v7").isEmpty)
        #expect(found("v7", "v8").isEmpty)
    }
}
