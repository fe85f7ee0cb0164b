import Testing

@testable import Pipeline

/// What of a C file can change what it declares.
@Suite struct FileScopeTests {
    private func areEqual(_ one: String, _ other: String) -> Bool {
        FileScope(Array(one.utf8)) == FileScope(Array(other.utf8))
    }

    @Test func bodiesAreNoPartOfIt() {
        #expect(areEqual("int f(void)\n{\n\treturn 1;\n}\n", "int f(void)\n{\n\treturn g(\"}\");\n}\n"))
        #expect(!areEqual("int f(void) { return 1; }\n", "long f(void) { return 1; }\n"))
    }

    @Test func bodiesWithDirectivesArePartOfIt() {
        #expect(!areEqual("int f(void) {\n#ifdef A\n}\n#endif\n", "int f(void) {\n#ifdef B\n}\n#endif\n"))
    }

    @Test func initializersAreNoPartOfIt() {
        #expect(
            areEqual(
                "static struct ops o = {\n\t.a = 1,\n};\n", "static struct ops o = {\n\t.b = { 2 },\n};\n"))
        #expect(!areEqual("static struct ops o = { 1 };\n", "struct ops o = { 1 };\n"))
    }

    @Test func anArrayMayTakeItsLengthFromItsInitializer() {
        #expect(!areEqual("int a[] = { 1 };\n", "int a[] = { 1, 2 };\n"))
        #expect(!areEqual("int a[] __initdata = { 1 };\n", "int a[] __initdata = { 1, 2 };\n"))
        #expect(!areEqual("int b; int a[/* all */] = { 1 };\n", "int b; int a[/* all */] = { 1, 2 };\n"))
    }

    @Test func anEnumsBracesAreNoInitializer() {
        #expect(!areEqual("enum e { A = 1 };\n", "enum e { A = 2 };\n"))
        #expect(!areEqual("struct s { int a; };\n", "struct s { int b; };\n"))
    }
}
