import Testing

@testable import Readings

/// What of a C file can change what it declares.
@Suite struct DeclarationTextTests {
    private func areEqual(_ one: String, _ other: String) -> Bool {
        DeclarationText(Array(one.utf8)) == DeclarationText(Array(other.utf8))
    }

    @Test func bodiesAreNoPartOfIt() {
        #expect(areEqual("int f(void)\n{\n\treturn 1;\n}\n", "int f(void)\n{\n\treturn g(\"}\");\n}\n"))
        #expect(!areEqual("int f(void) { return 1; }\n", "long f(void) { return 1; }\n"))
    }

    @Test func bodiesWithDirectivesArePartOfIt() {
        #expect(!areEqual("int f(void) {\n#ifdef A\n}\n#endif\n", "int f(void) {\n#ifdef B\n}\n#endif\n"))
    }

    @Test func attributesBeforeBracesMakeNoFunction() {
        for head in ["struct __attribute__((packed))", "union __aligned(8)", "enum __attribute__((packed))"] {
            #expect(!areEqual("typedef \(head) { A } x_t;\n", "typedef \(head) { B } x_t;\n"))
        }
        #expect(!areEqual("DECLARE(x) { int a; } __packed;\n", "DECLARE(x) { int b; } __packed;\n"))
        let doc = "/**\n * f() - does\n * @a: the struct ring\n */\n"
        #expect(areEqual(doc + "int f(int a) { return 1; }\n", doc + "int f(int a) { return 2; }\n"))
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

    @Test func commentsAreNoPartOfItButWhatKernelDocNames() {
        #expect(areEqual("/* a */ int f(void); // b\n", "/* a\n * c */ int f(void);\n"))
        let doc = "/**\n * f() - does\n * @a: one\n *\n * Text.\n * Return: 0\n */\nint f(int a);\n"
        #expect(areEqual(doc, doc.replacingOccurrences(of: " * Text.\n", with: " * Other\n * text.\n")))
        for (old, new) in [("does", "did"), ("@a", "@b"), (" * Return: 0\n", "")] {
            #expect(!areEqual(doc, doc.replacingOccurrences(of: old, with: new)))
        }
        #expect(!areEqual("/**\n **\n * f() - x\n */\n", "/**\n * f() - x\n */\n"))
    }

    @Test func linesOfEqualScopesCorrespond() throws {
        let old = DeclarationText(Array("int a;\nint f(void)\n{\n\treturn 1;\n}\nint b;\n".utf8))
        let new = DeclarationText(Array("/* x\n */\nint a;\nint f(void)\n{\n}\nint b;\n".utf8))
        let lines = try #require(old.lines(in: new))
        #expect([1, 2, 6].map { lines[$0] } == [3, 4, 7])
        #expect(lines[4] == nil)
        #expect(old.lines(in: DeclarationText(Array("int a;\n".utf8))) == nil)
        // A line that becomes two has no place.
        let one = DeclarationText(Array("int f(void) { return 1; } int g;\n".utf8))
        let two = DeclarationText(Array("int f(void) {\n} int g;\n".utf8))
        #expect(one.lines(in: two)?[1] == nil && two.lines(in: one)?[2] == 1)
    }

    @Test func anEnumsBracesAreNoInitializer() {
        #expect(!areEqual("enum e { A = 1 };\n", "enum e { A = 2 };\n"))
        #expect(!areEqual("struct s { int a; };\n", "struct s { int b; };\n"))
    }
}
