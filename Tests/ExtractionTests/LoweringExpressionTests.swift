import CProgram
import Testing

@testable import Extraction

@Suite(.serialized) struct LoweringExpressionTests {
    @Test(arguments: [
        ("a = b + c * 2;", "a = add(b, multiply(c, 2));"),
        ("a = b - -c;", "a = subtract(b, negate(c));"),
        ("a += b;", "a add(s32)= b;"),
        ("a <<= b;", "a shiftLeft(s32)= b;"),
        ("a = b++ - --c;", "a = subtract(post(b, 1), pre(c, -1));"),
        ("a = (b, c);", "a = (b, c);"),
        ("a = b ? c : 3;", "a = (b ? c : 3);"),
        ("a = b ?: c;", "a = (b ? : c);"),
        ("a = b && !c || ~a;", "a = ((b && logicalNot(c)) || not(a));"),
        ("a = b < c == (b >= c);", "a = equal(less(b, c), greaterOrEqual(b, c));"),
        ("return sizeof(long) + 1;", "return 9;"),
        ("return 'A' + 0x10 - 1 / 2 % 3;", "return 81;"),
        ("return (unsigned char)300;", "return 44;"),
        ("return __builtin_expect(!!a, 1);", "return s32(s64(logicalNot(logicalNot(a))));"),
        ("return 0 && f(1, 2, 3);", "return 0;"),
        ("return 1 || f(1, 2, 3);", "return 1;"),
        ("return 0 ? f(1, 2, 3) : b;", "return b;"),
    ])
    func operators(source: String, expected: String) throws {
        #expect(try lowered(source) == expected)
    }

