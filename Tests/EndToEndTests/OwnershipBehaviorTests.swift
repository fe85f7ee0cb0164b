import Drift
import Foundation
import Testing

/// What the embedded revisions do, held against facts D: every drift that lies in the ownership, attach, detach,
/// hot-plug and probe functions, each with its patch and a shortest run.
@Suite struct OwnershipBehaviorTests {
    /// A drift of the sheet.
    struct Expected: CustomTestStringConvertible, Sendable {
        var id: String
        var old: String
        var new: String
        var rule: RuleID
        var symbol: String
        var calls: String
        var setting = ""
        /// What the last call ends with on both sides; nil where the states tell.
        var outcomes: (String, String)?
        var patch: Int

        var testDescription: String { id }
    }

    private static let returns = RuleID.behaviorReturnDiffers
    private static let precondition = RuleID.behaviorPreconditionDiffers

    static let expected: [Expected] = [
        .init(
            id: "D0a", old: "base", new: "v1", rule: returns, symbol: "iommu_attach_group",
            calls: "attach_group UA; attach_group UA", setting: "no default domain",
            outcomes: ("0", "-EBUSY"),
            patch: 5),
        .init(
            id: "D1c", old: "v1", new: "v2", rule: returns, symbol: "iommu_group_set_dma_owner",
            calls: "claim f1; claim f2", outcomes: ("-EPERM", "-EBUSY"), patch: 9),
        .init(
            id: "D1c NULL", old: "v1", new: "v2", rule: returns, symbol: "iommu_group_set_dma_owner",
            calls: "claim NULL", outcomes: ("-EINVAL", "0"), patch: 9),
        .init(
            id: "D1d", old: "v1", new: "v2", rule: returns, symbol: "iommu_device_set_dma_owner",
            calls: "K d0; K d0,f1", outcomes: ("0", "-EBUSY"), patch: 9),
        .init(
            id: "D1e", old: "v1", new: "v2", rule: .staleField, symbol: "iommu_group_release_dma_owner",
            calls: "claim f1; release", patch: 9),
        .init(
            id: "D2a", old: "v2", new: "v3", rule: returns, symbol: "iommu_attach_device_shared",
            calls: "claim f1; attach_shared UA,d0; attach_shared UA,d0", outcomes: ("-EBUSY", "0"), patch: 12),
        .init(
            id: "D2c", old: "v2", new: "v3", rule: returns, symbol: "iommu_group_set_dma_owner",
            calls: "claim f1; attach_shared UA,d0; detach_shared UA,d0; claim f1", outcomes: ("0", "-EBUSY"),
            patch: 12),
        .init(
            id: "D3b", old: "v3", new: "v4", rule: returns, symbol: "iommu_group_set_dma_owner",
            calls: "attach_group UA; claim f1", outcomes: ("-EBUSY", "0 W"), patch: 5),
        .init(
            id: "D3c", old: "v3", new: "v4", rule: .warnReachable, symbol: "iommu_group_set_dma_owner",
            calls: "claim f1; attach_group UA; claim f1", outcomes: ("0", "0 W"), patch: 5),
        .init(
            id: "D3f", old: "v3", new: "v4", rule: returns, symbol: "iommu_attach_device_shared",
            calls: "attach_shared UA,d0", outcomes: ("0", "-EPERM"), patch: 7),
        .init(
            id: "D3i", old: "v3", new: "v4", rule: precondition, symbol: "__device_release_driver",
            calls: "probe d1; unbind d1", setting: "d1 has no group yet", outcomes: ("W", "\u{2013}"),
            patch: 2),
        .init(
            id: "D3j", old: "v3", new: "v4", rule: returns, symbol: "really_probe",
            calls: "claim f1; probe d0",
            outcomes: ("-EBUSY", "0"), patch: 2),
        .init(
            id: "D4b", old: "v4", new: "v5", rule: returns, symbol: "iommu_group_set_dma_owner",
            calls: "K d0; claim f1", outcomes: ("-EBUSY", "-EPERM"), patch: 1),
        .init(
            id: "D4c", old: "v4", new: "v5", rule: returns, symbol: "iommu_group_set_dma_owner",
            calls: "attach_group UA; claim f1", outcomes: ("0 W", "-EBUSY"), patch: 1),
        .init(
            id: "D4d", old: "v4", new: "v5", rule: returns, symbol: "iommu_device_use_dma_api",
            calls: "K d0; attach_group UA; K d0", outcomes: ("0", "-EBUSY"), patch: 1),
        .init(
            id: "D4e", old: "v4", new: "v5", rule: returns, symbol: "iommu_group_set_dma_owner",
            calls: "K d0; claim NULL", outcomes: ("-EBUSY", "0"), patch: 1),
        .init(
            id: "D4f", old: "v4", new: "v5", rule: precondition, symbol: "iommu_device_unuse_dma_api",
            calls: "claim f1; K-unuse d0", outcomes: ("W", "\u{2013}"), patch: 1),
        .init(
            id: "D4g", old: "v4", new: "v5", rule: .staleField, symbol: "iommu_group_release_dma_owner",
            calls: "claim f1; release", patch: 1),
        .init(
            id: "D4f then", old: "v4", new: "v5", rule: returns, symbol: "iommu_device_use_dma_api",
            calls: "claim f1; K-unuse d0; K d0", outcomes: ("-EBUSY", "0"), patch: 1),
        .init(
            id: "D4j", old: "v4", new: "v5", rule: returns, symbol: "iommu_group_set_dma_owner",
            calls: "probe d1; claim f1", setting: "d1 has no group yet", outcomes: ("-EBUSY", "0"), patch: 4),
        .init(
            id: "D4k", old: "v4", new: "v5", rule: returns, symbol: "really_probe",
            calls: "claim f1; probe d0", outcomes: ("0", "-EBUSY"), patch: 4),
        .init(
            id: "D6a", old: "v6", new: "v7", rule: returns, symbol: "iommu_group_claim_dma_owner",
            calls: "claim f1; claim f1", outcomes: ("0", "-EPERM"), patch: 1),
        .init(
            id: "D6b", old: "v6", new: "v7", rule: .behaviorStateDiffers,
            symbol: "iommu_group_release_dma_owner", calls: "claim f1; claim f1; release", patch: 1),
        .init(
            id: "D7a", old: "v7", new: "v8", rule: returns, symbol: "iommu_group_claim_dma_owner",
            calls: "probe d1; claim f1", setting: "d1 has no group yet", outcomes: ("0", "-EPERM"), patch: 4),
    ]

