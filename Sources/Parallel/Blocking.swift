import Foundation

/// Runs what blocks its thread on a thread of its own: those of Swift's tasks are no more than there are cores, and all
/// of them might come to wait for one that has none.
package func blocking<Value: Sendable, Failure: Error>(
    _ body: @escaping @Sendable () throws(Failure) -> Value
) async throws(Failure) -> Value {
    let result: Result<Value, Failure> = await withCheckedContinuation { continuation in
        let thread = Thread { continuation.resume(returning: Result(catching: body)) }
        // Deep trees are walked by recursion.
        thread.stackSize = 8 << 20
        thread.start()
    }
    return try result.get()
}
