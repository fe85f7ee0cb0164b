#!/usr/bin/env python3
"""table.py DIRECTORY…: what was read under each architecture, as a table; fails where clang found an error.

A directory holds arch, snapshot.json (`kdrift snapshot`), record (`kdrift show` of a struct) and errors (what both said
on standard error, where the options stand that an architecture cannot do without).
"""
import json, pathlib, re, sys

LEFT_OUT = re.compile(r"(CONFIG_\w+)=n cannot be configured, as (.*); it is left out")


def size(drawing):
    """The bytes of the first record that pahole's drawing shows."""
    found = re.search(r"/\* size: (\d+)", drawing)
    return found.group(1) if found else "?"


def main(directories):
    cells, errors, reasons = {}, [], {}
    for directory in map(pathlib.Path, directories):
        arch = (directory / "arch").read_text().strip()
        snapshot = json.loads((directory / "snapshot.json").read_text())
        kernel = snapshot["kernel"]
        left = set(LEFT_OUT.findall((directory / "errors").read_text()))
        for option, reason in left:
            reasons.setdefault(f"{option}: {reason}", {}).setdefault(arch, set()).add(kernel)
        units = sum(len(flavor.get("files", snapshot["files"])) for flavor in snapshot["flavors"])
        record = size((directory / "record").read_text())
        cells[arch, kernel] = f"{units}, {len(left)}, {len(snapshot['unknown'])}, {record}"
        errors += [f"{kernel} {unknown['what']}: {unknown['reason']}" for unknown in snapshot["unknown"]]
    architectures = list(dict.fromkeys(arch for arch, _ in cells))
    kernels = list(dict.fromkeys(kernel for _, kernel in cells))
    print("Units read, options left out, units with errors, bytes of the record:\n")
    print("| architecture | " + " | ".join(kernels) + " |")
    print("|---|" + "---|" * len(kernels))
    for arch in architectures:
        print(f"| {arch} | " + " | ".join(cells.get((arch, kernel), "") for kernel in kernels) + " |")
    print()
    for reason, places in sorted(reasons.items()):
        print(f"- {reason} (" + "; ".join(
            f"{arch}" + ("" if seen == set(kernels) else " " + ", ".join(k for k in kernels if k in seen))
            for arch, seen in sorted(places.items())) + ")")
    for error in errors:
        print(f"kdrift: {error}", file=sys.stderr)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
