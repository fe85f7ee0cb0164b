import Foundation
import ReferenceModels
import Reporting
import Testing

@testable import Behaviour
@testable import Workers

@Suite struct ReplayFileTests {
    private func trace(_ json: String, _ fingerprint: String? = nil) throws -> ReplayTrace {
        try ReplayFile.trace(in: Data(json.utf8), name: "t.json", fingerprint: fingerprint)
    }

    private static let finding = """
        {"rule": "behavior-return-differs", "symbol": "f", "from": "v6", "to": "v7", "fingerprint": "aa",
         "setting": "d1 is in the group",
         "trace": [{"operation": "claim f1", "before": "0", "after": "0"},
                   {"operation": "claim f1", "before": "0", "after": "-EPERM"}]}
        """

    @Test func aFinding() throws {
        let trace = try trace(Self.finding)
        #expect(trace.claim == .drift(from: "v6", to: "v7"))
        #expect(trace.operations == ["claim f1", "claim f1"])
        #expect(trace.setting == "d1 is in the group")
        #expect(trace.model == nil)
    }

    @Test func aWholeReport() throws {
        let other = Self.finding.replacing("\"aa\"", with: "\"bb\"").replacing("v7", with: "v8")
        let plain = "{\"rule\": \"enum-added\", \"trace\": [], \"fingerprint\": \"cc\"}"
        let report = "{\"findings\": [\(plain), \(Self.finding), \(other)], \"suppressed\": []}"
        #expect(try trace(report, "bb").claim == .drift(from: "v6", to: "v8"))
        do {
            _ = try trace(report)
            Issue.record("one of two was chosen")
        } catch let error as RunError {
            #expect(error.description == "t.json has 2 traces\nhint: choose one with --fingerprint: aa, bb")
        }
        #expect(throws: RunError.self) { try trace(report, "cc") }
    }

    @Test func aViolationOfAModel() throws {
        let trace = try trace(
            """
            {"model": "dma-ownership", "design": "v8", "property": "P12", "clause": "P12",
             "circumstances": ["stray release"], "setting": "", "fingerprint": "dd",
             "trace": [{"operation": "release", "outcome": "W", "state": ""}]}
            """)
        #expect(
            trace.claim == .violation(design: "v8", clause: "P12", circumstances: ["stray release"]))
        #expect(trace.model == "dma-ownership")
    }

    @Test(arguments: ["", "{", "[]", "{\"trace\": [{}]}", "{\"trace\": [{\"operation\": \"claim f1\"}]}"])
    func whatIsNoTrace(json: String) {
        #expect(throws: RunError.self) { try trace(json) }
    }

    /// What `kdrift model --format json` writes is read again, every trace of it.
    @Test func theModelsOwnReport() async throws {
        let table = try ModelSession.table(
            DMAOwnership.OwnershipModel(), designs: ["v8"], properties: ["P1", "P7", "P12"])
        let text = ModelFormat.json.reporter().render(.table(table, showsTraces: true))
        for row in table.rows {
            for violation in row.cells.flatMap({ $0.violations + $0.exceptions }) {
                let read = try trace(text, violation.fingerprint)
                #expect(read == violation.replay(model: "dma-ownership", design: "v8", of: row.property))
                #expect(try await ReplaySession().replay(read).verdict == .reproduced)
            }
        }
    }
}
