import CProgram
import Testing

@testable import Extraction

@Suite(.serialized) struct LoweringStatementTests {
    @Test(arguments: [
        ("if (a) b = 1; else if (c) b = 2;", "if (a) b = 1; else if (c) b = 2;"),
        ("while (a--) if (b) break; else continue;", "while (post(a, -1)) if (b) break; else continue;"),
        ("do a--; while (a);", "do post(a, -1); while (a);"),
        ("do { a--; } while (0);", "{ post(a, -1); }"),
        ("do { if (a) break; } while (0);", "do { if (a) break; } while (0);"),
        ("again: if (a) goto out; goto again; out: ;", "again: if (a) goto out; goto again; out: ;"),
        (
            "switch (a) { case 1: b = 1; case 2 ... 5: break; case -1: __attribute__((fallthrough)); default: c = 0; }",
            "switch (a) { case 1...1: b = 1; case 2...5: break; case -1...-1: ; default: c = 0; }"
        ),
        ("(void)a; b; ; (void)f(a, b, c); return a;", "f(a, b, c); return a;"),
        ("int x = a, y, z[2] = { [1] = b };", "x: {0: a}; y: {}; z: {0, 4: b};"),
        ("a = ({ int t = b; t + 1; });", "a = ({ t: {0: b}; add(t, 1) });"),
        ("({ a = 1; b; });", "({ a = 1; });"),
        ("({ b; });", ""),
        ("if (sizeof(int) == 4) a = 1; else f(1, 2, 3);", "a = 1;"),
        ("if (0) { in: a = 1; } goto in;", "if (0) { in: a = 1; } goto in;"),
        ("{ { a = 1; } { } }", "{ { a = 1; } }"),
    ])
    func statements(source: String, expected: String) throws {
        #expect(try lowered(source) == expected)
    }

    /// libclang leaves out what a `for` leaves out.
    @Test(arguments: [
        ("", "", ""), ("a = 0", "", ""), ("", "a < b", ""), ("", "", "a++"), ("a = 0", "a < b", ""),
        ("a = 0", "", "a++"), ("", "a < b", "a++"), ("a = 0", "a < b", "a++"), ("a++", "b--", ""),
        ("", "a = b", "c = a"), ("f(1, 2, 3)", "", "f(4, 5, 6)"), ("int i = 0", "", "i += 2"),
        ("int i = ({ int j = 0; j; })", "i < b", ""), ("a = 0, b = 1", "", "a++, b++"),
        ("", "/* ; */ a", ""), ("", "a != ';'", ""),
    ])
    func everyPartOfAForMayBeAbsent(initial: String, condition: String, step: String) throws {
        let loop = try lowered("for (\(initial); \(condition); \(step)) break;")
        let macro = try lowered(
            "LOOP(\(initial.isEmpty ? "" : "A"), \(condition.isEmpty ? "" : "B"), \(step.isEmpty ? "" : "C"))",
            """
            #define A \(initial)
            #define B \(condition)
            #define C \(step)
            #define LOOP(x, y, z) for (\(initial.isEmpty ? "" : "x"); \(condition.isEmpty ? "" : "y"); \\
                \(step.isEmpty ? "" : "z")) break;
            """)
        let full = try lowered(
            "for (\(initial.isEmpty ? "c = 77" : initial); \(condition.isEmpty ? "c < 78" : condition); "
                + "\(step.isEmpty ? "c += 79" : step)) break;")
        var expected = full
        if initial.isEmpty { expected = expected.replacing("(c = 77; ", with: "(; ") }
        if condition.isEmpty { expected = expected.replacing("; less(c, 78); ", with: "; ; ") }
        if step.isEmpty { expected = expected.replacing("; c add(s32)= 79)", with: "; )") }
        #expect(loop == expected)
        #expect(macro == expected)
    }

