import Foundation

/// Values that threads share and wait for: a lock, what it guards, and a call to all who wait once it may have changed.
///
/// Where nobody waits, a `Mutex` does.
package final class Monitor<State: Sendable>: @unchecked Sendable {
    // Unchecked: `state` is touched while `condition` is held, and only then.
    private let condition = NSCondition()
    private var state: State

    /// Begins with a state.
    package init(_ state: State) { self.state = state }

    /// Looks at the state, or changes it; those who wait look again afterwards.
    package func withLock<Result: Sendable>(_ body: (inout State) throws -> Result) rethrows -> Result {
        condition.lock()
        defer {
            condition.broadcast()
            condition.unlock()
        }
        return try body(&state)
    }

    /// Waits until there is a result. The state is looked at now, and again whenever it may have changed.
    package func wait<Result: Sendable>(_ body: (inout State) throws -> Result?) rethrows -> Result {
        condition.lock()
        defer { condition.unlock() }
        while true {
            if let result = try body(&state) {
                condition.broadcast()
                return result
            }
            condition.wait()
        }
    }
}
