import SourceText
import Testing

@Suite struct FunctionBodySpansTests {
    private static func spans(_ text: String) -> FunctionBodySpans {
        FunctionBodySpans(CLexer(Array(text.utf8)))
    }

    /// What stands between the braces of each body.
    private static func insides(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        return spans(text).insides.map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    @Test(arguments: [
        ("int f(void) { a(); }", [" a(); "]),
        (
            "static struct x *f(int (*g)(void))\n{ if (a) { b(); } }\nint g(void) { }",
            [" if (a) { b(); } ", " "]
        ),
        ("int f(void) __releases(x) /* ( */ { \"}\" '}' /* } */ // }\n }", [" \"}\" '}' /* } */ // }\n "]),
        ("const struct x *\nf(int a) __attribute__((cold)) { x; }", [" x; "]),
        ("void (*f(int))(void) { x; }", [" x; "]),
        // The branches of a condition before a body are for clang to choose.
        ("#ifdef A\nint f(int a)\n#else\nint f(void)\n#endif\n{ x; }", [" x; "]),
    ])
    func bodiesAreFound(text: String, insides: [String]) {
        #expect(Self.insides(text) == insides)
    }

    @Test(arguments: [
        // Attributes of records, and what is no declaration of a function.
        "struct __attribute__((packed)) { int a; } x;",
        "typedef struct __packed __aligned(8) { int a; } x_t;",
        "union __attribute__((aligned(4))) { int a; };", "enum __attribute__((packed)) { A };",
        "struct x y = (struct x) { 1 };", "int a[] = F(2) { 1 };",
        "static int DEFINE_RECORD(x) { int a; };", "static DEFINE_TABLE(x) { 1 }, y;",
        // What a macro alone stands before: a function's header or a record's.
        "DECLARE(x) { int a; } __packed;", "DECLARE(x) __aligned(4) { int a; } x;",
        "SYSCALL_DEFINE1(close, int, fd) { x; }",
        // A directive within, braces or parentheses that do not match.
        "int f(void) {\n#ifdef A\nx;\n#endif\n}", "int f(void) { x; }\nint g(void) {",
        "int f(void) { x; } }", "int f(void) { x; }\nint a(;",
        // In parentheses: statements that a macro gets.
        "EVENT(x, if (a) { b(); })", "int a = ({ if (x) { y; } 1; });",
        // A comment that goes on behind a directive.
        "#define A 1 /* f()\n{ */\nstruct x { int a; };\n",
    ])
    func nothingElseIsTakenForABody(text: String) {
        #expect(Self.insides(text) == [])
        #expect(Self.spans(text).textWithoutThem == Array(text.utf8))
    }

    @Test func functionsThatAMacroWritesCount() {
        let text = """
            #define DECLARE(name, args) \\
                extern struct t t_##name; \\
                static inline void trace_##name(args) \\
                { \\
                    if (x) { call(#name); } \\
                } \\
                struct name { int a; };
            int f(void);
            """
        let bodiless = String(decoding: Self.spans(text).textWithoutThem, as: UTF8.self)
        #expect(bodiless.split(separator: "\n").count == text.split(separator: "\n").count)
        #expect(bodiless.utf8.count == text.utf8.count)
        #expect(!bodiless.contains("call") && bodiless.contains("struct name { int a; };"))
        // Every line of the macro is joined to the next.
        #expect(bodiless.split(separator: "\n").dropLast(2).allSatisfy { $0.hasSuffix("\\") })
    }

    @Test(arguments: [
        "#define loop(x) for (;x;) { y(); }\n", "#define do_it(x) if (x) { y(); } else { z(); }\n",
        "#define each(x) list_for_each(x) { y(); }\n",
        "#define once() static int done; if (!done) { y(); }\n", "#define open(x) static int f(x) {\n",
    ])
    func statementsOfAMacroStay(text: String) {
        #expect(Self.insides(text) == [])
    }

    @Test func everyByteOutsideStaysAtItsPlace() {
        let text = "int f(void)\n{\n\treturn \"\u{e9}\"; \\\n}\nint \u{e9};\n"
        let bodiless = Self.spans(text).textWithoutThem
        #expect(bodiless.count == text.utf8.count)
        let breaks = { (bytes: [UInt8]) in bytes.indices.filter { bytes[$0] == 10 } }
        #expect(breaks(bodiless) == breaks(Array(text.utf8)))
        #expect(String(decoding: bodiless, as: UTF8.self).hasSuffix("}\nint \u{e9};\n"))
        #expect(!String(decoding: bodiless, as: UTF8.self).contains("return"))
    }
}
