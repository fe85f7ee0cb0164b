"""The records of a kernel image as `pahole -F btf FILE` prints them.

pahole prints offsets from the outermost record and opens records without a name where they stand, so a
layout here is the flat list of everything that has a name: (name, bit offset, size in bits).
"""

import re
import subprocess

MEMBER = re.compile(r"^(?P<text>.*?)\s*/\*\s*(?P<byte>\d+)(?::\s*(?P<bit>\d+))?\s+(?P<size>\d+)\s*\*/$")
SIZE = re.compile(r"/\* size: (\d+), cachelines")
ATTRIBUTE = re.compile(r"__attribute__\(\(.*?\)\)+")


def declared_name(text):
    """The name and bit-field width of a declarator; "" for a record that lends its members."""
    text = ATTRIBUTE.sub("", text).strip().rstrip(";").strip()
    width = None
    bitfield = re.search(r":(\d+)$", text)
    if bitfield:
        width, text = int(bitfield.group(1)), text[: bitfield.start()]
    pointer = re.search(r"\(\s*\*+\s*(?:const\s+|volatile\s+)*(\w+)", text)
    if pointer:
        return pointer.group(1), width
    text = re.sub(r"(\[[^\]]*\])+$", "", text.strip()).strip()
    last = re.search(r"(\w+)$", text)
    return (last.group(1) if last else ""), width


def records(path):
    """By kind and name: the set of (size in bytes or None, frozen layout)."""
    text = subprocess.run(["pahole", "-F", "btf", path], check=True, capture_output=True, text=True).stdout
    found = {}
    kind, name, members, size, opened = "", "", [], None, []
    for line in text.split("\n"):
        top = re.match(r"^(struct|union) (\w+) \{$", line)
        if top:
            kind, name, members, size, opened = top.group(1), top.group(2), [], None, []
            continue
        if not name:
            continue
        if line.startswith("}"):
            found.setdefault((kind, name), set()).add((size, tuple(sorted(members))))
            name = ""
            continue
        stripped = line.strip()
        total = SIZE.search(stripped)
        if total:
            size = int(total.group(1))
        elif re.match(r"^(struct|union|enum)( \w+)? \{$", stripped):
            opened.append(len(members))
        else:
            member = MEMBER.match(stripped)
            if stripped.startswith("}"):
                start = opened.pop() if opened else 0
                stripped = stripped.lstrip("} ")
                if stripped.startswith("*"):
                    # A pointer to a record without a name: what it points at is no part of this one.
                    del members[start:]
            if not member or stripped.startswith("/* "):
                continue
            label, width = declared_name(member.group("text").lstrip("} "))
            if label:
                offset = 8 * int(member.group("byte")) + int(member.group("bit") or 0)
                members.append((label, offset, width or 8 * int(member.group("size"))))
    return found