    @Test func iteratorsOverLists() throws {
        let text = try lowered(
            "struct item *pos; int n = 0; list_for_each_entry(pos, head, list) n += pos->value; return n;",
            """
            struct list_head { struct list_head *next, *prev; };
            struct item { int value; struct list_head list; };
            #define container_of(ptr, type, member) ({ void *__mptr = (void *)(ptr); \\
                ((type *)(__mptr - __builtin_offsetof(type, member))); })
            #define list_for_each_entry(pos, head, member) \\
                for (pos = container_of((head)->next, __typeof__(*pos), member); \\
                     &pos->member != (head); pos = container_of(pos->member.next, __typeof__(*pos), member))
            """, parameters: "struct list_head *head")
        #expect(
            text == """
                pos: {}; n: {0: 0}; for (pos = ({ __mptr: {0: [head]}; __mptr+-8 }); \
                notEqual(pos+8, head); pos = ({ __mptr: {0: [pos+8]}; __mptr+-8 })) \
                n add(s32)= [pos]; return n;
                """)
    }

    @Test(arguments: [
        ("int n[a];", "<an array of variable length>;"),
        ("void *p = &&out; goto *p; out: ;", "p: {0: <the address of a label>}; <a computed goto>; out: ;"),
        ("double d = 1.5; d = d * 2;", "d: {0: <floating point>}; d = <floating point>;"),
        ("return __atomic_load_n(&a, 0);", "return <an expression that libclang does not name>;"),
        ("goto nowhere;", "<clang: use of undeclared label 'nowhere'>;"),
        ("undeclared_variable = 1;", "<clang: use of undeclared identifier 'undeclared_variable'>;"),
    ])
    func whatIsNotLoweredStandsAtItsPlace(source: String, expected: String) throws {
        let text = try lowered(source, parameters: "int a, int b, int c")
        #expect(text == expected)
        let program = try lower("\nint f(int a, int b, int c)\n{ \(source) }\n", ["f"])
        #expect((program.functions["f"]?.unsupported.isEmpty == false) == expected.contains("<"))
        #expect(
            program.functions["f"]?.unsupported.allSatisfy { $0.site.line == 3 && $0.site.file == "unit.c" }
                == true)
    }

    /// The text of these headers does not say which part is which: macros are empty, or are several parts.
    @Test(arguments: [
        ("for (NOTHING; a = b; c++) break;", "for (; a = b; post(c, 1)) break;"),
        ("for (a = b; NOTHING; c++) break;", "for (a = b; ; post(c, 1)) break;"),
        ("for (BOTH; c++) break;", "for (a = 1; ; post(c, 1)) break;"),
        ("for (; b; NOTHING) { for (NOTHING; ; a++) break; }", "for (; b; ) { for (; ; post(a, 1)) break; }"),
    ])
    func partsOfAHeaderThatMacrosMakeAreToldApart(source: String, expected: String) throws {
        let text = try lowered(source, "#define NOTHING\n#define BOTH a = 1;\n")
        #expect(text == expected)
    }

    @Test func deepNestingEndsInAReason() throws {
        let sum = Array(repeating: "a", count: 5000).joined(separator: " + ")
        let nested = String(repeating: "if (a) ", count: 2000) + "b = 1;"
        for source in ["return \(sum);", nested] {
            let program = try lower(
                "int f(int a, int b)\n{ \(source) }\n", ["f"], arguments: ["-fbracket-depth=100000"])
            let reasons = program.functions["f"]?.unsupported.map(\.reason)
            #expect(reasons == ["nesting deeper than 400 levels"])
        }
    }

    @Test func aLongFunctionTakesBoundedTime() throws {
        let lines = (0..<10_000).map { "if (a > \($0)) b += g[\($0)]->x ? \($0) : (int)sizeof(g);" }
        let program = try lower(
            "struct s { int x; }; struct s *g[10000]; int f(int a, int b)\n{\n\(lines.joined(separator: "\n"))\n}\n"
        )
        let body = try #require(program.functions["f"]?.body)
        guard case .block(let statements) = body else { return #expect(Bool(false)) }
        #expect(statements.count == 10_000)
    }
}
