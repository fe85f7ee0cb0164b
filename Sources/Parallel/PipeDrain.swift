import Foundation

/// Reads what a process writes to a pipe while the process runs, on a thread of its own: a process whose pipe is full
/// stands still.
package final class PipeDrain: Sendable {
    private struct State: Sendable {
        var bytes: [UInt8] = []
        var isAtEnd = false
    }

    private let state = Monitor(State())

    /// Begins to read.
    ///
    /// - Parameters:
    ///   - pipe: what is read, to its end.
    ///   - limit: how many bytes are kept: the first ones.
    package init(_ pipe: FileHandle, keeping limit: Int = .max) {
        let thread = Thread { [state] in
            while let part = try? pipe.read(upToCount: 1 << 16), !part.isEmpty {
                state.withLock { $0.bytes += part.prefix(max(0, limit - $0.bytes.count)) }
            }
            state.withLock { $0.isAtEnd = true }
        }
        thread.start()
    }

    /// What was written; waits until nobody can write any more.
    package var bytes: [UInt8] { state.wait { $0.isAtEnd ? $0.bytes : nil } }
}
