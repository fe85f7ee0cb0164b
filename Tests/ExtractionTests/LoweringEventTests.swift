import ABIModel
import CProgram
import Testing

@testable import Extraction

/// Warnings as the macros of real kernels leave them: own wording of the three forms that there are.
@Suite(.serialized) struct LoweringEventTests {
    /// A trap with an entry in a table, annotated for a tool.
    static let trap = """
        #define unlikely(x) __builtin_expect(!!(x), 0)
        #define mark_begin() asm volatile("1: nop\\n.pushsection .discard.instr_begin\\n.popsection")
        #define TRAP(flags, extra) do { asm volatile("1: ud2\\n.pushsection __bug_table\\n.popsection\\n" extra \\
            : : "i" (flags)); } while (0)
        #define WARN_FLAGS_ENTRY(flags) do { int entry = flags; mark_begin(); TRAP(entry, ""); \\
            asm volatile(".pushsection .discard.reachable\\n.popsection"); } while (0)
        void __warn_printk(const char *format, ...);
        #define WARN_ON(c) ({ int w = !!(c); if (unlikely(w)) WARN_FLAGS_ENTRY(1); unlikely(w); })
        #define WARN_ON_ONCE(c) ({ int w = !!(c); if (unlikely(w)) WARN_FLAGS_ENTRY(3); unlikely(w); })
        #define WARN(c, format...) ({ int w = !!(c); if (unlikely(w)) { __warn_printk(format); \\
            WARN_FLAGS_ENTRY(9); } unlikely(w); })
        #define dev_WARN(dev, format, arg...) WARN(1, "device " format, ## arg)
        #define BUG() do { TRAP(0, ""); __builtin_unreachable(); } while (0)
        #define BUG_ON(c) do { if (unlikely(c)) BUG(); } while (0)
        #define CHECK(c) WARN_ON(!(c))
        #define outer_check(c) do { if (c) { inner_check(c) } } while (0)
        #define inner_check(c) BUG_ON(c);
        """

    /// The same through a function.
    static let slow = """
        void warn_slowpath_fmt(const char *file, int line, unsigned taint, const char *format, ...);
        #define WARN_ON(c) ({ int w = !!(c); if (w) warn_slowpath_fmt("f", __LINE__, 9, (void *)0); w; })
        #define WARN(c, format...) ({ int w = !!(c); if (w) warn_slowpath_fmt("f", __LINE__, 9, format); w; })
        """

    func events(_ body: String, _ declarations: String) throws -> [Event] {
        let program = try lower(
            "int f(int a, int b)\n{ \(body) }\n", ["f"], files: ["pre.h": declarations],
            arguments: ["-Iinclude", "-std=gnu11", "-include", "pre.h"])
        let function = try #require(program.functions["f"])
        #expect(function.unsupported.isEmpty)
        return Self.events(in: function.body)
    }

    static func events(in statement: Statement) -> [Event] {
        statement.operands.flatMap(events) + statement.innerStatements.flatMap(events)
    }

    static func events(in expression: CProgram.Expression) -> [Event] {
        if case .event(let event) = expression.kind { return [event] }
        return expression.innerStatements.flatMap(events) + expression.operands.flatMap(events)
    }

    @Test(arguments: [
        ("WARN_ON(a);", "WARN_ON", Event.Kind.warn, false),
        ("return WARN_ON(a != b);", "WARN_ON", .warn, false),
        ("if (WARN_ON_ONCE(a)) return 1;", "WARN_ON_ONCE", .warn, true),
        ("WARN(a, \"%d\\n\", b);", "WARN", .warn, false),
        ("dev_WARN(a, \"x %d\", b);", "dev_WARN", .warn, false),
        ("BUG();", "BUG", .bug, false), ("BUG_ON(a);", "BUG_ON", .bug, false),
        ("if (CHECK(a)) b = 1;", "WARN_ON", .warn, false), ("outer_check(a);", "BUG_ON", .bug, false),
    ])
    func trapsAreEvents(body: String, macro: String, kind: Event.Kind, isOnce: Bool) throws {
        let expected = Event(
            kind: kind, macro: macro, site: SourceSite(file: "unit.c", line: 2), isOnce: isOnce)
        #expect(try events(body, Self.trap) == [expected])
    }

    @Test func callsAreEvents() throws {
        #expect(try events("WARN_ON(a); WARN(b, \"%d\", a);", Self.slow).map(\.macro) == ["WARN_ON", "WARN"])
    }

    @Test func theValueOfAWarningIsItsCondition() throws {
        let text = try lowered("if (WARN_ON(a)) b = 2; return b;", Self.slow)
        #expect(
            text == """
                if (({ w: {0: logicalNot(logicalNot(a))}; if (w) !warn WARN_ON taint 9; w })) b = 2; return b;
                """)
    }

    @Test func argumentsOfAWarningAreEvaluated() throws {
        let text = try lowered("WARN(1, \"%d\", a++);", Self.slow)
        #expect(text.contains("(__warn_printk(\"%d\", post(a, 1)), !warn WARN taint 9)"))
    }

    @Test func anInstructionIsNoEvent() throws {
        let text = try lowered("STOP(a); asm volatile(\"ud2\");", "#define STOP(x) asm volatile(\"hlt\")")
        #expect(text == "asm volatile('hlt'); asm volatile('ud2');")
    }
}
