"""A pair: one C file that holds an old and a new side, and what is expected of them."""

import re
from dataclasses import dataclass, field
from pathlib import Path

VERDICTS = ("same", "same-but-log", "drifted", "not-same", "unknown", "any", "same or unknown", "drifted or unknown")


@dataclass
class Pair:
    """What the head of a pair's file says, and the texts of its two sides."""

    name: str
    kind: str = ""
    functions: list = field(default_factory=list)
    forward: dict = field(default_factory=dict)
    backward: dict = field(default_factory=dict)
    reason: str = ""
    why: str = ""
    witness: str = ""
    lists: list = field(default_factory=list)
    types: dict = field(default_factory=dict)
    paths: dict = field(default_factory=dict)
    old: str = ""
    new: str = ""


class Malformed(Exception):
    """A pair's file that does not read as one."""


def sides(text, name="pair"):
    """The old and the new side: lines of `#ifdef OLD`, `#ifndef OLD`, `#else`, `#endif` are obeyed, in place of the
    lines that go stand blank ones, so that both sides keep the file's line numbers."""
    old, new, stack = [], [], []
    for number, line in enumerate(text.split("\n"), 1):
        words = line.split("//")[0].split()
        head = words[0] if words else ""
        ours = bool(words) and head in ("#ifdef", "#ifndef") and words[1:] == ["OLD"]
        if head in ("#if", "#ifdef", "#ifndef") or (head == "#" and words[1:2] in (["if"], ["ifdef"], ["ifndef"])):
            stack.append("old" if ours and head == "#ifdef" else "new" if ours else None)
            if ours:
                old.append("")
                new.append("")
                continue
        elif head == "#else" and stack and stack[-1]:
            stack[-1] = "new" if stack[-1] == "old" else "old"
            old.append("")
            new.append("")
            continue
        elif head == "#endif":
            if not stack:
                raise Malformed(f"{name}:{number}: #endif without its #if")
            if stack.pop():
                old.append("")
                new.append("")
                continue
        old.append("" if "new" in stack else line)
        new.append("" if "old" in stack else line)
    if stack:
        raise Malformed(f"{name}: #ifdef without its #endif")
    return "\n".join(old), "\n".join(new)


def read(path):
    """The pair in a file; raises `Malformed` with the file's name."""
    path = Path(path)
    text = path.read_text()
    pair = Pair(path.stem)
    for line in text.split("\n"):
        match = re.match(r"//\s*([a-z]+)(?:\((\w+)\))?:\s*(.*?)\s*$", line)
        if not match:
            if line.startswith("//"):
                raise Malformed(f"{path.name}: not a line of a pair's head: {line}")
            break
        key, function, value = match.groups()
        if key == "kind":
            pair.kind = value
        elif key == "function":
            pair.functions.append(value)
        elif key in ("forward", "backward"):
            verdict, _, reason = value.partition(":")
            verdict = verdict.strip()
            if verdict not in VERDICTS:
                raise Malformed(f"{path.name}: no such verdict: {verdict}")
            getattr(pair, key)[function or ""] = verdict
            pair.reason = reason.strip() or pair.reason
        elif key == "why":
            pair.why = value
        elif key == "witness":
            pair.witness = value
        elif key == "list":
            pair.lists.append(value)
        elif key == "as":
            place, _, type_name = value.partition(" ")
            pair.types[place] = type_name.strip()
        elif key == "path":
            path_in_side, _, common = value.partition(" ")
            pair.paths[path_in_side] = common.strip()
        else:
            raise Malformed(f"{path.name}: no such word in a head: {key}")
    for needed in ("kind", "functions", "forward", "why"):
        if not getattr(pair, needed):
            raise Malformed(f"{path.name}: its head lacks {needed}")
    pair.old, pair.new = sides(text, path.name)
    return pair


def expected(pair, function, is_backward=False):
    """The verdict that the head gives a function, in that order of the sides."""
    forward = pair.forward.get(function, pair.forward.get(""))
    if not is_backward:
        return forward
    return pair.backward.get(function, pair.backward.get("", forward))


def all_pairs(folder, names=()):
    """The pairs in a folder, sorted; only those whose name holds one of `names`, if any are given."""
    found = [read(path) for path in sorted(Path(folder).glob("*.c"))]
    return [pair for pair in found if not names or any(name in pair.name for name in names)]
