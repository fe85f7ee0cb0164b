import Foundation
import ModelChecking
import Testing

@Suite struct BreadthFirstCheckerTests {
    @Test func dieHard() throws {
        let result = BreadthFirstChecker(Jugs()).check()
        let path = try #require(result["never four"]?.counterexample)
        #expect(
            path.actions == [
                .fillBig, .bigIntoSmall, .emptySmall, .bigIntoSmall, .fillBig, .bigIntoSmall,
            ])
        #expect(path.last.big == 4)
        #expect(result["never six"]?.counterexample?.count == 3)
        #expect(result["fits"] == .holds)
        #expect(result.stateCount == 16)
        #expect(result.reachedBound == nil)
    }

    @Test func aStepIsJudgedAlsoWhenItsEndIsKnown() throws {
        let result = BreadthFirstChecker(Jugs()).check()
        let path = try #require(result["no more than a jug at once"]?.counterexample)
        #expect(path.actions == [.fillBig])
    }

    @Test func everyPathIsARun() throws {
        let model = Jugs()
        let result = BreadthFirstChecker(model).check()
        for property in model.properties {
            guard let path = result[property.name]?.counterexample else { continue }
            var state = path.initial
            #expect(model.initialStates.contains(state))
            for step in path.steps {
                #expect(model.successors(of: state, taking: step.action).contains(step.state))
                state = step.state
            }
        }
    }

    @Test func aPropertyOfTheStartIsViolatedByTheEmptyRun() throws {
        struct Wrong: Model {
            var initialStates: [Int] { [7] }
            func actions(in state: Int) -> [Int] { [] }
            func successors(of state: Int, taking action: Int) -> [Int] { [] }
            var properties: [Property<Int, Int>] { [.always("even") { $0 % 2 == 0 }] }
        }
        #expect(BreadthFirstChecker(Wrong()).check()["even"] == .violated(Path(initial: 7)))
    }

    @Test func aLostUpdateIsFound() throws {
        let path = try #require(BreadthFirstChecker(Counter()).check()["none is lost"]?.counterexample)
        #expect(path.actions == [0, 1, 0, 1])
        #expect(path.last.counter == 1)
        #expect(BreadthFirstChecker(Counter(isAtomic: true)).check()["none is lost"] == .holds)
    }

    @Test func symmetricStatesAreVisitedOnce() throws {
        let all = BreadthFirstChecker(Counter(threadCount: 3, isAtomic: true)).check()
        let merged = BreadthFirstChecker(Counter(threadCount: 3, isAtomic: true, mergesThreads: true)).check()
        #expect(all.stateCount == 8)
        #expect(merged.stateCount == 4)
        let path = try #require(
            BreadthFirstChecker(Counter(mergesThreads: true)).check()["none is lost"]?.counterexample)
        #expect(path.count == 4)
    }

    @Test func aBoundIsSaid() {
        let shallow = BreadthFirstChecker(Jugs(), bounds: Bounds(depth: 5)).check()
        #expect(shallow["never four"] == .holdsUpTo(.depth(5)))
        #expect(shallow.reachedBound == .depth(5))
        #expect(shallow.depth == 5)
        let deep = BreadthFirstChecker(Jugs(), bounds: Bounds(depth: 6)).check()
        #expect(deep["never four"]?.counterexample?.count == 6)
        let small = BreadthFirstChecker(Jugs(), bounds: Bounds(states: 4)).check()
        #expect(small["fits"] == .holdsUpTo(.states(4)))
        #expect(small.stateCount == 4)
        #expect(ReachedBound.depth(1).description == "1 step")
    }

    @Test func aDepthBoundThatNothingCrossesIsNotReached() {
        #expect(
            BreadthFirstChecker(Counter(isAtomic: true), bounds: Bounds(depth: 2)).check().reachedBound == nil
        )
    }

    @Test func theSameModelGivesTheSameResult() throws {
        let first = BreadthFirstChecker(Jugs()).check()
        for _ in 0..<5 {
            let again = BreadthFirstChecker(Jugs()).check()
            #expect(again.verdicts == first.verdicts)
        }
    }

    @Test func pathsAreReadable() throws {
        let path = Path<Jugs.State, Jugs.Action>(
            initial: .init(), steps: [.init(action: .fillBig, state: .init(small: 0, big: 5))])
        #expect(path.description == "   0/0\n1. fillBig \u{2192} 0/5")
        let data = try JSONEncoder().encode(path)
        #expect(try JSONDecoder().decode(Path<Jugs.State, Jugs.Action>.self, from: data) == path)
    }
}
