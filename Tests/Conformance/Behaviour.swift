import ArgumentParser
import Behaviour
import CProgram
import Foundation
import ModelChecking
import Readings
import ReferenceModels
import Sessions
import Workers

/// Runs the C of a tree, and of each revision of a series on it, in lockstep with the design of the same name.
struct Behaviour: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The C of a tree in lockstep with the reference designs.")

    @Option(help: "The kernel tree.")
    var tree = "Headers/kernel"
    @Option(help: "An mbox or a directory of patches.")
    var series: [String] = []
    @Option(help: "The design that the bare tree has.")
    var reference = "base"
    @Option(help: "Only the revision of this label.")
    var only: String?
    @Option(help: "How many calls a run has at most; by default as many as each start says.")
    var depth: Int?
    @Option(help: "Run these calls instead, `claim f1; K d0`, and show each step.")
    var trace: String?
    @Option(help: "Write the programs to this directory as JSON, and do nothing else.")
    var dump: String?

    /// Reads, runs, and prints a line for each start.
    func run() async throws {
        let revisions = series.isEmpty ? nil : try SeriesInput.series(from: series) { [] }.series
        let programs = try await SeriesPrograms(
            of: revisions, on: TreeOptions(path: tree), pool: ExtractionPool())
        var isSame = true
        for reading in try programs.read(DMAOwnership.reading) {
            if let only, only != reading.label { continue }
            for problem in reading.problems.prefix(5) { print("\(reading.label): \(problem)") }
            guard let program = reading.program else {
                isSame = false
                continue
            }
            if let dump {
                try FileManager.default.createDirectory(atPath: dump, withIntermediateDirectories: true)
                let file = URL(fileURLWithPath: dump).appendingPathComponent("\(reading.label).json")
                try JSONEncoder().encode(program).write(to: file)
            } else if let trace {
                try show(trace, reading.label, program)
            } else if let design = DMAOwnership.design(
                named: reading.label == "base" ? reference : reading.label)
            {
                isSame = try compare(reading.label, program, design) && isSame
            }
        }
        if !isSame { throw ExitCode(1) }
    }

    private func compare(
        _ label: String, _ program: Program, _ design: any DMAOwnership.OwnershipDesign
    ) throws -> Bool {
        var isSame = true
        for start in DMAOwnership.LockstepStart.all {
            let clock = ContinuousClock()
            let began = clock.now
            let system = try DMAOwnership.CSystem(
                label: label, program: program, configuration: start.configuration, d1: start.d1)
            for operation in DMAOwnership.Operation.all where isMissing(operation, system, design) {
                print("\(label): only one of the C and the design has \(operation)")
                isSame = false
            }
            var comparison = DMAOwnership.comparison(
                of: InternedSystem(system),
                with: DMAOwnership.ObservedDesign(design, start.configuration, d1: start.d1),
                depth: depth ?? start.depth)
            comparison.stepsAfterDifference = 0
            let result = comparison.run()
            let seconds = (clock.now - began) / .seconds(1)
            let setting = [start.configuration.description, "d1 \(start.d1)"].filter { !$0.isEmpty }
            print(
                "\(label) as \(design.name), \(setting.joined(separator: ", ")): \(result.pairCount) pairs,",
                "\(result.stepCount) steps, \(result.differences.count) differences,",
                "\(result.unknown.count) unknown,", String(format: "%.2f s", seconds))
            for difference in result.differences {
                print("  \(difference.trace.map(\.description).joined(separator: "; "))")
                guard let last = difference.steps.last else { continue }
                print("    C:      \(last.leftObservation)")
                print("    design: \(last.rightObservation)")
            }
            for unknown in result.unknown {
                print(
                    "  unknown: \(unknown.trace.map(\.description).joined(separator: "; ")):", unknown.reason)
            }
            isSame = isSame && result.differences.isEmpty && result.unknown.isEmpty
        }
        return isSame
    }

    /// Whether only one side has an operation. Buses probe, not the IOMMU core; and before the series the claims
    /// are VFIO's.
    private func isMissing(
        _ operation: DMAOwnership.Operation, _ system: DMAOwnership.CSystem,
        _ design: any DMAOwnership.OwnershipDesign
    ) -> Bool {
        switch operation {
        case .probe, .unbind: false
        case .kernelUse, .kernelUnuse, .claim, .release:
            design.name != "base" && !system.binding.offers(operation)
        default: design.offers(operation) != system.binding.offers(operation)
        }
    }

    private func show(_ trace: String, _ label: String, _ program: Program) throws {
        let system = try DMAOwnership.CSystem(label: label, program: program)
        var state = system.initial
        print(label)
        for step in trace.split(separator: ";") {
            let words = step.split(separator: " ").joined(separator: " ")
            guard let operation = DMAOwnership.Operation(words) else {
                throw ValidationError("there is no operation '\(words)'")
            }
            guard case .reached(let next, let seen)? = system.perform(operation, in: state).first?.ending
            else {
                print("  \(operation): unknown")
                return
            }
            print("  \(operation): \(seen)  \(system.describe(next))")
            for event in system.events(operation, in: state) {
                print("      \(event.text) at \(event.site.file):\(event.site.line)")
            }
            state = next
        }
    }
}
