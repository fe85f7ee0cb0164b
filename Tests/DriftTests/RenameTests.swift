@testable import Drift
import Testing

@Suite struct RenameTests {
    @Test(arguments: [
        ("unclaimed", "claimed", true), ("is_active", "is_inactive", true), ("no_dma", "dma", true),
        ("connected", "disconnected", true), ("claimed", "claimed", false), ("info", "fo", false),
        ("no_kernel_api_dma", "driver_managed_dma", false),
    ])
    func oppositesAreTold(left: String, right: String, inverted: Bool) {
        #expect(NameWords.likeness(left, right).isInverted == inverted)
    }

    @Test func nothingIsRenamedWhereNothingIsAlike() throws {
        let pairs = [
            ("enum e { RED, GREEN, BLUE };", "enum e { CAT, DOG, FISH };"),
            ("enum e { NONE, RED, GREEN };", "enum e { NONE, CAT, DOG };"),
            ("struct s { int a; int b; };", "struct s { int a; int c; };"),
            ("struct s { void *data; long size; };", "struct s { void *link; long flags; };"),
            ("int open_door(int a);", "int close_window(int a);"),
            ("void ring_lock(int *r);", "void ring_unlock(int *r);"),
            ("#define HEIGHT 4\n", "#define WEIGHT 4\n"),
            ("#define FOO 0\n", "#define BAR 0\n"),
            ("typedef unsigned int apple_t;", "typedef unsigned int pear_t;"),
            ("struct apple { int a; long b; };", "struct pear { int c; long d; };"),
            ("extern int apples;", "extern int pears;"),
        ]
        for (before, after) in pairs {
            let all = try findings(before, after)
            #expect(
                !all.contains { $0.rule.name.hasSuffix("-renamed") }, "\(before) \(all.map(\.message.said))")
            #expect(!all.isEmpty)
        }
    }

    @Test func whatWasMadeStaticIsNotRenamed() throws {
        let all = try findings(
            "struct d; void ring_release_device(struct d *d) { }",
            "struct d; static void ring_release_device(struct d *d) { }\n"
                + "void ring_device_release_owner(struct d *d) { }",
            path: "drivers/ring/ring.c")
        #expect(all.of(.functionRenamed).isEmpty)
        #expect(all.of(.linkageChanged).map(\.symbol) == ["ring_release_device"])
    }

    @Test func anUndecidableRenameIsNone() throws {
        let all = try findings(
            "int ring_get_slot(int r);", "int ring_take_slot(int r); int ring_find_slot(int r);")
        #expect(all.of(.functionRenamed).isEmpty)
    }

    @Test func anInvertedFlagIsAnError() throws {
        let all = try findings(
            "struct s { int a; _Bool managed; };", "struct s { int a; _Bool unmanaged; };")
        #expect(all.brief == ["member-renamed struct s.unmanaged"])
        #expect(all[0].severity == .error)
        #expect(all[0].advice != nil)
    }

    @Test func aRenamedTypeIsNoParameterChange() throws {
        let all = try findings(
            "struct ring_state { int head; int tail; void *p; }; int f(struct ring_state *r);",
            "struct ring_position { int head; int tail; void *p; }; int f(struct ring_position *r);")
        #expect(all.brief == ["record-renamed struct ring_position"])
    }

    @Test func hintsDecideWhereNothingIsAlike() throws {
        let hints = [
            RenameHint(kind: .member, old: "b", new: "c", container: "s"),
            RenameHint(kind: .constant, old: "E_X", new: "E_Y"),
            RenameHint(kind: .macro, old: "APPLE", new: "PEAR"),
        ]
        let all = try findings(
            "struct s { int a; int b; }; enum e { E_A, E_X = 4 };\n#define APPLE 0\n",
            "struct s { int a; int c; }; enum e { E_A, E_Y = 7 };\n#define PEAR 3\n", hints: hints)
        #expect(
            Set(all.brief) == [
                "member-renamed struct s.c", "enum-constant-renamed E_Y", "enum-constant-value-changed E_Y",
                "macro-renamed PEAR", "macro-value-changed PEAR",
            ])
    }
}
