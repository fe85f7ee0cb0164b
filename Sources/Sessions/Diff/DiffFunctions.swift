import ABIModel
import Drift
import ExtractionMessages
import KernelTree
import Phrases
import Readings
import ReferenceModels
import Verdicts
import Workers

/// Compares the functions of two trees or two C files.
struct DiffFunctions {
    /// One side's text, under the flavors it is read under.
    struct Side {
        var label: String
        var text: TextSide
        var plan: FlavorPlan
        /// The compared files, in the other side's order.
        var files: [String]
    }

    let run: VerdictRun
    let pool: ExtractionPool
    let progress: (String) -> Void

    /// How many files are read before verdicts are given on them: what was read takes memory.
    private static let batch = 8

    /// Lowers both sides and gives verdicts on what differs.
    func outcome(_ old: Side, _ new: Side) throws -> FunctionOutcome {
        var outcome = FunctionOutcome()
        for start in stride(from: 0, to: new.files.count, by: Self.batch) {
            let end = min(start + Self.batch, new.files.count)
            progress("lowering \(end - start) files of both sides")
            let part = start..<end
            let (before, after) = (try read(old, part), try read(new, part))
            var pairs: [ProgramPair] = []
            var names: [MentionedNames] = []
            for reading in after {
                guard let other = before.first(where: { $0.place == reading.place }) else { continue }
                let programs = (other.response.program, reading.response.program)
                guard let first = programs.0, let second = programs.1 else {
                    outcome.unknown += [(old, other), (new, reading)].compactMap(unread)
                    continue
                }
                pairs.append(
                    ProgramPair(
                        from: .revision(old.label), to: .revision(new.label), flavor: reading.place.flavor,
                        old: first,
                        new: second,
                        files: try files(old, new, new.files[reading.place.file], reading.response)))
                names.append(
                    MentionedNames(
                        old: .init(
                            state: old.text.state,
                            files: other.response.includedFiles + [old.files[reading.place.file]]),
                        new: .init(
                            state: new.text.state,
                            files: reading.response.includedFiles + [new.files[reading.place.file]])))
            }
            progress("comparing functions")
            let answers = run.verdicts(on: pairs).map { answer in
                answer.settled(on: pairs[answer.pair], isMentioned: names[answer.pair].mentions)
            }
            outcome.add(FunctionOutcome(answers, on: pairs))
            outcome.addVariables(of: pairs, run)
        }
        outcome.settle(outcome.elsewhere) { _ in false }
        return outcome
    }

    // MARK: Reading

    private struct Place: Hashable {
        /// The file's place among those compared.
        var file: Int
        var flavor: String
    }

    private struct Reading {
        var place: Place
        var response: ExtractionResponse
    }

    private func read(_ side: Side, _ part: Range<Int>) throws -> [Reading] {
        let reader = try UnitReader(
            tree: side.text.tree, flavors: side.plan.flavors, touchedFiles: [], pool: pool)
        let places = try part.flatMap { index in
            try side.plan.units(of: [side.files[index]]).map { unit in
                (place: Place(file: index, flavor: side.plan.flavors[unit.flavor].name), unit: unit)
            }
        }
        let state = side.text.state
        let responses = try reader.read(
            places.map { place in
                var unit = place.unit
                unit.lowering = ProgramReading(
                    file: unit.file, functions: ["*"], opaqueFunctions: [], records: [])
                return (unit, state)
            })
        return zip(places, responses).compactMap { place, response in
            response.map { Reading(place: place.place, response: $0) }
        }
    }

    private func unread(_ side: Side, _ reading: Reading) -> Unknown? {
        guard reading.response.program == nil else { return nil }
        let file = side.files[reading.place.file]
        return Unknown(
            .bodies(file: file), of: .revision(side.label),
            reason: reading.response.failure.map { Phrase(verbatim: $0) } ?? "it was not lowered",
            site: SourceSite(file: file, line: 0))
    }

    /// The files whose functions are asked for: the unit's own, and of plain text the headers besides that it reads and
    /// whose text differs. Between two kernels those would be too many.
    private func files(
        _ old: Side, _ new: Side, _ file: String, _ response: ExtractionResponse
    ) throws -> Set<String> {
        guard old.text.isPlain, new.text.isPlain else { return [file] }
        let headers = try response.includedFiles.filter { file in
            guard !file.hasPrefix("/"), !new.files.contains(file) else { return false }
            return try old.text.tree.contents(of: file) != new.text.tree.contents(of: file)
        }
        return Set(headers + [file])
    }
}
