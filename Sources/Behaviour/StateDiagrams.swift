import Drift
import ReferenceModels

/// The state machines of the designs that a report's revisions were held against.
package enum StateDiagrams {
    /// The most states a picture holds.
    private static let limit = 12

    /// One diagram for each run of revisions whose machines are the same.
    package static func diagrams(for references: [DriftReport.ReferenceMatch]) -> [StateDiagram] {
        let model = DMAOwnership.structure.name
        var result: [StateDiagram] = []
        for match in references where match.model == model {
            guard
                let design = DMAOwnership.design(named: match.matches)
                    ?? DMAOwnership.design(named: match.revision)
            else { continue }
            var diagram = diagram(of: design, model: model)
            if let last = result.last, last.states == diagram.states,
                last.transitions == diagram.transitions
            {
                result[result.count - 1].revisions.append(match.revision)
            } else {
                diagram.revisions = [match.revision]
                result.append(diagram)
            }
        }
        return result
    }

    /// What the kernel (by `d0`) and two users can do with a group. The second user is only seen to fail where
    /// the first one holds the group: the machine is the same with the names exchanged. No more than two owners
    /// are counted.
    private static func diagram(of design: any DMAOwnership.OwnershipDesign, model: String) -> StateDiagram {
        let operations: [DMAOwnership.Operation] = [
            .kernelUse(.d0), .kernelUnuse(.d0), .claim(.f1), .claim(.f2), .release,
        ]
        let start = DMAOwnership.ObservedDesign(design).initial
        var claimed = start
        _ = design.perform(.claim(.f1), on: &claimed)
        let countsOwners = claimed.ownerCount != 0
        // States that read alike are one: a token that nobody looks at any more makes no other state.
        var groups = [start]
        var states = [describe(start, countsOwners: countsOwners)]
        var transitions: [StateDiagram.Transition] = []
        var index = 0
        while index < states.count {
            for operation in operations
            where design.offers(operation) && operation.isPossible(in: groups[index])
                && isInPlace(operation, states[index])
            {
                var next = groups[index]
                let outcome = design.perform(operation, on: &next)
                if next.token == .f2 || next.ownerCount > 2 { continue }
                let state = describe(next, countsOwners: countsOwners)
                if !states.contains(state) {
                    guard states.count < limit else { continue }
                    states.append(state)
                    groups.append(next)
                }
                guard let target = states.firstIndex(of: state) else { continue }
                transitions.append(
                    .init(
                        from: index, to: target, operation: operation.description,
                        outcome: outcome.description, ending: ending(outcome)))
            }
            index += 1
        }
        return StateDiagram(
            model: model, revisions: [], states: states, transitions: transitions)
    }

    private static func ending(_ outcome: DMAOwnership.Outcome) -> StateDiagram.Ending {
        if outcome.warned || outcome.value == .bug { return .warned }
        return outcome.isFailure ? .refused : .done
    }

    /// Whether the caller has something to give back: the machine is that of callers who keep the rules.
    private static func isInPlace(_ operation: DMAOwnership.Operation, _ state: StateDiagram.State) -> Bool {
        switch operation {
        case .kernelUnuse: state.name == "kernel"
        case .release: state.name.hasPrefix("user")
        default: true
        }
    }

    private static func describe(
        _ group: DMAOwnership.GroupState, countsOwners: Bool
    ) -> StateDiagram.State {
        let isFree = countsOwners ? group.ownerCount == 0 : group.token == nil
        let name =
            if group.hasCrashed {
                "BUG"
            } else if isFree {
                "free"
            } else if let token = group.token {
                "user \(token)"
            } else {
                "kernel"
            }
        var details = countsOwners ? ["n=\(group.ownerCount)"] : []
        details.append("D=" + (group.domain?.description ?? "NULL"))
        return StateDiagram.State(name: name, details: group.hasCrashed ? [] : details)
    }
}
