import Drift
import Foundation
import Readings
import Sessions
import Testing
import Workers

/// `kdrift review` compares the functions between revisions, and each patch with what comes before it.
@Suite struct FunctionReviewTests {
    private static let file = "drivers/group/run.c"

    /// A series whose first patch claims to change nothing and is right, whose second claims so and is wrong, and whose third
    /// claims nothing.
    private func series(in tree: ScratchTree) throws -> String {
        try tree.git("init", "-q", "-b", "main")
        try tree.write(
            """
            int first(int a, int b) { return a + b; }

            int second(int a) { return a > 3; }

            int third(int a) { return a; }
            """, to: Self.file)
        try tree.commit("base")
        try tree.edit(Self.file, "return a + b;", "int c = b; return c + a;")
        try tree.git("commit", "-qam", "group: name a number\n\nNo functional change intended.")
        try tree.edit(Self.file, "return a > 3;", "return a >= 3;")
        try tree.git("commit", "-qam", "group: tidy up\n\nNo functional change.")
        try tree.edit(Self.file, "return a;", "return a + 1;")
        try tree.git("commit", "-qam", "group: count from one")
        try tree.git("format-patch", "-q", "-o", "out", "base")
        try tree.git("checkout", "-q", "base")
        return tree.place("out")
    }

    private func report(runsFunctions: Bool = true) async throws -> DriftReport {
        let tree = try ScratchTree.kernel("linux")
        let (series, _) = try SeriesInput.series(from: [try series(in: tree)]) { [] }
        return try await ReviewSession(
            options: .init(
                tree: TreeOptions(path: tree.path), model: .none, runsFunctions: runsFunctions),
            pool: try ExtractionPool()
        ).run(series, inputs: [])
    }

