import Drift
import Testing

/// Pairs of functions that do not do the same, each of which was once called the same; and such that do.
@Suite struct RefutedVerdictTests {
    private func verdict(_ old: String, _ new: String) throws -> FunctionRow.Verdict? {
        try FunctionVerdictTests.report(old, new).functions.first { $0.symbol == "f" }?.verdict
    }

    private static let table = "extern int use(const unsigned short *r);\n"

    /// What a callee sees behind a pointer to constants, directly or through other constants.
    @Test(arguments: [
        (
            "static const unsigned short r[2] = { 1, 2 }; int f(void) { return use(r); }",
            "static const unsigned short r[2] = { 1, 3 }; int f(void) { return use(r); }"
        ),
        (
            "static const unsigned short r[2] = { 1, 2 }; static const unsigned short *const p[1] = { r }; "
                + "extern int all(const unsigned short *const *p); int f(void) { return all(p); }",
            "static const unsigned short r[2] = { 1, 3 }; static const unsigned short *const p[1] = { r }; "
                + "extern int all(const unsigned short *const *p); int f(void) { return all(p); }"
        ),
        (
            "static const unsigned short r[2] = { 1, 2 }; int f(int i) "
                + "{ const unsigned short *p = r; use(0); return p[i & 1]; }",
            "static const unsigned short r[2] = { 1, 3 }; int f(int i) "
                + "{ const unsigned short *p = r; use(0); return p[i & 1]; }"
        ),
    ])
    func constantsBehindPointersCount(_ old: String, _ new: String) throws {
        #expect(try verdict(Self.table + old, Self.table + new) == .drifted)
    }

    /// Locals that are got at by pointers, or that a loop fills.
    @Test(arguments: [
        (
            "int f(int a) { int x; int *p = &x; x = a; room_get(0, 0); return *p; }",
            "int f(int a) { int x; int *p = &x; x = a + 1; room_get(0, 0); return *p; }"
        ),
        (
            "extern void all(int *t); void f(void) { int t[4]; for (int i = 0; i < 4; i++) t[i] = i; all(t); }",
            "extern void all(int *t); void f(void) { int t[4]; for (int i = 0; i < 4; i++) t[i] = i + 1; all(t); }"
        ),
        (
            "int f(int *q, int n) { int x = 1; int *p = q; for (int i = 0; i < n; i++) { *p = 5; p = &x; } return x; }",
            "int f(int *q, int n) { int x = 1; int *p = q; for (int i = 0; i < n; i++) { *p = 5; p = &x; } return 1; }"
        ),
        (
            "struct s { int *at; }; int f(struct s *p, int n) { int sum = 0, x = 0; for (int i = 0; i < n; i++) "
                + "{ x = 1; *p->at = 7; p->at = &x; sum += x; } p->at = 0; return sum; }",
            "struct s { int *at; }; int f(struct s *p, int n) { int sum = 0, x = 0; for (int i = 0; i < n; i++) "
                + "{ x = 1; *p->at = 7; p->at = &x; sum += 1; } p->at = 0; return sum; }"
        ),
        (
            "extern void g(int n); int f(int n) { int r = 0, i = 0; goto in; out: r += 5; in: i++; g(r); "
                + "if (i & 1) goto in; if (i < n) goto out; return 0; }",
            "extern void g(int n); int f(int n) { int r = 0, i = 0; goto in; out: r += 4; in: i++; g(r); "
                + "if (i & 1) goto in; if (i < n) goto out; return 0; }"
        ),
    ])
    func localsAndLoops(_ old: String, _ new: String) throws {
        #expect(try verdict(old, new) != .same)
    }

