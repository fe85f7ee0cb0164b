import ABIModel
import CProgram
import ExtractionMessages
import Foundation
import Testing

@testable import Extraction

@Suite(.serialized) struct LoweringProgramTests {
    static let text = """
        #include <linux/small.h>
        enum kind { NONE, SOME = 4 };
        struct far { int x; };
        struct near { struct far *far; struct { int in; }; };
        struct unused { int y; };
        static int helper(struct near *n) { return small(n->in); }
        static void callback(void *p) { }
        int f(struct near *n, enum kind k)
        {
            run(callback, n);
            return helper(n) + opaque(1) + trace_it(2) + (sizeof(long) == 4 ? never() : 0);
        }
        static int not_wanted(void) { return 0; }
        """
    static let files = [
        "include/linux/small.h": """
        static inline int small(int x) { return deep(x) + 1; }
        static inline int opaque(int x) { return x; }
        static inline int trace_it(int x) { return x; }
        void run(void (*f)(void *), void *p);
        """.replacing(
            "static inline int small",
            with: "static inline int deep(int x) { return x; }\n"
                + "int never(void);\nstatic inline int small")
    ]

    @Test func whatIsCalledComesAlong() throws {
        let program = try lower(
            Self.text, ["f"], opaque: ["opaque", "trace_*"], records: ["struct unused"], files: Self.files)
        #expect(program.functions.keys.sorted() == ["callback", "deep", "f", "helper", "small"])
        #expect(program.declarations.keys.sorted() == ["opaque", "run", "trace_it"])
        #expect(program.records.keys.sorted() == ["struct far", "struct near", "struct unused"])
        #expect(program.constants == ["NONE": 0, "SOME": 4])
        let function = try #require(program.functions["f"])
        #expect(function.site == SourceSite(file: "unit.c", line: 9))
        #expect(function.signature.parameters.map(\.spelling) == ["struct near *", "enum kind"])
        #expect(
            function.signature.parameters.map(\.type) == [
                .pointer(bits: 64), .integer(bits: 32, signed: false),
            ])
        #expect(function.signature.resultSpelling == "int")
        #expect(!function.signature.isStatic)
        #expect(program.functions["small"]?.site.file == "include/linux/small.h")
        #expect(program.functions["small"]?.signature.isStatic == true)
        #expect(program.declarations["run"]?.parameters.first?.spelling == "void (*)(void *)")
    }

    @Test func aStarIsEveryFunctionOfTheFile() throws {
        let program = try lower(Self.text, ["*"], files: Self.files)
        #expect(program.functions["not_wanted"] != nil)
        #expect(program.functions["trace_it"] != nil)
    }

    @Test func aBeginningStandsForTheFilesOwnFunctions() throws {
        let program = try lower(Self.text, ["not_*", "s*"], files: Self.files)
        #expect(program.functions.keys.sorted() == ["not_wanted"])
    }

    @Test func anonymousMembersAreTheRecordsOwn() throws {
        let program = try lower(
            """
            typedef struct { int counter; } atomic_t;
            struct s { int a; union { long u; struct { char c; atomic_t n; }; }; unsigned b : 4; char tail[]; };
            int f(struct s *s) { return s->n.counter; }
            """)
        let shape = try #require(program.records["struct s"])
        #expect(shape.bytes == 24)
        #expect(shape.members.map(\.name) == ["a", "u", "c", "n", "b", "tail"])
        #expect(shape.members.map(\.bitOffset) == [0, 64, 64, 96, 128, 136])
        #expect(shape.member("b")?.access.bitField == .init(offset: 0, width: 4))
        #expect(shape.member("n")?.spelling == "atomic_t")
        #expect(program.records["atomic_t"]?.bytes == 4)
    }

    @Test func aProgramCrossesThePipe() throws {
        let program = try lower(Self.text, ["*"], files: Self.files)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let bytes = try encoder.encode(program)
        #expect(try JSONDecoder().decode(Program.self, from: bytes) == program)
        #expect(try encoder.encode(lower(Self.text, ["*"], files: Self.files)) == bytes)
    }

    @Test func nothingIsLoweredUnasked() throws {
        let response = try extract("int f(void) { return 1; }\n", path: "a.c")
        #expect(response.program == nil)
    }

    @Test func aFunctionWithAnErrorIsUnknownAsAWhole() throws {
        let program = try lower("int g(void) { return 1; }\nint f(void) { undeclared = 1; return 0; }\n")
        #expect(program.functions["g"]?.unsupported == [])
        #expect(
            program.functions["f"]?.unsupported == [
                Unsupported(
                    reason: "clang: use of undeclared identifier 'undeclared'",
                    site: SourceSite(file: "unit.c", line: 2))
            ])
    }
}
