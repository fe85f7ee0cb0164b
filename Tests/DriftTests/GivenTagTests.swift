import Testing

@testable import Drift

/// A record in place that gets a tag is the same record to who uses the member.
@Suite struct GivenTagTests {
    private static let bare = "struct lamp { struct { int a; int b; } m; struct { int c; } e[2]; };\n"
    private static let tagged =
        "struct lamp { struct lamp_m { int a; int b; } m; struct lamp_e { int c; } e[2]; };\n"

    @Test func theMembersStay() throws {
        let found = try findings(Self.bare, Self.tagged)
        #expect(found.allSatisfy { $0.severity == .note && $0.rule == .recordAdded }, "\(found.brief)")
    }

    /// Somebody may have used the tag.
    @Test func aTagThatGoesIsGone() throws {
        let found = try findings(Self.tagged, Self.bare)
        #expect(found.brief == ["record-removed struct lamp_e", "record-removed struct lamp_m"])
    }

    @Test(arguments: [
        ("int b;", "long b;", "member-type-changed"), ("int b;", "", "member-removed"),
        ("int b;", "int d;", "member-"),
    ])
    func aChangeInItIsTold(old: String, new: String, rule: String) throws {
        let found = try findings(Self.bare, Self.tagged.replacing(old, with: new))
        #expect(
            found.contains { "\($0.rule)".hasPrefix(rule) && $0.symbol.hasPrefix("struct lamp.m") },
            "\(found.brief)")
        let back = try findings(Self.tagged.replacing(old, with: new), Self.bare)
        #expect(
            back.contains {
                $0.symbol.hasPrefix("struct lamp.m") && $0.severity > .note || $0.rule == .memberAdded
            })
    }

    @Test func anEnumGetsATag() throws {
        let (old, new) = ("enum { L_A, L_B };\n", "enum lamp { L_A, L_B };\n")
        #expect(try findings(old, new, path: "include/uapi/linux/l.h").map(\.severity) == [.note])
        #expect(try findings(new, old, path: "include/uapi/linux/l.h").map(\.severity) == [.error])
    }

    /// A record that a typedef named gets a tag: nobody could use one before.
    @Test func aTypedefStays() throws {
        let (old, new) = ("typedef struct { int a; } lamp_t;\n", "typedef struct lamp { int a; } lamp_t;\n")
        #expect(try findings(old, new).map(\.severity) == [.note])
        #expect(try findings(new, old).map(\.severity) == [.warning])
        let other = "typedef struct lamp { int a; } bulb_t;\n"
        #expect(try findings(old, other).contains { $0.severity > .note })
    }
}
