"""Functions of a kernel file by its text, small changes to them, and the compiler's word on a changed file."""

import re
import subprocess
from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """A function of a file: its name, and where the lines of its body begin and end (0-based, end excluded)."""

    name: str
    first: int
    last: int


def functions_of(lines):
    """Functions as kernel style writes them: `{` alone at the start of a line, `}` likewise."""
    found, head, start = [], [], None
    for number, line in enumerate(lines):
        if start is None and line.rstrip() == "{" and head:
            text = " ".join(head)
            match = re.search(r"(\w+)\s*\([^;{}]*\)[^;{}()]*$", text)
            start, name = number + 1, match[1] if match and "=" not in text else None
        elif start is not None and line.startswith("}"):
            if name and not re.match(r"(SYSCALL|COMPAT|DEFINE|EXPORT|TRACE)\w*$", name):
                found.append(Span(name, start, number))
            start, head = None, []
        elif start is None:
            if not line.strip() or line.startswith(("#", "}", "/*", " *", "//")) or line.rstrip().endswith((";", "*/")):
                head = []
            else:
                head.append(line.strip())
    return found


def code_of(line):
    """The line with strings, characters and comments blanked, or '' where nothing is to be changed."""
    if line.lstrip().startswith(("#", "*", "/*", "//")):
        return ""
    line = re.sub(r'"(\\.|[^"\\])*"', lambda m: '"' + " " * (len(m[0]) - 2) + '"', line)
    line = re.sub(r"'(\\.|[^'\\])'", lambda m: " " * len(m[0]), line)
    line = re.sub(r"/\*.*?\*/", lambda m: " " * len(m[0]), line)
    return re.sub(r"(/\*|//).*", lambda m: " " * len(m[0]), line)


ERRNOS = ["EINVAL", "ENOMEM", "ENODEV", "EBUSY", "EIO", "ENOENT", "EPERM"]
OPERATORS = [
    ("comparison", r"(?<![<>=!\-+*/&|^])<(?![<=])", ["<=", ">"]), ("comparison", r"<=(?!=)", ["<", ">="]),
    ("comparison", r"(?<![<>\-=])>(?![>=])", [">=", "<"]), ("comparison", r"(?<!>)>=", [">", "<="]),
    ("equality", r"==", ["!="]), ("equality", r"!=", ["=="]),
    ("logic", r"&&", ["||"]), ("logic", r"\|\|", ["&&"]),
    ("arithmetic", r" \+ ", [" - "]), ("arithmetic", r" - ", [" + "]), ("arithmetic", r" \* ", [" + "]),
    ("arithmetic", r" / ", [" * "]), ("arithmetic", r" % ", [" / "]),
    ("shift", r"<<(?!=)", [">>"]), ("shift", r">>(?!=)", ["<<"]),
    ("bits", r" & ", [" | "]), ("bits", r" \| ", [" & "]),
    ("assignment", r" \+= ", [" -= "]), ("assignment", r" -= ", [" += "]), ("assignment", r" \|= ", [" &= "]),
    ("assignment", r" &= ", [" |= "]),
    ("increment", r"\+\+", ["--"]), ("increment", r"--", ["++"]),
    ("negation", r"!(?![=])(?=[\w(])", [""]), ("negation", r"(?<=\bif )\((?=[\w])", ["(!"]),
    ("jump", r"\bbreak;", ["continue;"]), ("jump", r"\bcontinue;", ["break;"]),
    ("boolean", r"\btrue\b", ["false"]), ("boolean", r"\bfalse\b", ["true"]),
    ("return", r"\breturn (?!0;)[^;]+;", ["return 0;"]),
]


def changes_of(lines, span):
    """[(kind, line, its new text, the next line's new text or None)] of a function."""
    made = []
    texts = [code_of(line) for line in lines]
    depth_ok = all("asm" not in texts[n] for n in range(span.first, span.last))
    if not depth_ok:
        return made
    members = sorted({name for n in range(span.first, span.last) for name in re.findall(r"->(\w+)\b(?!\()", texts[n])})
    labels = sorted({m[1] for n in range(span.first, span.last) for m in [re.match(r"(\w+):", texts[n])] if m})
    for n in range(span.first, span.last):
        line, code = lines[n], texts[n]
        if not code.strip() or line.rstrip().endswith("\\"):
            continue

        def put(kind, start, end, new):
            made.append((kind, n, line[:start] + new + line[end:], None))

        for kind, pattern, news in OPERATORS:
            for match in re.finditer(pattern, code):
                for new in news:
                    put(kind, match.start(), match.end(), new)
        for match in re.finditer(r"(?<![\w.])(\d+|0x[0-9a-fA-F]+)(?=[uUlL]*\b)", code):
            value = int(match[1], 0) if not re.fullmatch(r"0\d+", match[1]) else int(match[1], 8)
            put("constant", match.start(), match.end(), str(value + 1))
            if value:
                put("constant", match.start(), match.end(), str(value - 1))
        for match in re.finditer(r"-(E[A-Z]{2,})\b", code):
            for other in ERRNOS[:3]:
                if other != match[1]:
                    put("errno", match.start(1), match.end(1), other)
                    break
        for match in re.finditer(r"->(\w+)\b(?!\()", code):
            for other in members:
                if other != match[1]:
                    put("member", match.start(1), match.end(1), other)
        for match in re.finditer(r"\b(?!if|for|while|switch|return|sizeof)\w+\(([\w>&.*-]+), ([\w>&.*-]+)\)", code):
            put("arguments", match.start(1), match.end(2), f"{match[2]}, {match[1]}")
        for match in re.finditer(r"\bgoto (\w+);", code):
            for label in labels:
                if label != match[1]:
                    put("goto", match.start(1), match.end(1), label)
        if is_statement(code):
            if not re.match(r"\s*(return|break|continue|goto)\b", code):
                put("dropped", len(line) - len(line.lstrip()), len(line.rstrip()), ";")
            if n + 1 < span.last and is_statement(texts[n + 1]) and indent(line) == indent(lines[n + 1]) \
                    and not re.match(r"\s*(return|break|continue|goto)\b", texts[n + 1]) \
                    and not re.match(r"\s*(if|else|for|while|case|default)\b", texts[n - 1]):
                made.append(("swapped", n, lines[n + 1], line))
    return made


