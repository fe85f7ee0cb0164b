"""Rewrites of small C functions: those that keep what a function does, and those that may change it."""

from smallc import (CALLEES, COMPARISONS, GLOBALS, INVERSE, MEMBERS, MIRROR, PARAMETERS, WIDTHS, calls_in, common,
                    has_call, parts, promote, spell, spell_statements, type_of)

ONE, ZERO = ("c", 1, "int"), ("c", 0, "int")


# Walking trees.

def lists_of(s):
    """The lists of statements inside a statement."""
    kind = s[0]
    if kind == "if":
        return [s[2], s[3]]
    if kind in ("for", "while", "do"):
        return [s[3]]
    if kind == "switch":
        return [body for _, body, _ in s[2]] + ([s[3]] if s[3] is not None else [])
    if kind == "block":
        return [s[2]]
    return []


def with_lists(s, lists):
    kind = s[0]
    if kind == "if":
        return ("if", s[1], lists[0], lists[1])
    if kind in ("for", "while", "do"):
        return (kind, s[1], s[2], lists[0])
    if kind == "switch":
        cases = [(labels, lists[i], leaves) for i, (labels, _, leaves) in enumerate(s[2])]
        return ("switch", s[1], cases, lists[len(cases)] if s[3] is not None else None)
    if kind == "block":
        return ("block", s[1], lists[0], s[3])
    return s


def expressions_of(s):
    """The expressions of a statement that may be replaced: not places, not loop bounds."""
    kind = s[0]
    if kind == "set":
        return [s[2]]
    if kind == "op":
        return [s[3]]
    if kind in ("if", "switch", "ret", "do-call"):
        return [s[1]]
    return []


def with_expressions(s, es):
    kind = s[0]
    if kind == "set":
        return ("set", s[1], es[0])
    if kind == "op":
        return ("op", s[1], s[2], es[0])
    if kind == "if":
        return ("if", es[0], s[2], s[3])
    if kind == "switch":
        return ("switch", es[0], s[2], s[3])
    if kind in ("ret", "do-call"):
        return (kind, es[0])
    return s


def with_parts(e, ps):
    kind = e[0]
    if kind == "ar":
        return ("ar", e[1], ps[0])
    if kind == "b":
        return ("b", e[1], ps[0], ps[1])
    if kind == "u":
        return ("u", e[1], ps[0])
    if kind == "t":
        return ("t", ps[0], ps[1], ps[2])
    if kind in ("call", "helper"):
        rest = list(ps)
        return (kind, e[1], [a if isinstance(a, str) else rest.pop(0) for a in e[2]], *e[3:])
    if kind == "cast":
        return ("cast", e[1], ps[0])
    return e


def walk(statements):
    """Every statement, those inside others too."""
    for s in statements:
        yield s
        for inner in lists_of(s):
            yield from walk(inner)


def subexpressions(e):
    yield e
    for part in parts(e):
        yield from subexpressions(part)


def always_evaluated(e):
    """What of an expression is evaluated whatever its conditions give: a null pointer is read there on both sides."""
    yield e
    lazy = e[0] == "t" or (e[0] == "b" and e[1] in ("&&", "||"))
    for part in parts(e)[:1] if lazy else parts(e):
        yield from always_evaluated(part)


def in_lists(random, body, rule, in_loop=False):
    """Tries a rule on every place of every list, in random order; the new body, or None."""
    places = []

    def count(statements, path, loop):
        for i, s in enumerate(statements):
            places.append((path, i, loop))
            for number, inner in enumerate(lists_of(s)):
                count(inner, path + ((i, number),), loop or s[0] in ("for", "while", "do"))

    count(body, (), in_loop)
    random.shuffle(places)

    def at(statements, path):
        for i, number in path:
            statements = lists_of(statements[i])[number]
        return statements

    def put(statements, path, new):
        if not path:
            return new
        (i, number), rest = path[0], path[1:]
        inner = lists_of(statements[i])
        inner[number] = put(inner[number], rest, new)
        return statements[:i] + [with_lists(statements[i], inner)] + statements[i + 1:]

    for path, i, loop in places[:40]:
        made = rule(at(body, path), i, path, loop)
        if made is not None:
            return put(body, path, made)
    return None


