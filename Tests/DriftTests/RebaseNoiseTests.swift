import Testing

@testable import Drift

/// Which changes between two revisions are the author's, and which the new base's.
@Suite struct RebaseNoiseTests {
    private func finding(_ symbol: String, trace: [String] = []) -> Finding {
        Finding(
            rule: .memberMoved, surface: .internal, compatibility: .none, symbol: symbol,
            from: "v1", to: "v2", message: "",
            trace: trace.map { TraceStep(operation: $0, before: .impossible, after: .impossible) })
    }

    @Test func whatIsGoneOnTheNewBaseComesWithIt() {
        let noise = RebaseNoise(
            [finding("struct a.x"), finding("struct b.y")], .transplant([finding("struct b.y")]), from: "v1",
            to: "v2")
        #expect(noise.own.map(\.symbol) == ["struct b.y"])
        #expect(noise.moved.map(\.finding.symbol) == ["struct a.x"])
        #expect(noise.moved.allSatisfy { $0.reason.facts.contains("v1") && $0.reason.facts.contains("v2") })
    }

    /// Only the old revision on the new base shows what the author undid.
    @Test func whatIsFoundThereAloneIsTheAuthors() {
        let noise = RebaseNoise([], .transplant([finding("struct a.x")]), from: "v1", to: "v2")
        #expect(noise.own.map(\.symbol) == ["struct a.x"])
        #expect(noise.moved.isEmpty)
    }

    @Test func whatTheBasesDifferInComesWithThem() {
        let noise = RebaseNoise(
            [finding("struct a.x"), finding("struct b.y")], .bases([finding("struct a.x"), finding("c")]),
            from: "v1", to: "v2")
        #expect(noise.own.map(\.symbol) == ["struct b.y"])
        #expect(noise.moved.map(\.finding.symbol) == ["struct a.x"])
    }

    /// Another call that ends differently is another finding.
    @Test func runsAreToldApart() {
        let noise = RebaseNoise(
            [finding("f", trace: ["open", "close"]), finding("f", trace: ["open"])],
            .bases([finding("f", trace: ["open"])]), from: "v1", to: "v2")
        #expect(noise.own.map { $0.trace.map(\.operation) } == [["open", "close"]])
    }

    @Test func theNoteCountsTheStepAlone() {
        let moved = [
            SuppressedFinding(finding: finding("a"), reason: ""),
            SuppressedFinding(finding: finding("b"), reason: ""),
        ]
        func note(_ from: Label, _ isTransplanted: Bool) -> String {
            RebaseNoise.note(on: moved, from: from, to: "v2", isTransplanted: isTransplanted).said
        }
        #expect(note("v1", true).contains("2 changes come"))
        #expect(note("v0", true).contains("0 changes come"))
        #expect(note("v1", true) != note("v1", false))
    }
}
