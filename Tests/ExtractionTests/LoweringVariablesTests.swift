import ABIModel
import CProgram
import Testing

@testable import Extraction

/// Variables and assembly of a file, and where linkers put things.
@Suite(.serialized) struct LoweringVariablesTests {
    private static let text = """
        #define __init __attribute__((section(".init.text"))) __attribute__((cold))
        #define MODULE_INFO(tag, text) static const char __UNIQUE_ID_##tag##17[] \\
            __attribute__((section(".modinfo"), used, aligned(1))) = #tag "=" text
        struct id { int vendor; const void *data; };
        struct ops { int (*open)(int); int (*close)(int); };
        static int device_open(int a) { return a; }
        static struct ops ops = { .open = device_open };
        static const struct id ids[] = { { 1, &ops }, { 2 }, { } };
        extern typeof(ids) table __attribute__((unused, alias("ids")));
        MODULE_INFO(license, "GPL");
        MODULE_INFO(license2, "BSD");
        int empty;
        extern int elsewhere;
        int late(void) __init;
        int late(void) { return empty + elsewhere; }
        int init_module(void) __attribute__((alias("late")));
        asm(".section .initcall6.init\\n__initcall__kmod_x__123_45_late6: .long late - .\\n.previous");
        """

    @Test func everyVariableOfTheFileComes() throws {
        let program = try lower(Self.text)
        #expect(
            program.globals.keys.sorted() == [
                "__UNIQUE_ID_license", "__UNIQUE_ID_license#2", "elsewhere", "empty", "ids", "ops", "table",
            ])
        let ids = try #require(program.globals["ids"])
        #expect(ids.isStatic)
        #expect(ids.site == SourceSite(file: "unit.c", line: 8))
        #expect(ids.initializer?.map(\.offset) == [0, 8, 16])
        #expect(program.globals["ops"]?.initializer?.first?.value.kind == .function("device_open"))
        #expect(program.globals["empty"]?.initializer == [])
        #expect(program.globals["elsewhere"]?.initializer == nil)
        #expect(
            program.globals["__UNIQUE_ID_license"]?.attributes == ["aligned(1)", "section(\".modinfo\")"])
        #expect(program.globals["table"]?.attributes == ["alias(\"ids\")"])
    }

    @Test func functionsSayWhereTheyLie() throws {
        let program = try lower(Self.text)
        #expect(program.functions["late"]?.signature.attributes == ["section(\".init.text\")"])
        #expect(program.declarations["init_module"]?.attributes == ["alias(\"late\")"])
        #expect(program.functions["device_open"]?.signature.attributes == [])
    }

    @Test func assemblyOfTheFileComes() throws {
        let text = try #require(try lower(Self.text).assembly.first)
        #expect(text == ".section .initcall6.init\n__initcall__kmod_x__late6: .long late - .\n.previous")
    }

    @Test func namedFunctionsAloneBringNoMore() throws {
        let program = try lower(Self.text, ["late"])
        #expect(program.globals.keys.sorted() == ["elsewhere", "empty"])
        #expect(program.assembly.isEmpty)
    }
}