def in_expressions(random, body, rule):
    """Tries a rule on every expression, in random order. The rule also gets the statement."""
    def at_statement(statements, i, path, loop):
        s = statements[i]
        for number, e in enumerate(expressions_of(s)):
            paths = []

            def collect(e, path):
                paths.append(path)
                for k, part in enumerate(parts(e)):
                    collect(part, path + (k,))

            collect(e, ())
            random.shuffle(paths)

            def replace(e, path):
                if not path:
                    return rule(e, s, whole=(path == () and True))
                ps = parts(e)
                new = replace(ps[path[0]], path[1:])
                if new is None:
                    return None
                ps[path[0]] = new
                return with_parts(e, ps)

            for path_ in paths:
                new = replace(e, path_)
                if new is not None and new != e:
                    es = expressions_of(s)
                    es[number] = new
                    return statements[:i] + [with_expressions(s, es)] + statements[i + 1:]
        return None
    return in_lists(random, body, at_statement)


def kinds_in(statements):
    return {s[0] for s in walk(statements)}


def leaves_own_level(statements, word):
    """Whether a break or continue of these statements leaves the loop around them."""
    for s in statements:
        if s[0] == word:
            return True
        if s[0] in ("if", "block") and any(leaves_own_level(inner, word) for inner in lists_of(s)):
            return True
        if s[0] == "switch" and word == "continue" and any(leaves_own_level(inner, word) for inner in lists_of(s)):
            return True
    return False


def ends(statements):
    return bool(statements) and (statements[-1][0] in ("ret", "goto", "break", "continue")
                                 or (statements[-1][0] == "if" and ends(statements[-1][2]) and ends(statements[-1][3])))


def negated(e):
    if e[0] == "b" and e[1] in COMPARISONS:
        return ("b", INVERSE[e[1]], e[2], e[3])
    if e[0] == "b" and e[1] in ("&&", "||"):
        return ("b", "||" if e[1] == "&&" else "&&", negated(e[2]), negated(e[3]))
    if e[0] == "u" and e[1] == "!":
        return ("b", "!=", e[2], ZERO)
    return ("u", "!", e)


def replaced(e, table):
    """The expression with variables replaced by a table of names."""
    if e[0] == "v":
        return ("v", table.get(e[1], e[1]), e[2])
    if e[0] == "m":
        return ("m", table.get(e[1], e[1]), e[2])
    if e[0] == "ar":
        return ("ar", table.get(e[1], e[1]), replaced(e[2], table))
    if e[0] in ("call", "helper"):
        return (e[0], e[1], [table.get(a, a) if isinstance(a, str) else replaced(a, table) for a in e[2]], *e[3:])
    return with_parts(e, [replaced(part, table) for part in parts(e)])


def replaced_in(statements, table):
    made = []
    for s in statements:
        if s[0] in ("set", "op"):
            s = (s[0], replaced(s[1], table), *s[2:])
        s = with_expressions(s, [replaced(e, table) for e in expressions_of(s)])
        if s[0] in ("for", "while", "do"):
            s = (s[0], table.get(s[1], s[1]), replaced(s[2], table), s[3])
        made.append(with_lists(s, [replaced_in(inner, table) for inner in lists_of(s)]))
    return made


def names_in(statements):
    """Locals and parameters that statements mention."""
    found = set()
    for s in walk(statements):
        if s[0] in ("set", "op"):
            found |= {e[1] for e in subexpressions(s[1]) if e[0] == "v"}
        if s[0] in ("for", "while", "do"):
            found.add(s[1])
            found |= {e[1] for e in subexpressions(s[2]) if e[0] == "v"}
        for whole in expressions_of(s):
            found |= {e[1] for e in subexpressions(whole) if e[0] == "v"}
    return found


# Rewrites of statements that keep what the function does: f(random, function) -> a new body or None.

def invert_if(random, f):
    def rule(statements, i, path, loop):
        s = statements[i]
        if s[0] == "if" and s[3]:
            return statements[:i] + [("if", negated(s[1]), s[3], s[2])] + statements[i + 1:]
    return in_lists(random, f.body, rule)


