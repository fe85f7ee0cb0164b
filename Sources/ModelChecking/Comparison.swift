/// Runs two systems in lockstep over the same operations and finds the shortest ways to tell them apart.
///
/// The pairs of states are visited breadth-first. Where an operation is seen to end differently, that is a
/// difference; the pair has parted and is not followed further, except for ``stepsAfterDifference`` steps
/// that show what comes of it. Differences with the same signature are one: the first found, which is the shortest.
public struct Comparison<Left: ObservedSystem, Right: ObservedSystem, Signature: Hashable & Sendable>:
    Sendable
where Left.Operation == Right.Operation, Left.Observation == Right.Observation {
    /// What is done.
    public typealias Operation = Left.Operation
    /// What is seen.
    public typealias Observation = Left.Observation

    /// The system on the left.
    public var left: Left
    /// The system on the right.
    public var right: Right
    /// How far to go.
    public var bounds: Bounds
    /// How many steps to follow a pair that has parted; what is found there is a consequence.
    public var stepsAfterDifference: Int
    /// What two differences have in common when they are one: the operation and both observations, or less.
    public var signature: @Sendable (Operation, Observation, Observation) -> Signature
    /// Which consequences are told: given the step before and the step. By default all that look different.
    public var isTold: @Sendable (_ before: Step, _ step: Step) -> Bool = { !$1.isEqual }
    /// Why it is not certain that two sides that look the same are: what stopped both of them may be something
    /// that could not be followed. `nil`, as by default: it is certain.
    public var doubt: @Sendable (Observation) -> String? = { _ in nil }
    /// Which operations are tried in a pair of states. By default all that both sides offer; what only repeats
    /// another one under another name may be left out.
    public var tried: @Sendable (Left.State, Right.State) -> (@Sendable (Operation) -> Bool) = { _, _ in
        { _ in true }
    }
    /// One pair of states for all that differ only in names.
    public var representative: @Sendable (Left.State, Right.State) -> (Left.State, Right.State)

    /// Makes a comparison.
    public init(
        _ left: Left, _ right: Right, bounds: Bounds, stepsAfterDifference: Int = 0,
        representative: @escaping @Sendable (Left.State, Right.State) -> (Left.State, Right.State) = {
            ($0, $1)
        },
        signature: @escaping @Sendable (Operation, Observation, Observation) -> Signature
    ) {
        self.left = left
        self.right = right
        self.bounds = bounds
        self.stepsAfterDifference = stepsAfterDifference
        self.representative = representative
        self.signature = signature
    }

    /// One operation on both sides.
    public struct Step: Sendable {
        /// What was done.
        public var operation: Operation
        /// What the environment chose; "" for nothing.
        public var choice: String
        /// What was seen on the left.
        public var leftObservation: Observation
        /// What was seen on the right.
        public var rightObservation: Observation
        /// The left state after it.
        public var leftState: Left.State
        /// The right state after it.
        public var rightState: Right.State

        /// Whether both sides looked the same.
        public var isEqual: Bool { leftObservation == rightObservation }
    }

    /// A way to tell the systems apart.
    public struct Difference: Sendable {
        /// What it has in common with longer ways.
        public var signature: Signature
        /// The run; its last step ends differently.
        public var steps: [Step]

        /// The operations of the run.
        public var trace: [Operation] { steps.map(\.operation) }
        /// Whether the sides had parted before the last step.
        public var isConsequence: Bool { steps.dropLast().contains { !$0.isEqual } }
    }

    /// An operation that could not be followed.
    public struct Unknown: Hashable, Sendable {
        /// What was done.
        public var operation: Operation
        /// Why it could not be followed.
        public var reason: String
        /// Whether it was the left system.
        public var isLeft: Bool
        /// A shortest run to it, itself included.
        public var trace: [Operation]
        /// How often it happened.
        public var count: Int
    }

    /// What a lockstep search found.
    public struct Result: Sendable {
        /// The differences, one a signature, in the order in which they were found: the shortest first.
        public var differences: [Difference]
        /// What is seen after a difference, one for each signature and the signature where the sides parted.
        public var consequences: [Difference]
        /// What could not be followed, one a reason, operation and side.
        public var unknown: [Unknown]
        /// How many pairs of states were visited.
        public var pairCount: Int
        /// How many operations were performed on both sides.
        public var stepCount: Int
        /// The bound that ended the search early, if one did.
        public var reachedBound: ReachedBound?

        /// Whether nothing was found although everything was looked at.
        public var isSame: Bool { differences.isEmpty && unknown.isEmpty && reachedBound == nil }
    }
}

/// The plainest signature: what was done and what was seen on both sides.
public struct DifferenceSignature<Operation: Hashable & Sendable, Observation: Hashable & Sendable>: Hashable,
    Sendable
{
    /// What was done.
    public var operation: Operation
    /// What was seen on the left.
    public var left: Observation
    /// What was seen on the right.
    public var right: Observation

    /// Makes a signature.
    public init(_ operation: Operation, _ left: Observation, _ right: Observation) {
        self.operation = operation
        self.left = left
        self.right = right
    }
}

extension Comparison where Signature == DifferenceSignature<Left.Operation, Left.Observation> {
    /// Makes a comparison that tells differences apart by operation and both observations.
    public init(_ left: Left, _ right: Right, bounds: Bounds, stepsAfterDifference: Int = 0) {
        self.init(left, right, bounds: bounds, stepsAfterDifference: stepsAfterDifference) {
            DifferenceSignature($0, $1, $2)
        }
    }
}
