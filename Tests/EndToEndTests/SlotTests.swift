import Behaviour
import CProgram
import ExtractionMessages
import Foundation
import ModelChecking
import ReferenceModels
import Testing
import Workers

/// A second reference model, as `Documentation/ReferenceModels.md` tells it, held against C by the same machine.
@Suite struct SlotTests {
    private static let programs = EmbeddedReview.root.appendingPathComponent("Tests/Programs")

    /// Lowers `slot.c` in a worker process.
    private static func system(_ arguments: [String] = []) throws -> BoundProgram<Slot.Binding> {
        let response = try ExtractionPool(workerCount: 1).extract([
            ExtractionRequest(
                root: programs.path, mainFile: "slot.c", arguments: ["-std=gnu11"] + arguments,
                wantsStructure: false, lowering: ["slot_open", "slot_release"],
                wantedRecords: ["struct file", "struct slot"])
        ])[0]
        let program = try #require(response.program, "\(response.failure ?? "")")
        return try BoundProgram(label: "slot.c", program, Slot.Binding())
    }

    private static func compare(
        _ design: Slot.Design, with c: BoundProgram<Slot.Binding>
    )
        -> Comparison<
            Slot.Design, BoundProgram<Slot.Binding>, DifferenceSignature<Slot.Call, Int64>
        >.Result
    {
        // The mistake counts without end: only a bound on the calls ends the search.
        Comparison(design, c, bounds: Bounds(depth: 12)).run()
    }

    @Test func theGoodCodeIsWhatTheModelSays() throws {
        let result = Self.compare(Slot.Design(countsTooEarly: false), with: try Self.system())
        #expect(result.isSame, "\(result.differences.map(\.trace)) \(result.unknown)")
        // Six ways for the two to have it open, told apart by the flags that their last opens left.
        #expect(result.pairCount == 14)
    }

    @Test func theBadCodeIsFoundByAShortestRun() throws {
        let c = try Self.system(["-DCOUNTS_TOO_EARLY"])
        let result = Self.compare(Slot.Design(countsTooEarly: false), with: c)
        let first = try #require(result.differences.first)
        #expect(first.trace.map(\.description) == ["open a", "open alone b", "close a", "open alone a"])
        #expect(first.steps.map(\.leftObservation) == [0, -16, 0, 0])
        #expect(first.steps.map(\.rightObservation) == [0, -16, 0, -16])
        #expect(first.steps.map { c.account(of: $0.rightState) }.last == "openers=2")
        #expect(result.unknown.isEmpty)
    }

    /// The mistake as a design says all that the code does.
    @Test func theBadCodeIsTheModelsMistake() throws {
        let c = try Self.system(["-DCOUNTS_TOO_EARLY"])
        #expect(Self.compare(Slot.Design(countsTooEarly: true), with: c).isSame)
    }

    @Test func theTableSaysWhichDesignKeepsWhat() throws {
        let table = try PropertyTable(Slot.Model())
        #expect(table.rows.map { $0.cells.map(\.mark) } == [[.holds, .holds], [.holds, .fails]])
        let violation = try #require(table["S2", "early"]?.violations.first)
        #expect(
            violation.trace.summary == "open a \u{2192} 0; open alone b \u{2192} \u{2212}EBUSY")
        #expect(table.reachedBounds.isEmpty)
    }

    @Test func theDriftsOfTheDesignsComeWithTheModel() throws {
        let drifts = Slot.Model().drifts(from: "right", to: "early")
        let first = try #require(drifts.first)
        #expect(first.old.actions == ["open a", "open alone b", "close a", "open alone a"])
        #expect(first.old.steps.last?.outcome == "0")
        #expect(first.new.steps.last?.outcome == "\u{2212}EBUSY")
        #expect(Slot.Model().drifts(from: "right", to: "right").isEmpty)
    }

    /// A trace of the C is replayed on the C, beside the design that it is held against.
    @Test(arguments: [(["-DCOUNTS_TOO_EARLY"], ReplayReport.Verdict.reproduced), ([], .gone)])
    func aTraceIsReplayedOnC(arguments: [String], verdict: ReplayReport.Verdict) async throws {
        let c = try Self.system(arguments)
        let source = SystemReplay(
            label: "mine", source: "slot.c", outcome: Slot.Model().outcome(seen:),
            account: { $0.account(of: $1) }
        ) { $0.isEmpty ? c : nil }
        let session = ReplaySession(sources: [source], models: [Slot.Model()])
        let report = try await session.replay(
            ReplayTrace(
                claim: .drift(from: "reference right", to: "mine"),
                operations: ["open a", "open alone b", "close a", "open alone a"]))
        #expect(report.verdict == verdict)
        #expect(report.sides.map(\.source) == ["design right of the model slot", "slot.c"])
        #expect(report.sides[1].trace.steps.map(\.state).first == "openers=1")
    }

    /// The page shows the code that is tested, and keeps its word about its length.
    @Test func thePageShowsThisCode() throws {
        let page = try String(
            contentsOf: EmbeddedReview.root.appendingPathComponent("Documentation/ReferenceModels.md"),
            encoding: .utf8)
        let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let model = try String(contentsOf: directory.appendingPathComponent("Slot.swift"), encoding: .utf8)
        let code = try String(contentsOf: Self.programs.appendingPathComponent("slot.c"), encoding: .utf8)
        let tests = try String(contentsOf: URL(fileURLWithPath: #filePath), encoding: .utf8)
        #expect(model.split(separator: "\n", omittingEmptySubsequences: false).count < 150)
        func squeezed(_ text: String) -> String {
            text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.joined(
                separator: "\n")
        }
        let sources = [model, code, tests].map(squeezed)
        let parts = page.components(separatedBy: "```")
        var shown = 0
        for block in stride(from: 1, to: parts.count, by: 2).map({ parts[$0] }) {
            guard block.hasPrefix("swift\n") || block.hasPrefix("c\n") else { continue }
            let text = squeezed(String(block.drop { $0 != "\n" }))
            #expect(sources.contains { $0.contains(text) }, "the page shows what no file has:\n\(text)")
            shown += 1
        }
        #expect(shown >= 6)
    }
}