def return_to_else(random, f):
    def rule(statements, i, path, loop):
        s, rest = statements[i], statements[i + 1:]
        if s[0] == "if" and not s[3] and ends(s[2]) and rest and "label" not in kinds_in(rest) and path:
            return statements[:i] + [("if", s[1], s[2], rest)]
    return in_lists(random, f.body, rule)


def else_to_return(random, f):
    def rule(statements, i, path, loop):
        s = statements[i]
        if s[0] == "if" and s[3] and ends(s[2]):
            return statements[:i] + [("if", s[1], s[2], [])] + s[3] + statements[i + 1:]
    return in_lists(random, f.body, rule)


def loop_form(random, f):
    def rule(statements, i, path, loop):
        s = statements[i]
        if s[0] == "for" and not leaves_own_level(s[3], "continue") and random.random() < 0.5:
            new = [("while", s[1], s[2], s[3])]
        elif s[0] == "for":
            v = ("v", s[1], "int")
            new = [("set", v, ZERO), ("if", ("b", "<", v, s[2]), [("do", s[1], s[2], s[3])], [])]
        elif s[0] == "while":
            new = [("for", s[1], s[2], s[3])]
        elif s[0] == "do" and s[2][0] == "c":
            new = [("for", s[1], s[2], s[3])]
        else:
            return None
        return statements[:i] + new + statements[i + 1:]
    return in_lists(random, f.body, rule)


def unroll(random, f):
    def rule(statements, i, path, loop):
        s = statements[i]
        if s[0] in ("for", "while", "do") and s[2][0] == "c" and not leaves_own_level(s[3], "break") \
                and not leaves_own_level(s[3], "continue") and "label" not in kinds_in(s[3]):
            v, new = ("v", s[1], "int"), []
            for k in range(s[2][1]):
                new += [("set", v, ("c", k, "int"))] + s[3]
            return statements[:i] + new + [("set", v, s[2])] + statements[i + 1:]
    return in_lists(random, f.body, rule)


def if_to_ternary(random, f):
    def rule(statements, i, path, loop):
        s = statements[i]
        if s[0] == "if" and len(s[2]) == len(s[3]) == 1 and s[2][0][0] == s[3][0][0] == "set" \
                and s[2][0][1] == s[3][0][1]:
            t = type_of(s[2][0][1])
            new = ("set", s[2][0][1], ("t", s[1], ("cast", t, s[2][0][2]), ("cast", t, s[3][0][2])))
            return statements[:i] + [new] + statements[i + 1:]
    return in_lists(random, f.body, rule)


def ternary_to_if(random, f):
    def rule(statements, i, path, loop):
        s = statements[i]
        e = s[2] if s[0] == "set" else s[1] if s[0] == "ret" else None
        if e and e[0] == "t":
            t = type_of(e)
            a, b = ("cast", t, e[2]), ("cast", t, e[3])
            if s[0] == "set":
                new = ("if", e[1], [("set", s[1], a)], [("set", s[1], b)])
            else:
                new = ("if", e[1], [("ret", a)], [("ret", b)])
            return statements[:i] + [new] + statements[i + 1:]
    return in_lists(random, f.body, rule)


def extract_local(random, f):
    def rule(statements, i, path, loop):
        s = statements[i]
        if s[0] == "switch" or not expressions_of(s):
            return None
        whole = expressions_of(s)[0]
        if has_call(whole) or whole[0] == "helper":
            return None
        candidates = [e for e in always_evaluated(whole) if e[0] in ("b", "t", "m", "ar", "u", "cast")
                      and not any(part[0] == "helper" for part in subexpressions(e))]
        if not candidates or s[0] == "do-call":
            return None
        e = random.choice(candidates)
        name, type_ = f.fresh("v"), type_of(e)
        f.locals.append((type_, name, "0"))
        done = []

        def swap(part):
            if part == e and not done:
                done.append(1)
                return ("v", name, type_)
            return with_parts(part, [swap(inner) for inner in parts(part)])

        new = with_expressions(s, [swap(whole)])
        return statements[:i] + [("set", ("v", name, type_), e), new] + statements[i + 1:]
    return in_lists(random, f.body, rule)


