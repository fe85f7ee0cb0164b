import ABIModel
import Testing

@testable import Drift

/// Types that C takes for one, and stubs that are none.
@Suite struct SameTypeTests {
    @Test(arguments: [
        ("int f(const int x);\n", "int f(int x);\n"), ("const int f(void);\n", "int f(void);\n"),
        ("int f(int a[4]);\n", "int f(int *a);\n"), ("int f(int a[4]);\n", "int f(int a[5]);\n"),
        ("int f(int a[]);\n", "int f(int *const a);\n"),
        ("int f(int g(void));\n", "int f(int (*g)(void));\n"),
        ("int f(char *a[2]);\n", "int f(char **a);\n"), ("int f(int a[2][3]);\n", "int f(int (*a)[3]);\n"),
        ("int f(void (*const g)(int));\n", "int f(void (*g)(int));\n"),
        ("struct s { int i; };\nint f(const struct s x);\n", "struct s { int i; };\nint f(struct s x);\n"),
    ])
    func theSameToC(old: String, new: String) throws {
        #expect(try findings(old, new).isEmpty)
        #expect(try findings(new, old).isEmpty)
    }

    /// Another name of a type is the same type here: a note, since it may be another one elsewhere.
    @Test(arguments: [
        ("int f(u x);\n", "int f(unsigned x);\n"), ("u f(void);\n", "unsigned f(void);\n"),
        ("int f(u *x, int y);\n", "int f(unsigned *x, int y);\n"), ("extern u v;\n", "extern unsigned v;\n"),
        ("typedef u w;\n", "typedef unsigned w;\n"), ("int f(u x);\n", "int f(v_t x);\n"),
    ])
    func anotherNameIsANote(old: String, new: String) throws {
        let names = "typedef unsigned u;\ntypedef u v_t;\n"
        for found in [try findings(names + old, names + new), try findings(names + new, names + old)] {
            #expect(found.map(\.severity) == [.note], "\(found.brief)")
        }
    }

    /// Another type behind another name is another type, and so are bytes that lie the other way round.
    @Test(arguments: [
        ("int f(u x);\n", "int f(l x);\n"), ("u f(void);\n", "l f(void);\n"),
        ("typedef u w;\n", "typedef l w;\n"), ("int f(u *x);\n", "int f(l *x);\n"),
        ("int f(__le32 x);\n", "int f(unsigned x);\n"),
    ])
    func anotherTypeIsNoNote(old: String, new: String) throws {
        let names = "typedef unsigned u;\ntypedef long l;\ntypedef u __le32;\n"
        for found in [try findings(names + old, names + new), try findings(names + new, names + old)] {
            #expect(found.count == 1 && found.allSatisfy { $0.severity > .note }, "\(found.brief)")
        }
    }

    @Test(arguments: [
        ("int f(const int *x);\n", "int f(int **x);\n"), ("const char *f(void);\n", "char *f(void);\n"),
        ("int f(int a[2][3]);\n", "int f(int a[2][4]);\n"),
        ("int f(int g(void));\n", "int f(int (*g)(int));\n"),
        ("int f(int a[4]);\n", "int f(long *a);\n"), ("int f(char *a[2]);\n", "int f(char *a);\n"),
    ])
    func notTheSameToC(old: String, new: String) throws {
        #expect(try findings(old, new).count == 1)
        #expect(try findings(new, old).count == 1)
    }

    /// An inline function in the branch of its option is the real one.
    @Test func aRealInlineIsNoStub() throws {
        func text(_ value: Int) -> String {
            """
            struct lamp;
            #ifdef CONFIG_EXAMPLE
            static inline int lamp_level(struct lamp *lamp) { return \(value); }
            #else
            static inline int lamp_level(struct lamp *lamp) { return -19; }
            #endif

            """
        }
        for (old, new) in [(3, 4), (4, 3)] {
            #expect(try !findings(text(old), text(new)).contains { $0.rule == .stubReturnDiffers })
        }
    }

    /// Where most functions of a header have no stub, one more without is as usual.
    @Test func aStubIsMissingWhereItIsTheHabit() throws {
        func text(_ bare: [String], _ stubbed: [String]) -> String {
            "#ifdef CONFIG_EXAMPLE\n" + (bare + stubbed).map { "int \($0)(int x);\n" }.joined() + "#else\n"
                + stubbed.map { "static inline int \($0)(int x) { return 0; }\n" }.joined() + "#endif\n"
        }
        func missing(_ old: String, _ new: String) throws -> [String] {
            try findings(old, new).of(.stubMissing).map(\.symbol)
        }
        let bare = ["lamp_on", "lamp_off", "lamp_dim"]
        #expect(try missing(text(bare, ["ring"]), text(bare + ["horn"], ["ring"])) == [])
        #expect(try missing(text([], bare), text(["horn"], bare)) == ["horn"])
        #expect(try missing(text(["horn"], bare), text([], bare)) == [])
        // One that had a stub is told all the same.
        #expect(try missing(text(bare, ["ring", "horn"]), text(bare + ["horn"], ["ring"])) == ["horn"])
    }
}