def indent(line):
    return len(line) - len(line.lstrip())


def is_statement(code):
    """Whether a line is one whole statement that is no declaration."""
    text = code.strip()
    return text.endswith(";") and text.count("(") == text.count(")") and bool(
        re.match(r"(\*?\w+(->|\.|\[)[^=]*=[^=]|\w+ [-+|&^*/]?= |\w+ ?\(|\w+(\+\+|--);|return|break|continue|goto)", text)) \
        and not re.match(r"(int|long|unsigned|struct|const|static|char|bool|u\d+|s\d+|else|case|default)\b", text)


def changed(lines, change):
    """The file's text after a change."""
    _, number, new, next_new = change
    lines = list(lines)
    lines[number] = new
    if next_new is not None:
        lines[number + 1] = next_new
    return "\n".join(lines)


class Compiler:
    """clang with the flags of an x86-64 kernel whose headers were generated in a build directory."""

    def __init__(self, tree, build):
        self.tree, self.build = tree, build
        a = "arch/x86/include"
        self.flags = [
            "-nostdinc", f"-I{tree}/{a}", f"-I{build}/{a}/generated", f"-I{tree}/include", f"-I{build}/include",
            f"-I{tree}/{a}/uapi", f"-I{build}/{a}/generated/uapi", f"-I{tree}/include/uapi",
            f"-I{build}/include/generated/uapi", "-include", f"{tree}/include/linux/compiler-version.h",
            "-include", f"{tree}/include/linux/kconfig.h", "-include", f"{tree}/include/linux/compiler_types.h",
            "-D__KERNEL__", "-DKBUILD_MODNAME=\"m\"", "-DKBUILD_BASENAME=\"m\"", "-DKBUILD_MODFILE=\"m\"",
            "-D__KBUILD_MODNAME=kmod_m", "-std=gnu11", "-fshort-wchar", "-fsigned-char",
            "-fno-strict-aliasing", "-fno-strict-overflow", "-fno-delete-null-pointer-checks", "-mcmodel=kernel",
            "-mno-sse", "-mno-red-zone", "-fno-PIE", "-fno-asynchronous-unwind-tables", "-w", "-ferror-limit=1"]

    def _run(self, file, text, more, seconds=120, language="c"):
        """clang on a file whose text is replaced, as if it stood at its place in the tree."""
        folder = str((self.tree / file).parent)
        command = ["clang", *self.flags, f"-I{folder}", "-iquote", folder, *more, "-x", language, "-"]
        return subprocess.run(command, input=text, capture_output=True, text=True, timeout=seconds)

    def prepare(self, file, text, folder):
        """Whether the file compiles; what it includes is parsed once, for `compiles`."""
        lines = text.split("\n")
        spans = functions_of(lines)
        before = spans[0].first if spans else 0
        includes = [n for n, line in enumerate(lines[:before]) if line.startswith("#include")]
        self.head = includes[-1] + 1 if includes else 0
        open_ifs = sum(line.startswith("#if") - line.startswith("#endif") for line in lines[:self.head])
        self.header = None
        if self.head and not open_ifs:
            header = folder / "head.pch"
            try:
                run = self._run(file, "\n".join(lines[:self.head]), ["-o", str(header)], language="c-header")
                self.header = header if run.returncode == 0 else None
            except subprocess.TimeoutExpired:
                pass
        return self.compiles(file, text)

    def compiles(self, file, text):
        """Whether clang accepts a text of the file that was prepared."""
        return not self.errors(file, text)

    def errors(self, file, text):
        """The 1-based lines that clang has errors in, 0 for errors elsewhere, of a text of the file that was prepared."""
        lines = text.split("\n")
        if self.header is None:
            head, flags = 0, self.flags
        else:
            head, flags = self.head, [*self._without_includes(), "-include-pch", str(self.header)]
        folder = str((self.tree / file).parent)
        try:
            run = subprocess.run(
                ["clang", *flags, f"-I{folder}", "-iquote", folder, "-fsyntax-only", "-ferror-limit=0", "-x", "c", "-"],
                input="\n".join(lines[head:]), capture_output=True, text=True, timeout=300)
        except subprocess.TimeoutExpired:
            return {0}
        found = {int(m[1]) + head for m in re.finditer(r"^<stdin>:(\d+):\d+: (?:fatal )?error:", run.stderr, re.M)}
        return found or ({0} if run.returncode else set())

    def _without_includes(self):
        flags = list(self.flags)
        while "-include" in flags:
            at = flags.index("-include")
            del flags[at:at + 2]
        return flags

    def assembly(self, file, text):
        """What clang -O2 makes of it, without what names places."""
        run = self._run(file, text, ["-O2", "-g0", "-S", "-o", "-"], seconds=600)
        if run.returncode:
            raise RuntimeError(run.stderr[:300])
        return run.stdout