def add_dead(random, f):
    def rule(statements, i, path, loop):
        s = statements[i]
        how = random.random()
        if how < 0.4:
            new = ("if", ZERO, [random.choice([s for s in walk(f.body) if s[0] in ("set", "do-call", "op")] or [("do-call", ("call", "dev_wait", []))])], [])
        elif how < 0.7:
            name = f.fresh("v")
            f.locals.append(("u32", name, "0"))
            new = ("set", ("v", name, "u32"), ("v", "y", "u32"))
        else:
            # Not of a member: where the pointer is null, it would be read on this side alone.
            place = ("v", *random.choice(PARAMETERS))
            new = ("set", place, place)
        return statements[:i] + [new] + statements[i:]
    return in_lists(random, f.body, rule)


def swap_independent(random, f):
    def footprint(s):
        """(reads, writes), of locals and of one pointer's members; None where anything else is touched."""
        if s[0] not in ("set", "op") or has_call(expressions_of(s)[0]):
            return None
        reads, writes = set(), set()
        for e in subexpressions(expressions_of(s)[0]):
            if e[0] == "v":
                reads.add(e[1])
            elif e[0] == "m":
                reads.add((e[1], e[2]))
            elif e[0] in ("ar", "helper"):
                return None
        place = s[1]
        if place[0] == "v" and place[1] not in GLOBALS:
            writes.add(place[1])
        elif place[0] == "m":
            writes.add((place[1], place[2]))
        else:
            return None
        if s[0] == "op":
            reads |= writes
        bases = {key[0] for key in reads | writes if isinstance(key, tuple)}
        if (reads | writes) & set(GLOBALS) and any(isinstance(key, tuple) for key in writes):
            return None
        return reads, writes, bases

    def rule(statements, i, path, loop):
        if i + 1 >= len(statements):
            return None
        a, b = footprint(statements[i]), footprint(statements[i + 1])
        if not a or not b or len(a[2] | b[2]) > 1:
            return None
        if a[1] & (b[0] | b[1]) or b[1] & a[0]:
            return None
        if any(isinstance(key, tuple) for key in a[1] | b[1]) and (a[0] | b[0]) & set(GLOBALS):
            return None
        return statements[:i] + [statements[i + 1], statements[i]] + statements[i + 2:]
    return in_lists(random, f.body, rule)


def duplicate_tail(random, f):
    def rule(statements, i, path, loop):
        s = statements[i]
        if s[0] != "if" or i + 1 >= len(statements):
            return None
        tail = statements[i + 1]
        if "label" in kinds_in([tail]) or tail[0] == "label":
            return None
        return statements[:i] + [("if", s[1], s[2] + [tail], s[3] + [tail])] + statements[i + 2:]
    return in_lists(random, f.body, rule)


def switch_to_ifs(random, f):
    def rule(statements, i, path, loop):
        s = statements[i]
        if s[0] != "switch" or not all(leaves or ends(body) for _, body, leaves in s[2]):
            return None
        if any(leaves_own_level(body, "break") for body in lists_of(s)):
            return None
        type_ = promote(type_of(s[1]))
        name = f.fresh("v")
        f.locals.append((type_, name, "0"))
        v = ("v", name, type_)
        chain = s[3] or []
        for labels, body, _ in reversed(s[2]):
            condition = ("b", "==", v, ("c", labels[0], "int"))
            for label in labels[1:]:
                condition = ("b", "||", condition, ("b", "==", v, ("c", label, "int")))
            chain = [("if", condition, body, chain)]
        return statements[:i] + [("set", v, s[1])] + chain + statements[i + 1:]
    return in_lists(random, f.body, rule)


def funnel_returns(random, f):
    if any(s == ("label", "end") for s in walk(f.body)) or sum(s[0] == "ret" for s in walk(f.body)) < 2:
        return None
    name = f.fresh("v")
    f.locals.append(("s64", name, "0"))
    v = ("v", name, "s64")

    def put(statements):
        made = []
        for s in statements:
            if s[0] == "ret":
                made += [("set", v, s[1]), ("goto", "end")]
            else:
                made.append(with_lists(s, [put(inner) for inner in lists_of(s)]))
        return made
    return put(f.body) + [("label", "end"), ("ret", v)]


