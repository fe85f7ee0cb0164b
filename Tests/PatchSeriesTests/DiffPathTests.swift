import Testing

@testable import PatchSeries

/// Diffs whose paths do not begin with `a/` and `b/`.
@Suite struct DiffPathTests {
    private func patch(_ header: String, _ hunk: String = "@@ -1 +1 @@\n-a\n+b\n") throws -> Patch {
        let body = "Why\n---\n\(header)\(hunk)-- \n2.40.0\n"
        let mail = try MailText.read(MailText.mail("[PATCH] x", body: body))[0]
        return try #require(Patch(mail, tag: SubjectTag(mail.subject)))
    }

    private func text(_ patch: Patch) -> String { String(decoding: patch.diff, as: UTF8.self) }

    private let canonical =
        "diff --git a/include/lamp.h b/include/lamp.h\n--- a/include/lamp.h\n+++ b/include/lamp.h\n@@ -1 +1 @@\n-a\n+b\n"

    /// git's `diff.mnemonicPrefix`, `--src-prefix`, `-R` and `--no-prefix`.
    @Test(arguments: [
        ("i/", "w/"), ("c/", "i/"), ("c/", "w/"), ("o/", "w/"), ("b/", "a/"), ("old/", "newer/"), ("", ""),
    ]) func gitPrefixes(_ old: String, _ new: String) throws {
        let header =
            "diff --git \(old)include/lamp.h \(new)include/lamp.h\n--- \(old)include/lamp.h\n+++ \(new)include/lamp.h\n"
        let patch = try patch(header)
        #expect(patch.touchedPaths == ["include/lamp.h"])
        #expect(text(patch) == canonical)
    }

    @Test(arguments: [
        ("linux-2.6.orig/", "", "linux-2.6/", ""), ("linux.orig/", "", "linux/", ""),
        ("a/", "~shine", "a/", ""),
        ("linux/", ".orig", "linux/", ""), ("", ".orig", "", ""), ("", "", "", ""), ("./", "", "./", ""),
        ("tree.orig/", "", "tree/", ""), ("linux-6.1/", "", "linux-6.1-lamp/", ""),
    ]) func plainDiffs(_ old: String, _ tail: String, _ new: String, _ newTail: String) throws {
        let header =
            "Index: \(new)include/lamp.h\n===================\n--- \(old)include/lamp.h\(tail)\t2024-01-03 10:00:00.000000000 +0100\n"
            + "+++ \(new)include/lamp.h\(newTail)\t2024-01-03 10:02:00.000000000 +0100\n"
        let patch = try patch(header)
        #expect(patch.touchedPaths == ["include/lamp.h"])
        #expect(text(patch) == canonical)
    }

    @Test func filesAtTheTop() throws {
        #expect(try patch("--- Makefile.orig\n+++ Makefile\n").touchedPaths == ["Makefile"])
        #expect(try patch("--- linux/Makefile\n+++ linux/Makefile\n").touchedPaths == ["Makefile"])
    }

    @Test func datesBehindABlank() throws {
        let patch = try patch(
            "--- linux.orig/lamp.h 2024-01-03 10:00:00\n+++ linux/lamp.h 2024-01-03 10:00:00\n")
        #expect(patch.touchedPaths == ["lamp.h"])
    }

    @Test func newAndDeletedFiles() throws {
        let created = try patch("--- /dev/null\n+++ linux/include/lamp.h\n", "@@ -0,0 +1 @@\n+b\n")
        #expect(created.fileDiffs[0].isNew && created.touchedPaths == ["include/lamp.h"])
        #expect(
            text(created)
                == "diff --git a/include/lamp.h b/include/lamp.h\nnew file mode 100644\n--- /dev/null\n+++ b/include/lamp.h\n@@ -0,0 +1 @@\n+b\n"
        )
        let dated = try patch(
            "--- linux.orig/lamp.h\t1970-01-01 00:00:00.000000000 +0000\n+++ linux/lamp.h\t2024-01-03 10:00:00\n",
            "@@ -0,0 +1 @@\n+b\n")
        #expect(dated.fileDiffs[0].isNew)
        let deleted = try patch("--- linux.orig/lamp.h\n+++ /dev/null\n", "@@ -1 +0,0 @@\n-b\n")
        #expect(deleted.fileDiffs[0].isDeleted && text(deleted).contains("deleted file mode 100644\n"))
        let written = try patch(
            "diff --git lib/lamp.c lib/lamp.c\nnew file mode 100644\nindex 0000000..1111111\n--- /dev/null\n+++ lib/lamp.c\n",
            "@@ -0,0 +1 @@\n+b\n")
        #expect(written.fileDiffs[0].isNew && written.touchedPaths == ["lib/lamp.c"])
    }

    @Test func renames() throws {
        let patch = try patch(
            "diff --git i/lib/a.c w/lib/b.c\nsimilarity index 90%\nrename from lib/a.c\nrename to lib/b.c\n--- i/lib/a.c\n+++ w/lib/b.c\n"
        )
        #expect(patch.touchedPaths == ["lib/a.c", "lib/b.c"])
        #expect(
            text(patch).hasPrefix(
                "diff --git a/lib/a.c b/lib/b.c\nsimilarity index 90%\nrename from lib/a.c\n"))
    }

    @Test func namesThatNeedQuotes() throws {
        let patch = try patch("--- \"linux.orig/a\\tb.h\"\n+++ \"linux/a\\tb.h\"\n")
        #expect(patch.touchedPaths == ["a\tb.h"])
        #expect(text(patch).hasPrefix("diff --git \"a/a\\tb.h\" \"b/a\\tb.h\"\n"))
    }

    /// Which files a tree has tells what the directories' names leave open.
    @Test func theTreeTellsWhatIsStripped() throws {
        func placed(_ old: String, _ new: String, _ files: Set<String>) throws -> Patch {
            let mail = MailText.mail(
                "[PATCH] x",
                body: "Why\n---\ndiff --git \(old) \(new)\n--- \(old)\n+++ \(new)\n@@ -1 +1 @@\n-a\n+b\n")
            return try MailText.assemble([mail])[0].placed { files.contains($0) }.revisions[0].patches[0]
        }
        let whole = try placed("lamps/lamp.h", "lamps/lamp.h", ["lamps/lamp.h"])
        #expect(whole.touchedPaths == ["lamps/lamp.h"])
        #expect(text(whole) == canonical.replacing("include/", with: "lamps/"))
        #expect(try placed("lamps/lamp.h", "lamps/lamp.h", ["lamp.h"]).touchedPaths == ["lamp.h"])
        #expect(try placed("old/src/lib/x.c", "new/src/lib/x.c", ["lib/x.c"]).touchedPaths == ["lib/x.c"])
        #expect(try placed("lib/lamp.h", "lib/lamp.h", ["lamp.h"]).touchedPaths == ["lamp.h"])
        // git's own prefixes are never in doubt.
        #expect(try placed("a/lamp.h", "b/lamp.h", ["a/lamp.h"]).touchedPaths == ["lamp.h"])
        #expect(try placed("../lamp.h", "../lamp.h", ["../lamp.h"]).touchedPaths == ["lamp.h"])
    }
}
