"""Small C functions as trees: how they are made at random, spelled, and typed.

Expressions: ("c", value, type) ("v", name, type) ("m", pointer, member) ("ar", pointer, index) ("b", op, a, b)
("u", op, a) ("t", condition, a, b) ("call", name, arguments) ("cast", type, a).
Statements: ("set", place, e) ("op", place, op, e) ("if", c, then, else) ("for", variable, bound, body)
("while", variable, bound, body) ("do", variable, bound, body) ("switch", e, cases, default) ("do-call", call)
("ret", e) ("goto", label) ("label", label) ("break",) ("continue",) ("raw", text).
"""

WIDTHS = {"u8": (8, False), "s8": (8, True), "u16": (16, False), "s16": (16, True), "u32": (32, False),
          "int": (32, True), "u64": (64, False), "s64": (64, True)}
MEMBERS = {"a": "int", "b": "u8", "c": "s16", "d": "u64", "e": "u32", "f": "s64"}
GLOBALS = {"g_count": "int", "g_flags": "u32", "g_total": "u64", "g_step": "s16"}
CALLEES = {"dev_read": ("int", ["int"]), "dev_flags": ("u32", ["p", "u32"]), "dev_write": ("void", ["int", "u64"]),
           "dev_wait": ("s64", []), "dev_sync": ("void", ["p"])}
PARAMETERS = [("x", "int"), ("y", "u32"), ("z", "u8"), ("w", "s64")]
COMPARISONS = ["<", "<=", ">", ">=", "==", "!="]
INVERSE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
MIRROR = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}

PRELUDE = """typedef unsigned char u8;
typedef signed char s8;
typedef unsigned short u16;
typedef short s16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef long long s64;

struct dev {
	int a;
	u8 b;
	s16 c;
	u64 d;
	u32 e;
	s64 f;
	int arr[4];
	struct dev *next;
};

extern int g_count;
extern u32 g_flags;
extern u64 g_total;
extern s16 g_step;

int dev_read(int at);
u32 dev_flags(struct dev *dev, u32 mask);
void dev_write(int at, u64 value);
s64 dev_wait(void);
void dev_sync(struct dev *dev);
"""


def promote(type_):
    return "int" if WIDTHS[type_][0] < 32 else type_


def common(a, b):
    a, b = promote(a), promote(b)
    if WIDTHS[a] == WIDTHS[b]:
        return a
    if WIDTHS[a][0] == WIDTHS[b][0]:
        return "u32" if WIDTHS[a][0] == 32 else "u64"
    return a if WIDTHS[a][0] > WIDTHS[b][0] else b


def type_of(e):
    kind = e[0]
    if kind in ("c", "v"):
        return e[2]
    if kind == "m":
        return MEMBERS[e[2]]
    if kind == "ar":
        return "int"
    if kind == "b":
        if e[1] in COMPARISONS or e[1] in ("&&", "||"):
            return "int"
        if e[1] in ("<<", ">>"):
            return promote(type_of(e[2]))
        return common(type_of(e[2]), type_of(e[3]))
    if kind == "u":
        return "int" if e[1] == "!" else promote(type_of(e[2]))
    if kind == "t":
        return common(type_of(e[2]), type_of(e[3]))
    if kind == "call":
        return CALLEES[e[1]][0]
    if kind == "cast":
        return e[1]
    if kind == "helper":
        return e[3]
    raise AssertionError(kind)


def spell(e):
    kind = e[0]
    if kind == "c":
        value, type_ = e[1], e[2]
        suffix = {"u32": "u", "u64": "ull", "s64": "ll"}.get(type_, "")
        return f"({value}{suffix})" if value < 0 else f"{value}{suffix}"
    if kind == "v":
        return e[1]
    if kind == "m":
        return f"{e[1]}->{e[2]}"
    if kind == "ar":
        return f"{e[1]}->arr[{spell(e[2])} & 3]"
    if kind == "b":
        return f"({spell(e[2])} {e[1]} {spell(e[3])})"
    if kind == "u":
        return f"{e[1]}({spell(e[2])})"
    if kind == "t":
        return f"({spell(e[1])} ? {spell(e[2])} : {spell(e[3])})"
    if kind in ("call", "helper"):
        return f"{e[1]}({', '.join(a if isinstance(a, str) else spell(a) for a in e[2])})"
    if kind == "cast":
        return f"({e[1]})({spell(e[2])})"
    raise AssertionError(kind)


