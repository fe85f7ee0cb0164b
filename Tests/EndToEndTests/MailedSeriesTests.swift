import Foundation
import Testing

/// Series as people mail them, against a tree: what applies how, and what is said of it.
@Suite struct MailedSeriesTests {
    private let place: Scratch

    init() throws { place = try Scratch() }

    /// A mail with a diff of `include/linux/err.h` of the embedded tree.
    private func mail(
        _ subject: String, id: String, to parent: String? = nil, day: Int = 3, diff: String
    ) -> String {
        let link = parent.map { "In-Reply-To: <\($0)>\n" } ?? ""
        return
            "From mboxrd@z Thu Jan  1 00:00:00 1970\nFrom: Ada <ada@example.org>\nDate: \(day) Mar 2025 10:00:00 +0000\n"
            + "Subject: \(subject)\nMessage-ID: <\(id)>\n\(link)\nText.\n---\n err.h | 1 +\n\n\(diff)-- \n2.40.0\n\n"
    }

    /// Adds a macro above `MAX_ERRNO`; the context above may be another than the tree has.
    private func adding(_ line: String, above: String = "", path: String = "include/linux/err.h") -> String {
        """
        diff --git a/\(path) b/\(path)
        --- a/\(path)
        +++ b/\(path)
        @@ -3,5 +3,6 @@
        \(above.isEmpty ? " " : " \(above)")
         #include <linux/types.h>
         #include <linux/errno.h>
        \(" ")
        +\(line)
         #define MAX_ERRNO 4095

        """
    }

    private func review(_ mails: [String], tree: String = ProgramRun.tree, _ more: [String] = []) throws
        -> ProgramRun
    {
        let file = try place.write("\(UUID().uuidString).mbox", mails.joined())
        return try ProgramRun(["review", file, "--tree", tree, "--no-behavior"] + more)
    }

