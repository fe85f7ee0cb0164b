import Testing

@testable import PatchSeries

/// Diffs as git writes them.
@Suite struct DiffTests {
    private func diffs(_ text: String) throws -> [FileDiff] {
        let mail = try MailText.read(MailText.mail("[PATCH] x", body: "Why\n---\n\(text)-- \n2.40.0\n"))[0]
        let patch = try #require(Patch(mail, tag: SubjectTag(mail.subject)))
        #expect(patch.damages == [])
        #expect(String(decoding: patch.diff, as: UTF8.self) == text)
        return patch.fileDiffs
    }

    private func one(_ text: String) throws -> FileDiff {
        let all = try diffs(text)
        #expect(all.count == 1)
        return try #require(all.first)
    }

    @Test func change() throws {
        let diff = try one(MailText.diff())
        #expect(diff.oldPath == "include/linux/lamp.h" && diff.newPath == "include/linux/lamp.h")
        #expect(diff.oldBlob == "1111111" && diff.newBlob == "2222222")
        #expect(diff.oldMode == "100644" && diff.newMode == "100644")
        #expect(!diff.isNew && !diff.isDeleted && !diff.isRename && !diff.isCopy && !diff.isBinary)
        let hunk = try #require(diff.hunks.first)
        #expect([hunk.oldStart, hunk.oldCount, hunk.newStart, hunk.newCount] == [1, 3, 1, 3])
        #expect(hunk.lines.map(\.kind) == [.context, .removed, .added, .context])
        #expect(hunk.lines.map(\.text) == ["/* lamps */", "#define LAMPS 1", "#define LAMPS 2", "/* end */"])
    }

    @Test func severalFilesAndHunks() throws {
        let text =
            MailText.diff("a.h")
            + "@@ -10 +10,2 @@ static int lamp_on(void)\n-a\n+b\n+c\n@@ -20,2 +21 @@\n d\n-e\n"
            + MailText.diff("b.h")
        let all = try diffs(text)
        #expect(all.map(\.path) == ["a.h", "b.h"])
        #expect(all[0].hunks.map(\.section) == ["", "static int lamp_on(void)", ""])
        #expect(all[0].hunks.map(\.newCount) == [3, 2, 1])
    }

    @Test func newFile() throws {
        let diff = try one(
            "diff --git a/x.h b/x.h\nnew file mode 100755\nindex 000000000000..3333333\n--- /dev/null\n+++ b/x.h\n@@ -0,0 +1,2 @@\n+a\n+b\n"
        )
        #expect(diff.isNew && diff.oldPath == nil && diff.newPath == "x.h")
        #expect(diff.newMode == "100755" && diff.newBlob == "3333333")
    }

    @Test func deletedFile() throws {
        let diff = try one(
            "diff --git a/x.h b/x.h\ndeleted file mode 100644\nindex 3333333..0000000\n--- a/x.h\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-a\n-b\n"
        )
        #expect(diff.isDeleted && diff.newPath == nil && diff.path == "x.h")
    }

    @Test func emptyFiles() throws {
        let all = try diffs(
            "diff --git a/n b/n\nnew file mode 100644\nindex 0000000..e69de29\n"
                + "diff --git a/d b/d\ndeleted file mode 100644\nindex e69de29..0000000\n")
        #expect(all.map(\.isNew) == [true, false])
        #expect(all.map(\.isDeleted) == [false, true])
        #expect(all.map(\.path) == ["n", "d"])
    }

    @Test func renameAndCopy() throws {
        let all = try diffs(
            "diff --git a/old name.h b/dir/new name.h\nsimilarity index 97%\nrename from old name.h\nrename to dir/new name.h\n"
                + "index 1111111..2222222 100644\n--- a/old name.h\n+++ b/dir/new name.h\n@@ -1 +1 @@\n-a\n+b\n"
                + "diff --git a/x.h b/y.h\nsimilarity index 100%\ncopy from x.h\ncopy to y.h\n")
        #expect(all[0].isRename && all[0].oldPath == "old name.h" && all[0].newPath == "dir/new name.h")
        #expect(all[0].similarity == 97)
        #expect(all[1].isCopy && all[1].oldPath == "x.h" && all[1].newPath == "y.h")
        #expect(all[1].hunks == [] && all[1].similarity == 100)
    }

    @Test func modes() throws {
        let diff = try one("diff --git a/run.sh b/run.sh\nold mode 100644\nnew mode 100755\n")
        #expect(diff.oldMode == "100644" && diff.newMode == "100755" && diff.path == "run.sh")
        let link = try one(
            "diff --git a/l b/l\nnew file mode 120000\nindex 0000000..1111111\n--- /dev/null\n+++ b/l\n@@ -0,0 +1 @@\n+target\n\\ No newline at end of file\n"
        )
        #expect(link.newMode == "120000" && link.hunks[0].lines[0].lacksNewline)
    }

