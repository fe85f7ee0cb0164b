import Foundation
import Testing

@testable import Parallel

@Suite struct MonitorTests {
    @Test func whoWaitsSeesWhatAnotherThreadDoes() async {
        let monitor = Monitor(0)
        async let seen = blocking { monitor.wait { $0 >= 3 ? $0 : nil } }
        for _ in 0..<3 { await blocking { monitor.withLock { $0 += 1 } } }
        #expect(await seen == 3)
    }

    @Test func whoWaitsMayChangeItForTheNext() async {
        let monitor = Monitor(0)
        // Each waits for its number and counts on.
        async let third = blocking { monitor.wait { state -> Int? in state == 2 ? 2 : nil } }
        async let second = blocking {
            monitor.wait { state -> Int? in
                guard state == 1 else { return nil }
                state = 2
                return 1
            }
        }
        monitor.withLock { $0 = 1 }
        #expect(await (second, third) == (1, 2))
    }

    @Test func errorsGoThrough() async {
        struct Failure: Error {}
        await #expect(throws: Failure.self) { try await blocking { throw Failure() } }
        #expect(throws: Failure.self) { try Monitor(0).wait { _ -> Int? in throw Failure() } }
    }
}

@Suite struct PipeDrainTests {
    /// More than a pipe holds: without the drain the writer would stand still.
    @Test func aFullPipeStopsNobody() throws {
        let process = Process()
        let (output, errors) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "head -c 300000 /dev/zero >&2; echo done"]
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let drain = PipeDrain(errors.fileHandleForReading, keeping: 1000)
        #expect(PipeDrain(output.fileHandleForReading).bytes == Array("done\n".utf8))
        process.waitUntilExit()
        #expect(drain.bytes.count == 1000)
    }
}
