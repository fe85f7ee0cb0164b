import ABIModel
import CProgram
import Drift
import ReferenceModels
import Testing

@testable import Behaviour

/// Which patch a drift of behaviour is given to.
@Suite struct BehaviorAttributionTests {
    /// Runs programs whose constants say how a call ends.
    private struct Model: BehaviorModel {
        let name = "test"
        let readings: [ProgramReading] = []
        let bounds = ""

        func functions(of _: Program) -> [String] { ["f", "g"] }
        func shims(of _: Program) -> [String] { [] }
        func comparisons(of _: LinkedProgram, with _: LinkedProgram) -> [BehaviorSearch] { [] }
        func refinements(of _: LinkedProgram, design _: String) -> [BehaviorSearch] { [] }
        func breaches(design _: String) -> [PropertyBreach] { [] }
        func phrase(for _: String) -> String? { nil }

        func run(_ calls: [String], in _: String, of program: LinkedProgram) -> BehaviorRun? {
            let constants = program.program.constants
            guard let result = constants["result"] else { return nil }
            return BehaviorRun(
                trace: ModelTrace(
                    setting: "", initial: "",
                    steps: calls.map { .init(action: $0, outcome: "\(result)", state: "") }),
                places: calls.map { _ in "\(constants["place"] ?? 0)" }, functions: ["f", "g"])
        }
    }

    /// A program; `texts` are the bodies of its functions. Without a result the call is not offered.
    private func program(_ result: Int64?, place: Int64 = 0, _ texts: [String: String] = [:]) -> LinkedProgram
    {
        var constants = ["place": place]
        constants["result"] = result
        let signature = FunctionSignature(parameters: [], result: .void, resultSpelling: "void")
        let bodies = texts.map { name, text in
            FunctionBody(
                name: name, site: SourceSite(file: "a.c", line: 1), signature: signature, locals: [],
                body: .label(text, .empty))
        }
        return LinkedProgram(
            label: "",
            program: Program(
                functions: Dictionary(uniqueKeysWithValues: bodies.map { ($0.name, $0) }),
                constants: constants))
    }

    /// The number of the patch that makes `f` end otherwise, of revisions with a base and patches.
    private func cause(
        _ revisions: [[LinkedProgram?]], old: LinkedProgram, revision: Int? = nil,
        kind: BehaviorDrift.Kind = .result
    ) throws -> String? {
        let patches = revisions.enumerated().map { index, programs in
            (1..<programs.count).map {
                PatchReference(revision: "v\(index + 1)", number: $0, messageID: "", title: "")
            }
        }
        let attribution = BehaviorAttribution(model: Model(), patches: patches) { revisions[$0] }
        let trace = ModelTrace(setting: "", initial: "", steps: [.init(action: "f", outcome: "", state: "")])
        let drift = BehaviorDrift(
            kind: kind, operation: "f", oldFunction: "f", newFunction: "f", key: "", old: trace, new: trace,
            setting: "")
        return try attribution.cause(of: drift, old: old, revision: revision ?? revisions.count - 1)
            .map { "\($0.revision) \($0.number)" }
    }

    @Test func thePatchFromWhichOnItEndsSo() throws {
        let base = program(0, ["f": "old"])
        let new = program(1, ["f": "new"])
        #expect(try cause([[base, base, new, new]], old: base) == "v1 2")
    }

    /// A patch that changes it and a later one that changes it back are not the cause.
    @Test func whatIsUndoneInBetweenDoesNotCount() throws {
        let base = program(0, ["f": "old"])
        let new = program(1, ["f": "new"])
        #expect(try cause([[base, new, base, new]], old: base) == "v1 3")
    }

    /// The place that a call leaves counts where its result does not decide.
    @Test func whereTheCallLeavesTheSubject() throws {
        let base = program(0, place: 0, ["f": "old"])
        let moved = program(0, place: 1, ["f": "new"])
        #expect(try cause([[base, moved, moved]], old: base, kind: .state) == "v1 1")
    }

    /// A call that could not be made before: the last patch that changed what is run.
    @Test func theLastThatChangesWhatIsRun() throws {
        let base = program(nil)
        let first = program(1, ["f": "new", "g": "old"])
        let second = program(1, ["f": "new", "g": "new"])
        let third = program(1, ["f": "new", "g": "new", "other": "new"])
        #expect(
            try cause([[base, first, second, third]], old: program(0, ["f": "old", "g": "old"])) == "v1 2")
    }

    /// What the new revision no longer does was the old one's doing.
    @Test func elseThePatchOfTheOldRevision() throws {
        let base = program(0, ["f": "old"])
        let old = program(1, ["f": "new"])
        #expect(try cause([[base, old], [base, base]], old: old) == "v1 1")
    }

    @Test func whatCouldNotBeReadHasNoCause() throws {
        #expect(try cause([[nil, nil]], old: program(0)) == nil)
    }
}
