import CProgram
import Testing

@testable import Extraction

@Suite(.serialized) struct LoweringCleanupTests {
    static let declarations = """
        #define __cleanup(f) __attribute__((__cleanup__(f)))
        #define __free(name) __cleanup(__free_##name)
        #define CLASS(name, var) class_##name##_t var __cleanup(class_##name##_destructor) = \\
            class_##name##_constructor
        #define guard(name) CLASS(name, scope)
        #define scoped_guard(name, arg) \\
            for (CLASS(name, scope)(arg), *done = (void *)0; !done; done = (void *)1)
        #define TIDY(f) __cleanup(f)
        typedef int class_lock_t;
        int class_lock_constructor(int a);
        static void class_lock_destructor(class_lock_t *lock) { }
        static void end(int *p) { }
        static void __free_it(int *p) { }
        """

    @Test(arguments: [
        ("int x __attribute__((cleanup(end))) = 1;", "x: {0: 1}; end(&x);"),
        ("int x TIDY(end) = 1; b = x;", "x: {0: 1}; b = x; end(&x);"),
        ("int x __attribute__((unused, cleanup(end))); b = 1;", "x: {}; b = 1; end(&x);"),
        ("int x __cleanup(end) = 1; b = x;", "x: {0: 1}; b = x; end(&x);"),
        (
            "int x __free(it) = 1; guard(lock)(a); b = x;",
            "x: {0: 1}; scope: {0: class_lock_constructor(a)}; b = x; class_lock_destructor(&scope); __free_it(&x);"
        ),
        (
            "guard(lock)(a); return b;",
            "scope: {0: class_lock_constructor(a)}; { #4: {0: b}; class_lock_destructor(&scope); return #4; }"
        ),
        (
            "guard(lock)(a); return 0;",
            "scope: {0: class_lock_constructor(a)}; { class_lock_destructor(&scope); return 0; }"
        ),
        ("{ int x __cleanup(end) = 1; } b = 1;", "{ x: {0: 1}; end(&x); } b = 1;"),
        (
            "while (a) { int x __cleanup(end) = 1; if (b) break; if (c) continue; }",
            "while (a) { x: {0: 1}; if (b) { end(&x); break; } if (c) { end(&x); continue; } end(&x); }"
        ),
        (
            "int x __cleanup(end) = 1; while (a) { if (b) break; }",
            "x: {0: 1}; while (a) { if (b) break; } end(&x);"
        ),
        (
            "int x __cleanup(end) = 1; { int y __cleanup(end) = 2; if (a) goto out; } out: b = 1;",
            "x: {0: 1}; { y: {0: 2}; if (a) { end(&y); goto out; } end(&y); } out: b = 1; end(&x);"
        ),
        (
            "again: ; int x __cleanup(end) = 1; if (a) goto again;",
            "again: ; x: {0: 1}; if (a) { end(&x); goto again; } end(&x);"
        ),
        (
            "a = ({ int x __cleanup(end) = 1; x + b; });",
            "a = ({ x: {0: 1}; #4: {0: add(x, b)}; end(&x); #4 });"
        ),
        (
            "switch (a) { case 1: { int x __cleanup(end) = 1; break; } }",
            "switch (a) { case 1...1: { x: {0: 1}; { end(&x); break; } } }"
        ),
    ])
    func callsStandWhereControlLeaves(source: String, expected: String) throws {
        #expect(try lowered(source, Self.declarations) == expected)
    }

    @Test func aGuardOverOneStatement() throws {
        let text = try lowered("scoped_guard(lock, a) { if (b) return 1; if (c) break; }", Self.declarations)
        #expect(
            text == """
                { for ({ scope: {0: class_lock_constructor(a)}; done: {0: 0}; }; logicalNot(done); done = 1) \
                { if (b) { class_lock_destructor(&scope); return 1; } if (c) break; } \
                class_lock_destructor(&scope); }
                """)
    }

    @Test func theFunctionThatCleansUpComesAlong() throws {
        let program = try lower("\(Self.declarations)\nvoid f(int a)\n{ guard(lock)(a); }\n", ["f"])
        #expect(program.functions.keys.sorted() == ["class_lock_destructor", "f"])
    }
}