    @Test(arguments: expected) func isReported(_ expected: Expected) async throws {
        let findings = try await EmbeddedReview.reportWithBehavior().findings.filter {
            $0.from == .named(expected.old) && $0.to == .named(expected.new) && !$0.trace.isEmpty
        }
        let found = findings.filter { finding in
            finding.rule == expected.rule && finding.symbol == expected.symbol
                && finding.setting == expected.setting
                && finding.trace.map(\.operation).joined(separator: "; ") == expected.calls
        }
        let finding = try #require(
            found.first,
            "\(expected.id) is not among \(findings.map { ($0.rule, $0.trace.map(\.operation)) })")
        if let (old, new) = expected.outcomes, let last = finding.trace.last {
            #expect(last.before.outcome == old && last.after.outcome == new, "\(last)")
        }
        #expect(
            finding.patch?.number == expected.patch
                && finding.patch?.revision == expected.new)
    }

    @Test(arguments: [("v5", "v6"), ("v8", "v8-resend")])
    func nothingDriftsWhereNothingShould(old: String, new: String) async throws {
        let findings = try await EmbeddedReview.reportWithBehavior().findings
        #expect(
            findings.filter { $0.from == .named(old) && $0.to == .named(new) && !$0.trace.isEmpty }.isEmpty)
    }

    @Test func everyRevisionDoesWhatItsDesignSays() async throws {
        let report = try await EmbeddedReview.reportWithBehavior()
        let deviations = report.findings.filter { $0.from.revision == nil && !$0.trace.isEmpty }
        #expect(deviations.map(\.message.said) == [])
        #expect(report.coverage.unknown.isEmpty, "\(report.coverage.unknown)")
        #expect(report.coverage.functionsInterpreted > 15)
    }

    @Test func theSecondUserIsAPropertyThatV2Loses() async throws {
        let findings = try await EmbeddedReview.reportWithBehavior().findings.filter {
            $0.rule == .propertyViolated
        }
        #expect(findings.contains { $0.symbol == "dma-ownership P2" && $0.to == "v2" && $0.from == "v1" })
        #expect(findings.contains { $0.symbol == "dma-ownership P10" && $0.to == "v4" && $0.from == "v3" })
        #expect(!findings.contains { $0.to == "v7" })
    }
}

extension TraceStep.End {
    /// The outcome, with an ASCII minus; "" where there is no such call.
    fileprivate var outcome: String {
        guard case .returned(let outcome, state: _) = self else { return "" }
        return String(outcome.description.map { $0 == "\u{2212}" ? "-" : $0 })
    }
}