def spell_statements(statements, depth=1):
    tab = "\t" * depth
    lines = []
    for s in statements:
        kind = s[0]
        if kind == "set":
            lines.append(f"{tab}{spell(s[1])} = {spell(s[2])};")
        elif kind == "op":
            lines.append(f"{tab}{spell(s[1])} {s[2]}= {spell(s[3])};")
        elif kind == "do-call":
            lines.append(f"{tab}{spell(s[1])};")
        elif kind == "if":
            lines.append(f"{tab}if ({spell(s[1])}) {{")
            lines += spell_statements(s[2], depth + 1)
            if s[3]:
                lines.append(f"{tab}}} else {{")
                lines += spell_statements(s[3], depth + 1)
            lines.append(f"{tab}}}")
        elif kind == "for":
            v = s[1]
            lines.append(f"{tab}for ({v} = 0; {v} < {spell(s[2])}; {v}++) {{")
            lines += spell_statements(s[3], depth + 1)
            lines.append(f"{tab}}}")
        elif kind == "while":
            v = s[1]
            lines.append(f"{tab}{v} = 0;")
            lines.append(f"{tab}while ({v} < {spell(s[2])}) {{")
            lines += spell_statements(s[3], depth + 1)
            lines.append(f"{tab}\t{v}++;")
            lines.append(f"{tab}}}")
        elif kind == "do":
            v = s[1]
            lines.append(f"{tab}{v} = 0;")
            lines.append(f"{tab}do {{")
            lines += spell_statements(s[3], depth + 1)
            lines.append(f"{tab}}} while (++{v} < {spell(s[2])});")
        elif kind == "switch":
            lines.append(f"{tab}switch ({spell(s[1])}) {{")
            for labels, body, leaves in s[2]:
                lines += [f"{tab}case {label}:" for label in labels]
                lines += spell_statements(body, depth + 1)
                if leaves:
                    lines.append(f"{tab}\tbreak;")
            if s[3] is not None:
                lines.append(f"{tab}default:")
                lines += spell_statements(s[3], depth + 1)
                lines.append(f"{tab}\tbreak;")
            lines.append(f"{tab}}}")
        elif kind == "ret":
            lines.append(f"{tab}return {spell(s[1])};")
        elif kind == "goto":
            lines.append(f"{tab}goto {s[1]};")
        elif kind == "label":
            lines.append(f"{s[1]}:\n{tab};")
        elif kind in ("break", "continue"):
            lines.append(f"{tab}{kind};")
        elif kind == "raw":
            lines.append(tab + s[1])
        elif kind == "block":
            lines.append(f"{tab}{s[1]} {{")
            lines += spell_statements(s[2], depth + 1)
            lines.append(f"{tab}}} {s[3]}".rstrip())
        else:
            raise AssertionError(kind)
    return lines


class Function:
    """Locals with their first values, a body, helpers before it."""

    def __init__(self):
        self.locals = []      # (type, name, text of first value)
        self.body = []
        self.helpers = []     # texts with {prefix}
        self.count = 0

    def copy(self):
        other = Function()
        other.locals, other.body = list(self.locals), self.body
        other.helpers, other.count = list(self.helpers), self.count
        return other

    def fresh(self, stem):
        self.count += 1
        return f"{stem}{self.count}"

    def text(self, name):
        lines = [helper.replace("HELPER", name + "_part") for helper in self.helpers]
        lines.append(f"s64 {name}(struct dev *p, struct dev *q, int x, u32 y, u8 z, s64 w)\n{{")
        lines += [f"\t{type_} {'*' if type_ == 'struct dev' else ''}{local} = {value};" for type_, local, value in self.locals]
        lines.append("")
        lines += [line.replace("HELPER", name + "_part") for line in spell_statements(self.body)]
        return "\n".join(lines) + "\n}\n"


