import ABIModel
import CProgram
import Testing

@testable import Extraction

/// What says where something stands, or what was expanded before it, is no part of what a function does.
@Suite(.serialized) struct LoweringPlacesTests {
    private static let text = """
        #define PASTE_(a, b) a##b
        #define PASTE(a, b) PASTE_(a, b)
        #define UNIQUE(name) PASTE(__UNIQUE_ID_##name, __COUNTER__)
        struct note { const char *file; int line; };
        void tell(const char *file, int line, struct note *note, const char *text);
        #define note(text) do { static struct note UNIQUE(note) = { __FILE__, __LINE__ }; \\
            tell(__FILE__, __LINE__, &UNIQUE(later), text); } while (0)
        #define debug_as(id, text) do { static struct note id = { __FILE__, __LINE__ }; \\
            tell(__FILE__, __LINE__, &id, text); } while (0)
        #define debug(text) debug_as(UNIQUE(debug), text)
        #define max_as(x, y, a, b) ({ int x = (a); int y = (b); x > y ? x : y; })
        #define max(a, b) max_as(UNIQUE(x_), UNIQUE(y_), a, b)
        """

    private func words(_ before: String, file: String = "unit.c") throws -> [String] {
        let program = try lower(
            """
            \(Self.text)
            \(before)
            int f(int a, int b)
            {
                debug("one"); debug("two");
                if (max(a, b) > 3) goto out;
            out:
                return 7;
            }
            """)
        let function = try #require(program.functions["f"])
        let globals = program.globals.keys.filter { $0.hasPrefix("f.") }.sorted()
        return function.words()
            + globals.map { "\($0): \(program.globals[$0]?.initializer?.map(\.value.kind) ?? [])" }
    }

    @Test func whatStandsBeforeIsNoMatter() throws {
        let plain = try words("")
        #expect(try words("\n\nint g(int a) { debug(\"zero\"); return max(a, 1); }\n") == plain)
        #expect(plain.contains { $0.contains("f.__UNIQUE_ID_debug") })
        #expect(plain.contains { $0.contains("f.__UNIQUE_ID_debug#2") })
        #expect(plain.contains("string __FILE__ pointer(bits: 64)"))
    }

    @Test func aLineThatIsComputedWithStays() throws {
        let text = try lowered("a = __LINE__; g(__LINE__); return -__LINE__;", "void g(int line);")
        #expect(text == "a = 3; g(0); return -3;")
    }

    /// `__LINE__` in an argument of another macro is the line on which the outermost one ends; a number that is pasted together is a
    /// number.
    @Test func theLineOfACallOverSeveralLinesIsLeftOut() throws {
        let macros = """
            void g(int line, int more);
            #define later(x) x
            #define check(more) later(g(__LINE__, more))
            #define paste(a, b) a##b
            #define number(more) later(g(paste(1, 2), more))
            """
        let line = try lowered("check(a +\n1);", macros)
        #expect(line == "g(0, add(a, 1));")
        let pasted = try lowered("number(a +\n1);", macros)
        #expect(pasted == "g(12, add(a, 1));")
    }

    @Test func labelsThatMacrosCountAreCountedAnew() throws {
        let mark = "asm volatile(\"%d: nop\\n.pushsection .discard.x\\n.long %db - ., 8\\n.popsection\");"
        let texts = try ["121", "97"].map { try lowered(mark.replacing("%d", with: $0)) }
        #expect(texts[0] == texts[1])
        #expect(texts[0].contains("'1: nop\n.pushsection .discard.x\n.long 1b - ., 8\n.popsection'"))
    }

    @Test(arguments: [
        ("__UNIQUE_ID_ddebug123", "__UNIQUE_ID_ddebug"), ("__UNIQUE_ID_x__45", "__UNIQUE_ID_x_"),
        ("__compiletime_assert_9", "__compiletime_assert"), ("x123", "x123"), ("__init_123", "__init_123"),
        ("__initcall__kmod_x__123_45_f6", "__initcall__kmod_x__f6"),
    ])
    func numbersGo(name: String, plain: String) {
        #expect(NumberedNames.plain(name) == plain)
    }
}
