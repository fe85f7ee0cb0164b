import Behaviour
import Foundation
import Readings
import Reporting
import Sessions
import Testing
import Workers

/// Findings of the embedded review, run again from the JSON report on the C of both revisions.
@Suite struct FindingReplayTests {
    /// A report with one finding, as a file.
    private func report(_ old: String, _ new: String, _ calls: String, setting: String = "") async throws
        -> URL
    {
        var report = try await EmbeddedReview.reportWithBehavior()
        report.findings = report.findings.filter {
            $0.from == .named(old) && $0.to == .named(new) && $0.setting == setting
                && $0.trace.map(\.operation).joined(separator: "; ") == calls
        }
        try #require(report.findings.count == 1)
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).json")
        try JSONReporter().render(report).write(to: file, atomically: true, encoding: .utf8)
        return file
    }

    private func series(_ parts: [String]) async throws -> SeriesReplay {
        let paths = parts.map {
            EmbeddedReview.root.appendingPathComponent("patches/dma-ownership/\($0)").path
        }
        let tree = TreeOptions(path: EmbeddedReview.root.appendingPathComponent("Headers/kernel").path)
        return try await SeriesReplay(
            try SeriesInput.series(from: paths) { [] }.series, on: tree, pool: try ExtractionPool())
    }

    @Test func theSecondClaimIsReproducedOnTheC() async throws {
        let file = try await report("v6", "v7", "claim f1; claim f1")
        defer { try? FileManager.default.removeItem(at: file) }
        let replay = try await ReplaySession(sources: [try await series(["v6", "v7"])]).replay(file.path)
        #expect(replay.verdict == .reproduced)
        #expect(
            replay.sides.map(\.source) == ["drivers/iommu/iommu.c of v6", "drivers/iommu/iommu.c of v7"])
        #expect(replay.sides.map { $0.trace.steps.last?.outcome } == ["0", "\u{2212}EPERM"])
    }

    @Test func aProbeIsReproducedInItsSetting() async throws {
        let file = try await report("v7", "v8", "probe d1; claim f1", setting: "d1 has no group yet")
        defer { try? FileManager.default.removeItem(at: file) }
        let replay = try await ReplaySession(sources: [try await series(["v7", "v8"])]).replay(file.path)
        #expect(replay.verdict == .reproduced)
    }

    @Test func withoutTheSeriesOfASideThereIsAnError() async throws {
        let file = try await report("v6", "v7", "claim f1; claim f1")
        defer { try? FileManager.default.removeItem(at: file) }
        let other = try await series(["v1"])
        let replay = try await ReplaySession(sources: [other]).replay(file.path)
        #expect(replay.note == "the designs of the reference model were run, not the C")
    }
}
