@testable import Drift
import Testing

/// Causes are told, consequences go with them.
@Suite struct FoldingTests {
    @Test func oneInsertedMemberIsOneFinding() throws {
        let all = try findings(
            "struct r { long a, b, c, d, e; };", "struct r { long a, fresh, b, c, d, e; };")
        #expect(all.brief == ["member-added struct r.fresh"])
        #expect(all[0].severity == .warning)
        #expect(
            all[0].message.said
                == "member `fresh` (long, 8 bytes at 8) was added to `struct r`; 4 members moved")
        #expect(all[0].consequences.count == 5)
        #expect(all[0].consequences.last == .resized(record: "struct r", from: 40, to: 48))
    }

    @Test func memberAtTheEndIsAnExtensionExceptForUserSpace() throws {
        let before = "struct r { long a; };"
        let after = "struct r { long a; long b; };"
        #expect(try findings(before, after)[0].severity == .note)
        #expect(try findings(before, after, path: "include/uapi/linux/r.h")[0].severity == .error)
        #expect(try findings(before, after, path: "drivers/r.c")[0].severity == .note)
    }

    @Test func retypedMemberCarriesItsMoves() throws {
        let all = try findings("struct r { int a; int b; int c; };", "struct r { int a; long b; int c; };")
        #expect(all.brief == ["member-type-changed struct r.b"])
        #expect(all[0].severity == .error)
        #expect(
            all[0].consequences.contains(
                .moved(
                    member: "c", from: .init(bits: 64, isBitField: false),
                    to: .init(bits: 128, isBitField: false))))
        #expect(all[0].consequences.contains(.resized(record: "struct r", from: 12, to: 24)))
    }

    @Test func anotherNameForTheSameTypeIsANote() throws {
        let all = try findings(
            "typedef unsigned int u32; struct r { unsigned int a; };",
            "typedef unsigned int u32; struct r { u32 a; };")
        #expect(all.map(\.severity) == [.note])
        #expect(all[0].compatibility == .none)
    }

    @Test func growthOfAnEmbeddedRecordIsToldWithTheInnerOne() throws {
        let all = try findings(
            "struct in { int a; }; struct mid { struct in i; int z; }; struct out { struct mid m[2]; long q; };",
            "struct in { int a; long b; }; struct mid { struct in i; int z; }; "
                + "struct out { struct mid m[2]; long q; };")
        #expect(all.brief == ["member-added struct in.b"])
        #expect(all[0].consequences.contains { $0.isOuter("struct mid") })
        #expect(all[0].consequences.contains { $0.isOuter("struct out") })
    }

    @Test func reorderedMembersAreOneFindingEach() throws {
        let all = try findings(
            "struct r { long a, b, c, d; };", "struct r { long d, a, b, c; };")
        #expect(all.brief == ["member-moved struct r.d"])
        #expect(all[0].consequences.count == 3)
    }

    @Test func reservedRoomPutToUseIsNoBreak() throws {
        let all = try findings(
            "struct r { int a; int reserved[3]; };", "struct r { int a; int flags; int reserved[2]; };",
            path: "include/uapi/linux/r.h")
        #expect(all.brief == ["member-fills-hole struct r.flags"])
        #expect(all[0].severity == .note)
        let whole = try findings(
            "struct r { int a; int __pad; };", "struct r { int a; int flags; };",
            path: "include/uapi/linux/r.h")
        #expect(whole.map(\.severity) == [.note])
    }

    @Test func unionMembersMoveNobody() throws {
        let all = try findings(
            "struct r { union { int a; long b; }; int z; };",
            "struct r { union { int a; long b; void *c; }; int z; };")
        #expect(all.map(\.severity) == [.note])
        #expect(all.brief == ["member-added struct r.c"])
    }

    @Test func anEnumThatGoesIsOneFinding() throws {
        let all = try findings("enum e { E_A, E_B, E_C };", "struct s;")
        #expect(all.brief == ["enum-removed enum e"])
        #expect(all[0].consequences.count == 3)
    }

    @Test func prototypeStubAndDefinitionAreOneFunction() throws {
        let before = """
            #ifdef CONFIG_EXAMPLE
            int f(int a);
            #else
            static inline int f(int a) { return 0; }
            #endif
            """
        let all = try findings(before, "struct s;")
        #expect(all.brief == ["function-removed f"])
        #expect(all[0].flavors == ["off", "on"])
    }

    @Test func constantBeforeACountIsAnExtension() throws {
        for (count, name) in [("E_MAX", "E_MAX"), ("NR_E", "NR_E"), ("__E_LAST", "__E_LAST")] {
            let all = try findings(
                "enum e { E_A, E_B, \(count) };", "enum e { E_A, E_B, E_C, \(name) };",
                path: "include/uapi/linux/e.h")
            #expect(all.brief == ["enum-constant-added E_C"])
            #expect(all[0].severity == .note)
            #expect(all[0].consequences == [.countChanged(constant: name, from: 2, to: 3)])
        }
    }

    @Test func aMaximumThatCountsNothingIsNoSentinel() throws {
        let all = try findings("enum e { E_A, E_MAX = 100 };", "enum e { E_A, E_B, E_MAX = 200 };")
        #expect(all.of(.enumConstantValueChanged).map(\.symbol) == ["E_MAX"])
    }

    @Test func aLongShiftIsOneFinding() throws {
        let names = (0..<20).map { "E_\($0)X" }.joined(separator: ", ")
        let all = try findings("enum e { E_A, \(names) };", "enum e { E_A, E_NEW, \(names) };")
        let shifts = all.of(.enumConstantValueChanged)
        #expect(shifts.count == 1)
        #expect(shifts.first?.message.said == "`E_0X` was renumbered from 1 to 2 and 19 more in step")
    }

    @Test func macrosThatBecomeConstantsAreStillThere() throws {
        let all = try findings("#define E_A 0\n#define E_B 1\n", "enum { E_A, E_B };")
        #expect(all.isEmpty)
    }
}

extension Consequence {
    /// Whether a record that embeds the one in question changed with it.
    fileprivate func isOuter(_ name: String) -> Bool {
        switch self {
        case .outerResized(let record, from: _, to: _), .outerLaidOutAnew(let record): record == name
        default: false
        }
    }
}
