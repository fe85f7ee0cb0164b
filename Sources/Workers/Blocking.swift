import Foundation

/// Runs what blocks its thread on a thread of its own: those of Swift's tasks are no more than there are cores.
public func blocking<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result
{
    try await withCheckedThrowingContinuation { continuation in
        let thread = Thread { continuation.resume(with: Swift.Result(catching: body)) }
        // Deep trees are walked by recursion.
        thread.stackSize = 8 << 20
        thread.start()
    }
}
