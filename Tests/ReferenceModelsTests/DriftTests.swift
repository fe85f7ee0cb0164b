import ModelChecking
import ReferenceModels
import Testing

/// The drifts of facts D between consecutive designs, found by the lockstep search.
@Suite struct SpecificationDriftTests {
    private static let model = DMAOwnership.OwnershipModel()

    /// A drift of the sheet: the call that ends differently, its two outcomes, and how many calls the sheet takes.
    struct Expected: CustomTestStringConvertible, Sendable {
        var id: String
        var old: String
        var new: String
        var operation: String
        var outcomes: (String, String)
        var length: Int
        var isConsequence = false

        var testDescription: String { id }
    }

    private static let expected: [Expected] = [
        .init(
            id: "D0a", old: "base", new: "v1", operation: "attach_group", outcomes: ("0", "-EBUSY"), length: 2
        ),
        .init(id: "D1c", old: "v1", new: "v2", operation: "claim", outcomes: ("-EPERM", "-EBUSY"), length: 2),
        .init(
            id: "D1c NULL", old: "v1", new: "v2", operation: "claim NULL", outcomes: ("-EINVAL", "0"),
            length: 1),
        .init(id: "D1d", old: "v1", new: "v2", operation: "K", outcomes: ("0", "-EBUSY"), length: 2),
        .init(
            id: "D2a", old: "v2", new: "v3", operation: "attach_shared", outcomes: ("-EBUSY", "0"), length: 4),
        .init(
            id: "D2b", old: "v2", new: "v3", operation: "set_private", outcomes: ("0", "-EBUSY"), length: 5),
        .init(id: "D2c", old: "v2", new: "v3", operation: "claim", outcomes: ("0", "-EBUSY"), length: 4),
        .init(id: "D3b", old: "v3", new: "v4", operation: "claim", outcomes: ("-EBUSY", "0 W"), length: 2),
        .init(id: "D3c", old: "v3", new: "v4", operation: "claim", outcomes: ("0", "0 W"), length: 3),
        .init(
            id: "D3f", old: "v3", new: "v4", operation: "attach_shared", outcomes: ("0", "-EPERM"), length: 1),
        .init(
            id: "D3g", old: "v3", new: "v4", operation: "release_private", outcomes: ("W", "ok"), length: 4),
        .init(id: "D3i", old: "v3", new: "v4", operation: "unbind", outcomes: ("W", "ok"), length: 2),
        .init(id: "D3j", old: "v3", new: "v4", operation: "probe", outcomes: ("-EBUSY", "0"), length: 2),
        .init(id: "D4b", old: "v4", new: "v5", operation: "claim", outcomes: ("-EBUSY", "-EPERM"), length: 2),
        .init(id: "D4c", old: "v4", new: "v5", operation: "claim", outcomes: ("0 W", "-EBUSY"), length: 2),
        .init(id: "D4d", old: "v4", new: "v5", operation: "K", outcomes: ("0", "-EBUSY"), length: 4),
        .init(id: "D4e", old: "v4", new: "v5", operation: "claim NULL", outcomes: ("-EBUSY", "0"), length: 2),
        .init(id: "D4f", old: "v4", new: "v5", operation: "K-unuse", outcomes: ("W", "ok"), length: 2),
        .init(
            id: "D4f then", old: "v4", new: "v5", operation: "K", outcomes: ("-EBUSY", "0"), length: 3,
            isConsequence: true),
        .init(id: "D4j", old: "v4", new: "v5", operation: "claim", outcomes: ("-EBUSY", "0"), length: 2),
        .init(id: "D4k", old: "v4", new: "v5", operation: "probe", outcomes: ("0", "-EBUSY"), length: 2),
        .init(id: "D6a", old: "v6", new: "v7", operation: "claim", outcomes: ("0", "-EPERM"), length: 2),
        .init(
            id: "D6b", old: "v6", new: "v7", operation: "release", outcomes: ("ok", "ok"), length: 3,
            isConsequence: true),
        .init(id: "D6c", old: "v6", new: "v7", operation: "claim NULL", outcomes: ("0", "-EPERM"), length: 2),
        .init(id: "D7a", old: "v7", new: "v8", operation: "claim", outcomes: ("0", "-EPERM"), length: 2),
        .init(id: "F.4 claim", old: "v8", new: "6.1", operation: "claim", outcomes: ("0", "0"), length: 1),
        .init(
            id: "F.4 release", old: "v8", new: "6.1", operation: "release", outcomes: ("W", "ok"), length: 4,
            isConsequence: true),
        .init(
            id: "F.4 NULL", old: "6.1", new: "6.12", operation: "claim NULL", outcomes: ("0", "-EINVAL W"),
            length: 1),
        .init(
            id: "F.4 defer", old: "6.1", new: "6.12", operation: "K", outcomes: ("0", "-EPROBE_DEFER"),
            length: 1),
        .init(
            id: "F.4 reset", old: "6.12", new: "7.2", operation: "claim", outcomes: ("0", "-EBUSY"), length: 1
        ),
    ]

