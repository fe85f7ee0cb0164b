"""What a C file declares, from clang's own account of it (`-ast-dump=json`)."""

import json
import re
import subprocess
from dataclasses import dataclass, field

INTEGERS = {
    "char": (8, True), "signed char": (8, True), "unsigned char": (8, False),
    "short": (16, True), "unsigned short": (16, False), "int": (32, True), "unsigned int": (32, False),
    "long": (64, True), "unsigned long": (64, False), "long long": (64, True), "unsigned long long": (64, False),
    "__int128": (64, True), "unsigned __int128": (64, False),
    "_Bool": (1, False), "bool": (1, False),
}


@dataclass(frozen=True)
class Type:
    """A C type: `kind` is one of int, bool, enum, void, pointer, array, record, function, other."""

    kind: str
    name: str = ""
    bits: int = 0
    signed: bool = False
    target: object = None
    count: int = 0
    parameters: tuple = ()
    variadic: bool = False
    is_const: bool = False


@dataclass
class Field:
    name: str
    type: Type
    bits: int = 0
    record: object = None  # of an unnamed member


@dataclass
class Record:
    name: str
    is_union: bool
    fields: list = field(default_factory=list)


@dataclass
class Function:
    name: str
    type: Type
    parameter_names: list
    is_defined: bool
    is_static: bool
    has_static_locals: bool = False


@dataclass
class Variable:
    name: str
    type: Type
    is_defined: bool


class Declarations:
    """The records, functions and variables of one side."""

    def __init__(self, path, flags):
        command = ["clang", "-fsyntax-only", "-w", "-Xclang", "-ast-dump=json", *flags, str(path)]
        run = subprocess.run(command, capture_output=True, text=True)
        if run.returncode:
            raise SyntaxError(f"{path}: {run.stderr[:600]}")
        self.typedefs, self.records, self.functions, self.variables = {}, {}, {}, {}
        self.unnamed = set()
        self.called = set()
        for node in json.loads(run.stdout)["inner"]:
            self.take(node)

    def take(self, node):
        kind = node["kind"]
        if node.get("isImplicit"):
            return
        if kind == "TypedefDecl":
            self.typedefs[node["name"]] = node["type"]["qualType"]
            # An unnamed record goes by its typedef.
            if re.search(r"unnamed|anonymous", node["type"]["qualType"]) \
                    or node["type"]["qualType"] == f'struct {node["name"]}' not in self.records:
                self.unnamed.add(node["name"])
                if getattr(self, "last", None) is not None and not self.last.name:
                    self.last.name = node["name"]
                    self.records[node["name"]] = self.last
        elif kind == "RecordDecl":
            self.record(node)
        elif kind == "FunctionDecl":
            self.function(node)
        elif kind == "VarDecl":
            known = self.variables.get(node["name"])
            defined = node.get("storageClass") != "extern" or "init" in node
            self.variables[node["name"]] = Variable(
                node["name"], self.type(node["type"]["qualType"]), defined or bool(known and known.is_defined))

    def record(self, node):
        if not node.get("completeDefinition"):
            return None
        record = Record(
            f'{node["tagUsed"]} {node["name"]}' if node.get("name") else "", node["tagUsed"] == "union")
        nested = None
        for part in node.get("inner", []):
            if part["kind"] == "RecordDecl":
                nested = self.record(part) or nested
            elif part["kind"] == "FieldDecl":
                text = part["type"]["qualType"]
                unnamed = re.search(r"\((unnamed|anonymous)", text)
                bits = 0
                if part.get("isBitfield"):
                    bits = int(find_value(part))
                record.fields.append(Field(
                    part.get("name", ""),
                    Type("record", name="") if unnamed and "[" not in text else self.type(text),
                    bits, nested if unnamed else None))
        if record.name:
            self.records[record.name] = record
        self.last = record
        return record

    def function(self, node):
        parameters = [part for part in node.get("inner", []) if part["kind"] == "ParmVarDecl"]
        body = [part for part in node.get("inner", []) if part["kind"] == "CompoundStmt"]
        known = self.functions.get(node["name"])
        made = Function(
            node["name"], self.type(node["type"]["qualType"]), [part.get("name", "") for part in parameters],
            bool(body), node.get("storageClass") == "static")
        if body:
            made.has_static_locals = has_static_local(body[0])
            self.called |= names_used(body[0])
        if known and known.is_defined:
            return
        self.functions[node["name"]] = made

    def type(self, text):
        """The type that clang spells so."""
        text = text.strip()
        text = re.sub(r"__attribute__\(\(.*?\)\)", "", text).strip()
        pointer = re.fullmatch(r"(.*?)\(\*\s*(?:const)?\s*\)\s*\((.*)\)", text)
        if pointer:
            return Type("pointer", target=self.function_type(pointer[1], pointer[2]))
        array = re.fullmatch(r"(.*?)((?:\[\d*\])+)", text)
        if array:
            inner = self.type(array[1])
            for count in reversed(re.findall(r"\[(\d*)\]", array[2])):
                inner = Type("array", target=inner, count=int(count or 0))
            return inner
        if text.endswith(")") and not text.startswith("("):
            depth, at = 0, len(text) - 1
            while True:
                depth += {")": 1, "(": -1}.get(text[at], 0)
                if depth == 0:
                    break
                at -= 1
            return self.function_type(text[:at], text[at + 1:-1])
        stripped = re.sub(r"\b(const|volatile|restrict|__restrict)\s*$", "", text).strip()
        if stripped.endswith("*"):
            is_const = text != stripped and "const" in text[len(stripped):]
            return Type("pointer", target=self.type(stripped[:-1]), is_const=is_const)
        is_const = bool(re.search(r"\bconst\b", text))
        bare = re.sub(r"\b(const|volatile)\b", "", text).strip()
        bare = re.sub(r"\s+", " ", bare)
        if bare in INTEGERS:
            bits, signed = INTEGERS[bare]
            return Type("bool" if bits == 1 else "int", bare, bits, signed, is_const=is_const)
        if bare == "void":
            return Type("void", is_const=is_const)
        if bare.startswith("enum "):
            return Type("enum", bare, 32, False, is_const=is_const)
        if bare.startswith("struct ") and bare[7:] in self.unnamed:
            return Type("record", bare[7:], is_const=is_const)
        if bare.startswith(("struct ", "union ")):
            return Type("record", bare, is_const=is_const)
        if bare in self.typedefs:
            spelled = self.typedefs[bare]
            if bare in self.unnamed:
                kind = "enum" if spelled.startswith("enum") else "record"
                return Type(kind, bare, 32, False, is_const=is_const)
            inner = self.type(spelled)
            return Type(**{**inner.__dict__, "is_const": True}) if is_const else inner
        return Type("other", bare)

    def function_type(self, result, parameters):
        parts, depth, start = [], 0, 0
        for at, letter in enumerate(parameters + ","):
            depth += {"(": 1, ")": -1}.get(letter, 0)
            if letter == "," and depth == 0:
                parts.append(parameters[start:at].strip())
                start = at + 1
        variadic = parts[-1:] == ["..."]
        parts = [part for part in parts if part not in ("void", "", "...")]
        return Type("function", target=self.type(result), parameters=tuple(map(self.type, parts)), variadic=variadic)

    def leaves(self, record, prefix="", access=""):
        """(path, access, type, bits) of each scalar, array or union of a record, members of members included."""
        for member in record.fields:
            path = f"{prefix}.{member.name}" if prefix and member.name else prefix or member.name
            reach = f"{access}.{member.name}" if access and member.name else access or member.name
            inner = member.record or self.records.get(member.type.name)
            if not member.name and inner is None:
                continue
            if member.type.kind == "record" and inner is not None and member.type.name != "struct list_head":
                if inner.is_union:
                    if member.name:
                        yield path, reach, Type("union", name=member.type.name, target=inner), 0
                    elif inner.fields:  # an unnamed union: its first member stands for it
                        only = Record("", False, inner.fields[:1])
                        yield from self.leaves(only, prefix, access)
                else:
                    yield from self.leaves(inner, path, reach)
            else:
                yield path, reach, member.type, member.bits


