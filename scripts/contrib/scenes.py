"""scenes.py KDRIFT: every file of contrib/ at its work, on a repository with a harmless and a breaking commit."""

import argparse
import email
import importlib.machinery
import importlib.util
import json
import mailbox
import os
import pathlib
import pty
import select
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree

import yaml

HERE = pathlib.Path(__file__).resolve().parent
CONTRIB = HERE.parent.parent / "contrib"
loader = importlib.machinery.SourceFileLoader("play", str(HERE.parent / "ci-day" / "play"))
play = importlib.util.module_from_spec(importlib.util.spec_from_loader("play", loader))
loader.exec_module(play)

HARMLESS = play.LAMP.replace("void lamp_rel", "int lamp_count(void);\nvoid lamp_rel")
BREAKING = HARMLESS.replace("void *owner);", "void *owner, int flags);")


def check(condition, words):
    if not condition:
        sys.exit(f"contrib: {words}")


class Scratch:
    """The repository, with kdrift on the path and a home of its own."""

    def __init__(self, program, directory):
        self.top = pathlib.Path(directory)
        self.root = self.top / "tree"
        self.home = self.top / "home"
        bin_ = self.top / "bin"
        for path in (self.root, self.home, bin_):
            path.mkdir()
        (bin_ / "kdrift").symlink_to(program)
        self.environment = {
            "PATH": f"{bin_}:{os.environ['PATH']}", "HOME": str(self.home), "TZ": "UTC", "NO_COLOR": "1",
            "TERM": "xterm", "LC_ALL": "C.UTF-8", "GIT_CONFIG_NOSYSTEM": "1",
        }
        self.bin = bin_
        self.author = play.Play(program, self.root)
        play.plant(self.author)
        self.author.snapshot()
        self.baseline = self.author.baseline
        self.base = self.git("rev-parse", "HEAD")

    def run(self, *words, **more):
        environment = {**self.environment, **more.pop("environment", {})}
        return subprocess.run(
            words, cwd=more.pop("cwd", self.root), env=environment, capture_output=True, text=True, **more)

    def git(self, *words):
        done = self.run("git", *words)
        check(done.returncode == 0, f"git {' '.join(words)}: {done.stderr}")
        return done.stdout.strip()

    def commit(self, text, subject):
        (self.root / play.HEADER).write_text(text)
        self.git("commit", "-q", "-a", "-m", subject, "-m", "Signed-off-by: Ada Loop <ada@example.org>")
        return self.git("rev-parse", "HEAD")


def pre_push(scratch):
    hook = scratch.root / ".git/hooks/pre-push"
    shutil.copy(CONTRIB / "git-hooks/pre-push", hook)
    remote = scratch.top / "remote.git"
    scratch.git("init", "-q", "--bare", str(remote))
    push = ("git", "push", "-q", str(remote))
    done = scratch.run(*push, "HEAD:refs/heads/none")
    check(done.returncode == 0 and "nothing is checked" in done.stderr, f"without a baseline: {done.stderr}")
    shutil.copy(scratch.baseline, scratch.root / ".git/kdrift-baseline.json")
    done = scratch.run(*push, f"{scratch.harmless}:refs/heads/main")
    check(done.returncode == 0, f"a harmless push is refused: {done.stderr}")
    done = scratch.run(*push, f"{scratch.breaking}:refs/heads/main")
    check(done.returncode != 0 and "parameter-count-changed" in done.stderr, f"a breaking push: {done.stderr}")
    at = scratch.run("git", "--git-dir", str(remote), "rev-parse", "main").stdout.strip()
    check(at == scratch.harmless, "the refused push arrived")
    done = scratch.run(*push, ":refs/heads/none")
    check(done.returncode == 0, f"deleting a branch is refused: {done.stderr}")
    done = scratch.run(*push, "--no-verify", f"{scratch.breaking}:refs/heads/main")
    check(done.returncode == 0, "--no-verify does not go past it")
    hook.unlink()
    return "harmless passes, breaking is refused, deletion and --no-verify pass"


