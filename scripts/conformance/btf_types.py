"""The types of a kernel image as `bpftool -j btf dump file FILE` prints its BTF.

A layout is a tuple of members: (name, bit offset, size in bits, width or None, inner layout or None).
Anonymous members are expanded in place, as C's rules for names do; a member whose record is defined
where it stands carries that record's layout as `inner`.
"""

import json
import subprocess

RECORDS = {"STRUCT": "struct", "UNION": "union"}
TRANSPARENT = {"TYPEDEF", "CONST", "VOLATILE", "RESTRICT", "TYPE_TAG"}


class Image:
    """The BTF of one kernel image."""

    def __init__(self, path, pointer_bytes=8):
        text = subprocess.run(
            ["bpftool", "-j", "btf", "dump", "file", path], check=True, capture_output=True, text=True
        ).stdout
        self.types = {entry["id"]: entry for entry in json.loads(text)["types"]}
        self.pointer_bytes = pointer_bytes

    def strip(self, number):
        """The type behind typedefs and qualifiers; None for void."""
        while number and self.types[number]["kind"] in TRANSPARENT:
            number = self.types[number]["type_id"]
        return self.types.get(number)

    def size(self, number):
        """The size of a type in bytes."""
        entry = self.strip(number)
        if entry is None:
            return 0
        if entry["kind"] == "PTR":
            return self.pointer_bytes
        if entry["kind"] == "ARRAY":
            return entry["nr_elems"] * self.size(entry["type_id"])
        return entry.get("size", 0)

    def inner(self, number):
        """The layout of a record without a name behind arrays, qualifiers and no typedef; else None."""
        while number:
            entry = self.types[number]
            if entry["kind"] == "ARRAY" or entry["kind"] in TRANSPARENT - {"TYPEDEF"}:
                number = entry["type_id"]
            elif entry["kind"] in RECORDS and entry["name"] == "(anon)":
                return self.layout(entry)
            else:
                return None
        return None

    def layout(self, entry):
        """The members of a record, anonymous ones expanded."""
        found = []
        for member in entry["members"]:
            name, offset = member["name"], member["bits_offset"]
            width = member.get("bitfield_size") or None
            inner = None if width else self.inner(member["type_id"])
            if name == "(anon)" and inner is not None:
                found += [(n, offset + o, s, w, i) for n, o, s, w, i in inner]
            else:
                size = width or 8 * self.size(member["type_id"])
                found.append((name if name != "(anon)" else "", offset, size, width, inner))
        return tuple(found)

    def records(self):
        """By kind and name: the set of (size in bytes, layout); a typedef lends its name."""
        found = {}

        def add(kind, name, entry):
            found.setdefault((kind, name), set()).add((entry["size"], self.layout(entry)))

        for entry in self.types.values():
            if entry["kind"] in RECORDS and entry["name"] != "(anon)":
                add(RECORDS[entry["kind"]], entry["name"], entry)
            elif entry["kind"] == "TYPEDEF":
                target = self.types.get(entry["type_id"])
                if target and target["kind"] in RECORDS and target["name"] == "(anon)":
                    add(RECORDS[target["kind"]], entry["name"], target)
        return found

    def typedef_names(self):
        """The typedefs of records without a tag."""
        found = set()
        for entry in self.types.values():
            target = self.types.get(entry["type_id"]) if entry["kind"] == "TYPEDEF" else None
            if target and target["kind"] in RECORDS and target["name"] == "(anon)":
                found.add(entry["name"])
        return found

    def enums(self):
        """By name: the set of (size in bytes, constants); one without a name is keyed by its first constant."""
        found = {}
        typedefs = {}
        for entry in self.types.values():
            if entry["kind"] == "TYPEDEF":
                typedefs.setdefault(entry["type_id"], []).append(entry["name"])
        for entry in self.types.values():
            if entry["kind"] not in ("ENUM", "ENUM64") or not entry["values"]:
                continue
            mask = (1 << 8 * entry["size"]) - 1
            constants = tuple((v["name"], v["val"] & mask) for v in entry["values"])
            names = [entry["name"]]
            if entry["name"] == "(anon)":
                names = [f"(anonymous: {constants[0][0]})"] + typedefs.get(entry["id"], [])
            for name in names:
                found.setdefault(name, set()).add((entry["size"], constants))
        return found
