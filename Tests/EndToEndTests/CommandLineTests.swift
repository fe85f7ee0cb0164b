import Foundation
import Testing

/// Where the series comes from, exit statuses, and what is printed where.
@Suite struct CommandLineTests {
    private static let patches = EmbeddedReview.root.appendingPathComponent("patches/dma-ownership").path
    private static let bus = ["--file", "include/linux/device/bus.h", "--no-behavior"]

    private func mbox(_ revisions: [String]) throws -> Data {
        var text = ""
        for revision in revisions {
            let directory = "\(Self.patches)/\(revision)"
            for name in try FileManager.default.contentsOfDirectory(atPath: directory).sorted() {
                let mail = try String(contentsOfFile: "\(directory)/\(name)", encoding: .utf8)
                text += mail.hasPrefix("From ") ? mail : "From kdrift Mon Sep 17 00:00:00 2001\n\(mail)"
            }
        }
        return Data(text.utf8)
    }

    @Test func everyKindOfInputGivesTheSameReport() throws {
        let place = try Scratch()
        let box = try mbox(["v2", "v3"])
        let file = place.url.appendingPathComponent("v2-v3.mbox")
        try box.write(to: file)
        for directory in ["cur", "new", "tmp"] { try place.write("maildir/\(directory)/.keep", "") }
        for (number, revision) in ["v2", "v3"].enumerated() {
            let directory = "\(Self.patches)/\(revision)"
            for name in try FileManager.default.contentsOfDirectory(atPath: directory) {
                try place.write(
                    "maildir/\(number == 0 ? "cur" : "new")/\(revision)-\(name):2,S",
                    String(contentsOfFile: "\(directory)/\(name)", encoding: .utf8))
            }
        }
        let mails = try ["v2", "v3"].flatMap { revision in
            try FileManager.default.contentsOfDirectory(atPath: "\(Self.patches)/\(revision)").sorted()
                .map { "\(Self.patches)/\(revision)/\($0)" }
        }
        func report(_ series: [String], _ input: Data = Data()) throws -> String {
            let run = try ProgramRun(
                ["review"] + series + ["--tree", ProgramRun.tree] + Self.bus, input: input)
            #expect(run.status == 0, "\(series.prefix(2)): \(run.errors)")
            return run.output
        }
        let expected = try report(["\(Self.patches)/v2", "\(Self.patches)/v3"])
        #expect(expected.contains("35/35 patches") && expected.contains("dma_unconfigure"))
        #expect(try report([file.path]) == expected, "an mbox")
        #expect(try report(["-"], box) == expected, "standard input")
        #expect(try report([place.url.appendingPathComponent("maildir").path]) == expected, "a maildir")
        #expect(try report(mails) == expected, "single mails")
    }

    /// A machine without a solver is no reason to fail: what needs one is unknown.
    @Test func doctorSaysWhichSolverThereIs() throws {
        let run = try ProgramRun(["doctor"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(
            run.output.contains("\nsolver: Z3 ")
                || run.output.contains("\nsolver: none (kdrift-solve: built without"))
        let without = try ProgramRun(["doctor"], environment: ["KDRIFT_SOLVE": "/nowhere/kdrift-solve"])
        #expect(without.status == 0, "\(without.errors)")
        #expect(
            without.output.contains(
                "\nsolver: none (kdrift-solve could not be started: No such file or directory; install "))
    }

    @Test func aRangeOfTheTreesRepository() throws {
        let place = try Scratch()
        let tree = place.url.appendingPathComponent("tree").path
        try FileManager.default.copyItem(atPath: ProgramRun.tree, toPath: tree)
        func git(_ arguments: [String]) throws {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments =
                ["git", "-C", tree, "-c", "user.name=A", "-c", "user.email=a@example.org"] + arguments
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            try #require(process.terminationStatus == 0, "git \(arguments)")
        }
        try git(["init", "-q", "-b", "main"])
        try git(["add", "-f", "."])
        try git(["commit", "-q", "-m", "base"])
        try git(["tag", "base"])
        for (branch, names) in [("one", ["v2/0002"]), ("two", ["v3/0002"])] {
            try git(["checkout", "-q", "-b", branch, "base"])
            for name in names {
                let parts = name.split(separator: "/")
                let directory = "\(Self.patches)/\(parts[0])"
                let file = try #require(
                    try FileManager.default.contentsOfDirectory(atPath: directory).first {
                        $0.hasPrefix(parts[1])
                    })
                try git(["am", "-q", "\(directory)/\(file)"])
            }
        }
        // The work tree stands at the end of the second range, whose start is what patches apply to.
        let run = try ProgramRun(["review", "base..one", "base..two", "--tree", tree, "--no-behavior"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("kdrift review: base..one, base..two"))
        #expect(run.output.contains("one → two"))
        #expect(run.output.contains("dma_unconfigure") && run.output.contains("dma_cleanup"))
        let missing = try ProgramRun(["review", "base..three", "--tree", tree])
        #expect(missing.status == 2)
        #expect(missing.errors.contains("no commit 'three'"), "\(missing.errors)")
    }

    @Test func exitStatuses() throws {
        let v3 = "\(Self.patches)/v3"
        func status(_ arguments: [String]) throws -> Int32 { try ProgramRun(arguments).status }
        let review = ["review", v3, "--tree", ProgramRun.tree] + Self.bus
        #expect(try status(review + ["--symbol", "nothing"]) == 2)
        #expect(try status(review + ["--fail-on", "note"]) == 1)
        #expect(try status(["review"]) == 64)
        #expect(try status(["review", v3]) == 64)
        #expect(try status(review + ["--no-such-option"]) == 64)
        #expect(try status(review + ["--format", "nonsense"]) == 64)
        #expect(try status(["explain", "no-such-rule"]) == 2)
    }

    @Test func theSameBytesTwice() throws {
        let review = [
            "review", "\(Self.patches)/v2", "\(Self.patches)/v4", "--tree", ProgramRun.tree, "--format",
            "json",
        ]
        let one = try ProgramRun(review)
        let two = try ProgramRun(review)
        #expect(one.output == two.output)
        let home = FileManager.default.homeDirectoryForCurrentUser.path
        #expect(
            !one.output.contains(EmbeddedReview.root.path)
                && (home == "/" || !one.output.contains(home + "/")))
        #expect(!one.output.contains(ProcessInfo.processInfo.hostName))
    }
}
