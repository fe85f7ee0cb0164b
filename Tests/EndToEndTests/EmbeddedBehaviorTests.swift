import Behaviour
import CProgram
import ModelChecking
import Readings
import ReferenceModels
import Sessions
import Testing
import Workers

/// The C of the embedded revisions does what the reference designs do: read by the real workers, run by the machine,
/// in lockstep. `make conformance-behaviour` goes further, and to whole trees.
@Suite struct EmbeddedBehaviorTests {
    /// The programs by label, read once.
    static func programs() async throws -> [String: Program] { try await shared.value }

    private static let shared = Task {
        let path = EmbeddedReview.root.appendingPathComponent("patches/dma-ownership").path
        let (series, _) = try SeriesInput.series(from: [path]) { [] }
        let readings = try await SeriesPrograms(
            of: series,
            on: TreeOptions(path: EmbeddedReview.root.appendingPathComponent("Headers/kernel").path),
            pool: ExtractionPool()
        ).read(DMAOwnership.reading)
        var programs: [String: Program] = [:]
        for reading in readings {
            #expect(reading.problems.isEmpty, "\(reading.label): \(reading.problems)")
            programs[reading.label] = reading.program
        }
        return programs
    }

    @Test func nothingIsLeftUnlowered() async throws {
        let programs = try await Self.programs()
        #expect(programs.keys.sorted() == EmbeddedReview.labels.sorted())
        for (label, program) in programs {
            for (name, body) in program.functions {
                #expect(body.unsupported.isEmpty, "\(label): \(name): \(body.unsupported)")
            }
        }
    }

    @Test(arguments: EmbeddedReview.labels)
    func theCDoesWhatTheDesignDoes(_ label: String) async throws {
        let program = try #require(try await Self.programs()[label])
        let design = try #require(DMAOwnership.design(named: label))
        for (index, start) in DMAOwnership.LockstepStart.all.enumerated() {
            let system = try DMAOwnership.CSystem(
                label: label, program: program, configuration: start.configuration, d1: start.d1)
            let comparison = DMAOwnership.comparison(
                of: InternedSystem(system),
                with: DMAOwnership.ObservedDesign(design, start.configuration, d1: start.d1),
                depth: index < 2 ? 3 : 2)
            let result = comparison.run()
            let first = result.differences.first
            #expect(
                first == nil,
                "\(start.configuration) \(start.d1): \(first?.trace ?? []): \(first?.signature as Any)")
            #expect(result.unknown.isEmpty, "\(result.unknown)")
            // A search that performs nothing would find nothing.
            #expect(result.stepCount > 30)
        }
    }

    /// Every call that the design has is performed by some function of the C, but those that buses and VFIO do.
    @Test(arguments: EmbeddedReview.labels.dropFirst())
    func everyCallIsBound(_ label: String) async throws {
        let program = try #require(try await Self.programs()[label])
        let design = try #require(DMAOwnership.design(named: label))
        let binding = DMAOwnership.Binding(program)
        for operation in DMAOwnership.Operation.all {
            if case .probe = operation { continue }
            if case .unbind = operation { continue }
            #expect(binding.offers(operation) == design.offers(operation), "\(operation)")
        }
    }

    /// The worked traces of facts H; what the designs answer is held against the sheet by `WorkedTraceTests`.
    @Test(
        arguments: [
            "claim f1; claim f1; claim f2; release; release; release", "claim NULL; K d0; release",
            "attach_group UA; claim f1; K d0",
            "K d0; attach_device UA,d0; hotplug d1; K d1; detach_device UA,d0",
        ])
    func workedTraces(_ trace: String) async throws {
        let operations = trace.split(separator: ";").compactMap {
            DMAOwnership.Operation($0.split(separator: " ").joined(separator: " "))
        }
        for label in EmbeddedReview.labels.dropFirst() {
            let program = try #require(try await Self.programs()[label])
            let design = try #require(DMAOwnership.design(named: label))
            let comparison = DMAOwnership.comparison(
                of: try DMAOwnership.CSystem(label: label, program: program),
                with: DMAOwnership.ObservedDesign(design), depth: operations.count)
            let steps = comparison.replay(operations)
            #expect(steps.count == operations.count, "\(label)")
            for step in steps {
                #expect(step.leftObservation == step.rightObservation, "\(label): \(step.operation)")
            }
        }
    }

    /// A lock that is kept is seen at once, and the next call waits for ever.
    @Test func aLockThatIsKeptIsSeen() async throws {
        let trees = EmbeddedReview.root.appendingPathComponent("Headers/kernel").path
        let path = EmbeddedReview.root.appendingPathComponent("patches/dma-ownership").path
        let (series, _) = try SeriesInput.series(from: [path]) { [] }
        let revisions = try await SeriesPrograms(
            of: series, on: TreeOptions(path: trees), pool: ExtractionPool())
        let readings = try revisions.read(DMAOwnership.reading, revision: "v8") { text in
            [
                ("v8", text),
                (
                    "kept",
                    text.replacing(
                        "\tgroup->owner = NULL;\nunlock_out:\n\tmutex_unlock(&group->mutex);",
                        with: "\tgroup->owner = NULL;\nunlock_out:")
                ),
            ]
        }
        let programs = readings.compactMap(\.program)
        #expect(programs.count == 2)
        let kept = try DMAOwnership.CSystem(label: "kept", program: programs[1])
        let comparison = DMAOwnership.comparison(
            of: try DMAOwnership.CSystem(label: "v8", program: programs[0]), with: kept, depth: 2)
        let difference = try #require(comparison.run().differences.first)
        #expect(difference.trace == [.release])
        #expect(difference.steps[0].rightObservation.imbalances == [.lockImbalance])
        guard case .reached(let state, _)? = kept.perform(.release, in: kept.initial).first?.ending,
            case .reached(_, let next)? = kept.perform(.release, in: state).first?.ending
        else {
            Issue.record("the release was not followed")
            return
        }
        #expect(next.outcome.value == .deadlock)
    }
}
