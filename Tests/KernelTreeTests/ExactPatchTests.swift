import Foundation
import Testing

@testable import KernelTree

/// What is laid over a text without git is what git makes of it.
@Suite struct ExactPatchTests {
    private func run(_ arguments: [String], in directory: String) throws -> (status: Int32, errors: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["git"] + arguments
        process.currentDirectoryURL = URL(fileURLWithPath: directory)
        process.environment = ["PATH": "/usr/bin:/bin", "HOME": directory, "LC_ALL": "C"]
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        let words = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        if !text.isEmpty { try text.write(to: URL(fileURLWithPath: directory + "/output")) }
        return (process.terminationStatus, String(decoding: words, as: UTF8.self))
    }

    /// Lines of few kinds, so that a hunk may stand in several places.
    private func edited(_ lines: [String], _ random: inout some RandomNumberGenerator, times: Int) -> [String]
    {
        var result = lines
        for _ in 0..<times {
            let place = Int.random(in: 0...result.count, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: result.insert("new \(Int.random(in: 0..<4, using: &random))", at: place)
            case 1 where place < result.count: result.remove(at: place)
            default:
                if place < result.count { result[place] = "line \(Int.random(in: 0..<5, using: &random))" }
            }
        }
        return result
    }

    @Test func itIsWhatGitMakesOfIt() throws {
        let place = try TemporaryDirectory()
        let directory = place.path
        var random = SystemRandomNumberGenerator.seeded(7)
        var exact = 0
        var moved = 0
        var (reduced, failed, partly) = (0, 0, 0)
        for _ in 0..<240 {
            let base = (0..<Int.random(in: 3..<50, using: &random)).map { _ in
                "line \(Int.random(in: 0..<9, using: &random))"
            }
            let new = edited(base, &random, times: Int.random(in: 1..<5, using: &random))
            let target = edited(base, &random, times: Int.random(in: 0..<4, using: &random))
            func text(_ lines: [String]) -> [UInt8] { Array(lines.map { $0 + "\n" }.joined().utf8) }
            for (name, lines) in [("a/f.c", base), ("b/f.c", new), ("f.c", target)] {
                let url = URL(fileURLWithPath: "\(directory)/\(name)")
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text(lines)).write(to: url)
            }
            guard
                try run(["diff", "--no-index", "--no-prefix", "a/f.c", "b/f.c"], in: directory).status == 1,
                let diff = FileManager.default.contents(atPath: "\(directory)/output")
            else { continue }
            guard let patch = ExactPatch([UInt8](diff)), !target.isEmpty else { continue }
            func change(_ context: Int?) -> ExactPatch.Change? {
                patch.applied(leastContext: context) { $0 == "f.c" ? text(target) : nil }?["f.c"]
            }
            let (whole, least) = (change(nil), change(1))
            let options = ["apply", "--verbose", "--whitespace=nowarn"] + (whole == nil ? ["-C1"] : [])
            let git = try run(options + ["output"], in: directory)
            let messages = GitApplyMessages(git.errors, fallback: "f.c")
            guard let change = whole ?? least else {
                failed += 1
                #expect(git.status != 0, "\(String(decoding: diff, as: UTF8.self))")
                let all = try run(["apply", "--check", "--reject", "output"], in: directory)
                let lines = GitApplyMessages(all.errors, fallback: "f.c").failures.map(\.line)
                let own = patch.missingLines(of: "f.c", in: text(target))
                #expect(lines == own, "\(all.errors)")
                let hunks = diff.split(separator: 10).count { $0.starts(with: "@@ -".utf8) }
                if own.count < hunks { partly += 1 }
                continue
            }
            #expect(git.status == 0, "\(String(decoding: diff, as: UTF8.self))")
            #expect(FileManager.default.contents(atPath: "\(directory)/f.c") == Data(change.text))
            let hunks = messages.hunks["f.c"]
            #expect(
                hunks?.farthest == change.offset && hunks?.leastContext == change.leastContext,
                "\(git.errors)")
            if whole == nil { reduced += 1 } else { exact += 1 }
            if change.offset > 0 { moved += 1 }
        }
        // Enough of each: elsewhere than they say, with less context, not at all, some hunks only.
        #expect(exact > 60 && moved > 15, "\(exact) \(moved)")
        #expect(reduced > 20 && failed > 20 && partly > 5, "\(reduced) \(failed) \(partly)")
    }

    private static let plain = """
        diff --git a/f.c b/f.c
        index 1111111..2222222 100644
        --- a/f.c
        +++ b/f.c
        @@ -1,3 +1,3 @@ head
         a
        -b
        +c
         d
        --\u{20}
        2.25.1

        """

    @Test func aPlainPatch() throws {
        let patch = try #require(ExactPatch(Array(Self.plain.utf8)))
        #expect(patch.paths == ["f.c"])
        let change = try #require(patch.applied { _ in Array("a\nb\nd\ne\n".utf8) }?["f.c"])
        #expect(change.text == Array("a\nc\nd\ne\n".utf8) && change.offset == 0)
        #expect(patch.applied { _ in Array("a\nx\nd\n".utf8) } == nil)
        #expect(patch.applied { _ in nil } == nil)
        // A hunk for the first line stands nowhere else.
        #expect(patch.applied { _ in Array("x\na\nb\nd\n".utf8) } == nil)
        #expect(patch.applied { _ in Array("a\nb\nd".utf8) } == nil)
    }

    @Test(arguments: [
        ("index 1111111..2222222 100644", "new file mode 100644"), ("100644", "120000"),
        ("--- a/f.c", "--- /dev/null"), ("+++ b/f.c", "+++ b/g.c"), ("diff --git a/f.c b/f.c", "--- a/f.c"),
        ("@@ -1,3 +1,3 @@", "@@ -1,5 +1,3 @@"), ("@@ -1,3 +1,3 @@", "@@ -0,0 +1,3 @@"),
        (" d\n", " d\n\\ No newline at end of file\n"), ("\n-b", "\n?b"), ("f.c", "../f.c"), ("f.c", "\"f.c"),
        ("2.25.1\n", "2.25.1\n@@ -1,3 +1,3 @@\n"),
    ])
    func whatIsGitsToDo(_ old: String, _ new: String) {
        #expect(ExactPatch(Array(Self.plain.replacingOccurrences(of: old, with: new).utf8)) == nil)
    }

    @Test func blobsAreNamedAsGitNamesThem() {
        #expect(ExactPatch.blobID(of: [], hashLength: 20) == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")
        #expect(
            ExactPatch.blobID(of: [], hashLength: 32)
                == "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813")
    }
}

extension SystemRandomNumberGenerator {
    /// Numbers that are the same in every run.
    fileprivate static func seeded(_ seed: UInt64) -> Seeded { Seeded(state: seed) }

    fileprivate struct Seeded: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }
}