def pre_commit(scratch):
    hook = scratch.root / ".git/hooks/pre-commit"
    shutil.copy(CONTRIB / "git-hooks/pre-commit", hook)
    header = scratch.root / play.HEADER
    head = scratch.git("rev-parse", "HEAD")
    scratch.git("reset", "-q", "--hard", scratch.base)
    try:
        for text, refused in ((HARMLESS, False), (BREAKING, True)):
            header.write_text(text)
            scratch.git("add", "-f", str(header))
            # What is not staged does not count.
            header.write_text("#error not staged\n")
            done = scratch.run("git", "commit", "-qm", "lamp: change it")
            check((done.returncode != 0) == refused, f"a commit (refused: {refused}): {done.stderr}")
            if refused:
                check("parameter-count-changed" in done.stderr, f"a breaking commit: {done.stderr}")
    finally:
        hook.unlink()
        scratch.git("reset", "-q", "--hard", head)
    return "what is staged decides: harmless passes, breaking is refused"


def diff_driver(scratch):
    (scratch.root / ".git/info/attributes").write_text("*.h diff=kdrift\n")
    scratch.git("config", "diff.kdrift.command", str(CONTRIB / "git-hooks/diff-driver"))
    scratch.git("config", "kdrift.args", "-Iinclude -DA=1")
    said = scratch.git("diff", scratch.harmless, scratch.breaking)
    check("kdrift: include/linux/lamp.h" in said and "parameter-count-changed" in said, f"git diff: {said}")
    said = scratch.git("diff", scratch.base, scratch.harmless)
    check("function-added" in said, f"git diff of what is harmless: {said}")
    # A new file and one that goes have no other side.
    (scratch.root / "include/linux/new.h").write_text("int lamp_new(void);\n")
    scratch.git("add", "-N", "include/linux/new.h")
    said = scratch.git("diff")
    check("lamp_new" in said and "function-added" in said, f"git diff of a new header: {said}")
    scratch.git("rm", "-q", "-f", "--cached", "include/linux/new.h")
    (scratch.root / "include/linux/new.h").unlink()
    (scratch.root / ".git/info/attributes").unlink()
    return "changed, harmless and new headers"


def at(scratch, commit):
    """A clone as CI makes it, with the baseline in it."""
    clone = scratch.top / f"clone-{commit[:8]}"
    if clone.exists():
        shutil.rmtree(clone)
    scratch.git("clone", "-q", str(scratch.root), str(clone))
    scratch.run("git", "checkout", "-q", commit, cwd=clone)
    shutil.copy(scratch.baseline, clone / "kdrift-baseline.json")
    return clone


def github(scratch):
    workflow = yaml.safe_load((CONTRIB / "github/kdrift.yml").read_text())
    # PyYAML reads the key `on` as true, as YAML 1.1 has it.
    check(workflow[True] == ["pull_request"], "GitHub: it runs for pull requests")
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    check(all(("run" in step) != ("uses" in step) for step in steps), "GitHub: a step without work")
    runs = {step["name"]: step["run"] for step in steps if "run" in step}
    for text in runs.values():
        check(scratch.run("bash", "-n", "-c", text).returncode == 0, f"GitHub: {text}")
    for commit, status in ((scratch.harmless, 0), (scratch.breaking, 1)):
        clone = at(scratch, commit)
        # The shell that GitHub gives a step.
        done = scratch.run("bash", "-e", "-c", runs["Check"], cwd=clone)
        check(done.returncode == status, f"GitHub: status {done.returncode}: {done.stdout}{done.stderr}")
        loud = [line for line in done.stdout.splitlines() if line.startswith("::error")]
        check(bool(loud) == bool(status), f"GitHub: {done.stdout}")
        check(all("file=include/linux/lamp.h" in line for line in loud), f"GitHub: no place: {loud}")
        upload = next(step for step in steps if "upload-sarif" in step.get("uses", ""))
        log = json.loads((clone / upload["with"]["sarif_file"]).read_text())
        errors = [r for r in log["runs"][0]["results"] if r["level"] == "error"]
        check(bool(errors) == bool(status), "GitHub: the SARIF file")
    return f"{len(runs)} steps read, Check run on both commits"


