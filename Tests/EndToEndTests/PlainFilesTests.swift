import ABIModel
import Drift
import Readings
import Sessions
import Testing
import Workers

/// Two plain files are compared with what they reach, and a header that programs include does not go unseen.
@Suite struct PlainFilesTests {
    private func diff(_ old: [String: String], _ new: [String: String], _ file: String) throws -> DriftReport
    {
        let trees = try [old, new].map { texts in
            let tree = try ScratchTree("plain")
            for (path, text) in texts { try tree.write(text, to: path) }
            return tree
        }
        return try DiffSession(
            options: .init(
                old: TreeOptions(path: trees[0].place(file)), new: TreeOptions(path: trees[1].place(file)),
                model: .none),
            pool: try ExtractionPool(workerCount: 1)
        ).run()
    }

    @Test(arguments: [false, true]) func whatAFileReachesIsCompared(backwards: Bool) throws {
        func texts(_ member: String, _ count: Int) -> [String: String] {
            [
                "api.c": "#include \"api.h\"\nint lamp_on(struct lamp *lamp) { return lamp->n; }\n",
                "api.h":
                    "#include \"part.h\"\nstruct lamp { int n; struct part part; };\nint lamp_on(struct lamp *lamp);\n",
                "part.h": "#include \"size.h\"\nstruct part { char name[PART_NAME]; \(member) };\n",
                "size.h": "#define PART_NAME \(count)\n", "other.h": "struct other { int n[\(count)]; };\n",
            ]
        }
        var (old, new) = (texts("", 8), texts("int color;", 8))
        if backwards { swap(&old, &new) }
        let report = try diff(old, new, "api.c")
        #expect(
            report.findings.map { "\($0.rule) \($0.symbol)" }
                == [backwards ? "member-removed struct part.color" : "member-added struct part.color"])
        #expect(
            report.findings.allSatisfy { finding in
                finding.consequences.contains {
                    if case .outerResized("struct lamp", _, _) = $0 { true } else { false }
                }
            })
        // What embeds it is read as well.
        #expect(report.coverage.files == ["api.c", "api.h", "part.h"])
        let sizes = backwards ? (texts("", 16), texts("", 8)) : (texts("", 8), texts("", 16))
        let sized = try diff(sizes.0, sizes.1, "api.c").findings.brief
        #expect(sized.contains("macro-value-changed PART_NAME") && !sized.contains { $0.contains("other") })
        #expect(sized.contains("member-type-changed struct part.name"), "\(sized)")
    }

    @Test func theSameHeadersAreNotRead() throws {
        let texts = ["a.c": "#include \"a.h\"\nint f(void) { return A; }\n", "a.h": "#define A 1\n"]
        let report = try diff(texts, texts, "a.c")
        #expect(report.findings.isEmpty && report.coverage.files == ["a.c"])
    }

    // MARK: Headers for others

    private static let path = "include/uapi/linux/lamp.h"
    private static let text = "#define LAMP_MAX 8\nstruct lamp_state { __u32 n; };\n"

    @Test func aHeaderForUserSpaceIsRenamed() async throws {
        let change = TreeChange(
            common: ["include/uapi/linux/other.h": "#define OTHER 1\n"], old: [Self.path: Self.text],
            new: ["include/uapi/linux/lamps.h": Self.text])
        for report in [try change.diff(), try await change.review()] {
            let found = report.findings.of(.headerRemoved)
            #expect(found.map(\.symbol) == [Self.path] && found.allSatisfy { $0.severity == .error })
            #expect(found.allSatisfy { $0.names.contains("include/uapi/linux/lamps.h") })
        }
        let patch = try await change.review().findings.of(.headerRemoved)
        #expect(patch.map { $0.patch?.number } == [1])
        // The other way round the other name is gone.
        #expect(
            try change.diff(backwards: true).findings.of(.headerRemoved).map(\.symbol) == [
                "include/uapi/linux/lamps.h"
            ])
    }

    @Test func aHeaderForUserSpaceIsRemovedOrAdded() async throws {
        let change = TreeChange(
            old: [Self.path: Self.text, "include/linux/lamp.h": "#define LAMP 1\n"],
            new: ["include/linux/lamp.h": "#define LAMP 2\n"])
        for report in [try change.diff(), try await change.review()] {
            #expect(report.findings.of(.headerRemoved).map(\.severity) == [.error])
        }
        for report in [try change.diff(backwards: true), try await change.review(backwards: true)] {
            #expect(report.findings.of(.headerRemoved).isEmpty)
        }
    }
}