    @Test func theWidthsOfC() throws {
        let text = try lowered(
            "u8 += 1; u8 = a; l = a; l = u; u += l; l <<= u8; flag = a; a = flag; u8 |= flag; return 0;",
            "unsigned char u8; long l; unsigned u; _Bool flag;")
        #expect(
            text == """
                [&u8] add(s32)= 1; [&u8] = u8(a); [&l] = s64(a); [&l] = s64([&u]); [&u] add(s64)= [&l]; \
                [&l] shiftLeft(s64)= s32([&u8]); [&flag] = bool(a); a = s32([&flag]); \
                [&u8] or(s32)= s32([&flag]); return 0;
                """)
    }

    @Test func constantsWrapAsInC() throws {
        #expect(try lowered("return 0xffffffffu + 2;") == "return 1;")
        #expect(try lowered("return (int)0x80000000 < 0;") == "return 1;")
        #expect(try lowered("return -1 > 0u;") == "return 1;")
        #expect(try lowered("return (long)~0ul >> 63;") == "return -1;")
        #expect(try lowered("return 1 / 0;") == "return divide(1, 0);")
        #expect(try lowered("return 1 << 40;") == "return shiftLeft(1, 40);")
    }

    static let records = """
        struct inner { short x; short y; };
        union either { int i; char c[4]; };
        struct node {
            struct node *next;
            unsigned low : 3, middle : 7;
            _Bool flag : 1;
            struct inner in[2];
            union { long whole; struct { int half; struct { int deep; }; }; };
            int (*call)(int);
        };
        """

    @Test(arguments: [
        ("return a[2] + *b[1];", "return add([a+8], [[b+8]]);"),
        ("a++; a += 2;", "post(a, 4); a add(ptr)= 8;"),
        ("return (a + 1)[2] + *(x ? a : b[0]);", "return add([a+12], [(x ? a : [b])]);"),
        ("__typeof__(a) p = a + x; return *p;", "p: {0: a+multiply(s64(x), 4)}; return [p];"),
        ("return s->n + s[x].n;", "return add([s], [s+multiply(s64(x), 4)]);"),
        ("g(a); g(&a);", "g(a); g(&a);"),
        ("return m[1][x];", "return [m+12+multiply(s64(x), 4)];"),
        ("return !a || a == b[0];", "return (logicalNot(a) || equal(a, [b]));"),
        ("int r[2]; r[1] = sizeof(r); g(r);", "r: {}; [&r+4] = 8; g(&r);"),
    ])
    func arraysAsParametersArePointers(source: String, expected: String) throws {
        let text = try lowered(
            source, "struct s { int n; }; void g(const void *);",
            parameters: "int a[4], int *b[], struct s s[2], int m[][3], int x")
        #expect(text == expected)
    }

    @Test(arguments: [
        ("g(\"a\\0b\");", "g(&string 610062);"), ("g(\"\\xff\");", "g(&string ff);"),
        ("g(\"\\303\\244\");", "g(\"\u{e4}\");"), ("g(L\"hi\");", "g(&string of 4-byte characters 6869);"),
        ("unsigned short w[] = u\"hi\";", "w: {0, 0: 104, 2: 105};"),
        ("h((union u)a); h((union u)&a);", "h([&#3{0: a}]); h([&#4{0: &a}]);"),
    ])
    func stringsAndUnionsKeepTheirBytes(source: String, expected: String) throws {
        let text = try lowered(source, "union u { int i; int *p; }; void g(const void *); void h(union u);")
        #expect(text == expected)
    }

    @Test(arguments: [
        ("return n->next->in[1].y;", "return s32([[n]+16]);"),
        ("return n->half + n->deep;", "return add([n+24], [n+28]);"),
        ("return local.in[i].x;", "return s32([&local+10+multiply(s64(i), 4)]);"),
        ("n->middle = i;", "[n+8]:3+7 = u32(i);"),
        ("n->middle++;", "post([n+8]:3+7, 1);"),
        ("n->flag = i;", "[n+9]:2+1 = bool(i);"),
        ("return n->low;", "return s32([n+8]:0+3);"),
        ("n++; n += i; n -= 2;", "post(n, 40); n add(ptr)= multiply(s64(i), 40); n subtract(ptr)= 80;"),
        ("return &n[3] - n;", "return s32(distance40(n+120, n));"),
        ("return i[n].low;", "return s32([n+multiply(s64(i), 40)+8]:0+3);"),
        ("n = n - i;", "n = n+multiply(s64(i), -40);"),
        ("n = (void *)n + 1;", "n = n+1;"),
        ("return n->call(i);", "return *[n+32](i);"),
        ("return (*n->call)(i);", "return *[n+32](i);"),
        ("local = *n;", "local = [n];"),
        ("return __builtin_offsetof(struct node, in[1].y);", "return 16;"),
        ("return n == 0 || !n;", "return (equal(n, 0) || logicalNot(n));"),
    ])
    func membersAndPointers(source: String, expected: String) throws {
        let text = try lowered(
            "struct node local; \(source)", Self.records, parameters: "struct node *n, int i")
        #expect(text == "local: {}; " + expected)
    }

    @Test func containerOfIsAnOffset() throws {
        let text = try lowered(
            "return container_of(p, struct outer, in)->a;",
            """
            #define container_of(ptr, type, member) ({ \\
                void *__mptr = (void *)(ptr); \\
                _Static_assert(__builtin_types_compatible_p(__typeof__(*(ptr)), struct in), "type"); \\
                ((type *)(__mptr - __builtin_offsetof(type, member))); })
            struct in { int i; };
            struct outer { int a; struct in in; };
            """, parameters: "struct in *p")
        #expect(text == "return [({ __mptr: {0: p}; __mptr+-4 })];")
    }

    @Test func builtins() throws {
        #expect(try lowered("return __builtin_constant_p(3) + __builtin_constant_p(a);") == "return 1;")
        #expect(try lowered("return __builtin_choose_expr(1, b, \"no\");") == "return b;")
        #expect(
            try lowered("return __builtin_types_compatible_p(__typeof__(a), int);") == "return 1;")
        #expect(try lowered("return _Generic(a, long: f, int: 7, default: \"x\");") == "return 7;")
        #expect(
            try lowered("__builtin_memset(&a, 0, 4); __builtin_unreachable();")
                == "memset(&a, 0, 4); __builtin_unreachable();")
        #expect(
            try lowered("__auto_type x = b; __typeof__(a) y = x; return y;")
                == "x: {0: b}; y: {0: x}; return y;")
    }

    @Test func namesAndStrings() throws {
        let program = try lower(
            """
            enum e { ONE = 1, BIG = 0x7fffffffffffffff };
            static int counter = 3;
            extern int elsewhere;
            int g(void);
            const char *f(void)
            {
                static int counter;
                counter += ONE;
                { static int counter = 9; counter++; }
                (&g)();
                return elsewhere ? __func__ : "a\\"b\\n";
            }
            int h(enum e e) { return counter; }
            """)
        let function = try #require(program.functions["f"])
        #expect(
            ProgramText(function).text == """
                [&f.counter] add(s32)= 1; { post([&f.counter#2], 1); } g(); \
                return ([&elsewhere] ? "f" : "a"b
                ");
                """)
        #expect(program.globals["f.counter"]?.initializer == [])
        #expect(program.globals["f.counter#2"]?.initializer?.first?.value.kind == .integer(9))
        #expect(program.globals["counter"]?.initializer?.first?.value.kind == .integer(3))
        #expect(program.globals["elsewhere"]?.initializer == nil)
        #expect(program.declarations.keys.sorted() == ["g"])
        #expect(program.constants == ["ONE": 1, "BIG": Int64.max])
    }
}
