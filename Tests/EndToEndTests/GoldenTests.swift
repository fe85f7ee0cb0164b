import Drift
import Foundation
import Reporting
import Testing

/// Whole reports of three steps of the embedded series, byte for byte. What the C does has tests of its own;
/// here is what is declared.
///
/// `KDRIFT_UPDATE_GOLDEN=1 make test` writes the files anew and fails all the same, so that nobody commits
/// what was not read.
@Suite struct GoldenTests {
    static let steps = [("v2", "v3"), ("v3", "v4"), ("v6", "v7")]
    static let formats: [(format: OutputFormat, suffix: String)] = [
        (.text, "txt"), (.markdown, "md"), (.json, "json"),
    ]

    @Test(arguments: steps) func theReportIsAsItWas(old: String, new: String) async throws {
        let report = Self.cut(try await EmbeddedReview.report(), old, new)
        for (format, suffix) in Self.formats {
            #expect(throws: Never.self) {
                try GoldenFile(name: "\(old)-\(new).\(suffix)").check(format.reporter().render(report))
            }
        }
    }

    @Test func updatingFailsAllTheSame() throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent(
            "kdrift-golden-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: directory) }
        let file = GoldenFile(name: "x.txt", directory: directory, isUpdating: true)
        #expect(throws: GoldenFile.Rewritten.self) { try file.check("one\n") }
        #expect(try String(contentsOf: directory.appendingPathComponent("x.txt"), encoding: .utf8) == "one\n")
        let reading = GoldenFile(name: "x.txt", directory: directory, isUpdating: false)
        #expect(throws: Never.self) { try reading.check("one\n") }
        #expect(throws: GoldenFile.Different.self) { try reading.check("two\n") }
        #expect(throws: GoldenFile.Different.self) {
            try GoldenFile(name: "none.txt", directory: directory, isUpdating: false).check("")
        }
    }

    /// The report as if only these two revisions and what they declare had been looked at.
    private static func cut(_ report: DriftReport, _ old: String, _ new: String) -> DriftReport {
        var cut = report
        cut.libclangVersion = "libclang"
        cut.revisions = report.revisions.filter { [old, new].contains($0.name) }
        if cut.revisions.count == 2 {
            // The JSON form lists every declaration; what differs stands in the findings.
            for index in cut.revisions.indices { cut.revisions[index].flavors = [] }
        }
        cut.coverage.revisions = report.coverage.revisions.filter { [old, new].contains($0.label) }
        cut.references = report.references.filter { [old, new].contains($0.revision) }
        cut.coverage.functionsInterpreted = 0
        cut.coverage.rules = 0
        cut.coverage.notes = []
        cut.coverage.unknown = []
        cut.mails = []
        cut.texts = report.texts.filter { $0.from == old && $0.to == new }
        cut.comments = []
        cut.findings = report.findings.filter {
            $0.from == .named(old) && $0.to == .named(new) && $0.trace.isEmpty
        }
        return cut
    }
}

/// A file that holds what a test expects.
struct GoldenFile {
    /// The file was written anew; the test fails until it is run without the switch.
    struct Rewritten: Error, CustomStringConvertible {
        var description: String
    }

    /// The output is not what the file holds.
    struct Different: Error, CustomStringConvertible {
        var description: String
    }

    let name: String
    var directory = EmbeddedReview.root.appendingPathComponent("Tests/EndToEndTests/Golden")
    var isUpdating = ProcessInfo.processInfo.environment["KDRIFT_UPDATE_GOLDEN"] == "1"

    /// Holds an output against the file.
    func check(_ output: String) throws {
        let file = directory.appendingPathComponent(name)
        let expected = try? String(contentsOf: file, encoding: .utf8)
        if isUpdating {
            try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
            try Data(output.utf8).write(to: file, options: .atomic)
            throw Rewritten(
                description: "\(name) was \(expected == output ? "written as it was" : "rewritten"); "
                    + "read it, then run the tests without KDRIFT_UPDATE_GOLDEN")
        }
        guard let expected else {
            throw Different(description: "there is no \(name); write it with KDRIFT_UPDATE_GOLDEN=1")
        }
        guard output != expected else { return }
        let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
        let new = output.split(separator: "\n", omittingEmptySubsequences: false)
        let line =
            zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset
            ?? min(old.count, new.count)
        throw Different(
            description: "\(name) line \(line + 1): expected '\(line < old.count ? old[line] : "")', "
                + "got '\(line < new.count ? new[line] : "")'")
    }
}