    @Test func revisionsAndPatchesHaveTheirRows() async throws {
        let report = try await report()
        let rows = report.functions.map { "\($0.from) → \($0.to) \($0.symbol) \($0.verdict.rawValue)" }
        #expect(
            rows == [
                "base → v1 first same", "base → v1 second drifted", "base → v1 third drifted",
                "base → v1 1/3 first same", "v1 1/3 → v1 2/3 second drifted", "v1 2/3 → v1 3/3 third drifted",
            ])
        let found = report.findings.of(.functionReturnsDiffer)
        #expect(found.map(\.symbol) == ["second", "third"])
        #expect(found.map { $0.patch?.number } == [2, 3])
    }

    @Test func aWrongClaimIsContradictedAndARightOneProved() async throws {
        let report = try await report()
        let claims = report.findings.of(.claimContradicted)
        #expect(claims.map { $0.patch?.number } == [2])
        #expect(
            claims.first?.message.said.contains("but `second()` returns 1 instead of 0 where `a` is 3")
                == true)
        #expect(
            report.coverage.notes.map(\.said).contains {
                $0.hasPrefix("patch 1 of v1 says \"No functional change intended")
                    && $0.contains("proved for")
            })
    }

    @Test func nothingIsComparedWhereThatIsNotWanted() async throws {
        let report = try await report(runsFunctions: false)
        #expect(report.functions.isEmpty && report.findings.of(.functionReturnsDiffer).isEmpty)
    }

    // MARK: Claims

    /// What is noted and what contradicted of the claim of one patch.
    private func claim(
        _ text: String, _ edit: (ScratchTree) throws -> Void
    ) async throws -> (proved: [String], contradicted: [String]) {
        let tree = try ScratchTree.kernel("linux")
        try tree.git("init", "-q", "-b", "main")
        try tree.write(text, to: Self.file)
        try tree.write("obj-y += run.o\n", to: "drivers/group/Makefile")
        try tree.commit("base")
        try edit(tree)
        try tree.git("add", "-A")
        try tree.git("commit", "-qm", "group: tidy up\n\nNo functional change.")
        try tree.git("format-patch", "-q", "-M", "-o", "out", "base")
        try tree.git("checkout", "-q", "base")
        let (series, _) = try SeriesInput.series(from: [tree.place("out")]) { [] }
        let report = try await ReviewSession(
            options: .init(tree: TreeOptions(path: tree.path), model: .none), pool: try ExtractionPool()
        ).run(series, inputs: [])
        return (
            report.coverage.notes.map(\.said).filter { $0.contains("proved for") },
            report.findings.of(.claimContradicted).map(\.message.said)
        )
    }

    private static let plain =
        "#include <linux/types.h>\n/* Adds. */\nint first(int a, int b) { return a + b; }\n"
    private static let nothing =
        "patch 1 of v1 says \"No functional change.\": proved for the C that it touches: no function, variable or declaration differs"

    @Test func whatChangesNothingIsProved() async throws {
        let comment = try await claim(Self.plain) { try $0.edit(Self.file, "Adds.", "Adds two numbers.") }
        #expect(comment.proved == [Self.nothing] && comment.contradicted.isEmpty)
        let include = try await claim(Self.plain + "#include <linux/types.h>\n") {
            try $0.edit(Self.file, "#include <linux/types.h>\n/*", "/*")
        }
        #expect(include.proved == [Self.nothing] && include.contradicted.isEmpty)
        let moved = try await claim(Self.plain) { tree in
            try tree.git("mv", Self.file, "drivers/group/walk.c")
            try tree.edit("drivers/group/Makefile", "run.o", "walk.o")
        }
        #expect(
            moved.proved == [
                "patch 1 of v1 says \"No functional change.\": proved for the C files, which only move; drivers/group/Makefile was not looked at"
            ])
    }

    @Test func whatMayChangeSomethingIsNotProved() async throws {
        // A change under an `#if`, which a flavor may leave out.
        let hidden = try await claim(
            Self.plain + "#ifdef CONFIG_GROUP_NONE\nint second(void) { return 1; }\n#endif\n"
        ) {
            try $0.edit(Self.file, "return 1;", "return 2;")
        }
        #expect(hidden.proved.isEmpty)
        let gone = try await claim(Self.plain + "int second(void) { return 1; }\n") {
            try $0.edit(Self.file, "int second(void) { return 1; }\n", "")
        }
        #expect(gone.proved.isEmpty)
        let variable = try await claim(Self.plain + "int speed = 1;\n") {
            try $0.edit(Self.file, "speed = 1", "speed = 2")
        }
        #expect(variable.proved.isEmpty && variable.contradicted.count == 1)
        // A file that moves and changes is not compared.
        let moved = try await claim(Self.plain) { tree in
            try tree.git("mv", Self.file, "drivers/group/walk.c")
            try tree.edit("drivers/group/walk.c", "a + b", "a - b")
        }
        #expect(moved.proved.isEmpty)
    }

    /// Where a function that was not read is called in another's stead, both may do the same.
    @Test func whatIsNotReadMayDoTheSame() async throws {
        let text = """
            extern void *get(int n), *fetch(int n);
            extern void put(void *p, int n);
            void *first(int a) { return get(a); }
            void second(void *p) { put(p, 1); }
            """
        let other = try await claim(text) { try $0.edit(Self.file, "return get(a)", "return fetch(a)") }
        #expect(other.contradicted.count == 1)
        #expect(
            other.contradicted[0].hasSuffix("; whether `get()` and `fetch()` do the same was not looked at"),
            "\(other)")
        let argument = try await claim(text) { try $0.edit(Self.file, "put(p, 1)", "put(p, 2)") }
        #expect(argument.contradicted.count == 1)
        #expect(!argument.contradicted[0].contains("not looked at"))
    }

    // MARK: Missing patches

    /// What is unknown of a series of two patches, the second of which needs the first, where some of them arrived.
    private func unknown(_ wanted: [Int]) async throws -> [String] {
        let tree = try ScratchTree.kernel("linux")
        try tree.git("init", "-q", "-b", "main")
        try tree.write("int other(int a) { return a; }\n", to: "drivers/group/other.h")
        try tree.write(
            """
            #include "other.h"
            int first(int a)
            {
                return a;
            }
            """, to: Self.file)
        try tree.commit("base")
        try tree.edit(
            "drivers/group/other.h", "int other", "#define for_each_lamp(n) for (; n > 0; n--)\nint other")
        try tree.git("commit", "-qam", "group: walk lamps")
        try tree.edit(
            Self.file, "    return a;", "    for_each_lamp(a) {\n        other(a);\n    }\n    return a;")
        try tree.git("commit", "-qam", "group: use it")
        try tree.git("format-patch", "-q", "-o", "out", "base")
        try tree.git("checkout", "-q", "base")
        let all = try FileManager.default.contentsOfDirectory(atPath: tree.place("out")).sorted()
        let inputs = wanted.map { tree.place("out/\(all[$0 - 1])") }
        let (series, _) = try SeriesInput.series(from: inputs) { [] }
        let report = try await ReviewSession(
            options: .init(tree: TreeOptions(path: tree.path), model: .none), pool: try ExtractionPool()
        ).run(series, inputs: [])
        return report.coverage.unknown.filter { $0.what.said.contains("first()") }.map(\.reason.said)
    }

    @Test func aMissingPatchIsNamedWhereClangCannotRead() async throws {
        let reasons = try await unknown([2])
        #expect(reasons.count == 1)
        #expect(reasons[0].hasPrefix("clang: "))
        #expect(
            reasons[0].hasSuffix("; `for_each_lamp` is new here, and patch 1 of v1 is missing"), "\(reasons)")
        #expect(try await unknown([1, 2]).isEmpty)
    }
}
