import ABIModel
import Drift
import Testing

/// Findings of one cause stand together, and none is lost.
@Suite struct FindingGroupTests {
    private static func record(_ name: String, _ members: [String], type: String = "int (*)(void)") -> Record
    {
        Record(
            name: name, sizeBytes: members.count * 8, alignBytes: 8,
            members: members.enumerated().map {
                Member(name: $1, type: type, offsetBits: $0 * 64, sizeBits: 64)
            },
            site: SourceSite(file: "include/linux/lamp.h", line: 1))
    }

    private static func finding(
        _ rule: RuleID, _ symbol: String, _ before: Record? = nil, _ after: Record? = nil, patch: Int = 1,
        severity: Severity = .warning, consequences: [Consequence] = []
    ) -> Finding {
        Finding(
            rule: rule, severity: severity, surface: .internal, compatibility: .incompatible, symbol: symbol,
            from: "v1",
            to: "v2", message: "\(code: symbol) changed", before: before.map { .record($0) },
            after: after.map { .record($0) },
            patch: PatchReference(revision: "v2", number: patch, messageID: "", title: "lamp"),
            site: SourceSite(file: "include/linux/lamp.h", line: 1), consequences: consequences)
    }

    private static let names = ["attach", "detach", "map", "unmap"]
    private static let whole = record("lamp_ops", names + ["probe"])
    private static let rest = record("lamp_ops", ["probe"])
    private static let part = record("lamp_domain_ops", names)

    @Test func callbacksThatMoveToARecordOfTheirOwn() throws {
        let findings =
            Self.names.map { Self.finding(.memberRemoved, "struct lamp_ops.\($0)", Self.whole, Self.rest) }
            + [Self.finding(.recordAdded, "struct lamp_domain_ops", nil, Self.part)]
            + [Self.finding(.functionRemoved, "lamp_old")]
        let groups = FindingGroup.groups(of: findings)
        #expect(
            groups.map(\.cause) == [
                .moved(
                    from: "struct lamp_ops", to: "struct lamp_domain_ops", members: Self.names,
                    areCallbacks: true),
                .single,
            ])
        #expect(groups[0].findings.count == 5)
    }

    @Test func aTypeThatDiffersIsNoMove() {
        let other = Self.record("lamp_domain_ops", Self.names, type: "int")
        let findings =
            Self.names.map { Self.finding(.memberRemoved, "struct lamp_ops.\($0)", Self.whole, Self.rest) }
            + [Self.finding(.recordAdded, "struct lamp_domain_ops", nil, other)]
        #expect(FindingGroup.groups(of: findings).map(\.cause) == [.declaration("struct lamp_ops"), .single])
    }

    @Test func oneNameAloneIsChance() {
        let findings = [
            Self.finding(.memberRemoved, "struct lamp_ops.probe", Self.whole, Self.part),
            Self.finding(.memberAdded, "struct bulb_ops.probe", nil, Self.record("bulb_ops", ["probe"])),
        ]
        #expect(FindingGroup.groups(of: findings).map(\.cause) == [.single, .single])
    }

    @Test func whatFollowsFromTheSameNames() {
        let follows = [Consequence.follows(from: ["LAMP_MAX"])]
        let findings = [
            Self.finding(.recordSizeChanged, "struct a", consequences: follows),
            Self.finding(.functionRemoved, "f"),
            Self.finding(.recordSizeChanged, "struct b", consequences: follows),
        ]
        #expect(FindingGroup.groups(of: findings).map(\.cause) == [.follows(["LAMP_MAX"]), .single])
    }

    @Test func whatOnePatchDidToManyNames() {
        let many = (0..<4).map { Self.finding(.functionRemoved, "lamp_\($0)") }
        #expect(
            FindingGroup.groups(of: many).map(\.cause)
                == [.alike(.functionRemoved, file: "include/linux/lamp.h")])
        let apart = (0..<4).map { Self.finding(.functionRemoved, "lamp_\($0)", patch: $0) }
        #expect(FindingGroup.groups(of: apart).allSatisfy { $0.cause == .single })
    }

    @Test func noneIsLostAndNoneStandsTwice() {
        let findings =
            Self.names.map { Self.finding(.memberRemoved, "struct lamp_ops.\($0)", Self.whole, Self.rest) }
            + Self.names.map {
                Self.finding(.memberAdded, "struct lamp_domain_ops.\($0)", Self.rest, Self.part)
            }
            + (0..<6).map { Self.finding(.macroAdded, "LAMP_\($0)", consequences: [.follows(from: ["x"])]) }
            + (0..<6).map { Self.finding(.macroAdded, "BULB_\($0)") }
        let groups = FindingGroup.groups(of: findings)
        #expect(
            groups.flatMap(\.findings).sorted { $0.symbol < $1.symbol }
                == findings.sorted { $0.symbol < $1.symbol })
        #expect(FindingGroup.groups(of: []).isEmpty)
    }

    @Test func theGravestComesFirstAndWhatIsCertainBeforeIt() {
        var doubtful = Self.finding(.recordSizeChanged, "struct a", Self.whole, Self.rest, severity: .error)
        doubtful.verdict = .unknown
        let note = Self.finding(.recordAlignmentChanged, "struct a", Self.whole, Self.rest, severity: .note)
        let group = FindingGroup.groups(of: [doubtful, note])
        #expect(group.count == 1)
        #expect(group[0].first == note)
        #expect(group[0].gravest == .note)
    }
}