class Maker:
    """Makes functions at random: most of them of a few lines with plain arithmetic, some larger than people write them."""

    def __init__(self, random, size=0):
        self.random = random
        self.size = size or random.choices([1, 2, 3], [60, 30, 10])[0]

    def function(self):
        self.f = Function()
        self.loops = 0
        self.in_loop = 0
        self.has_label = False
        r = self.random
        for _ in range(r.randint(1, 3)):
            type_ = r.choice(list(WIDTHS))
            self.f.locals.append((type_, self.f.fresh("v"), str(r.choice([0, 1, r.randint(0, 100)]))))
        body = self.statements(r.randint(1, 2 * self.size), min(self.size, 2))
        wants_label = self.has_label
        result = [("ret", self.single(2))]
        self.f.body = body + ([("label", "out")] if wants_label else []) + result
        return self.f

    def local(self):
        type_, name, _ = self.random.choice([l for l in self.f.locals if l[0] != "struct dev" and not l[1].startswith("i")])
        return ("v", name, type_)

    def readable(self):
        r = self.random
        how = r.random()
        loops = [l for l in self.f.locals if l[1].startswith("i")]
        if how < 0.3:
            name, type_ = r.choice(PARAMETERS)
            return ("v", name, type_)
        if how < 0.55:
            return self.local()
        if how < 0.62 and loops:
            return ("v", r.choice(loops)[1], "int")
        if how < 0.82:
            return ("m", r.choice("pq"), r.choice(list(MEMBERS)))
        if how < 0.9:
            return ("ar", r.choice("pq"), self.index())
        name = r.choice(list(GLOBALS))
        return ("v", name, GLOBALS[name])

    def index(self):
        r = self.random
        return r.choice([("c", r.randint(0, 3), "int"), ("v", "z", "u8"), self.local()])

    def constant(self):
        r = self.random
        value = r.choice([0, 1, 2, 3, 4, 7, 8, 10, 15, 16, 100, 255, 256, 1000, -1, -2, -22, 65535])
        return ("c", value, "int") if r.random() < 0.9 else ("c", abs(value), r.choice(["u32", "u64", "s64"]))

    def expression(self, depth):
        r = self.random
        how = r.random()
        if depth == 2 and r.random() > self.size * 0.33:
            depth = 1
        if depth == 0 or how < 0.2:
            return self.readable() if r.random() < 0.65 else self.constant()
        if how < 0.55:
            return ("b", r.choices(["+", "-", "&", "|", "^", "*"], [20, 16, 10, 10, 6, self.size * 2 - 1])[0], self.expression(depth - 1), self.expression(depth - 1))
        if how < 0.63:
            return ("b", r.choice(["<<", ">>"]), self.expression(depth - 1), r.choice(
                [("c", r.randint(0, 7), "int"), ("b", "&", self.readable(), ("c", 7, "int"))]))
        if how < 0.68:
            return ("b", r.choice(["/", "%"]), ("cast", "u32", self.expression(depth - 1)), ("c", r.choice([2, 3, 4, 8, 10, 16]), "u32"))
        if how < 0.75:
            return self.condition(depth)
        if how < 0.82:
            return ("u", r.choice(["~", "-", "!"]), self.expression(depth - 1))
        if how < 0.89:
            return ("cast", r.choice(list(WIDTHS)), self.expression(depth - 1))
        if how < 0.95:
            return ("t", self.condition(depth - 1), self.expression(depth - 1), self.expression(depth - 1))
        return self.call(r.choice(["dev_read", "dev_flags", "dev_wait"]), depth)

    def condition(self, depth):
        r = self.random
        how = r.random()
        if depth > 0 and how < 0.2:
            return ("b", r.choice(["&&", "||"]), self.condition(depth - 1), self.condition(depth - 1))
        if how < 0.3:
            return self.readable()
        right = self.constant() if r.random() < 0.6 else self.readable()
        return ("b", r.choice(COMPARISONS), self.expression(max(depth - 1, 0)), right)

    def call(self, name, depth):
        return ("call", name, [self.random.choice("pq") if a == "p" else self.plain(min(depth, 1))
                               for a in CALLEES[name][1]])

    def plain(self, depth):
        """An expression without calls, so that the order of arguments does not matter."""
        while True:
            e = self.expression(depth)
            if not has_call(e):
                return e

    def place(self):
        r = self.random
        how = r.random()
        if how < 0.5:
            return self.local()
        if how < 0.8:
            return ("m", r.choice("pq"), r.choice(list(MEMBERS)))
        if how < 0.9:
            return ("ar", r.choice("pq"), self.index())
        name = r.choice(list(GLOBALS))
        return ("v", name, GLOBALS[name])

    def statements(self, count, depth):
        made = []
        for _ in range(count):
            made.append(self.statement(depth))
        return made

    def statement(self, depth):
        r = self.random
        how = r.random()
        if depth == 0 or how < 0.38:
            how = r.random()
            if how < 0.55:
                return ("set", self.place(), self.single(2))
            if how < 0.75:
                return ("op", self.place(), r.choice(["+", "-", "|", "&", "^", "+", "-", "|"]), self.plain(1))
            if how < 0.92:
                return ("do-call", self.call(r.choice(list(CALLEES)), 1))
            if self.in_loop and how < 0.97:
                return ("if", self.calm_condition(1), [(r.choice(["break", "continue"]),)], [])
            return ("if", self.calm_condition(1), [("ret", self.single(1))], [])
        if how < 0.68:
            then = self.statements(r.randint(1, 2), depth - 1)
            if r.random() < 0.15:
                self.has_label = True
                then.append(("goto", "out"))
            return ("if", self.calm_condition(2), then, self.statements(r.randint(1, 2), depth - 1) if r.random() < 0.5 else [])
        if how < 0.82 and self.loops < 2:
            self.loops += 1
            self.in_loop += 1
            name = self.f.fresh("i")
            kind = r.choice(["for", "for", "while", "do"])
            bound = r.choice([("c", r.randint(1, 4), "int"), ("b", "&", ("v", "z", "u8"), ("c", 3, "int"))])
            body = self.statements(r.randint(1, 2), depth - 1)
            if kind == "while":
                body = without_continue(body)
            self.in_loop -= 1
            self.f.locals.append(("int", name, "0"))
            return (kind, name, bound, body)
        if how < 0.92:
            kept, self.in_loop = self.in_loop, 0
            labels = r.sample(range(0, 6), r.randint(2, 4))
            cases = [([label], self.statements(1, depth - 1), r.random() < 0.75) for label in labels]
            default = self.statements(1, depth - 1) if r.random() < 0.6 else None
            self.in_loop = kept
            return ("switch", ("b", "&", self.readable_narrow(), ("c", 7, "int")), cases, default)
        return ("set", self.place(), self.single(2))

    def calm_condition(self, depth):
        """A condition without a call, or a comparison of one call with a constant."""
        if self.random.random() < 0.2:
            return ("b", self.random.choice(COMPARISONS), self.call(self.random.choice(["dev_read", "dev_wait"]), 1),
                    self.constant())
        while True:
            e = self.condition(depth)
            if not has_call(e):
                return e

    def readable_narrow(self):
        return self.random.choice([("v", "x", "int"), ("v", "z", "u8"), ("v", "y", "u32"), ("m", "p", "a"), ("m", "q", "b")])

    def single(self, depth):
        """An expression with at most one call: the order of two in one expression is the compiler's choice."""
        while True:
            e = self.expression(depth)
            if calls_in(e) == 0 or (calls_in(e) == 1 and e[0] == "call"):
                return e


def without_continue(statements):
    """In a while loop a continue would pass by the step."""
    made = []
    for s in statements:
        if s[0] == "continue":
            s = ("break",)
        elif s[0] == "if":
            s = ("if", s[1], without_continue(s[2]), without_continue(s[3]))
        made.append(s)
    return made


def parts(e):
    """The expressions right below one."""
    kind = e[0]
    if kind == "ar":
        return [e[2]]
    if kind == "b":
        return [e[2], e[3]]
    if kind == "u":
        return [e[2]]
    if kind == "t":
        return [e[1], e[2], e[3]]
    if kind in ("call", "helper"):
        return [a for a in e[2] if not isinstance(a, str)]
    if kind == "cast":
        return [e[2]]
    return []


def calls_in(e):
    return (e[0] == "call") + sum(map(calls_in, parts(e)))


def has_call(e):
    return calls_in(e) > 0
