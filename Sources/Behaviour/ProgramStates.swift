import ABIModel
import CProgram
import Drift
import ExtractionMessages
import KernelTree
import Phrases
import Readings
import ReferenceModels

/// The C that a behaviour model runs, in the states of a tree. Reading goes through ``UnitReader``, so a content
/// that several states share is lowered once.
struct ProgramStates {
    /// The C of one state.
    struct Reading {
        /// Nil where the unit without which nothing can be run does not exist or could not be read.
        var program: LinkedProgram?
        /// What could not be read of it.
        var unknown: [Unknown]
    }

    let model: any BehaviorModel
    let reader: UnitReader

    /// Reads states, each under its label, in the main flavor.
    func read(_ states: [(label: Label, tree: PatchedTree)]) throws -> [Reading] {
        let units = model.readings.map { Unit(file: $0.file, flavor: 0, lowering: $0) }
        let responses = try reader.read(states.flatMap { state in units.map { ($0, state.tree) } })
        return states.enumerated().map { index, state in
            let start = index * units.count
            return link(state.label, Array(responses[start..<start + units.count]), units)
        }
    }

    private func link(_ label: Label, _ responses: [ExtractionResponse?], _ units: [Unit]) -> Reading {
        var unknown: [Unknown] = []
        for (unit, response) in zip(units, responses) {
            guard let failure = response?.failure else { continue }
            unknown.append(
                Unknown(
                    .bodies(file: unit.file), of: label, reason: Phrase(verbatim: failure),
                    site: SourceSite(file: unit.file, line: 0)))
        }
        guard responses.first??.program != nil else { return Reading(program: nil, unknown: unknown) }
        let (program, clashes) = Program.linking(responses.compactMap { $0?.program })
        unknown += clashes.map {
            Unknown(
                .name($0), of: label, reason: "two units define it differently; the first one's was run")
        }
        return Reading(program: LinkedProgram(label: label.description, program: program), unknown: unknown)
    }
}
