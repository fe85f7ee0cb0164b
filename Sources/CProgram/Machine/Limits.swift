/// How far a run may go, and what may go wrong in it.
public struct Limits: Hashable, Codable, Sendable {
    /// Instructions of the machine, about one for each operator.
    public var steps: Int
    /// Calls within calls.
    public var depth: Int
    /// Objects that exist at a time, freed ones included.
    public var objects: Int
    /// Runs that ``Machine/runs(_:_:in:)`` makes of one call, one for each way the choices can fall.
    public var runs: Int
    /// Whether `kmalloc` and its like may also fail: a choice.
    public var allocationMayFail: Bool
    /// Whether `mutex_lock_interruptible` and its like may also be interrupted: a choice.
    public var waitingMayBeInterrupted: Bool

    /// Makes limits.
    public init(
        steps: Int = 200_000, depth: Int = 100, objects: Int = 10_000, runs: Int = 4_096,
        allocationMayFail: Bool = false, waitingMayBeInterrupted: Bool = false
    ) {
        self.steps = steps
        self.depth = depth
        self.objects = objects
        self.runs = runs
        self.allocationMayFail = allocationMayFail
        self.waitingMayBeInterrupted = waitingMayBeInterrupted
    }
}