    private static let drifts: [String: [ModelDrift]] = {
        var drifts: [String: [ModelDrift]] = [:]
        for (old, new) in Set(expected.map { [$0.old, $0.new] }).map({ ($0[0], $0[1]) }) {
            drifts["\(old) \(new)"] = model.drifts(from: old, to: new)
        }
        return drifts
    }()

    private static func ascii(_ outcome: String) -> String {
        outcome == "\u{2013}" ? "ok" : String(outcome.map { $0 == "\u{2212}" ? "-" : $0 })
    }

    @Test(arguments: expected) func isFound(_ expected: Expected) throws {
        let drifts = try #require(Self.drifts["\(expected.old) \(expected.new)"])
        let found = drifts.filter { drift in
            drift.operation == expected.operation && drift.isConsequence == expected.isConsequence
                && Self.ascii(drift.old.steps.last?.outcome ?? "") == expected.outcomes.0
                && Self.ascii(drift.new.steps.last?.outcome ?? "") == expected.outcomes.1
        }
        let drift = try #require(found.first, "\(expected.id) is not among \(drifts.map(\.old.summary))")
        #expect(drift.old.steps.count <= expected.length, "\(drift.old.summary)")
        #expect(drift.old.steps.map(\.action) == drift.new.steps.map(\.action))
    }

    @Test(arguments: [("v5", "v6"), ("v8", "v8-resend"), ("v6", "v6")])
    func nothingDrifts(old: String, new: String) {
        #expect(Self.model.drifts(from: old, to: new).isEmpty)
    }

    @Test func driftsOfTheHeaderIdenticalPair() {
        let drifts = Self.model.drifts(from: "v6", to: "v7").filter { !$0.isConsequence }
        #expect(drifts.map(\.operation) == ["claim", "claim NULL"])
        #expect(
            drifts.map(\.old.summary) == [
                "claim f1 \u{2192} 0; claim f1 \u{2192} 0", "K d0 \u{2192} 0; claim NULL \u{2192} 0",
            ])
    }

    @Test func everyDriftIsRunAgain() throws {
        for (old, new) in [("v3", "v4"), ("v7", "v8")] {
            let left = try #require(DMAOwnership.design(named: old))
            let right = try #require(DMAOwnership.design(named: new))
            for start in DMAOwnership.LockstepStart.all {
                let comparison = DMAOwnership.comparison(of: left, with: right, from: start)
                for difference in comparison.run().differences {
                    let again = comparison.replay(difference.trace)
                    #expect(again.count == difference.steps.count)
                    #expect(again.dropLast().allSatisfy { $0.isEqual })
                    #expect(again.last?.isEqual == false)
                }
            }
        }
    }
}
