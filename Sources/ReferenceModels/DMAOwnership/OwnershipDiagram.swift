/// The state machine of a design, cut down to what a picture can hold.
extension DMAOwnership.OwnershipModel {
    /// The most states a picture holds.
    private static let pictureLimit = 12

    /// The state machine of a design of that name.
    public func diagram(of design: String) -> StateDiagram? {
        DMAOwnership.design(named: design).map { machine(of: $0) }
    }

    /// What the kernel (by `d0`) and two users can do with a group. The second user is only seen to fail where
    /// the first one holds the group: the machine is the same with the names exchanged. No more than two owners
    /// are counted.
    private func machine(of design: any DMAOwnership.OwnershipDesign) -> StateDiagram {
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
                    guard states.count < Self.pictureLimit else { continue }
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
            model: name, subject: "Who may hold the group",
            legend: "n counts the owners, D is the domain. "
                + "The machine of a second user is the same with the names exchanged.",
            states: states, transitions: transitions)
    }

    private func ending(_ outcome: DMAOwnership.Outcome) -> StateDiagram.Ending {
        if outcome.warned || outcome.value == .bug { return .warned }
        return outcome.isFailure ? .refused : .done
    }

    /// Whether the caller has something to give back: the machine is that of callers who keep the rules.
    private func isInPlace(_ operation: DMAOwnership.Operation, _ state: StateDiagram.State) -> Bool {
        switch operation {
        case .kernelUnuse: state.name == "kernel"
        case .release: state.name.hasPrefix("user")
        default: true
        }
    }

    private func describe(
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
