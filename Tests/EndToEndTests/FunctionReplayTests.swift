import Foundation
import Testing

/// A function's case, run again from the JSON report.
@Suite struct FunctionReplayTests {
    private let place: Scratch

    init() throws {
        place = try Scratch()
        try place.write("old.c", Self.lamp("lamp->level = level;"))
        try place.write("new.c", Self.lamp("if (level)\n\t\tlamp->level = level;"))
        try place.write(
            "mended.c", Self.lamp("int same = level;\n\n\tlamp->level = same;"))
    }

    private static func lamp(_ body: String) -> String {
        "struct lamp { int level; int last; };\n\nvoid lamp_dim(struct lamp *lamp, int level)\n{\n\t\(body)\n}\n\n"
            + "int lamp_last(struct lamp *lamp)\n{\n\treturn lamp->last;\n}\n"
    }

    private func path(_ name: String) -> String { place.url.appendingPathComponent(name).path }

    private func report() throws -> (file: String, fingerprint: String) {
        let run = try ProgramRun(["diff", path("old.c"), path("new.c"), "--format", "json"])
        try place.write("report.json", run.output)
        let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        let rows = value?["functions"] as? [[String: Any]]
        return (path("report.json"), try #require(rows?.first?["fingerprint"] as? String))
    }

    @Test func itStillDiffers() throws {
        let (file, fingerprint) = try report()
        let run = try ProgramRun(
            ["replay", file, path("old.c"), path("new.c"), "--fingerprint", fingerprint])
        #expect(run.status == 1, "\(run.errors)")
        #expect(run.output.contains("lamp_dim()") && run.output.contains(fingerprint))
    }

    @Test func theOnlyCaseNeedsNoFingerprint() throws {
        let run = try ProgramRun(["replay", try report().file, path("old.c"), path("new.c")])
        #expect(run.status == 1, "\(run.errors)")
    }

    @Test func itIsGoneWhereTheCodeIsMended() throws {
        let file = try report().file
        try place.write(
            "new.c", String(contentsOfFile: path("mended.c"), encoding: .utf8))
        let run = try ProgramRun(["replay", file, path("old.c"), path("new.c")])
        #expect(run.status == 0, "\(run.errors) \(run.output)")
        #expect(!run.output.contains("warning function-"))
    }

    @Test func withoutTheCodeThereIsAnError() throws {
        let run = try ProgramRun(["replay", try report().file])
        #expect(run.status == 2)
        #expect(run.errors.contains("the case is about the C of old.c and new.c, which is not here"))
    }
}
