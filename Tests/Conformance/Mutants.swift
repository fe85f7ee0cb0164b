import ArgumentParser
import Behaviour
import CProgram
import Foundation
import ModelChecking
import Readings
import ReferenceModels
import Sessions
import Workers

/// Changes the embedded v8 in many small ways and looks whether each change is seen.
struct Mutants: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Mutants of the embedded v8, each in lockstep with the unchanged C.")

    @Option(help: "The tree.")
    var tree = "Headers/kernel"
    @Option(help: "The series.")
    var series = "patches/dma-ownership"
    @Option(help: "The revision whose C is changed.")
    var revision = "v8"
    @Option(help: "Why survivors are equivalent: a line each, `name: argument`.")
    var arguments = "Tests/Conformance/equivalent-mutants.txt"
    @Option(help: "Only mutants whose name contains this.")
    var only: String?

    /// What came of a mutant.
    enum Fate {
        /// Seen, and how.
        case reported(String)
        /// No C, and why.
        case invalid(String)
        /// Not to be told, and why.
        case unknown(String)
        /// Not seen.
        case survived
    }

    /// The functions that are changed: what the operations of the model run through.
    static let functions = [
        "__iommu_attach_device", "__iommu_detach_device", "iommu_group_get", "iommu_group_put",
        "iommu_group_add_device", "iommu_group_device_count", "__iommu_group_for_each_dev",
        "iommu_group_user_owned", "__iommu_probe_device", "iommu_probe_device",
        "iommu_group_do_attach_device", "iommu_group_do_detach_device", "__iommu_attach_group",
        "iommu_attach_group", "__iommu_detach_group", "iommu_detach_group", "iommu_attach_device",
        "iommu_detach_device", "iommu_device_use_default_domain", "iommu_device_unuse_default_domain",
        "iommu_group_claim_dma_owner", "iommu_group_release_dma_owner", "iommu_group_dma_owner_claimed",
    ]

    /// Makes the mutants, runs them, prints a line for each, and fails where one survives without an argument.
    func run() async throws {
        let (patches, _) = try SeriesInput.series(from: [series]) { [] }
        let programs = try await SeriesPrograms(
            of: patches, on: TreeOptions(path: tree), pool: ExtractionPool())
        var mutants: [Mutant] = []
        let readings = try programs.read(DMAOwnership.reading, revision: revision) { text in
            mutants = Mutation.mutants(of: text, functions: Self.functions)
            if let only { mutants = mutants.filter { $0.name.contains(only) } }
            return [(revision, text)] + mutants.map { ($0.name, $0.text) }
        }
        guard let original = readings.first?.program else {
            throw ValidationError("\(revision) cannot be read: \(readings.first?.problems.first ?? "")")
        }
        let equivalent = try arguments(of: arguments)
        let starts = try Self.starts.map { start in
            (start, InternedSystem(try Self.system(original, start)))
        }
        var counts: [String: Int] = [:]
        for (mutant, reading) in zip(mutants, readings.dropFirst()) {
            let (word, text): (String, String)
            switch fate(of: reading, beside: starts) {
            case .reported(let how): (word, text) = ("reported", how)
            case .invalid(let why): (word, text) = ("invalid", why)
            case .unknown(let why): (word, text) = ("unknown", why)
            case .survived:
                let argument = equivalent[mutant.name]
                (word, text) = argument.map { ("equivalent", $0) } ?? ("SURVIVED", "")
            }
            counts[word, default: 0] += 1
            print("\(word)  \(mutant.name)\n    \(mutant.before)  ~>  \(mutant.after)")
            if !text.isEmpty { print("    \(text)") }
        }
        let totals = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        print("\(mutants.count) mutants: \(totals.joined(separator: ", "))")
        if counts["SURVIVED"] != nil { throw ExitCode(1) }
    }

    private func arguments(of path: String) throws -> [String: String] {
        var result: [String: String] = [:]
        for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
            guard !line.hasPrefix("#"), let colon = line.range(of: ": ") else { continue }
            result[String(line[..<colon.lowerBound])] = String(line[colon.upperBound...])
        }
        return result
    }

    /// The starts of the model, and those at which an IOMMU driver refuses what the series takes for granted.
    static let starts: [DMAOwnership.LockstepStart] =
        DMAOwnership.LockstepStart.all.map { start in
            var start = start
            start.depth = min(start.depth, 4)
            return start
        }
        + DMAOwnership.Device.allCases.flatMap { device in
            [DMAOwnership.Domain.defaultDomain, .userA].map { domain in
                DMAOwnership.LockstepStart(
                    configuration: .init(refusal: .init(device: device, domain: domain)), d1: .absent,
                    depth: 4)
            }
        }

    private static func system(
        _ program: Program, _ start: DMAOwnership.LockstepStart
    ) throws -> DMAOwnership.CSystem {
        try DMAOwnership.CSystem(
            label: "v8", program: program, configuration: start.configuration, d1: start.d1,
            limits: Limits(allocationMayFail: true))
    }

    /// Holds a mutant against the unchanged C, from every start until it is seen.
    private func fate(
        of reading: SeriesPrograms.Reading,
        beside starts: [(DMAOwnership.LockstepStart, InternedSystem<DMAOwnership.CSystem>)]
    ) -> Fate {
        if let problem = reading.problems.first { return .invalid(problem) }
        guard let program = reading.program else { return .unknown("not lowered") }
        var unknown: String?
        for depth in [2, 4] {
            for (start, original) in starts where start.depth >= depth || depth == 2 || start.depth == 3 {
                guard let system = try? Self.system(program, start) else { return .unknown("no world") }
                for operation in DMAOwnership.Operation.all
                where system.binding.offers(operation) != original.system.binding.offers(operation) {
                    return .reported("the operation \(operation) is gone or new")
                }
                let result = DMAOwnership.comparison(
                    of: original, with: system, depth: min(depth, start.depth)
                )
                .run()
                if let found = result.differences.first, let last = found.steps.last {
                    let choice = last.choice.isEmpty ? "" : " (\(last.choice))"
                    return .reported(
                        found.trace.map(\.description).joined(separator: "; ")
                            + "\(choice): \(last.leftObservation)  ~>  \(last.rightObservation)"
                    )
                }
                if unknown == nil { unknown = result.unknown.first.map { "\($0.trace): \($0.reason)" } }
            }
        }
        return unknown.map(Fate.unknown) ?? .survived
    }
}
