import ModelChecking

extension ReferenceModel {
    /// How many calls a run of ``drifts(from:to:)`` has at most, unless a model says otherwise.
    static var driftDepth: Int { 8 }

    /// The shortest calls that end differently, one for each call and what is seen of it on both sides, over all
    /// settings; shorter ones first.
    public func drifts(from old: String, to new: String) -> [ModelDrift] {
        typealias Lockstep = Comparison<
            Design, Design, DifferenceSignature<Design.Operation, Design.Observation>
        >
        var found: [(setting: String, left: Design, right: Design, difference: Lockstep.Difference)] = []
        for setting in settings {
            guard let left = design(old, from: setting), let right = design(new, from: setting) else {
                continue
            }
            let comparison = Lockstep(
                left, right, bounds: Bounds(depth: Self.driftDepth, states: bounds.states))
            found += comparison.run().differences.map { (setting, left, right, $0) }
        }
        let shortestFirst = found.enumerated().sorted {
            ($0.element.difference.steps.count, $0.offset) < ($1.element.difference.steps.count, $1.offset)
        }
        var known: Set<DifferenceSignature<Design.Operation, Design.Observation>> = []
        return shortestFirst.map(\.element).filter { known.insert($0.difference.signature).inserted }
            .map { setting, left, right, difference in
                ModelDrift(
                    operation: difference.signature.operation.description,
                    old: trace(
                        setting, left.initial,
                        difference.steps.map { ($0.operation, $0.leftObservation, $0.leftState) }),
                    new: trace(
                        setting, right.initial,
                        difference.steps.map { ($0.operation, $0.rightObservation, $0.rightState) }),
                    isConsequence: false)
            }
    }

    /// A run of a design, as reports show it.
    func trace(
        _ setting: String, _ initial: Design.State,
        _ steps: [(operation: Design.Operation, seen: Design.Observation, state: Design.State)]
    ) -> ModelTrace {
        ModelTrace(
            setting: setting, initial: account(ofDesign: initial),
            steps: steps.map { step in
                ModelTrace.Step(
                    action: step.operation.description, outcome: outcome(seen: step.seen),
                    seen: String(describing: step.seen), state: account(ofDesign: step.state))
            })
    }
}
