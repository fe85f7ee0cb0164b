import SourceText
import Testing

/// What a text defines, and what that is made of.
@Suite struct TextDefinitionTests {
    private static func read(_ text: String) -> [TextDefinition] { CLexer(Array(text.utf8)).definitions }

    private static func uses(_ text: String, of name: String) -> Set<String> {
        read(text).filter { $0.names.contains(name) }.reduce(into: []) { $0.formUnion($1.uses) }
    }

    @Test func whatIsDefined() {
        let text = """
            #define SLOTS (FIRST + 2)
            #define ROW(x) ((x) + WIDTH)
            enum kind { IN = START, OUT, KINDS };
            struct __packed tagged { int a[SLOTS]; struct { enum inner { ONE } e; } in; };
            typedef struct { int b; } first_t, *second_t;
            typedef int (*call_t)(struct tagged *t), row_t[ROW_SIZE];
            typedef unsigned int wide_t __attribute__((aligned(8)));
            static inline int room(struct tagged *t) { int n = OTHER; return SLOTS - 1; }
            int prototype(struct tagged *t);
            extern struct tagged table[SLOTS];
            """
        let found = Self.read(text).filter { $0.kind != .declaration }
        #expect(
            Self.read(text).filter { $0.kind == .declaration }.map(\.names) == [["prototype"], ["table"]])
        #expect(
            found.map(\.names) == [
                ["SLOTS"], ["ROW"], ["kind", "IN", "OUT", "KINDS"], ["tagged", "inner", "ONE"],
                ["first_t", "second_t"],
                ["call_t", "row_t"], ["wide_t"], ["room"],
            ])
        #expect(found.map(\.kind) == [.macro, .macro, .type, .type, .type, .type, .type, .function])
        #expect(found[0].uses == ["FIRST"])
        #expect(found[1].uses.contains("WIDTH"))
        #expect(found[2].uses == ["START"])
        #expect(found[3].uses.contains("SLOTS"))
        #expect(found[5].uses.contains("ROW_SIZE"))
        // What it gives back counts, and what it works with does not.
        #expect(found[7].uses == ["SLOTS"])
    }

    @Test func whatIsPointedToSizesNothing() {
        let text =
            "struct a { struct far *p; struct near n; struct far *(*f)(struct far x); char c[LEN]; struct far *t[COUNT]; };"
        let uses = Self.uses(text, of: "a")
        #expect(uses.isSuperset(of: ["near", "LEN", "COUNT"]) && !uses.contains("far"))
        #expect(Self.uses("struct b { unsigned flag : WIDTH; };", of: "b").contains("WIDTH"))
    }

    @Test func conditionsCount() {
        let text = """
            #ifdef OUTER
            #if LIMIT > 3
            struct a { int x; };
            #elif OTHER
            struct a { int y; };
            #endif
            #endif
            struct b {
            #ifdef INNER
            	int z;
            #endif
            };
            struct c { int z; };
            """
        #expect(Self.uses(text, of: "a").isSuperset(of: ["OUTER", "LIMIT", "OTHER"]))
        #expect(Self.uses(text, of: "b").contains("INNER"))
        #expect(Self.uses(text, of: "c").isDisjoint(with: ["OUTER", "LIMIT", "INNER"]))
    }

    @Test func theSameTextIsToldFromAnother() {
        func text(_ code: String, _ name: String = "a") -> [[String]] {
            Self.read(code).filter { $0.names.contains(name) }.map(\.text)
        }
        let record = text("struct a { int b; };")
        #expect(record.count == 1 && record == text("/* said */\nstruct a\n{\n\tint b; // so\n};"))
        for other in [
            "struct a { int c; };", "#ifdef X\nstruct a { int b; };\n#endif",
            "struct a {\n#ifdef X\nint b;\n#endif\n};",
        ] {
            #expect(text(other).count == 1 && text(other) != record, "\(other)")
        }
        #expect(
            text("#ifdef X\nint a(void);\n#else\n#endif") != text("#ifdef X\n#else\nint a(void);\n#endif"))
        #expect(
            text("#define a 1 /* one */") == text("#define  a  1")
                && text("#define a 1") != text("#define a 2"))
        #expect(
            text("int a(int b);") == text("int a( int b ) ;")
                && text("int a(int b);") != text("int a(long b);"))
        #expect(text("char *a = \"x\";") != text("char *a = \"y\";"))
    }

    @Test func commentsLiteralsAndBrokenTextsAreSurvived() {
        #expect(Self.uses("struct a { /* SLOTS */ int b; }; // SLOTS\n", of: "a").isDisjoint(with: ["SLOTS"]))
        #expect(Self.uses("#define A \"SLOTS\"", of: "A").isDisjoint(with: ["B"]))
        for text in [
            "", "}", "struct a {", "};;{", "typedef", "typedef ;", "enum { A = (1, 2 };", "#define",
            "#endif\n#else",
        ] {
            _ = Self.read(text)
        }
        let text = "extern \"C\" {\nstruct a { int b[N]; };\n}\nstruct c { int d[M]; };"
        #expect(Self.uses(text, of: "a").contains("N") && Self.uses(text, of: "c").contains("M"))
    }
}
