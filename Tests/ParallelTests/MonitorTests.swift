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