    /// Null pointers, volatile reads, addresses, alignment, the linker, recursion.
    @Test(arguments: [
        (
            "int f(struct lamp *l) { if (!l) return -22; int x = l->state; return room_get(l, x); }",
            "int f(struct lamp *l) { int x = l->state; if (!l) return -22; return room_get(l, x); }"
        ),
        (
            "int f(int a, int n) { return n ? a / n : 0; }",
            "int f(int a, int n) { int q = a / n; return n ? q : 0; }"
        ),
        (
            "int f(int *p) { *p = 5; return *(volatile int *)p; }",
            "int f(int *p) { int y = *(volatile int *)p; *p = 5; return y; }"
        ),
        (
            "extern void a(void *p); extern void b(void *p); void f(void *p) { unsigned long n = (unsigned long)p; "
                + "if (n >= 0xffffc90000000000UL && n < 0xffffe90000000000UL) a(p); else b(p); }",
            "extern void b(void *p); void f(void *p) { b(p); }"
        ),
        ("char c; int f(void) { return (unsigned long)&c & 255; }", "char c; int f(void) { return 0; }"),
        (
            "void *memcpy(void *, const void *, unsigned long); unsigned f(char *p, char *q) "
                + "{ unsigned x = 5, y; memcpy(p, &x, 4); memcpy(&y, q, 4); return y; }",
            "void *memcpy(void *, const void *, unsigned long); unsigned f(char *p, char *q) "
                + "{ unsigned x = 5, y; memcpy(&y, q, 4); memcpy(p, &x, 4); return p == q ? 5 : y; }"
        ),
        (
            "int __attribute__((weak)) hook(void) { return 0; } int f(void) { return hook(); }",
            "int __attribute__((weak)) hook(void) { return 0; } int f(void) { return 0; }"
        ),
        (
            "extern int first[], last[]; int f(void) { return first == last; }",
            "extern int first[], last[]; int f(void) { return 0; }"
        ),
        (
            "static int g(int n) { if (n <= 0) return 0; return g(n - 1) + 1; } int f(int n) { return g((n & 1) + 4); }",
            "static int g(int n) { if (n <= 0) return 0; if (n == 3) return 9; return g(n - 1) + 1; } "
                + "int f(int n) { return g(4 + (n & 1)); }"
        ),
        ("int f(void) { return _printk(\"a\"); }", "int f(void) { _printk(\"a\"); return 0; }"),
        (
            "int f(unsigned i) { char b[8]; b[i & 7] = 1; return b[i & 7]; }",
            "int f(unsigned i) { char b[4]; b[i & 7] = 1; return b[i & 7]; }"
        ),
        (
            "int f(void) { static int n = 3; return n--; }", "int f(void) { static int n = 5; return n--; }"
        ),
        (
            "extern void w(int n); \n#define R(n) n##0\nvoid f(void) { w(R(1)); }",
            "extern void w(int n); \n#define R(n) n##0\nvoid f(void) { w(R(2)); }"
        ),
        (
            "static int g(int n, ...) { __builtin_va_list l; __builtin_va_start(l, n); "
                + "int r = __builtin_va_arg(l, int); __builtin_va_end(l); return r; } int f(void) { return g(1, 5); }",
            "static int g(int n, ...) { __builtin_va_list l; __builtin_va_start(l, n); "
                + "int r = __builtin_va_arg(l, int); __builtin_va_end(l); return r; } int f(void) { return g(1, 6); }"
        ),
        (
            "extern void g(char *b); void f(void) { char b[8192] = { 0 }; g(b); }",
            "extern void g(char *b); void f(void) { char b[8192]; g(b); }"
        ),
    ])
    func whatIsSeenOtherwise(_ old: String, _ new: String) throws {
        #expect(try [.drifted, .unknown].contains(verdict(old, new)))
    }

