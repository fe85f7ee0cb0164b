import CProgram
import Drift
import ReferenceModels

/// Finds the patch that a drift of behaviour comes from, by running its calls after each patch.
///
/// The call that matters is the first that leaves the two sides in different places, even if no caller sees it; else
/// the last one. The cause is the patch from which on it ends as it does in the end. Where the calls could not be
/// made before that patch (it gave the interface one of the functions), or always ended so, the cause is
/// the last patch that changed the function that made the result, or, where that one is as it was in the old
/// revision, the innermost function that was run and is not. Where no patch of the new revision has touched what was
/// run, the drift is the old revision's doing.
final class BehaviorAttribution {
    let model: any BehaviorModel
    let patches: [[PatchReference]]
    let read: (Int) throws -> [LinkedProgram?]

    private var known: [Int: [LinkedProgram?]] = [:]

    /// - Parameters:
    ///   - model: runs the calls.
    ///   - patches: for each revision its patches.
    ///   - read: gives the C of a revision, by its index: that of its base, then that after each of its patches; nil
    ///     for what could not be read.
    init(
        model: any BehaviorModel, patches: [[PatchReference]],
        read: @escaping (Int) throws -> [LinkedProgram?]
    ) {
        self.model = model
        self.patches = patches
        self.read = read
    }

    /// The patch that a drift comes from, if one can be told.
    ///
    /// - Parameters:
    ///   - drift: the drift.
    ///   - old: the old side's C.
    ///   - revision: the index of the new side among the revisions.
    func cause(of drift: BehaviorDrift, old: LinkedProgram, revision: Int) throws -> PatchReference? {
        let new = try programs(of: revision)
        let wanted = wanted(
            drift.calls, drift.setting, outcomeDecides: drift.kind.isOutcome, old: old, new: new.last ?? nil)
        if let patch = cause(wanted, in: new, against: old) { return reference(patch, revision) }
        guard revision > 0, let last = new.last ?? nil else { return nil }
        return cause(wanted, in: try programs(of: revision - 1), against: last).map {
            reference($0, revision - 1)
        }
    }

    /// The patch of a revision that makes a property break, if one can be told.
    func cause(of breach: PropertyBreach, old: LinkedProgram, revision: Int) throws -> PatchReference? {
        let new = try programs(of: revision)
        let wanted = wanted(
            breach.calls, breach.setting, outcomeDecides: false, old: old, new: new.last ?? nil)
        return cause(wanted, in: new, against: old).map {
            reference($0, revision)
        }
    }

    /// The calls up to the one that matters.
    private func wanted(
        _ calls: [String], _ setting: String, outcomeDecides: Bool, old: LinkedProgram, new: LinkedProgram?
    ) -> Wanted {
        let whole = Wanted(calls: calls, setting: setting, outcomeDecides: outcomeDecides)
        guard let before = model.run(calls, in: setting, of: old),
            let after = new.flatMap({ model.run(calls, in: setting, of: $0) }),
            let parting = zip(before.places, after.places).enumerated().first(where: { $1.0 != $1.1 })?
                .offset,
            parting < calls.count - 1
        else { return whole }
        return Wanted(calls: Array(calls.prefix(parting + 1)), setting: setting, outcomeDecides: false)
    }

    /// What is run after each patch.
    private struct Wanted {
        var calls: [String]
        var setting: String
        /// Whether what the last call returns tells the sides apart; else where it leaves the subject does too.
        var outcomeDecides: Bool

        /// What is compared of a run's last call; nil where the run did not get so far.
        func ending(_ run: BehaviorRun?) -> String? {
            guard let run, run.trace.steps.count == calls.count, let last = run.trace.steps.last else {
                return nil
            }
            return outcomeDecides ? last.outcome : last.outcome + " " + (run.places.last ?? "")
        }
    }

    /// The C of the base and after each patch; nil where it could not be read. Patches that leave it alone share
    /// one program.
    private func programs(of revision: Int) throws -> [LinkedProgram?] {
        if let programs = known[revision] { return programs }
        var programs: [LinkedProgram?] = []
        for program in try read(revision) {
            let last = programs.last ?? nil
            let isUnchanged = last != nil && last?.program == program?.program
            programs.append(isUnchanged ? last : program)
        }
        known[revision] = programs
        return programs
    }

    private func reference(_ patch: Int, _ revision: Int) -> PatchReference {
        patches[revision][patch]
    }

    /// The index of the patch; `programs` begins with the base.
    private func cause(_ wanted: Wanted, in programs: [LinkedProgram?], against other: LinkedProgram) -> Int?
    {
        let runs = programs.map { program in
            program.flatMap { model.run(wanted.calls, in: wanted.setting, of: $0) }
        }
        guard let final = runs.last ?? nil, let program = programs.last ?? nil,
            let ending = wanted.ending(final)
        else { return nil }
        var first = runs.count - 1
        while first > 0, wanted.ending(runs[first - 1]) == ending { first -= 1 }
        if first > 0, runs[first - 1] != nil { return first - 1 }
        let changed = final.functions.filter { Self.differ(program, other, $0) }
        var causes = changed.filter { name in
            let called = program.program.functions[name]?.namedFunctions ?? []
            return !changed.contains { $0 != name && called.contains($0) }
        }
        if let deciding = final.decidingFunction, changed.contains(deciding) { causes = [deciding] }
        let last = programs.indices.dropFirst().last { index in
            guard let before = programs[index - 1], let after = programs[index] else { return false }
            return causes.contains { Self.differ(before, after, $0) }
        }
        // Where nothing that was run has changed, the revision is as the base is.
        return last.map { $0 - 1 } ?? (first > 0 ? first - 1 : nil)
    }

    /// Whether a function differs, not counting that the records it uses are laid out anew.
    private static func differ(_ left: LinkedProgram, _ right: LinkedProgram, _ function: String) -> Bool {
        guard left !== right else { return false }
        let isLaidOutAnew = left.program.records.contains { name, shape in
            right.program.records[name].map { $0 != shape } ?? false
        }
        return left.words(of: function, places: !isLaidOutAnew)
            != right.words(of: function, places: !isLaidOutAnew)
    }
}

extension BehaviorDrift.Kind {
    /// Whether the last call returns something else or warns, and does not only leave something else.
    fileprivate var isOutcome: Bool {
        switch self {
        case .result, .warning, .precondition: true
        case .lock, .refcount, .state, .effect, .residue: false
        }
    }
}
