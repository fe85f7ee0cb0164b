#!/usr/bin/env python3
"""Reads the mailboxes that the mail fuzzer kept with Python's email, and compares what kdrift read of them.

Of whole mailboxes all mails have to be the same: number, Message-Id, subject, text. Of those with a damaged mail each
other one that Python finds by its Message-Id has to be found by kdrift as well.
"""
import base64
import email
import email.policy
import glob
import json
import os
import re
import sys

SEPARATOR = re.compile(rb"^From .*\d\d:\d\d:\d\d \d{4}\r?\n", re.M)


def mails(path):
    """The mails of an mbox (mboxrd), unquoted."""
    with open(path, "rb") as file:
        parts = SEPARATOR.split(file.read())[1:]
    for part in parts:
        text = re.sub(rb"(?m)^>(>*From )", rb"\1", part)
        yield email.message_from_bytes(text, policy=email.policy.default)


def body(message):
    """All that is plain text, as bytes."""
    texts = []
    for part in message.walk():
        if part.get_content_type() == "text/plain":
            text = part.get_payload(decode=True)
            texts.append(text if text.endswith(b"\n") else text + b"\n")
    return b"".join(texts).replace(b"\r\n", b"\n").rstrip(b"\n")


def identifier(message):
    try:
        return str(message["Message-Id"] or "").strip().strip("<>")
    except Exception:  # Python's own header parser gives up on some damaged headers.
        return ""


def compare_whole(path, ours):
    theirs, ours = list(mails(path)), ours["mails"]
    if len(theirs) != len(ours):
        return [f"{len(theirs)} mails, kdrift has {len(ours)}"]
    problems = []
    for message, own in zip(theirs, ours):
        # kdrift makes the tab at which a subject was folded a blank, as it stands in lists.
        found = (identifier(message), str(message["Subject"]).replace("\t", " "), body(message))
        own = (own["id"], own["subject"], base64.b64decode(own["body"]).rstrip(b"\n"))
        problems += [f"{own[0]}: {a!r} is {b!r} in kdrift" for a, b in zip(found, own) if a != b]
    return problems


def compare_damaged(path, ours):
    known = {own["id"] for own in ours["mails"]} | {ours["damaged"]}
    wanted = {identifier(message) for message in mails(path)}
    # Only the fuzzer's own names: what damage made of a name is read in many ways.
    names = re.compile(r"\d\.(a\d|\d\.\d)@example\.org")
    return [f"{name} is not found" for name in sorted(wanted - known) if names.fullmatch(name)]


def main(directory):
    count = {"whole": 0, "damaged": 0}
    bad = 0
    for path in sorted(glob.glob(os.path.join(directory, "*.mbox"))):
        with open(path[:-5] + ".json", encoding="utf-8") as file:
            ours = json.load(file)
        kind = "damaged" if os.path.basename(path).startswith("damaged-") else "whole"
        count[kind] += 1
        for problem in (compare_whole if kind == "whole" else compare_damaged)(path, ours):
            bad += 1
            print(f"{path}: {problem}", file=sys.stderr)
    print(f"{count['whole']} whole and {count['damaged']} damaged mailboxes read by Python: {bad} differences")
    return 1 if bad or not count["whole"] or not count["damaged"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
