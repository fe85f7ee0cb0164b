import CProgram
import ModelChecking

extension DMAOwnership {
    /// Where one of two revisions leaves the token of a user in a group that nobody owns, and the other does not:
    /// the shortest such run of each, if the other one differs after it.
    static func residues(_ old: LinkedProgram, _ new: LinkedProgram) -> BehaviorResult {
        let start = LockstepStart.all[0]
        do {
            let left = try start.system(old)
            let right = try start.system(new)
            var drifts: [BehaviorDrift] = []
            for operations in [shortestResidue(right), shortestResidue(left)].compactMap({ $0 }) {
                guard
                    operations.allSatisfy({
                        left.system.binding.offers($0) && right.system.binding.offers($0)
                    }),
                    let last = operations.last
                else { continue }
                let isLeft = (left.system.residue(after: operations), right.system.residue(after: operations))
                guard isLeft.0 != isLeft.1 else { continue }
                drifts.append(
                    BehaviorDrift(
                        kind: .residue, operation: last.name,
                        oldFunction: left.system.binding.function(for: last) ?? "",
                        newFunction: right.system.binding.function(for: last) ?? "",
                        key: "residue \(isLeft.1 ? "left" : "cleared")",
                        old: left.system.run(operations, setting: start.name).trace,
                        new: right.system.run(operations, setting: start.name).trace, setting: start.name,
                        isUnusual: operations.contains(where: \.isUnusual), clearsResidue: !isLeft.1))
            }
            return BehaviorResult(drifts: drifts)
        } catch {
            return failure(error, .both(old.label, new.label))
        }
    }

    /// Up to three calls after which the group counts no owner and still names one; a shortest such run.
    private static func shortestResidue(
        _ system: InternedSystem<CSystem>
    ) -> [Operation]? {
        var level: [(state: InternedSystem<CSystem>.State, operations: [Operation])] = [(system.initial, [])]
        var seen: Set = [system.initial]
        for _ in 1...3 {
            var next: [(state: InternedSystem<CSystem>.State, operations: [Operation])] = []
            for (state, operations) in level {
                for operation in system.operations(in: state).sorted() {
                    guard case .reached(let after, _)? = system.perform(operation, in: state).first?.ending,
                        seen.insert(after).inserted
                    else { continue }
                    let run = operations + [operation]
                    if system.system.hasResidue(in: system.state(after)) { return run }
                    next.append((after, run))
                }
            }
            level = next
        }
        return nil
    }
}

extension DMAOwnership.CSystem {
    /// Whether the group names an owner although its count is 0.
    fileprivate func hasResidue(in state: MachineState) -> Bool {
        count("owner_cnt", in: state) == 0
            && Self.tokenMembers.contains { world.token(world.member($0, in: state)) != nil }
    }

    /// Whether it does after a run.
    fileprivate func residue(after operations: [DMAOwnership.Operation]) -> Bool {
        var state = initial
        for operation in operations {
            guard case .reached(let next, _)? = perform(operation, in: state).first?.ending else {
                return false
            }
            state = next
        }
        return hasResidue(in: state)
    }
}

extension DMAOwnership.Operation {
    /// Whether no ordinary caller does it: NULL for a token where users are meant, a token where none is looked
    /// at, the owner NONE.
    var isUnusual: Bool {
        switch self {
        case .claim(nil), .claimDevice(_, nil), .kernelUseAs, .setNone, .releaseNone: true
        case .setPrivate(_, let token): token != nil
        default: false
        }
    }
}
