import ReferenceModels
import Testing

@testable import Behaviour
@testable import Workers

@Suite struct ReplaySessionTests {
    private let session = ReplaySession()

    @Test func aFingerprintIsFoundAndReplayed() async throws {
        let drift = try await session.replay("0b831c147531b604")
        #expect(drift.verdict == .reproduced)
        #expect(drift.sides.map(\.label) == ["v6", "v7"])
        #expect(drift.sides[1].trace.steps.map(\.outcome) == ["0", "\u{2212}EPERM"])
        let violation = try await session.replay("20dfb440d6fa60dc")
        #expect(violation.verdict == .reproduced)
        #expect(violation.conclusion == "v5 still violates P10")
        await #expect(throws: RunError.self) { try await session.replay("0000000000000000") }
    }

    /// A trace that shows nothing (any more).
    @Test func whatNoLongerDiffersIsGone() async throws {
        let drift = ReplayTrace(
            model: "dma-ownership", claim: .drift(from: "v5", to: "v6"), operations: ["claim f1", "claim f1"])
        #expect(try await session.replay(drift).verdict == .gone)
        let violation = ReplayTrace(
            claim: .violation(design: "v8", clause: "P7", circumstances: []),
            operations: ["claim f1", "release"])
        let report = try await session.replay(violation)
        #expect(report.verdict == .gone)
        #expect(report.conclusion == "v8 no longer violates P7")
    }

    @Test func whatCannotBeRunIsAnError() async {
        let impossible = ReplayTrace(claim: .drift(from: "v6", to: "v7"), operations: ["release_device d0"])
        await #expect(throws: ReferenceModelError.self) { try await session.replay(impossible) }
        let unknown = ReplayTrace(claim: .drift(from: "v6", to: "v99"), operations: ["claim f1"])
        await #expect(throws: RunError.self) { try await session.replay(unknown) }
    }

    /// A finding is about C. The designs may confirm it; that they agree does not refute it.
    @Test func designsDoNotRefuteAFindingAboutC() async throws {
        let same = ReplayTrace(claim: .drift(from: "v5", to: "v6"), operations: ["claim f1", "claim f1"])
        await #expect(throws: RunError.self) { try await session.replay(same) }
        let held = ReplayTrace(claim: .drift(from: "reference v7", to: "v7"), operations: ["claim f1"])
        await #expect(throws: RunError.self) { try await session.replay(held) }
        let confirmed = ReplayTrace(
            claim: .drift(from: "v6", to: "v7"), operations: ["claim f1", "claim f1"])
        let report = try await session.replay(confirmed)
        #expect(report.verdict == .reproduced)
        #expect(report.note == "the designs of the reference model were run, not the C")
    }

    /// The C of a series comes first, for labels that are not the reference's.
    @Test func sourcesAreAskedBeforeTheModels() async throws {
        struct Fake: ReplaySource {
            func side(_ label: String, of trace: ReplayTrace) -> ReplayReport.Side? {
                guard label == "v7" else { return nil }
                let steps = trace.operations.map { ModelTrace.Step(action: $0, outcome: "?", state: "") }
                return .init(
                    label: label, source: "C", trace: .init(setting: "", initial: "", steps: steps))
            }
        }
        let session = ReplaySession(sources: [Fake()])
        let held = ReplayTrace(claim: .drift(from: "reference v7", to: "v7"), operations: ["claim f1"])
        let report = try await session.replay(held)
        #expect(report.sides.map(\.source) == ["design v7 of the model dma-ownership", "C"])
        #expect(report.verdict == .reproduced)
    }
}
