import Foundation
import Synchronization

/// How far a run has come: what it does, how many units are read, and of how many that are known of.
///
/// Neither number ever falls: what is found on the way only adds to what there is to do.
public final class RunProgress: Sendable {
    /// What there is to say at one time.
    public struct State: Hashable, Sendable {
        /// How many units were read.
        public var done = 0
        /// How many units there are, as far as that is known.
        public var total = 0
        /// The file that was handed out last, or the stage: `include/linux/pci.h`, `comparing`.
        public var what = ""
        /// How long it may still take, in seconds; nil where that cannot be told.
        public var secondsLeft: Double?

        /// `[137/412] include/linux/pci.h · about 40 s`
        public var text: String {
            let count = total > 0 ? "[\(done)/\(total)] " : ""
            guard let secondsLeft else { return count + what }
            let time = secondsLeft < 90 ? "\(max(1, Int(secondsLeft))) s" : "\(Int(secondsLeft / 60) + 1) min"
            return "\(count)\(what) · about \(time)"
        }
    }

    private struct Shared {
        var state = State()
        var running = 0
        var start: ContinuousClock.Instant?
        var listener: (@Sendable (State) -> Void)?
    }

    private let shared = Mutex(Shared())

    /// Makes the progress of one run.
    public init() {}

    /// Has somebody told of each change.
    public func tell(_ listener: @escaping @Sendable (State) -> Void) {
        shared.withLock { $0.listener = listener }
    }

    /// What there is to say now.
    public var state: State { shared.withLock { $0.state } }

    /// A stage begins that reads nothing.
    public func enter(_ stage: String) { change { $0.state.what = stage } }

    /// So many units are known of that were not handed out yet.
    package func expect(_ waiting: Int) {
        change { $0.state.total = max($0.state.total, $0.state.done + $0.running + waiting) }
    }

    /// A unit is being read.
    package func begin(reading file: String) {
        change { shared in
            shared.start = shared.start ?? ContinuousClock.now
            shared.running += 1
            shared.state.what = file
            shared.state.total = max(shared.state.total, shared.state.done + shared.running)
        }
    }

    /// A unit was read.
    package func finishReading() {
        change { shared in
            shared.running -= 1
            shared.state.done += 1
            guard let start = shared.start else { return }
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            // The first ones say little of the others: workers are started, preambles are made.
            let isTelling = seconds > 3 && shared.state.done >= 8 && shared.state.total > shared.state.done
            shared.state.secondsLeft =
                isTelling
                ? seconds / Double(shared.state.done) * Double(shared.state.total - shared.state.done) : nil
        }
    }

    private func change(_ change: (inout sending Shared) -> Void) {
        let (state, listener) = shared.withLock { shared in
            change(&shared)
            return (shared.state, shared.listener)
        }
        listener?(state)
    }
}
