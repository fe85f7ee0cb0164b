import ABIModel
import Testing

@testable import Drift

/// What moves out of the headers of user space is gone for programs, though the kernel still has it.
@Suite struct LeftUserSpaceTests {
    private static let user = "include/uapi/linux/lamp.h"
    private static let kernel = "include/linux/lamp.h"

    private func snapshot(_ file: String, guard condition: String? = nil) -> Snapshot {
        let site = SourceSite(file: file, line: 3)
        return Snapshot(
            enums: [
                Enumeration(
                    name: "lamp_mode", underlyingType: "unsigned int",
                    constants: [.init(name: "LAMP_OFF", value: 0)], guard: condition, site: site)
            ],
            records: [
                Record(
                    name: "lamp", kind: .struct, sizeBytes: 4, alignBytes: 4,
                    members: [.init(name: "id", type: "int", offsetBits: 0, sizeBits: 32)],
                    guard: condition, site: site)
            ],
            macros: [Macro(name: "LAMP_A", value: .integer(1), guard: condition, site: site)],
            typedefs: [Typedef(name: "lamp_t", type: "int", guard: condition, site: site)])
    }

    private func found(_ old: Snapshot, _ new: Snapshot) -> [Finding] {
        RevisionComparison(
            old: RevisionSnapshot(label: .base, flavors: [FlavorSnapshot(flavor: "x86_64", snapshot: old)]),
            new: RevisionSnapshot(
                label: .revision("v1"), flavors: [FlavorSnapshot(flavor: "x86_64", snapshot: new)])
        ).findings()
    }

    @Test func programsLoseIt() {
        let found = found(snapshot(Self.user), snapshot(Self.kernel))
        #expect(
            Set(found.map { "\($0.rule)" })
                == ["enum-removed", "record-removed", "macro-removed", "typedef-removed"])
        #expect(found.allSatisfy { $0.severity == .error && $0.after != nil })
    }

    @Test func programsGainIt() {
        #expect(found(snapshot(Self.kernel), snapshot(Self.user)).allSatisfy { $0.severity == .note })
    }

    @Test func whatOnlyTheKernelSawIsNoLoss() {
        let old = snapshot(Self.user, guard: "defined(__KERNEL__)")
        #expect(found(old, snapshot(Self.kernel)).isEmpty)
    }

    @Test func whatIsInAnotherHeaderOfUserSpaceIsNoLoss() {
        let elsewhere = snapshot("include/uapi/linux/lamps.h")
        #expect(found(snapshot(Self.user), elsewhere).isEmpty)
        let both = Snapshot.merging([snapshot(Self.kernel), elsewhere])
        #expect(found(snapshot(Self.user), both).allSatisfy { $0.severity == .note })
    }
}
