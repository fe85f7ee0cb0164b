import Drift
import Phrases
import ReferenceModels

/// What came of running functions.
package struct BehaviorOutcome {
    /// The drifts, without fingerprints.
    package var findings: [Finding] = []
    /// Drifts between two revisions that come with the base alone.
    package var moved: [SuppressedFinding] = []
    /// What could not be run.
    package var unknown: [Unknown] = []
    /// The functions that perform operations, over all states.
    package var functions: Set<String> = []
    /// What stood for functions that they call.
    var shims: Set<String> = []
    /// What the reader of the coverage should know.
    package var notes: [Phrase] = []

    /// Nothing.
    package init() {}

    /// Takes over what came of another model.
    mutating func add(_ other: BehaviorOutcome) {
        findings += other.findings
        moved += other.moved
        unknown += other.unknown
        functions.formUnion(other.functions)
        shims.formUnion(other.shims)
        notes += other.notes
    }

    /// Takes over what of a program is run, and by what means.
    mutating func add(_ program: LinkedProgram, of model: any BehaviorModel) {
        functions.formUnion(model.functions(of: program.program))
        shims.formUnion(model.shims(of: program.program))
    }

    /// Says what was not run as C, so that the reader knows what the verdicts take for granted.
    mutating func tellShims(of model: any BehaviorModel) {
        guard !shims.isEmpty else { return }
        notes.append(
            "behaviour of \(model.name): in Swift, not C: \(shims.sorted().joined(separator: ", "))")
    }

    /// Takes over what searches could not follow, and says how far they went.
    mutating func add(_ results: [BehaviorResult], of model: any BehaviorModel) {
        let entries = results.reduce(into: Set<BehaviorResult.Unknown>()) { $0.formUnion($1.unknown) }
        unknown += entries.sorted().map {
            Unknown(
                $0.function.isEmpty ? .name(model.name) : .function($0.function), of: Label($0.side),
                reason: Phrase(verbatim: $0.reason))
        }
        notes.append(
            "behaviour of \(model.name): \(model.bounds); "
                + "\(results.reduce(0) { $0 + $1.pairCount }) pairs of states"
                + (results.contains(where: \.isCutOff) ? ", cut off at the bound on states" : ""))
    }
}

extension Label {
    /// The side of a search.
    fileprivate init(_ side: BehaviorResult.Side) {
        switch side {
        case .revision(let name): self = .revision(name)
        case .design(let name): self = .reference(name)
        case .both(let first, let second): self = .both(first, second)
        }
    }
}
