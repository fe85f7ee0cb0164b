import ModelChecking
import Testing

/// A lock that counts: how often it may be taken, whether it asks the environment for memory, and where it gives up.
private struct CountingLock: ObservedSystem {
    var limit: Int
    var asksForMemory = false
    var isOpaqueAt: Int?
    var canReset = true

    var initial: Int { 0 }

    func operations(in state: Int) -> [String] { canReset ? ["take", "give", "reset"] : ["take", "give"] }

    func perform(_ operation: String, in state: Int) -> [Performance<Int, String>] {
        switch operation {
        case "take":
            if state == isOpaqueAt { return [.init(.unknown("inline assembly"))] }
            guard state < limit else { return [.init(.reached(state, "busy"))] }
            let usual = Performance<Int, String>(.reached(state + 1, "ok"))
            return asksForMemory
                ? [usual, .init(choice: "no memory", .reached(state, "no memory"))] : [usual]
        case "give": return [.init(.reached(max(0, state - 1), state == 0 ? "warning" : "ok"))]
        default: return [.init(.reached(0, "\(state)"))]
        }
    }
}

@Suite struct ComparisonTests {
    @Test func equalSystemsAreTheSame() {
        let result = Comparison(CountingLock(limit: 3), CountingLock(limit: 3), bounds: Bounds()).run()
        #expect(result.isSame)
        #expect(result.pairCount == 4)
    }

    @Test func theShortestTraceIsFound() throws {
        let result = Comparison(CountingLock(limit: 2), CountingLock(limit: 4), bounds: Bounds()).run()
        #expect(result.differences.map(\.trace) == [["take", "take", "take"]])
        #expect(result.differences[0].signature == DifferenceSignature("take", "busy", "ok"))
        #expect(result.consequences.isEmpty)
        #expect(!result.isSame)
    }

    @Test func whatComesOfADifferenceIsToldApart() throws {
        let result = Comparison(
            CountingLock(limit: 0), CountingLock(limit: 1), bounds: Bounds(), stepsAfterDifference: 1
        ).run()
        #expect(result.differences.map(\.trace) == [["take"]])
        #expect(
            result.consequences.map(\.trace) == [["take", "give"], ["take", "reset"]])
        #expect(result.consequences.map(\.isConsequence) == [true, true])
    }

    @Test func aSignatureMayMergeMore() {
        let result = Comparison(CountingLock(limit: 0), CountingLock(limit: 2), bounds: Bounds()) { _, _, _ in
            0
        }.run()
        #expect(result.differences.count == 1)
    }

    @Test func whatIsNotKnownIsCountedAndNeverTheSame() throws {
        let opaque = CountingLock(limit: 3, isOpaqueAt: 1)
        let result = Comparison(opaque, CountingLock(limit: 3), bounds: Bounds()).run()
        #expect(result.differences.isEmpty)
        #expect(!result.isSame)
        #expect(result.unknown.count == 1)
        #expect(result.unknown[0].trace == ["take", "take"])
        #expect(result.unknown[0].isLeft)
        #expect(result.unknown[0].reason == "inline assembly")
    }

    @Test func whatStopsBothSidesMayBeDoubted() {
        var comparison = Comparison(CountingLock(limit: 1), CountingLock(limit: 1), bounds: Bounds())
        comparison.doubt = { $0 == "busy" ? "perhaps not" : nil }
        let result = comparison.run()
        #expect(result.differences.isEmpty)
        #expect(result.unknown.map(\.reason) == ["perhaps not"])
        #expect(result.unknown.map(\.trace) == [["take", "take"]])
        #expect(!result.isSame)
    }

    @Test func choicesOfTheEnvironmentArePaired() throws {
        let asking = CountingLock(limit: 2, asksForMemory: true)
        #expect(Comparison(asking, asking, bounds: Bounds()).run().isSame)
        let result = Comparison(asking, CountingLock(limit: 2), bounds: Bounds()).run()
        #expect(result.differences.map(\.trace) == [["take"]])
        #expect(result.differences[0].steps[0].choice == "no memory")
        let again = Comparison(asking, CountingLock(limit: 2), bounds: Bounds())
            .replay(["take"], choices: ["no memory"])
        #expect(again.map(\.leftObservation) == ["no memory"])
    }

    @Test func onlyCommonOperationsArePerformed() {
        let result = Comparison(
            CountingLock(limit: 2), CountingLock(limit: 2, canReset: false), bounds: Bounds()
        ).run()
        #expect(result.isSame)
    }

    @Test func aBoundIsSaid() {
        let result = Comparison(
            CountingLock(limit: 5), CountingLock(limit: 9), bounds: Bounds(depth: 5)
        ).run()
        #expect(result.differences.isEmpty)
        #expect(result.reachedBound == .depth(5))
        #expect(!result.isSame)
        #expect(
            Comparison(CountingLock(limit: 5), CountingLock(limit: 9), bounds: Bounds(states: 3)).run()
                .reachedBound
                == .states(3))
    }

    @Test func symmetricPairsAreVisitedOnce() {
        let result = Comparison(
            CountingLock(limit: 9), CountingLock(limit: 9), bounds: Bounds(),
            representative: { left, right in (left % 2, right % 2) },
            signature: { DifferenceSignature($0, $1, $2) }
        ).run()
        #expect(result.pairCount == 2)
    }

    @Test func aTraceIsRunAgain() {
        let steps = Comparison(CountingLock(limit: 1), CountingLock(limit: 2), bounds: Bounds())
            .replay(["take", "take", "give"])
        #expect(steps.map(\.isEqual) == [true, false, true])
        #expect(steps.last?.rightState == 1)
    }
}