def gitlab(scratch):
    job = yaml.safe_load((CONTRIB / "gitlab/kdrift.gitlab-ci.yml").read_text())["kdrift"]
    reports = job["artifacts"]["reports"]
    for commit, status in ((scratch.harmless, 0), (scratch.breaking, 1)):
        clone = at(scratch, commit)
        # GitLab joins the lines and runs them with `set -eo pipefail`.
        done = scratch.run("bash", "-c", "set -eo pipefail\n" + "\n".join(job["script"]), cwd=clone)
        check(done.returncode == status, f"GitLab: status {done.returncode}: {done.stdout}{done.stderr}")
        issues = json.loads((clone / reports["codequality"]).read_text())
        grave = [issue for issue in issues if issue["severity"] in ("major", "critical", "blocker")]
        check(bool(grave) == bool(status), f"GitLab: {issues}")
        suites = xml.etree.ElementTree.parse(clone / reports["junit"]).getroot()
        check(bool(suites.findall(".//failure")) == bool(status), "GitLab: JUnit")
    return "script run on both commits, both reports read"


def series(scratch):
    """Both commits as mails with a cover letter."""
    out = scratch.top / "mails"
    scratch.git(
        "format-patch", "-q", "--cover-letter", "--thread=shallow", f"--base={scratch.base}", "-o", str(out),
        f"{scratch.base}..{scratch.breaking}")
    cover = out / "0000-cover-letter.patch"
    text = cover.read_text().replace("*** SUBJECT HERE ***", "lamps: count and flag")
    cover.write_text(text.replace("*** BLURB HERE ***", "Lamps are counted, and claimed with flags."))
    return sorted(out.iterdir())


def mutt(scratch, mails):
    box = scratch.top / "thread.mbox"
    target = mailbox.mbox(box)
    for path in mails:
        message = mailbox.mboxMessage(email.message_from_bytes(path.read_bytes()))
        message.set_from("ada@example.org", time.gmtime(0))
        target.add(message)
    target.close()
    # What would be paged is kept.
    paged = scratch.top / "paged"
    (scratch.bin / "less").write_text(f"#!/bin/sh\ncat >{paged}\n")
    (scratch.bin / "less").chmod(0o755)
    settings = scratch.top / "muttrc"
    settings.write_text(
        # Without a folder mutt asks for one, and takes the keys below as the answer.
        f"set folder={scratch.home} wait_key=no quit=yes move=no sleep_time=0\n"
        f"source {CONTRIB / 'mutt/kdrift.muttrc'}\n"
        "push '<tag-pattern>~A<enter>KM<quit>'\n")
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(scratch.root)
        environment = {**scratch.environment, "KDRIFT_TREE": f"{scratch.root}@{scratch.base}"}
        os.execvpe("mutt", ["mutt", "-n", "-F", str(settings), "-f", str(box)], environment)
    seen, end = b"", time.monotonic() + 60
    while time.monotonic() < end:
        ready, _, _ = select.select([terminal], [], [], 1)
        if ready:
            try:
                piece = os.read(terminal, 65536)
            except OSError:
                break
            if not piece:
                break
            seen += piece
            # Drift is status 1, after which mutt leaves time to read.
            if b"Press any key" in piece:
                os.write(terminal, b" q")
    else:
        os.kill(child, 15)
        sys.exit(f"contrib: mutt does not end: {seen[-400:]!r}")
    os.waitpid(child, 0)
    report = paged.read_text() if paged.exists() else ""
    check("lamps: count and flag" in report and "2/2 patches" in report, f"mutt K: {report[:400]} {seen[-300:]!r}")
    check("parameter-count-changed" in report, "mutt K: the finding is not there")
    drafts = list(mailbox.mbox(scratch.home / "kdrift-drafts.mbox"))
    ids = {email.message_from_bytes(path.read_bytes())["Message-Id"] for path in mails}
    check(drafts and all(draft["In-Reply-To"] in ids for draft in drafts), "mutt M: the drafts")
    return f"{len(mails)} mails piped; {len(drafts)} drafts"


