import Configuration
import Drift
import Foundation
import Readings
import Sessions
import Testing
import Workers

/// The rules that two snapshots alone do not show fire on their examples too: on patches, on settings, on a model, on two
/// bodies of a function. Those that take a model that runs the functions (`.run`) fire on the embedded series (`OwnershipBehaviorTests`, `TreeBehaviorTests`).
@Suite struct RuleExampleTests {
    static let ids = RuleCatalog.all.filter { rule in
        ![.texts, .run].contains(rule.example.setting)
    }.map { $0.id }

    @Test func thereAreSome() {
        #expect(Self.ids.count >= 17)
        for rule in RuleCatalog.all where rule is any PipelineRule.Type {
            #expect(rule.example.setting != .texts, "\(rule.id) does not say what its example takes")
        }
    }

    @Test(arguments: ids) func firesOnItsExample(id: String) async throws {
        let rule = try #require(RuleCatalog.rule(named: id))
        let example = rule.definition.example
        let report =
            switch example.setting {
            case .patch(let patch):
                // What is found after each patch is not told of the whole again.
                try await reviewed(example, patch, checksBuild: rule != .revisionDoesNotCompile)
            case .settings(let text): try checked(example, text)
            case .model(let name): try compared(example, name)
            case .functions: try compared(example)
            case .texts, .run: throw CancellationError()
            }
        #expect(!report.findings.of(rule).isEmpty, "\(report.findings.brief)")
    }

    private func reviewed(
        _ example: RuleExample, _ patch: RuleExample.Patch, checksBuild: Bool
    ) async throws -> DriftReport {
        let tree = try ScratchTree.kernel("linux")
        try tree.git("init", "-q", "-b", "main")
        try tree.write(example.before, to: example.path)
        for (path, text) in patch.beside { try tree.write(text, to: path) }
        try tree.commit("base")
        for (text, message) in [(example.after, patch.message), (patch.then ?? example.after, "")]
        where (try? String(contentsOfFile: tree.place(example.path), encoding: .utf8)) ?? "" != text {
            if text.isEmpty {
                try tree.git("rm", "-q", example.path)
            } else {
                try tree.write(text, to: example.path)
            }
            try tree.git("commit", "-qam", "example: change it\n\n\(message)")
        }
        if patch.tree != nil {
            // A series of which nothing applies is refused as a whole.
            try tree.write("int other(void);\n", to: "include/linux/other.h")
            try tree.git("add", "include/linux/other.h")
            try tree.git("commit", "-qm", "other: declare it")
        }
        try tree.git("format-patch", "-q", "-o", "out", "base")
        try tree.git("checkout", "-q", "base")
        if let text = patch.tree { try tree.write(text, to: example.path) }
        if let line = patch.diffstat {
            let name = try #require(
                try FileManager.default.contentsOfDirectory(atPath: tree.place("out")).sorted().first)
            try tree.edit("out/\(name)", " 1 file changed, 1 insertion(+), 1 deletion(-)", line)
        }
        let (series, _) = try SeriesInput.series(from: [tree.place("out")]) { [] }
        return try await ReviewSession(
            options: .init(
                tree: TreeOptions(path: tree.path), model: .none, runsFunctions: false,
                checksBuild: checksBuild),
            pool: try ExtractionPool()
        ).run(series, inputs: [])
    }

    private func checked(_ example: RuleExample, _ settings: String) throws -> DriftReport {
        let tree = try ScratchTree.kernel("linux")
        try tree.write(example.before, to: example.path)
        let baseline = try SnapshotSession(
            tree: TreeOptions(path: tree.path), files: [example.path], pool: try ExtractionPool()
        ).run().text
        try tree.write(baseline, to: "baseline.json")
        try tree.write(example.after, to: example.path)
        return try GateSession(
            options: .init(
                tree: TreeOptions(path: tree.path), baseline: tree.place("baseline.json"), model: nil),
            settings: try Settings(yaml: settings), pool: try ExtractionPool()
        ).run(today: try #require(CalendarDate("2026-06-01")))
    }

    private func compared(_ example: RuleExample) throws -> DriftReport {
        let tree = try ScratchTree()
        try tree.write(example.before, to: "old/example.c")
        try tree.write(example.after, to: "new/example.c")
        return try DiffSession(
            options: .init(
                old: TreeOptions(path: tree.place("old/example.c")),
                new: TreeOptions(path: tree.place("new/example.c")), model: .none),
            pool: try ExtractionPool()
        ).run()
    }

    private func compared(_ example: RuleExample, _ model: String) throws -> DriftReport {
        let sides = try [example.before, example.after].enumerated().map { index, text in
            let tree = try ScratchTree.kernel(index == 0 ? "before" : "after")
            try tree.write(text, to: example.path)
            return tree
        }
        return try DiffSession(
            options: .init(
                old: TreeOptions(path: sides[0].path), new: TreeOptions(path: sides[1].path),
                files: [example.path], model: .named(model), runsFunctions: false),
            pool: try ExtractionPool()
        ).run()
    }
}
