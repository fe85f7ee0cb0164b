import CProgram
import Testing

@testable import Extraction

@Suite(.serialized) struct LoweringInitializerTests {
    static let records = """
        struct point { int x, y; };
        struct all {
            int first;
            struct { int inside; union { int u; char bytes[4]; }; };
            struct point points[2];
            unsigned low : 3, : 2, high : 5;
            char name[6];
            union { struct point p; long l; } either;
            int last;
        };
        """

    @Test(arguments: [
        ("{ 1, 2, 3 }", "0: 1, 4: 2, 8: 3"),
        ("{ .last = 1, .first = a }", "48: 1, 0: a"),
        ("{ .first = 1, 2 }", "0: 1, 4: 2"),
        ("{ .u = 7, 8, 9, 10, 11 }", "8: 7, 12: 8, 16: 9, 20: 10, 24: 11"),
        ("{ .points = { { 1, 2 }, { .y = 4 } } }", "12: 1, 16: 2, 24: 4"),
        ("{ .points = { 1, 2, 3, 4 } }", "12: 1, 16: 2, 20: 3, 24: 4"),
        ("{ .points[1] = { 5 }, 6 }", "20: 5, 28:0+3: 6"),
        ("{ .points[1].x = 5, 6, 7 }", "20: 5, 24: 6, 28:0+3: 7"),
        ("{ .points = { [1] = p } }", "20: p"),
        ("{ .points = { p, 3 } }", "12: p, 20: 3"),
        ("{ .points[0 ... 1].y = 3 }", "16: 3, 24: 3"),
        ("{ .high = 3, .low = 1 }", "28:5+5: 3, 28:0+3: 1"),
        ("{ .name = \"abc\" }", "30: 97, 31: 98, 32: 99"),
        ("{ .name = { \"ab\" }, { { 1 } } }", "30: 97, 31: 98, 40: 1"),
        ("{ .name = { 'x', [3] = 'y' } }", "30: 120, 33: 121"),
        ("{ .either = { .l = 9 }, 3 }", "40: 9, 48: 3"),
        ("{ .either.p.y = 9, 3 }", "44: 9, 48: 3"),
        ("{ .bytes = { [1 ... 2] = 5 } }", "9: 5, 10: 5"),
        ("{ }", ""), ("{ 0 }", "0: 0"), ("{ (1, 2) }", "0: (1, 2)"),
    ])
    func listsAsTheyAreWritten(source: String, expected: String) throws {
        let text = try lowered(
            "struct all v = \(source);", Self.records, parameters: "int a, struct point p")
        let places = expected.isEmpty ? "0, " : "0, \(expected)"
        #expect(text == "v: {\(places)};")
    }

    @Test(arguments: [
        ("int v[] = { 1, 2, [5] = 3, 4 };", "v: {0, 0: 1, 4: 2, 20: 3, 24: 4};"),
        ("int v[2][3] = { 1, 2, 3, 4 };", "v: {0, 0: 1, 4: 2, 8: 3, 12: 4};"),
        ("int v[2][3] = { [1] = { 7 }, };", "v: {0, 12: 7};"),
        ("int v[2][3] = { [1][2] = 7 };", "v: {0, 20: 7};"),
        ("int v[3][2] = { [0 ... 1] = { 7, 8 } };", "v: {0, 0: 7, 4: 8, 8: 7, 12: 8};"),
        ("int v[8] = { [2 ... 3] = a, 9 };", "v: {0, 8: a, 12: a, 16: 9};"),
        ("char v[] = \"a\\0b\\377\";", "v: {0, 0: 97, 2: 98, 3: -1};"),
        ("char v[2] = \"abcdef\";", "v: {0, 0: 97, 1: 98};"),
        ("const char *v = \"a\" \"b\";", "v: {0: \"ab\"};"),
        ("int v = { a };", "v: {0, 0: a};"),
        ("struct point v = p;", "v: {0: p};"),
        ("struct point *v = &(struct point){ .y = a };", "v: {0: &#3{4: a}};"),
        ("struct point v[] = { [1].x = 2 };", "v: {0, 8: 2};"),
    ])
    func arraysAndScalars(source: String, expected: String) throws {
        let text = try lowered(source, Self.records, parameters: "int a, struct point p")
        #expect(text == expected)
    }

    @Test func tablesOfFunctionsBringTheirFunctions() throws {
        let program = try lower(
            """
            struct ops { int (*open)(int); void (*close)(int); const char *name; struct ops *next; int *n; };
            static int numbers[3] = { 1, 2, 3 };
            static int open_it(int x) { return x; }
            static void close_it(int x) { }
            static int unused(int x) { return x; }
            extern void elsewhere(int);
            static struct ops more = { .close = elsewhere, .n = (int[]){ 4, 5 } };
            static const struct ops table = {
                .open = open_it, .close = &close_it, .name = "t", .next = &more, .n = &numbers[1],
            };
            int f(int x) { return table.open(x); }
            """, ["f"])
        #expect(program.functions.keys.sorted() == ["close_it", "f", "open_it"])
        #expect(program.declarations.keys.sorted() == ["elsewhere"])
        #expect(program.globals.keys.sorted() == ["more", "more.literal", "numbers", "table"])
        let table = try #require(program.globals["table"])
        #expect(table.bytes == 40)
        #expect(table.initializer?.map(\.offset) == [0, 8, 16, 24, 32])
        #expect(table.initializer?[0].value.kind == .function("open_it"))
        #expect(table.initializer?[3].value.kind == .global("more"))
        #expect(
            program.globals["more.literal"]?.initializer?.map(\.value.kind) == [.integer(4), .integer(5)])
        #expect(program.records["struct ops"]?.member("next")?.bitOffset == 192)
    }

    @Test func globalsOfAllKinds() throws {
        let program = try lower(
            """
            extern int outside;
            int tentative;
            extern int later;
            static int zero = 0;
            int f(void) { return outside + tentative + later + zero; }
            int later = 5;
            """, ["f"])
        #expect(program.globals["outside"]?.initializer == nil)
        #expect(program.globals["tentative"]?.initializer == [])
        #expect(program.globals["later"]?.initializer?.first?.value.kind == .integer(5))
        #expect(program.globals["zero"]?.initializer?.count == 1)
    }
}