    /// What does the same, and was once said to differ.
    @Test(arguments: [
        (
            "extern void kfree(const void *p); void f(void *p) { if (p) kfree(p); }",
            "extern void kfree(const void *p); void f(void *p) { kfree(p); }"
        ),
        (
            "extern void *kmalloc(unsigned long n, int how); int f(int *p) { int *q = kmalloc(4, 0); "
                + "if (!q) return -12; *q = 1; *p = 2; *p = *q; return 0; }",
            "extern void *kmalloc(unsigned long n, int how); int f(int *p) { int *q = kmalloc(4, 0); "
                + "if (!q) return -12; *q = 1; *p = 1; return 0; }"
        ),
        (
            "extern void panic(const char *s) __attribute__((noreturn)); int f(int a) { if (a) panic(0); return 0; }",
            "extern void panic(const char *s) __attribute__((noreturn)); int f(int a) "
                + "{ if (a) { panic(0); return 5; } return 0; }"
        ),
        (
            "int f(int a) { if (a > 5) __builtin_unreachable(); return a > 5 ? 1 : 2; }",
            "int f(int a) { if (a > 5) __builtin_unreachable(); return 2; }"
        ),
        (
            "extern int reg(int *x); int f(void) { int x; if (reg(&x)) return -5; x &= 7; return x; }",
            "extern int reg(int *x); int f(void) { int x; if (reg(&x)) return -5; return x & 7; }"
        ),
    ])
    func whatDoesTheSame(_ old: String, _ new: String) throws {
        #expect(try verdict(old, new) == .same)
    }

    // MARK: Layouts

    private static let moved = (
        "struct s { int a; int b; struct s *next; };\n",
        "struct s { int b; long more; int a; struct s *next; };\n"
    )

    /// A member that moved is the same member; a function that differs in nothing else has no row.
    @Test(arguments: [
        "int f(struct s *p) { return p->a + p->b; }",
        "int f(void *data) { struct s *p = data; return p->next->b; }",
        "extern struct s *get(void); int f(void) { return get()->a; }",
        "int f(struct s *p) { return p[2].b; }",
        "struct s *f(int *b) { return (struct s *)((void *)b - __builtin_offsetof(struct s, b)); }",
        "struct s *f(int *b) { struct s x = { .b = 3, .a = *b }; return x.next; }",
        "extern void *kzalloc(unsigned long n, int how); struct s *f(void) { return kzalloc(sizeof(struct s), 0); }",
    ])
    func membersKeepTheirNames(_ function: String) throws {
        if function.contains("struct s x") {
            // The copy is of another size, but nothing else tells it.
            #expect(try verdict(Self.moved.0 + function, Self.moved.1 + function) != .drifted)
        } else {
            #expect(try verdict(Self.moved.0 + function, Self.moved.1 + function) == nil)
        }
    }

    /// A function that changed besides is compared by its members' names, and says so.
    @Test func whatIsToldByNameIsAPremise() throws {
        let rows = try FunctionVerdictTests.report(
            Self.moved.0 + "int f(struct s *p) { return p->a - p->b; }",
            Self.moved.1 + "int f(struct s *p) { int n = p->b; return p->a - n; }"
        ).functions
        #expect(rows.map(\.verdict) == [.same])
        #expect(rows.first?.records == ["struct s"])
        #expect(
            try verdict(
                Self.moved.0 + "int f(struct s *p) { return p->a; }",
                Self.moved.1 + "int f(struct s *p) { return p->b; }") == .drifted)
    }

    /// Where memory is reached by bytes or as another type the layout itself counts.
    @Test(arguments: [
        "void *memset(void *, int, unsigned long); int f(struct s *p) "
            + "{ memset(p, 0, __builtin_offsetof(struct s, next)); return p->a; }",
        "int f(struct s *p) { int *q = (int *)p; q[0] = 5; return p->a; }",
        "int f(struct s *p) { void *v = p; int *q = v; q[0] = 5; return p->a; }",
        "union u { struct s s; int raw[6]; }; int f(union u *p) { p->raw[0] = 5; return p->s.a; }",
    ])
    func whatIsReachedAsBytesIsNotDecided(_ function: String) throws {
        #expect(try verdict(Self.moved.0 + function, Self.moved.1 + function) == .unknown)
    }

    /// The sizes of what is copied or asked for are numbers like others, but for allocations.
    @Test func aSizeThatIsPassedOnCounts() throws {
        let function =
            "extern int copy_out(void *to, const void *p, unsigned long n); int f(void *to, struct s *p) "
            + "{ return copy_out(to, p, sizeof(*p)); }"
        #expect(try verdict(Self.moved.0 + function, Self.moved.1 + function) != .same)
        #expect(try verdict(Self.moved.0 + function, Self.moved.1 + function) != nil)
    }
}