def b4_review(scratch, mails):
    """b4 makes the review branch and runs the commands, as its review does."""
    import b4
    import b4.review
    import b4.review.checks

    os.environ.update(scratch.environment)
    os.environ["XDG_DATA_HOME"] = str(scratch.top / "data")
    os.environ["XDG_CACHE_HOME"] = str(scratch.top / "cache")
    os.chdir(scratch.root)
    command = str(CONTRIB / "b4/kdrift-check")
    scratch.git("config", "--add", "b4.review-series-check-cmd", f"{command} series")
    scratch.git("config", "--add", "b4.review-perpatch-check-cmd", f"{command} patch")
    messages = [email.message_from_bytes(path.read_bytes(), policy=email.policy.EmailPolicy()) for path in mails]
    box = b4.LoreMailbox()
    for message in messages:
        box.add_message(message)
    b4.setup_config(argparse.Namespace(config=None))
    lore = box.get_series(codereview_trailers=False)
    check(lore and lore.complete, "b4: the series is not whole")
    # The applied patches, where b4 looks for them.
    scratch.git("fetch", "-q", ".", scratch.breaking)
    branch = "b4/review/lamps-1"
    top = b4.git_get_toplevel()
    b4.review.create_review_branch(top, branch, scratch.base, lore, "https://lore.example/x", "https://lore.example/%s")
    _, tracking = b4.review.load_tracking(top, branch)
    file = scratch.top / "tracking.json"
    file.write_text(json.dumps(tracking))
    patch_commands, series_commands = b4.review.checks.load_check_cmds()
    extra = {"B4_TRACKING_FILE": str(file)}
    whole = b4.review.checks.run_series_checks(("cover", messages[0]), series_commands, top, extra_env=extra)
    check([r["status"] for r in whole] == ["fail"], f"b4: the series: {whole}")
    check(whole[0]["tool"].startswith("kdrift") and "error" in whole[0]["summary"], f"b4: {whole}")
    each = b4.review.checks.run_perpatch_checks(
        [(str(n), m) for n, m in enumerate(messages[1:], 1)], patch_commands, top, extra_env=extra)
    statuses = [[r["status"] for r in each[str(n)]] for n in (1, 2)]
    check(statuses == [["pass"], ["fail"]], f"b4: patch by patch: {each}")
    alone = b4.review.checks.run_series_checks(("cover", messages[0]), series_commands, top)
    check([r["status"] for r in alone] == ["warn"] and "not under review" in alone[0]["summary"], f"b4: {alone}")
    scratch.git("checkout", "-q", "main")
    return "series fails, patch 1 passes, patch 2 fails; without a branch a warning"


def main():
    with tempfile.TemporaryDirectory() as directory:
        scratch = Scratch(sys.argv[1], directory)
        scratch.harmless = scratch.commit(HARMLESS, "lamps: count them")
        scratch.breaking = scratch.commit(BREAKING, "lamps: claim with flags")
        mails = series(scratch)
        for name, scene in (
            ("pre-push hook", lambda: pre_push(scratch)), ("pre-commit hook", lambda: pre_commit(scratch)),
            ("git diff driver", lambda: diff_driver(scratch)),
            ("GitHub workflow", lambda: github(scratch)), ("GitLab template", lambda: gitlab(scratch)),
            ("mutt macros", lambda: mutt(scratch, mails)), ("b4 review checks", lambda: b4_review(scratch, mails)),
        ):
            print(f"{name}: {scene()}", flush=True)


main()
