import ABIModel
@testable import Drift
import Testing

@Suite struct SeriesBreakageTests {
    private func found(_ texts: [String]) throws -> [Finding] {
        let base = try revision("base", texts[0])
        let steps = try texts.dropFirst().enumerated().map { index, text in
            SeriesStep(
                patch: PatchReference(
                    revision: "v1", number: index + 1, messageID: "", title: "patch \(index + 1)"),
                snapshot: try revision(.revision("v1 patch \(index + 1)"), text))
        }
        return SeriesBreakage.findings(base: base, steps: steps)
    }

    @Test func aFunctionThatComesBack() throws {
        let all = try found([
            "int f(int a);", "struct s;", "struct s; int g(void);", "int f(int a); int g(void);",
        ])
        #expect(all.brief == ["intermediate-breakage f"])
        #expect(all[0].patch?.number == 1)
        #expect(all[0].message.said == "`f` is removed by patch 1 and back as it was after patch 3")
        #expect(all[0].severity == .error)
    }

    @Test func aMemberThatChangesItsTypeAndBack() throws {
        let all = try found([
            "struct s { int a; };", "struct s { int a; };", "struct s { long a; };", "struct s { int a; };",
        ])
        #expect(all.brief == ["intermediate-breakage struct s.a"])
        #expect(all[0].patch?.number == 2)
    }

    @Test func stubAndPrototypeApartForOnePatch() throws {
        func text(_ prototype: String, _ stub: String) -> String {
            "#ifdef CONFIG_EXAMPLE\nint f(\(prototype)); int g(void);\n#else\n"
                + "static inline int f(\(stub)) { return 0; }\nstatic inline int g(void) { return 0; }\n#endif\n"
        }
        let all = try found([
            text("int a", "int a"), text("int a, int b", "int a"), text("int a, int b", "int a, int b"),
        ])
        #expect(all.brief == ["intermediate-breakage f"])
        #expect(all[0].message.said == "after patch 1 prototype and stub disagree for `f`, until patch 2")
    }

    @Test func aStubThatComesLate() throws {
        let head = "#ifdef CONFIG_EXAMPLE\nint g(void);"
        let tail = "\n#else\nstatic inline int g(void) { return 0; }"
        let all = try found([
            head + tail + "\n#endif\n", head + " int f(void);" + tail + "\n#endif\n",
            head + " int f(void);" + tail + "\nstatic inline int f(void) { return 0; }\n#endif\n",
        ])
        #expect(all.brief == ["intermediate-breakage f"])
        #expect(all[0].severity == .warning && all[0].evidence == .heuristic)
    }

    @Test func aSeriesThatOnlyBuildsUpBreaksNothing() throws {
        #expect(
            try found([
                "int f(void);", "int f(void); int g(void);", "int f(void); int g(int a);", "int g(int a);",
            ])
            .isEmpty)
        #expect(
            SeriesBreakage.findings(base: RevisionSnapshot(label: "base", flavors: []), steps: []).isEmpty)
    }
}