def outline_expression(random, f):
    if any(s[0] == "raw" for s in walk(f.body)):
        return None

    def rule(e, s, whole):
        if e[0] not in ("b", "t", "u") or has_call(e) or any(part[0] == "helper" for part in subexpressions(e)):
            return None
        if random.random() < 0.5:
            return None
        names = sorted({part[1] for part in subexpressions(e) if part[0] == "v" and part[1] not in GLOBALS})
        if any("(" in name for name in names):
            return None
        types = {part[1]: part[2] for part in subexpressions(e) if part[0] == "v"}
        helper = f"HELPER{f.fresh('')}"
        type_ = type_of(e)
        parameters = ["struct dev *p", "struct dev *q"] + [f"{types[name]} {name}" for name in names]
        if not all(part[1] in "pq" for part in subexpressions(e) if part[0] in ("m", "ar")):
            return None
        f.helpers.append(f"static inline {type_} {helper}({', '.join(parameters)})\n{{\n\treturn {spell(e)};\n}}\n")
        return ("helper", helper, ["p", "q"] + [("v", name, types[name]) for name in names], type_)
    return in_expressions(random, f.body, rule)


def outline_statements(random, f):
    def rule(statements, i, path, loop):
        count = random.randint(1, 3)
        piece = statements[i:i + count]
        if kinds_in(piece) & {"ret", "goto", "label", "raw", "block"} or leaves_own_level(piece, "break") \
                or leaves_own_level(piece, "continue") or "helper" in str(piece):
            return None
        if any(e[0] in ("m", "ar") and e[1] not in "pq" for s in walk(piece) for whole in all_expressions(s)
               for e in subexpressions(whole)) or "'r" in str(piece) or "(*" in str(piece):
            return None
        types = dict((name, type_) for type_, name, _ in f.locals if type_ != "struct dev")
        types.update(dict(PARAMETERS))
        names = sorted(names_in(piece) & set(types))
        helper = f"HELPER{f.fresh('')}"
        table = {name: f"(*{name})" for name in names}
        body = "\n".join(spell_statements(replaced_in(piece, table)))
        parameters = ["struct dev *p", "struct dev *q"] + [f"{types[name]} *{name}" for name in names]
        f.helpers.append(f"static void {helper}({', '.join(parameters)})\n{{\n{body}\n}}\n")
        call = f"{helper}({', '.join(['p', 'q'] + ['&' + name for name in names])});"
        return statements[:i] + [("raw", call)] + statements[i + count:]
    return in_lists(random, f.body, rule)


def all_expressions(s):
    made = list(expressions_of(s))
    if s[0] in ("set", "op"):
        made.append(s[1])
    if s[0] in ("for", "while", "do"):
        made.append(s[2])
    return made


def alias_pointer(random, f):
    def rule(statements, i, path, loop):
        s = statements[i]
        which = random.choice("pq")
        if s[0] in ("raw", "label") or f"'{which}'" not in str(s):
            return None
        name = f.fresh("r")
        f.locals.append(("struct dev", name, which))
        return statements[:i] + replaced_in([s], {which: name}) + statements[i + 1:]
    return in_lists(random, f.body, rule)