    @Test func lessContextIsDisclosed() throws {
        let run = try review([
            mail("[PATCH] err: more", id: "a@x", diff: adding("#define MORE 1", above: "/* gone */"))
        ])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("1/1 patches"))
        #expect(run.output.contains("patch 1 of v1 applied with less context than it has"), "\(run.output)")
        let whole = try review([mail("[PATCH] err: more", id: "a@x", diff: adding("#define MORE 1"))])
        #expect(!whole.output.contains("less context"))
    }

    @Test func whatTheTreeHasIsNotAppliedTwice() throws {
        let tree = place.url.appendingPathComponent("tree")
        try FileManager.default.copyItem(atPath: ProgramRun.tree, toPath: tree.path)
        let header = tree.appendingPathComponent("include/linux/err.h")
        let text = try String(contentsOf: header, encoding: .utf8)
        try text.replacing("#define MAX_ERRNO", with: "#define MORE 1\n#define MAX_ERRNO")
            .write(to: header, atomically: true, encoding: .utf8)
        let run = try review(
            [mail("[PATCH] err: more", id: "a@x", diff: adding("#define MORE 1"))], tree: tree.path)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("note: patch 1 of v1 is already in the tree"), "\(run.output)")
        #expect(!run.output.contains("macro-added"))
    }

    @Test func aPatchThatDoesNotApplyIsUnknown() throws {
        let wrong = adding("#define MORE 1").replacing("4095", with: "4096")
        let mails = [
            mail("[PATCH 1/2] err: one", id: "a@x", diff: adding("#define ONE 1")),
            mail("[PATCH 2/2] err: two", id: "b@x", to: "a@x", diff: wrong),
        ]
        let run = try review(mails, ["--format", "text", "--format", "mail:\(place.url.path)/mails.mbox"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(
            run.output.contains("unknown: 1\n  v1: patch 2: does not apply to include/linux/err.h:3"),
            "\(run.output)")
        #expect(run.output.contains("1/2 patches"))
        #expect(run.output.contains("gravest: note") || run.output.contains("gravest: nothing"))
        let draft = try String(contentsOfFile: "\(place.url.path)/mails.mbox", encoding: .utf8)
        #expect(!draft.contains("does not apply"))
        #expect(try review(mails, ["--strict"]).status == 2)
        let junit = try review(mails, ["--fail-on", "note", "--format", "junit"])
        #expect(junit.output.contains("<skipped message=\"unknown: does not apply to include/linux/err.h:3"))
        #expect(!junit.output.contains("<error"), "\(junit.output)")
        let ktap = try review(mails, ["--format", "ktap"])
        #expect(ktap.status == 0 && !ktap.output.contains("not ok"), "\(ktap.output)")
        let asked = try review(mails, ["--ask-unapplied", "--format", "mail"])
        #expect(asked.output.contains("In-Reply-To: <b@x>"), "\(asked.output)")
        #expect(asked.output.contains("does not apply to"), "\(asked.output)")
    }

    @Test func missingFilesAreNamedOnce() throws {
        let mails = (1...3).map { number in
            mail(
                "[PATCH \(number)/3] x", id: "\(number)@x", to: number > 1 ? "1@x" : nil,
                diff: number == 1 ? adding("#define ONE 1") : adding("int x;", path: "lib/nowhere.c"))
        }
        let run = try review(mails)
        // Once beside the patches, once below what is unknown.
        #expect(run.output.components(separatedBy: "the tree has no such file").count == 3, "\(run.output)")
        #expect(run.output.contains("1/3 patches") && run.output.contains("unknown: 1"))
    }

    @Test func nothingApplies() throws {
        let tree = place.url.appendingPathComponent("tree")
        try FileManager.default.copyItem(atPath: ProgramRun.tree, toPath: tree.path)
        try "VERSION = 6\nPATCHLEVEL = 1\nSUBLEVEL = 0\nEXTRAVERSION =\n".write(
            to: tree.appendingPathComponent("Makefile"), atomically: true, encoding: .utf8)
        let mails = (1...4).map { number in
            mail(
                "[PATCH \(number)/4] x", id: "\(number)@x", to: number > 1 ? "1@x" : nil,
                diff: number == 1
                    ? adding("#define ONE 1") : adding("#define X 1").replacing("4095", with: "1"))
        }
        let named = [mails[0].replacing("Text.", with: "This is based on v5.17-rc5.")] + mails.dropFirst()
        let run = try review(named, tree: tree.path)
        #expect(run.status == 2 && run.output.isEmpty)
        #expect(
            run.errors.hasPrefix(
                "kdrift: 1 of 4 patches applies (patch 2 of v1 not to include/linux/err.h:3: the lines that the hunk "
                    + "changes are not found in the file); the files are those of 6.1; the series names v5.17-rc5\nhint: "
            ), "\(run.errors)")
    }

    @Test func aSeriesWithoutC() throws {
        let tree = place.url.appendingPathComponent("tree")
        try FileManager.default.copyItem(atPath: ProgramRun.tree, toPath: tree.path)
        try "config LAMP\n\tbool \"Lamps\"\n".write(
            to: tree.appendingPathComponent("Kconfig"), atomically: true, encoding: .utf8)
        let diff =
            "diff --git a/Kconfig b/Kconfig\n--- a/Kconfig\n+++ b/Kconfig\n@@ -1,2 +1,3 @@\n config LAMP\n \tbool \"Lamps\"\n+\tdefault y\n"
        let second = diff.replacing("default y", with: "default n")
        let run = try review(
            [
                mail("[PATCH] lamp: default", id: "a@x", diff: diff),
                mail("[PATCH v2] lamp: default", id: "b@x", to: "a@x", day: 5, diff: second),
            ], tree: tree.path,
            [
                "--format", "text", "--format", "json:\(place.url.path)/report.json", "--format",
                "html:\(place.url.path)/report.html",
            ])
        #expect(run.status == 0, "\(run.errors)")
        #expect(
            run.output.contains("no C file is touched (Kconfig): no C was read or compared"), "\(run.output)")
        #expect(run.output.contains("2/2 patches"))
        #expect(!run.output.contains("no drift"))
    }

    @Test func whatIsLeftOutIsListed() throws {
        let mails = [
            mail("[PATCH] err: more", id: "a@x", diff: adding("#define MORE 1")),
            mail("Re: [PATCH] err: more", id: "r@x", to: "a@x", day: 4, diff: adding("#define MORE 2")),
            mail("[PATCH] other: thing", id: "o@x", day: 9, diff: adding("#define OTHER 2")),
        ]
        let run = try review(mails)
        #expect(
            run.output.contains(
                "note: left out: a whole patch in a reply (--replies-too takes them): “Re: [PATCH] err: more” by Ada"
            ),
            "\(run.output)")
        #expect(run.output.contains("note: left out: another series: “other: thing” by Ada"))
        let both = try review(mails, ["--replies-too"])
        #expect(both.output.contains("2/2 patches"), "\(both.output)")
        #expect(
            both.output.contains("macro-value-changed: the value of MORE") || both.output.contains("MORE"))
    }

    @Test func aMessageIDIsFetched() throws {
        let thread = mail("[PATCH v2] err: more", id: "b@x", day: 5, diff: adding("#define MORE 2"))
            .replacing("err.h | 1 +", with: "Link to v1: https://lore.kernel.org/r/a@x/\n")
        let older = mail("[PATCH] err: more", id: "a@x", diff: adding("#define MORE 1"))
        try place.write("b@x.mbox", thread)
        try place.write("a@x.mbox", older)
        try place.write(
            "bin/b4",
            "#!/bin/sh\n# mbox -o DIR -n NAME [-c] ID\nfor id; do :; done\ncp \"\(place.url.path)/$id.mbox\" \"$3/thread.mbx\" || { echo \"no $id\" >&2; exit 1; }\n",
            isExecutable: true)
        let path = "\(place.url.path)/bin:\(ProcessInfo.processInfo.environment["PATH"] ?? "")"
        let run = try ProgramRun(
            ["review", "b@x", "--tree", ProgramRun.tree, "--no-behavior"], environment: ["PATH": path])
        #expect(run.status <= 1, "\(run.errors)")
        #expect(run.output.contains("2/2 patches"), "\(run.output)")
        let missing = try ProgramRun(
            ["review", "https://lore.kernel.org/r/c@x/", "--tree", ProgramRun.tree],
            environment: ["PATH": path])
        #expect(missing.status == 2 && missing.errors.contains("b4 did not fetch 'c@x'"), "\(missing.errors)")
        let none = try ProgramRun(
            ["review", "b@x", "--tree", ProgramRun.tree], environment: ["PATH": "/nowhere"])
        #expect(none.status == 2 && none.errors.contains("b4, which fetches mails, is not installed"))
    }
}
