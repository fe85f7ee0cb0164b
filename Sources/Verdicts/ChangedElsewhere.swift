import Drift
import Equivalence

/// Functions whose bodies changed, came or went in units of their own, and the verdicts that rest on calls of them.
///
/// In another unit such a function is a call that nobody runs. That a caller calls it instead of others, or with other arguments, is no
/// difference then: what both do together has not been looked at.
package struct ChangedElsewhere: Sendable {
    /// Two states that are compared, by their words.
    private struct Step: Hashable {
        var from: String
        var to: String
    }

    /// A row.
    private struct Place: Hashable {
        var step: Step
        var file: String
        var symbol: String
    }

    /// The files of the functions that changed, by step and name.
    private var files: [Step: [String: String]] = [:]
    /// The functions without a body in the unit whose calls a case differs in.
    private var deciding: [Place: Set<String>] = [:]

    init() {}

    init(_ answers: [VerdictRun.Answer], on pairs: [ProgramPair]) {
        for pair in pairs {
            let step = Step(from: pair.from.description, to: pair.to.description)
            let (old, new) = (pair.old.functions, pair.new.functions)
            for body in new.values where old[body.name] == nil && !body.signature.isStatic {
                files[step, default: [:]][body.name] = body.site.file
            }
            for body in old.values where new[body.name] == nil && !body.signature.isStatic {
                files[step, default: [:]][body.name] = body.site.file
            }
        }
        for answer in answers {
            let (verdict, pair) = (answer.verdict, pairs[answer.pair])
            let step = Step(from: pair.from.description, to: pair.to.description)
            switch verdict.outcome {
            case .same, .sameButLog: continue
            case .unknown: break
            case .drifted(let found):
                let names = Self.deciding(found, pair)
                guard !names.isEmpty else { break }
                let place = Place(step: step, file: verdict.newSite.file, symbol: verdict.function)
                deciding[place, default: []].formUnion(names)
            }
            guard let body = pair.new.functions[verdict.function], !body.signature.isStatic else { continue }
            files[step, default: [:]][verdict.function] = body.site.file
        }
    }

    mutating func add(_ other: ChangedElsewhere) {
        for (step, names) in other.files { files[step, default: [:]].merge(names) { first, _ in first } }
        deciding.merge(other.deciding) { $0.union($1) }
    }

    /// What the two sides call where they part.
    private static func deciding(_ found: FunctionCase, _ pair: ProgramPair) -> Set<String> {
        guard case .event(let place, let aspect) = found.difference else { return [] }
        if case .memory = aspect { return [] }
        var names: Set<String> = []
        for (trace, program) in [(found.old, pair.old), (found.new, pair.new)] {
            let events = trace.countedEvents
            guard events.indices.contains(place), events[place].kind == .call,
                program.functions[events[place].name] == nil
            else { continue }
            names.insert(events[place].name)
        }
        return names
    }

    /// The function on whose call a row's verdict rests and which changed in another unit, with its file; nil where there is none.
    ///
    /// - Parameter anyStep: whether a function counts that changed in any of the steps, as for a patch whose series adds what it calls.
    func function(decidingOn row: FunctionRow, anyStep: Bool) -> (name: String, file: String)? {
        let step = Step(from: row.from, to: row.to)
        guard let names = deciding[Place(step: step, file: row.file, symbol: row.symbol)] else { return nil }
        for name in names.sorted() {
            let known =
                anyStep
                ? files.values.lazy.compactMap { $0[name] }.min() : files[step]?[name]
            if let known, known != row.file { return (name, known) }
        }
        return nil
    }
}

extension FunctionOutcome {
    /// Makes verdicts unknown that rest on calls of functions which changed in other units.
    ///
    /// - Parameters:
    ///   - elsewhere: what changed, all units together.
    ///   - isOfPatch: whether a row tells what one patch of a series does by itself.
    package mutating func settle(_ elsewhere: ChangedElsewhere, isOfPatch: (FunctionRow) -> Bool) {
        for index in rows.indices where rows[index].verdict == .drifted {
            let row = rows[index]
            guard let callee = elsewhere.function(decidingOn: row, anyStep: isOfPatch(row)) else { continue }
            rows[index].verdict = .unknown
            rows[index].method = nil
            rows[index].reason = "\(callee.name)(), which it calls, changes as well, in \(callee.file)"
            findings.removeAll {
                $0.symbol == row.symbol && $0.from.description == row.from && $0.to.description == row.to
                    && !$0.steps.isEmpty && $0.site?.file == row.file
            }
            unknown += [Self.unknown(rows[index])].compactMap(\.self)
        }
    }
}