    @Test func binary() throws {
        let all = try diffs(
            "diff --git a/logo.png b/logo.png\nindex 1111111..2222222 100644\nGIT binary patch\nliteral 3\nKcmZQzWME=o\n\nliteral 2\nJcmZQz000\n\n"
                + "diff --git a/b.bin b/b.bin\nindex 1111111..2222222 100644\nBinary files a/b.bin and b/b.bin differ\n"
                + MailText.diff())
        #expect(all.map(\.isBinary) == [true, true, false])
        #expect(all.map(\.path) == ["logo.png", "b.bin", "include/linux/lamp.h"])
    }

    @Test func noNewlineAtTheEnd() throws {
        let diff = try one(
            "diff --git a/x b/x\nindex 1111111..2222222 100644\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n"
        )
        #expect(diff.hunks[0].lines.map(\.lacksNewline) == [true, true])
        let added = try one(
            "diff --git a/x b/x\nindex 1111111..2222222 100644\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n"
        )
        #expect(added.hunks[0].lines.map(\.lacksNewline) == [true, false])
    }

    @Test(arguments: [
        ("a/with space.h b/with space.h", "with space.h"),
        ("a/a b/a b/a b/a", "a b/a"),
        ("\"a/tab\\there.h\" \"b/tab\\there.h\"", "tab\there.h"),
        ("\"a/\\303\\244.h\" \"b/\\303\\244.h\"", "ä.h"),
        ("\"a/quo\\\"te\\\\.h\" \"b/quo\\\"te\\\\.h\"", "quo\"te\\.h"),
    ]) func paths(_ header: String, _ path: String) throws {
        let diff = try one("diff --git \(header)\nold mode 100644\nnew mode 100755\n")
        #expect(diff.oldPath == path)
        #expect(diff.newPath == path)
    }

    @Test func pathsInTheLinesBelow() throws {
        // git ends names with blanks with a tab.
        let diff = try one(
            "diff --git a/x y b/x y\nindex 1111111..2222222 100644\n--- a/x y\t\n+++ b/x y\t\n@@ -1 +1 @@\n-a\n+b\n"
        )
        #expect(diff.path == "x y")
        let mixed = try one(
            "diff --git a/plain.h \"b/\\303\\244.h\"\nsimilarity index 100%\nrename from plain.h\nrename to \"\\303\\244.h\"\n"
        )
        #expect(mixed.oldPath == "plain.h" && mixed.newPath == "ä.h")
    }

    @Test func diffsThatGitDidNotWrite() throws {
        let text = "--- a/x.h\t2025-03-03 10:00:00\n+++ b/x.h\t2025-03-03 10:00:01\n@@ -1 +1 @@\n-a\n+b\n"
        #expect(try one(text).path == "x.h")
        let created = "--- /dev/null\n+++ b/x.h\n@@ -0,0 +1 @@\n+b\n"
        #expect(try one(created).isNew)
    }

    /// A line of a hunk may look like anything.
    @Test func linesThatLookLikeHeaders() throws {
        let diff = try one(
            "diff --git a/x b/x\nindex 1111111..2222222 100644\n--- a/x\n+++ b/x\n@@ -1,4 +1,4 @@\n--- a/y\n-- \n+++ b/y\n+@@ -1 +1 @@\n From me\n diff --git a/q b/q\n"
        )
        #expect(
            diff.hunks[0].lines.map(\.text) == [
                "-- a/y", "- ", "++ b/y", "@@ -1 +1 @@", "From me", "diff --git a/q b/q",
            ])
    }

    /// Mailers cut the blank of an empty context line.
    @Test func emptyContextLines() throws {
        let diff = try one(
            "diff --git a/x b/x\nindex 1111111..2222222 100644\n--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n\n-a\n+b\n \n"
        )
        #expect(diff.hunks[0].lines.map(\.kind) == [.context, .removed, .added, .context])
    }

    /// A combining character makes no new letter of the mark before it.
    @Test func marksBeforeCombiningCharacters() throws {
        let diff = try one(
            "diff --git a/x b/x\nindex 1111111..2222222 100644\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-\u{301}a\n+\u{fe0f}b\n"
        )
        #expect(diff.hunks[0].lines.map(\.kind) == [.removed, .added])
    }

    @Test func footersAreNoPartOfTheDiff() throws {
        let footer =
            "_______________________________________________\nlamps mailing list\nlamps@lists.example.org\n"
        for end in ["-- \n2.40.0\n", "", "\n"] {
            let body = "Why\n---\n\(MailText.diff())\(end)\(footer)"
            let mail = try MailText.read(MailText.mail("[PATCH] x", body: body))[0]
            let patch = try #require(Patch(mail, tag: SubjectTag(mail.subject)))
            #expect(String(decoding: patch.diff, as: UTF8.self) == MailText.diff())
            #expect(patch.damages == [])
        }
    }
}
