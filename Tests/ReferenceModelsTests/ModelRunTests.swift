import ModelChecking
import ReferenceModels
import Testing

/// Counterexamples of the model, run again call by call, without any search.
@Suite struct ModelRunTests {
    private let model = DMAOwnership.OwnershipModel()

    /// Every violation and every exception of some designs breaks its clause again; with its last call left out it
    /// does not, since it is a shortest one.
    @Test(arguments: ["base", "v5"])
    func violationsBreakTheirClauseAgain(design: String) throws {
        let table = try DMAOwnership.table(designs: [design])
        var count = 0
        for row in table.rows {
            for violation in row.cells.flatMap({ $0.violations + $0.exceptions }) {
                let replay = violation.replay(model: model.name, design: design, of: row.property)
                guard case .violation(_, let clause, let circumstances) = replay.claim else {
                    Issue.record("\(replay) is no violation")
                    continue
                }
                func run(_ operations: [String]) throws -> (trace: ModelTrace, isViolated: Bool) {
                    try model.run(
                        design, under: Set(circumstances), from: replay.setting, through: operations,
                        against: clause)
                }
                let again = try run(replay.operations)
                #expect(again.isViolated, "\(violation.trace.summary)")
                #expect(again.trace == violation.trace)
                #expect(try !run(replay.operations.dropLast()).isViolated, "\(violation.trace.summary)")
                count += 1
            }
        }
        #expect(count > 4)
    }

    @Test(arguments: [("v6", "v7"), ("v7", "v8")])
    func driftsPartAgain(old: String, new: String) throws {
        let drifts = model.drifts(from: old, to: new)
        #expect(!drifts.isEmpty)
        for drift in drifts {
            let left = try model.run(old, from: drift.old.setting, through: drift.old.actions)
            let right = try model.run(new, from: drift.new.setting, through: drift.new.actions)
            #expect(left == drift.old)
            #expect(right == drift.new)
            #expect(left.steps.last?.seen != right.steps.last?.seen)
            let report = ReplayReport(
                fingerprint: "", old: .init(label: old, source: "", trace: left),
                new: .init(label: new, source: "", trace: right))
            #expect(report.verdict == .reproduced)
        }
    }

    @Test func whatCannotBeRunIsAnError() {
        #expect(throws: ReferenceModelError.impossible(step: 1, operation: "hotplug d0", label: "v6")) {
            try model.run("v6", from: "", through: ["hotplug d0"])
        }
        #expect(throws: ReferenceModelError.impossible(step: 2, operation: "claim f3", label: "v6")) {
            try model.run("v6", from: "", through: ["claim f1", "claim f3"])
        }
        #expect(throws: ReferenceModelError.self) { try model.run("v9", from: "", through: ["claim f1"]) }
        #expect(throws: ReferenceModelError.self) {
            try model.run("v6", from: "three devices", through: ["claim f1"])
        }
        #expect(throws: ReferenceModelError.self) {
            try model.run("v6", under: [], from: "", through: ["claim f1"], against: "P99")
        }
    }

    @Test func twoRunsThatDoTheSameAreNoDrift() throws {
        let calls = ["claim f1", "release"]
        func side(_ design: String) throws -> ReplayReport.Side {
            .init(label: design, source: "", trace: try model.run(design, from: "", through: calls))
        }
        let report = ReplayReport(fingerprint: "", old: try side("v6"), new: try side("v7"))
        #expect(report.verdict == .gone)
        #expect(report.conclusion == "v6 and v7 do the same at every step: the drift is gone")
    }

    /// Runs that part on the way and end alike differ all the same.
    @Test func aDifferenceOnTheWayCounts() throws {
        let calls = ["claim f1", "claim f1", "claim f2"]
        func side(_ design: String) throws -> ReplayReport.Side {
            .init(label: design, source: "", trace: try model.run(design, from: "", through: calls))
        }
        let report = ReplayReport(fingerprint: "", old: try side("v6"), new: try side("v7"))
        #expect(report.verdict == .reproduced)
        #expect(report.conclusion.contains("at step 2"))
    }
}

@Suite struct SettingTests {
    @Test func everySettingIsReadAgain() throws {
        typealias Configuration = DMAOwnership.Configuration
        var configurations = [Configuration(), Configuration(hasDefaultDomain: false, canDetach: false)]
        configurations += [Configuration(testsDriverRemoval: true, usesPASIDs: true, isRecovering: true)]
        configurations += [Configuration(refusal: .init(device: .d1, domain: .userA))]
        var texts: Set<String> = []
        for configuration in configurations {
            for presence in [DMAOwnership.Presence.absent, .member, .withoutGroup] {
                let setting = DMAOwnership.Setting(configuration, d1: presence)
                #expect(DMAOwnership.Setting(setting.description) == setting, "\(setting)")
                texts.insert(setting.description)
            }
        }
        #expect(texts.count == configurations.count * 3)
        #expect(DMAOwnership.Setting("") == DMAOwnership.Setting())
        #expect(DMAOwnership.Setting("three devices") == nil)
    }
}
