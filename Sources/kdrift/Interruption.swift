import Foundation
import Synchronization
import Workers

/// Ctrl-C: what was read is kept, and said to be, before the run ends as of the signal.
enum Interruption {
    /// What the handler writes to: a handler may do little else.
    private static let line = Mutex<(read: Int32, write: Int32)?>(nil)
    nonisolated(unsafe) private static var bell: Int32 = -1
    private static let isOn = Atomic<Bool>(false)

    /// Watches over a run that reads with these workers.
    static func watch(_ pool: ExtractionPool) {
        let isFirst = line.withLock { known -> Bool in
            guard known == nil else { return false }
            var ends: [Int32] = [-1, -1]
            guard Foundation.pipe(&ends) == 0 else { return false }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            known = (ends[0], ends[1])
            return true
        }
        guard isFirst, let ends = line.withLock({ $0 }) else { return }
        // Written once, before there is a handler that reads it.
        bell = ends.write
        // A handler, unlike `SIG_IGN`, is not handed on to the programs that are started.
        signal(SIGINT) { _ in
            var byte: UInt8 = 1
            _ = write(Interruption.bell, &byte, 1)
        }
        Thread.detachNewThread {
            var byte: UInt8 = 0
            while read(ends.read, &byte, 1) < 0, errno == EINTR {}
            end(pool)
        }
    }

    /// Waits for the end where the run was interrupted.
    static func waitIfOn() {
        while isOn.load(ordering: .acquiring) { pause() }
    }

    private static func end(_ pool: ExtractionPool) {
        isOn.store(true, ordering: .releasing)
        let state = pool.progress.state
        let isKept = pool.keepWhatWasRead()
        Console.clearProgress()
        let count = "\(state.done) of \(state.total) files"
        Console.say(
            state.done == 0
                ? "kdrift: interrupted before anything was read"
                : isKept
                    ? "kdrift: interrupted; \(count) were read and are kept, the same command goes on from there"
                    : "kdrift: interrupted; \(count) were read, and nothing is kept without a cache")
        signal(SIGINT, SIG_DFL)
        kill(getpid(), SIGINT)
    }
}
