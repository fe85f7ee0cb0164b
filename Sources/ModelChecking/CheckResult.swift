/// What a search found about one property.
public enum PropertyVerdict<State, Action> {
    /// It holds in all states that can be reached.
    case holds
    /// It holds as far as the search went; beyond the bound it is unknown.
    case holdsUpTo(ReachedBound)
    /// It does not hold, and this run shows it: no shorter one does.
    case violated(Path<State, Action>)

    /// The run that shows the violation.
    public var counterexample: Path<State, Action>? {
        if case .violated(let path) = self { path } else { nil }
    }
}

extension PropertyVerdict: Sendable where State: Sendable, Action: Sendable {}
extension PropertyVerdict: Equatable where State: Equatable, Action: Equatable {}

/// What a search found.
public struct CheckResult<State, Action> {
    /// The verdicts by the properties' names.
    public var verdicts: [String: PropertyVerdict<State, Action>]
    /// How many states were visited; symmetric ones count once.
    public var stateCount: Int
    /// The number of steps to the farthest state that was visited.
    public var depth: Int
    /// The bound that ended the search early, if one did.
    public var reachedBound: ReachedBound?

    /// The verdict on a property; `nil` where it was not asked about.
    public subscript(property: String) -> PropertyVerdict<State, Action>? { verdicts[property] }
}

extension CheckResult: Sendable where State: Sendable, Action: Sendable {}
