import ABIModel
import Drift
import Foundation
import Readings
import Sessions
import Testing
import Workers

/// The review of the embedded revisions against the embedded tree, run once for all tests, with the real
/// worker processes.
enum EmbeddedReview {
    /// The root of the package.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The labels in order.
    static let labels = ["base", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v8-resend"]

    /// The report of all revisions, on what they declare.
    static func report() async throws -> DriftReport { try await shared.value }

    /// The report of all revisions, on what they do as well.
    static func reportWithBehavior() async throws -> DriftReport { try await whole.value }

    private static let shared = Task { try await review() }
    private static let whole = Task { try await review(runsFunctions: true) }

    /// Reviews the embedded revisions.
    static func review(
        series: [String] = ["patches/dma-ownership"], files: [String] = [], model: ReferenceChoice = .fitting,
        runsFunctions: Bool = false
    ) async throws -> DriftReport {
        let paths = series.map { root.appendingPathComponent($0).path }
        let (series, _) = try SeriesInput.series(from: paths) { [] }
        let session = ReviewSession(
            options: .init(
                tree: TreeOptions(path: root.appendingPathComponent("Headers/kernel").path), files: files,
                model: model, runsFunctions: runsFunctions,
                // Verdicts on single functions have tests of their own.
                functions: FunctionChoice(isOn: false)),
            pool: try ExtractionPool())
        return try await session.run(series, inputs: ["dma-ownership"])
    }

    /// One revision of the report, all flavors joined for what does not depend on them.
    static func revision(_ label: String) async throws -> RevisionSnapshot {
        try #require(try await report().revisions.first { $0.name == label }, "no revision \(label)")
    }

    /// The findings between two revisions.
    static func findings(_ old: String, _ new: String) async throws -> [Finding] {
        try await report().findings.filter { $0.from == .named(old) && $0.to == .named(new) }
    }
}

extension RevisionSnapshot {
    /// What the tree declares where the option is on.
    var on: Snapshot { flavors.first?.snapshot ?? Snapshot() }

    /// What it declares where `CONFIG_IOMMU_API` is off.
    var off: Snapshot { flavors.first { $0.flavor.contains("CONFIG_IOMMU_API=n") }?.snapshot ?? Snapshot() }
}

extension [Finding] {
    /// `rule symbol` of each, sorted.
    var brief: Set<String> { Set(map { "\($0.rule) \($0.symbol)" }) }

    /// The gravest ones.
    var errors: [Finding] { filter { $0.severity == .error } }

    /// Those that would be errors, had the base what they change: only an unmerged revision had it.
    var unmerged: [Finding] {
        filter { finding in
            finding.severity == .warning
                && finding.consequences.contains { consequence in
                    guard case .stated(let phrase) = consequence else { return false }
                    return phrase.said.hasSuffix("which is not merged, had it so")
                }
        }
    }

    /// Those of a rule.
    func of(_ rule: RuleID) -> [Finding] { filter { $0.rule == rule } }
}
