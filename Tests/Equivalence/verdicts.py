"""Asks kdrift for its verdicts on two C files, and holds a verdict against what was expected."""

import json
import subprocess

RIGHT, UNDECIDED, WRONG_SAME, WRONG_DRIFTED, FAILED = "right", "unknown", "wrong same", "wrong drifted", "failed"


class Failed(Exception):
    """kdrift ended without a report."""


def rows_in(value):
    """Every row of a function in a JSON report, wherever the report keeps them."""
    if isinstance(value, dict):
        for row in value.get("functions") or []:
            if isinstance(row, dict) and "verdict" in row:
                yield row
        for key, part in value.items():
            if key != "functions":
                yield from rows_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from rows_in(part)


def ask(program, old, new, report, extra=(), seconds=600):
    """{symbol: row} of `kdrift diff OLD NEW`. Where flavors have rows of their own, the worst of them counts:
    drifted, unknown, same-but-log, same."""
    command = [*program, "diff", str(old), str(new), "--format", f"json:{report}", *extra]
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        raise Failed(f"no answer within {seconds} s") from None
    if run.returncode not in (0, 1):
        raise Failed(f"exit status {run.returncode}: {run.stderr.strip()[:300]}")
    try:
        with open(report) as file:
            content = json.load(file)
    except (OSError, ValueError) as error:
        raise Failed(f"no JSON report: {error}") from None
    order = ["same", "same-but-log", "unknown", "drifted"]
    rows = {}
    for row in rows_in(content):
        if row["verdict"] not in order:
            raise Failed(f"{row.get('symbol')}: no such verdict: {row['verdict']}")
        known = rows.get(row["symbol"])
        if known is None or order.index(row["verdict"]) > order.index(known["verdict"]):
            rows[row["symbol"]] = row
    return rows


def held(want, got):
    """What to say of a verdict (None: the function has no row, so kdrift took it for unchanged)."""
    got = got or "same"
    if want == "any" or (want.endswith(" or unknown") and got == "unknown"):
        return RIGHT
    want = want.removesuffix(" or unknown")
    if want == "not-same":
        return WRONG_SAME if got in ("same", "same-but-log") else RIGHT
    if want == "unknown":
        return {"unknown": RIGHT, "drifted": WRONG_DRIFTED}.get(got, WRONG_SAME)
    if got == want:
        return RIGHT
    if got == "unknown":
        return UNDECIDED
    if want == "drifted" or (want == "same-but-log" and got == "same"):
        return WRONG_SAME
    return WRONG_DRIFTED
