import CProgram
import ExtractionMessages
import Foundation
import Testing
import Workers

/// Code that no machine can follow ends in `unknown` with the reason, in bounded time and memory: lowered by the
/// real worker, run by the real machine.
@Suite struct HostileCodeTests {
    /// Lowers everything of a unit in the worker.
    private static func lower(_ text: String) throws -> ExtractionResponse {
        let pool = try ExtractionPool(workerCount: 1, timeoutSeconds: 60)
        return try pool.extract([
            ExtractionRequest(
                root: NSTemporaryDirectory(), mainFile: "unit.c", arguments: ["-std=gnu11"],
                overlay: ["unit.c": text], evaluatesMacros: false, wantsStructure: false, lowering: ["*"])
        ])[0]
    }

    /// Runs `f` without arguments and says how it ended.
    private static func ending(of text: String) throws -> Termination {
        let program = try #require(try lower(text).program)
        let machine = Machine(program: program)
        return machine.run("f", [], in: machine.start()).termination
    }

    @Test(
        arguments: [
            ("int f(void) { for (;;) { } }", "bound: more than 200000 steps"),
            ("int f(void) { int i = 0; again: i++; goto again; }", "bound: more than 200000 steps"),
            ("int f(void) { while (f) { } return 0; }", "bound: more than 200000 steps"),
            ("int f(void); int f(void) { return f() + 1; }", "bound: calls deeper than 100"),
            (
                "int g(int n); int h(int n) { return g(n + 1); } int g(int n) { return h(n); } "
                    + "int f(void) { return g(0); }", "bound: calls deeper than 100"
            ),
            (
                "void *kmalloc(unsigned long n, unsigned int flags); "
                    + "int f(void) { for (;;) kmalloc(1 << 20, 0); }", "bound: more than 10000 objects"
            ),
            (
                "int f(void) { asm volatile(\"touch /tmp/kdrift-was-here\"); return 0; }",
                "unsupported: inline assembly"
            ),
            (
                "int f(void) { void *p = &&end; goto *p; end: return 0; }", "unsupported: "
            ),
            (
                "int setjmp(long *); void longjmp(long *, int); static long b[64]; "
                    + "int f(void) { if (!setjmp(b)) longjmp(b, 1); return 0; }",
                "unsupported: no body and no shim for setjmp"
            ),
            (
                "static void *b[5]; int f(void) { if (!__builtin_setjmp(b)) __builtin_longjmp(b, 1); return 0; }",
                "unsupported: "
            ),
            ("int f(void) { int n = 3; int a[n]; a[0] = 1; return a[0]; }", "unsupported: "),
            ("int g(int n, ...); int f(void) { return g(1, 2); }", "unsupported: no body and no shim for g"),
        ])
    func whatCannotBeFollowedIsUnknown(_ text: String, _ reason: String) throws {
        let ending = try Self.ending(of: text)
        let told =
            switch ending {
            case .unsupported(let reason, _): "unsupported: \(reason)"
            case .bound(let reason): "bound: \(reason)"
            default: "\(ending)"
            }
        #expect(told.hasPrefix(reason), "\(told)")
        #expect(!FileManager.default.fileExists(atPath: "/tmp/kdrift-was-here"))
    }

    @Test func aVeryLongFunctionIsRun() throws {
        let lines = (1...5_000).map { "\tx = x * 3 + \($0);\n\tif (x & 1) x ^= \($0);\n" }.joined()
        let ending = try Self.ending(
            of: "int f(void)\n{\n\tunsigned int x = 1;\n\(lines)\treturn x & 1;\n}\n")
        #expect(ending.value != nil, "\(ending)")
    }

    /// What overflows the stack of libclang costs this unit and no other; what is nested too deep to be lowered is
    /// unknown.
    @Test func aVeryDeepExpressionIsNoAnswer() throws {
        let expression = Array(repeating: "a", count: 3_000).joined(separator: " + ")
        let response = try Self.lower(
            "int g(int a) { return \(expression); }\nint f(void) { return g(1); }\n")
        guard let program = response.program else {
            #expect(response.failure != nil)
            return
        }
        let machine = Machine(program: program)
        let ending = machine.run("f", [], in: machine.start()).termination
        guard case .unsupported = ending else {
            #expect(ending == .returned(.integer(3_000)))
            return
        }
    }

    @Test func nestedLoopsOfAMillionStepsEndEarly() throws {
        let text =
            "int f(void) { int n = 0; for (int i = 0; i < 1000; i++) for (int j = 0; j < 1000; j++) n++; return n; }"
        let ending = try Self.ending(of: text)
        #expect(ending == .bound("more than 200000 steps"))
    }
}
