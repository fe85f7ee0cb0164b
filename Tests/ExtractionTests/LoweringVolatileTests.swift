import CProgram
import Testing

@testable import Extraction

@Suite(.serialized) struct LoweringVolatileTests {
    private static let declarations = """
        #define READ_ONCE(x) (*(const volatile __typeof__(x) *)&(x))
        #define WRITE_ONCE(x, value) do { *(volatile __typeof__(x) *)&(x) = (value); } while (0)
        struct port { int plain; volatile unsigned int status; volatile int row[4]; };
        typedef volatile int hidden;
        """

    @Test(arguments: [
        ("return READ_ONCE(a);", "return volatile a;"),
        ("WRITE_ONCE(p->plain, a);", "{ volatile [p] = a; }"),
        ("return p->status;", "return s32(volatile [p+4]);"),
        ("p->status++;", "post(volatile [p+4], 1);"),
        ("p->row[a] |= 2;", "volatile [p+8+multiply(s64(a), 4)] or(s32)= 2;"),
        ("return p->plain;", "return [p];"),
        ("return ((volatile struct port *)p)->plain;", "return volatile [p];"),
        ("hidden h = a; return h;", "h: {0: a}; return volatile h;"),
        ("(void)p->status; (void)a; (void)READ_ONCE(a);", "volatile [p+4]; volatile a;"),
    ])
    func everyAccessOfAVolatileLvalueCounts(source: String, expected: String) throws {
        #expect(try lowered(source, Self.declarations, parameters: "int a, struct port *p") == expected)
    }
}
