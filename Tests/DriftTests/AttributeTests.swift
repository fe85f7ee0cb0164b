import ABIModel
import Testing

@testable import Drift

/// What functions, variables and typedefs are beside their types.
@Suite struct AttributeTests {
    @Test(arguments: [
        ("int f(int x);\n", "int f(int x) __asm__(\"g\");\n"),
        ("int f(int x);\n", "int f(int x) __attribute__((ms_abi));\n"),
        ("extern int v;\n", "extern __thread int v;\n"),
        ("extern int v;\n", "extern int v __asm__(\"w\");\n"),
        ("typedef int t;\n", "typedef int t __attribute__((aligned(16)));\n"),
        (
            "typedef union { int *a; long *b; } t;\nint f(t x);\n",
            "typedef union { int *a; long *b; } t __attribute__((transparent_union));\nint f(t x);\n"
        ),
    ])
    func bothSidesHaveToAgree(old: String, new: String) throws {
        for found in [try findings(old, new), try findings(new, old)] {
            #expect(found.map { "\($0.rule)" } == ["attribute-changed"])
            #expect(found.map(\.severity) == [.error])
        }
    }

    @Test func aResultThatHasToBeLookedAtIsANote() throws {
        let (old, new) = ("int f(void);\n", "int f(void) __attribute__((warn_unused_result));\n")
        for found in [try findings(old, new), try findings(new, old)] {
            #expect(found.brief == ["attribute-changed f"])
            #expect(found.map(\.severity) == [.note])
        }
    }

    @Test func aPrototypeThatSaysNothing() throws {
        #expect(try findings("int f();\n", "int f(void);\n").map(\.severity) == [.error])
        #expect(try findings("int f(void);\n", "int f();\n").map(\.severity) == [.note])
    }

    @Test func whatLiesElsewhereIsToldWithTheBodies() throws {
        let text = "int f(void) __attribute__((section(\".init.text\"), cold, noinline));\n"
        #expect(try findings("int f(void);\n", text).isEmpty)
        #expect(try findings(text, "int f(void);\n").isEmpty)
    }

    @Test func atomicTypes() throws {
        let (old, new) = ("struct s { int n; };\n", "struct s { _Atomic int n; };\n")
        for found in [try findings(old, new), try findings(new, old)] {
            #expect(found.brief == ["member-type-changed struct s.n"])
            #expect(found.map(\.severity) == [.warning])
        }
    }
}