def pure_algebra(random, f):
    """One expression written another way."""
    def rule(e, s, whole):
        if has_call(e):
            # The order of a call and what else is read must stay.
            if e[0] == "b" and e[1] in COMPARISONS and random.random() < 0.3:
                return ("u", "!", ("b", INVERSE[e[1]], e[2], e[3]))
            return None
        type_ = type_of(e)
        if e[0] == "b":
            op, a, b = e[1:]
            if op in ("+", "*", "&", "|", "^") and random.random() < 0.4:
                return ("b", op, b, a)
            if op in MIRROR and random.random() < 0.4:
                return ("b", MIRROR[op], b, a)
            if op in INVERSE and random.random() < 0.3:
                return ("u", "!", ("b", INVERSE[op], a, b))
            if op == "-" and random.random() < 0.5:
                return ("b", "+", a, ("u", "-", ("cast", type_, b)))
            if op == "<" and b[0] == "c" and b[1] >= 1 and random.random() < 0.6:
                return ("b", "<=", a, ("c", b[1] - 1, b[2]))
            if op == ">=" and b[0] == "c" and b[1] >= 1 and random.random() < 0.6:
                return ("b", ">", a, ("c", b[1] - 1, b[2]))
            if op in ("/", "%") and b[0] == "c" and b[1] & (b[1] - 1) == 0:
                return ("b", ">>", a, ("c", b[1].bit_length() - 1, "int")) if op == "/" else \
                    ("b", "&", a, ("c", b[1] - 1, b[2]))
            if op == "<<" and b[0] == "c":
                return ("b", "*", a, ("c", 1 << b[1], "int"))
            if op == "*" and b[0] == "c" and b[1] > 0 and b[1] & (b[1] - 1) == 0:
                return ("b", "<<", ("cast", type_, a), ("c", b[1].bit_length() - 1, "int"))
            if op in ("+", "*", "&", "|", "^") and a[0] == "b" and a[1] == op:
                c = [("cast", type_, x) for x in (a[2], a[3], b)]
                if type_of(a) == type_:
                    return ("b", op, c[0], ("b", op, c[1], c[2]))
            if op == "*" and a[0] == "b" and a[1] in ("+", "-") and type_of(a) == type_:
                c = [("cast", type_, x) for x in (a[2], a[3], b)]
                return ("b", a[1], ("b", "*", c[0], c[2]), ("b", "*", c[1], c[2]))
            if op in ("&&", "||") and random.random() < 0.5:
                return ("u", "!", ("b", "||" if op == "&&" else "&&", negated(a), negated(b)))
        if e[0] == "u" and e[1] == "~":
            return ("b", "-", ("u", "-", e[2]), ONE)
        if e[0] == "u" and e[1] == "!":
            return ("b", "==", e[2], ZERO)
        if e[0] == "t":
            return ("t", negated(e[1]), e[3], e[2])
        if e[0] == "cast" and WIDTHS[e[1]][0] < WIDTHS[promote(type_of(e[2]))][0] and not WIDTHS[e[1]][1]:
            mask = (1 << WIDTHS[e[1]][0]) - 1
            return ("cast", e[1], ("b", "&", e[2], ("c", mask, "int" if mask < 1 << 31 else "u32")))
        if promote(type_) == type_ and e[0] in ("m", "v", "ar") and random.random() < 0.3 and s[0] != "do-call":
            return random.choice([("b", "+", e, ZERO), ("b", "^", e, ZERO), ("b", "|", e, e), ("b", "*", e, ONE)])
        return None
    return in_expressions(random, f.body, rule)


def rename_locals(random, f):
    f.locals = random.sample([l for l in f.locals if l[0] != "struct dev"], len([l for l in f.locals if l[0] != "struct dev"])) \
        + [l for l in f.locals if l[0] == "struct dev"]
    return f.body


KEEPING = [invert_if, return_to_else, else_to_return, loop_form, unroll, if_to_ternary, ternary_to_if, extract_local,
           add_dead, swap_independent, duplicate_tail, switch_to_ifs, funnel_returns, outline_expression,
           outline_statements, alias_pointer, pure_algebra, pure_algebra, pure_algebra, rename_locals]


# Rewrites that may change what the function does.

def change_expression(random, f):
    def rule(e, s, whole):
        if random.random() < 0.3:
            return None
        if e[0] == "c":
            return ("c", e[1] + random.choice([1, -1]) if e[1] or e[2] == "int" else 1, e[2])
        if e[0] == "v" and e[1] in [l[1] for l in f.locals] + [n for n, _ in PARAMETERS]:
            return ("v", *random.choice(PARAMETERS))
        if e[0] == "v":
            other = random.choice(list(GLOBALS))
            return ("v", other, GLOBALS[other])
        if e[0] == "m":
            return ("m", e[1], random.choice(list(MEMBERS))) if random.random() < 0.5 else \
                ("m", "q" if e[1] == "p" else "p", e[2])
        if e[0] == "b":
            if e[1] in COMPARISONS:
                return ("b", random.choice(COMPARISONS), e[2], e[3])
            if e[1] in ("&&", "||"):
                return ("b", "||" if e[1] == "&&" else "&&", e[2], e[3])
            if e[1] in ("<<", ">>"):
                return ("b", "<<" if e[1] == ">>" else ">>", e[2], e[3])
            if e[1] in ("/", "%"):
                return ("b", "%" if e[1] == "/" else "/", e[2], e[3])
            return ("b", random.choice(["+", "-", "*", "&", "|", "^"]), e[2], e[3])
        if e[0] == "u":
            return e[2]
        if e[0] == "t":
            return ("t", e[1], e[3], e[2])
        if e[0] == "cast":
            return ("cast", random.choice(list(WIDTHS)), e[2])
        if e[0] == "call" and len(e[2]) == 2 and not isinstance(e[2][0], str):
            return ("call", e[1], [e[2][1], e[2][0]])
        if e[0] == "call" and e[2] and e[2][0] in ("p", "q"):
            return ("call", e[1], ["q" if e[2][0] == "p" else "p"] + e[2][1:])
        return None
    return in_expressions(random, f.body, rule)


