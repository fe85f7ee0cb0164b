import Drift
import Testing

@testable import Sessions

/// How far texts differ.
@Suite struct TextComparisonTests {
    private static func change(_ old: [String: String], _ new: [String: String]) throws -> TextChange {
        try TextComparison.change(
            in: Set(old.keys).union(new.keys).sorted(), from: { old[$0].map { Array($0.utf8) } },
            to: { new[$0].map { Array($0.utf8) } })
    }

    private static func change(_ old: String, _ new: String) throws -> TextChange {
        try change(["a.h": old], ["a.h": new])
    }

    @Test func sameToTheByte() throws {
        #expect(try Self.change("int a;\n", "int a;\n") == .none)
        #expect(try Self.change([:], [:]) == .none)
    }

    @Test(arguments: [
        ("int a;\n", "int a; /* the lamp */\n"), ("int a;\n", "int   a ;\n"),
        ("int a;\n", "// it\nint\n\ta;\n"),
        ("#define A 1\n", "#define A 1 /* one */\n"), ("x = a - -b;\n", "x = a -  -b;\n"),
        ("f(a,b);\n", "f(a, b);\n"),
    ])
    func commentsOnly(old: String, new: String) throws {
        #expect(try Self.change(old, new) == .comments)
        #expect(try Self.change(new, old) == .comments)
    }

    @Test(arguments: [
        ("int a;\n", "int b;\n"), ("x = a - -b;\n", "x = a --b;\n"),
        ("char *a = \"x  y\";\n", "char *a = \"x y\";\n"),
        ("#define A(x) 1\n", "#define A (x) 1\n"), ("#define A 1\nint a;\n", "#define A 1 int a;\n"),
        ("int ab;\n", "int a b;\n"), ("int a;\n", ""),
    ])
    func code(old: String, new: String) throws {
        #expect(try Self.change(old, new) == .code)
        #expect(try Self.change(new, old) == .code)
    }

    @Test func otherFilesAndFilesThatComeAndGo() throws {
        #expect(try Self.change(["Kconfig": "a"], ["Kconfig": "b"]) == .outsideC)
        #expect(
            try Self.change(["Kconfig": "a", "a.c": "int a;"], ["Kconfig": "b", "a.c": "int  a;"])
                == .comments)
        #expect(try Self.change(["a.c": "int a;"], [:]) == .code)
        #expect(try Self.change(["a.c": ""], [:]) == .code)
    }
}
