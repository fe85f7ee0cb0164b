import CProgram
import Testing

@testable import Extraction

@Suite(.serialized) struct LoweringAssemblyTests {
    private static let declarations = """
        #define barrier() __asm__ __volatile__("" : : : "memory")
        #define HIDE_VAR(x) __asm__ ("" : "=r" (x) : "0" (x))
        #define LOCK "lock; "
        #define TEXT(x) #x
        #define ADD(p, v) asm volatile(LOCK "add" TEXT(l) " %[by],%[at]" : [at] "+m" (*(p)) : [by] "ir" (v) : "memory", "cc")
        #define mark() asm volatile("1:\\n.pushsection .discard.note\\n.long 1b - .\\n.popsection")
        struct s { int x; char tail[4]; };
        """

    @Test(arguments: [
        ("barrier();", "asm volatile('' : : : memory);"),
        ("HIDE_VAR(a);", "asm('' : =r &a : 0 a);"),
        ("ADD(&p->x, a + 1);", "asm volatile('lock; addl %1,%0' : +m p : ir add(a, 1) : cc memory);"),
        ("asm(\"nop\");", "asm volatile('nop');"),
        ("mark(); b = 1;", "b = 1;"),
        (
            "asm(\"mov %1,%0\" : \"=r\" (a) : \"m\" (p->x), \"m\" (*(const char (*)[4]) p->tail));",
            "asm('mov %1,%0' : =r &a : m [p], m [p+4]);"
        ),
        (
            "register long r asm(\"r8\") = a; asm volatile(\"x %0\" : \"+r\" (r) : \"r\" (r));",
            "r: {0: s64(a)}; asm volatile('x %0' : +r{r8} &r : r{r8} r);"
        ),
        (
            "a = ({ int t; asm(\"in\" : \"=r\" (t) : \"r\" (({ int u; asm(\"deep\" : \"=r\" (u)); u; }))); t; });",
            "a = ({ t: {}; asm('in' : =r &t : r ({ u: {}; asm('deep' : =r &u); u })); t });"
        ),
        (
            "a = sizeof(({ asm(\"never\"); 1; })); __typeof__(({ asm(\"never\"); 1; })) t = 2; asm(\"once\");",
            "a = 4; t: {0: 2}; asm volatile('once');"
        ),
    ])
    func nothingOfItIsLost(source: String, expected: String) throws {
        let text = try lowered(source, Self.declarations, parameters: "int a, int b, struct s *p")
        #expect(text == expected)
    }

    @Test func aGotoSaysWhichLabelItTakes() throws {
        let text = try lowered(
            "asm goto(\"jmp %l[yes]\" : : \"i\" (3) : : yes, no); return 0; yes: return 1; no: return 2;")
        #expect(
            text == """
                switch (asm volatile goto('jmp %l1' : : i 3 : : yes no)) \
                { case 1...1: goto yes; case 2...2: goto no; } return 0; yes: return 1; no: return 2;
                """)
    }

    @Test func labelsOfBlocksAreToldApart() throws {
        let text = try lowered(
            """
            { __label__ out; asm goto("1" : : : : out); out: a = 1; } \
            { __label__ out; asm goto("2" : : : : out); goto out; out: a = 2; }
            """)
        #expect(
            text == """
                { switch (asm volatile goto('1' : : : : out)) { case 1...1: goto out; } out: a = 1; } \
                { switch (asm volatile goto('2' : : : : out)) { case 1...1: goto out#2; } goto out#2; out#2: a = 2; }
                """)
    }

    @Test func anAssemblyInAConditionIsNoTrap() throws {
        let text = try lowered(
            "WARN_ON(({ int w; asm(\"test\" : \"=r\" (w)); w; }));", LoweringEventTests.trap)
        #expect(text.contains("asm('test' : =r &w)"))
        #expect(text.contains("!warn WARN_ON"))
    }

    @Test func theTaintAndTheFormatOfABugEntryAreKept() throws {
        let text = try lowered(
            "WARN(a, \"%d\\n\", b);",
            """
            void print(const void *entry, ...);
            #define ENTRY(flags, format) ({ void *bug; asm volatile("lea %[addr]\\n.pushsection __bug_table\\n" \\
                : [addr] "=r" (bug) : [fmt] "i" (format), [file] "i" (__FILE__), [line] "i" (__LINE__), \\
                [fl] "i" (flags), [size] "i" (16L)); bug; })
            #define WARN(c, format, arg...) ({ int w = !!(c); if (w) { int flags = (5 << 8) | 1; \\
                print(ENTRY(flags, format), ## arg); } w; })
            """)
        #expect(text.contains("!warn WARN taint 5; bug = \"%d\n\""))
    }
}