def change_statements(random, f):
    def rule(statements, i, path, loop):
        s, how = statements[i], random.random()
        if s[0] in ("label", "raw"):
            return None
        if how < 0.25 and s[0] in ("set", "op", "do-call"):
            return statements[:i] + statements[i + 1:]
        if how < 0.45 and i + 1 < len(statements) and s[0] in ("set", "op", "do-call") \
                and statements[i + 1][0] in ("set", "op", "do-call"):
            return statements[:i] + [statements[i + 1], s] + statements[i + 2:]
        if how < 0.6 and s[0] in ("do-call", "op"):
            return statements[:i] + [s] + statements[i:]
        if how < 0.8 and s[0] == "if":
            return statements[:i] + [("if", negated(s[1]), s[2], s[3])] + statements[i + 1:]
        if s[0] in ("for", "while", "do") and s[2][0] == "c":
            return statements[:i] + [(s[0], s[1], ("c", max(1, s[2][1] + random.choice([1, -1])), "int"), s[3])] + statements[i + 1:]
        if s[0] == "for" and how < 0.9:
            return statements[:i] + [("do", *s[1:])] + statements[i + 1:]
        if s[0] == "switch":
            k = random.randrange(len(s[2]))
            cases = list(s[2])
            cases[k] = (cases[k][0], cases[k][1], not cases[k][2])
            return statements[:i] + [("switch", s[1], cases, s[3])] + statements[i + 1:]
        if s[0] in ("break", "continue") and loop:
            other = "continue" if s[0] == "break" else "break"
            return statements[:i] + [(other,)] + statements[i + 1:] if other == "break" else None
        if s[0] in ("set", "op") and s[1][0] == "m":
            return statements[:i] + [(s[0], ("m", "q" if s[1][1] == "p" else "p", s[1][2]), *s[2:])] + statements[i + 1:]
        return None
    return in_lists(random, f.body, rule)


def change_type(random, f):
    mine = [k for k, l in enumerate(f.locals) if l[1].startswith("v")]
    if not mine or f.helpers:  # a helper has the types that were
        return None
    k = random.choice(mine)
    other = random.choice([t for t in WIDTHS if t != f.locals[k][0]])
    name = f.locals[k][1]
    f.locals[k] = (other, name, f.locals[k][2])

    def put(e):
        if e[0] == "v" and e[1] == name:
            return ("v", name, other)
        return with_parts(e, [put(part) for part in parts(e)])

    def retyped(statements):
        made = []
        for s in statements:
            if s[0] in ("set", "op"):
                s = (s[0], put(s[1]), *s[2:])
            s = with_expressions(s, [put(e) for e in expressions_of(s)])
            made.append(with_lists(s, [retyped(inner) for inner in lists_of(s)]))
        return made
    return retyped(f.body)


CHANGING = [change_expression, change_expression, change_expression, change_statements, change_statements, change_type]


def rewritten(random, f, rules, names):
    """A copy of the function with one of the rules applied, or None; appends the rule's name."""
    for rule in random.sample(rules, len(rules)):
        made = f.copy()
        body = rule(random, made)
        if body is not None and (body != f.body or made.locals != f.locals):
            made.body = body
            names.append(rule.__name__)
            return made
    return None
