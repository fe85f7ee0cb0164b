/// A system that says itself what comes of each operation: no environment chooses, and everything can be followed.
public protocol Specification: ObservedSystem {
    // Named again so that ``perform(_:on:)`` says which types they are.
    /// Everything that decides how the system goes on.
    associatedtype State
    /// What is done to it.
    associatedtype Operation
    /// What a watcher sees of an operation.
    associatedtype Observation

    /// Does what the operation does and says what a watcher sees of it.
    ///
    /// - Precondition: ``ObservedSystem/operations(in:)`` lists the operation.
    func perform(_ operation: Operation, on state: inout State) -> Observation
}

extension Specification {
    /// The one way there is.
    public func perform(_ operation: Operation, in state: State) -> [Performance<State, Observation>] {
        var next = state
        let observation = perform(operation, on: &next)
        return [Performance(.reached(next, observation))]
    }
}