def find_value(node):
    if "value" in node:
        return node["value"]
    for part in node.get("inner", []):
        found = find_value(part)
        if found is not None:
            return found
    return None


def has_static_local(node):
    if node.get("kind") == "VarDecl" and node.get("storageClass") == "static" and "const" not in node["type"]["qualType"]:
        return True
    return any(has_static_local(part) for part in node.get("inner", []))


def names_used(node):
    names = set()
    stack = [node]
    while stack:
        part = stack.pop()
        if part.get("kind") == "DeclRefExpr":
            names.add(part["referencedDecl"].get("name", ""))
        # Functions that a cleanup calls stand in the attribute.
        if part.get("kind") == "CleanupAttr":
            names.add(part.get("cleanup_function", {}).get("name", ""))
        stack.extend(part.get("inner", []))
    return names


def spelled(type_, name=""):
    """The type as C spells it, around a name."""
    if type_.kind == "pointer":
        if type_.target.kind in ("function", "array"):
            return spelled(type_.target, f"(*{name})")
        return spelled(type_.target, f"*{name}")
    if type_.kind == "array":
        return spelled(type_.target, f"{name}[{type_.count}]")
    if type_.kind == "function":
        parameters = ", ".join(map(spelled, type_.parameters)) or "void"
        return spelled(type_.target, f"{name}({parameters}{', ...' if type_.variadic else ''})")
    base = {"void": "void", "bool": "_Bool"}.get(type_.kind, type_.name)
    const = "const " if type_.is_const else ""
    return f"{const}{base} {name}".rstrip()
