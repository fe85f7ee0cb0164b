import ModelChecking

/// Two jugs of 3 and 5 gallons, and the wish for exactly 4.
struct Jugs: Model {
    struct State: Hashable, Codable, CustomStringConvertible {
        var small = 0
        var big = 0
        var description: String { "\(small)/\(big)" }
    }

    enum Action: String, CaseIterable, Codable {
        case fillSmall, fillBig, emptySmall, emptyBig, smallIntoBig, bigIntoSmall
    }

    var initialStates: [State] { [State()] }

    func actions(in state: State) -> [Action] { Action.allCases }

    func successors(of state: State, taking action: Action) -> [State] {
        var next = state
        switch action {
        case .fillSmall: next.small = 3
        case .fillBig: next.big = 5
        case .emptySmall: next.small = 0
        case .emptyBig: next.big = 0
        case .smallIntoBig:
            let poured = min(state.small, 5 - state.big)
            next = State(small: state.small - poured, big: state.big + poured)
        case .bigIntoSmall:
            let poured = min(state.big, 3 - state.small)
            next = State(small: state.small + poured, big: state.big - poured)
        }
        return [next]
    }

    var properties: [Property<State, Action>] {
        [
            .always("never four") { $0.big != 4 },
            .always("never six") { $0.small + $0.big != 6 },
            .always("fits") { $0.small <= 3 && $0.big <= 5 },
            .onEveryStep("no more than a jug at once") { before, _, after in
                after.small + after.big - before.small - before.big <= 4
            },
        ]
    }
}

/// Threads that each read a counter, then write what they read plus one.
struct Counter: Model {
    struct Thread: Hashable, Comparable {
        var read: Int?
        var isDone = false

        static func < (left: Thread, right: Thread) -> Bool {
            (left.isDone ? 1 : 0, left.read ?? -1) < (right.isDone ? 1 : 0, right.read ?? -1)
        }
    }

    struct State: Hashable {
        var counter = 0
        var threads: [Thread]
    }

    var threadCount = 2
    var isAtomic = false
    var mergesThreads = false

    var initialStates: [State] { [State(threads: Array(repeating: Thread(), count: threadCount))] }

    func actions(in state: State) -> [Int] { state.threads.indices.filter { !state.threads[$0].isDone } }

    func successors(of state: State, taking thread: Int) -> [State] {
        var next = state
        if isAtomic {
            next.counter += 1
            next.threads[thread].isDone = true
        } else if let read = state.threads[thread].read {
            next.counter = read + 1
            next.threads[thread].isDone = true
        } else {
            next.threads[thread].read = state.counter
        }
        return [next]
    }

    func representative(of state: State) -> State {
        mergesThreads ? State(counter: state.counter, threads: state.threads.sorted()) : state
    }

    var properties: [Property<State, Int>] {
        [
            .always("none is lost") { state in
                !state.threads.allSatisfy(\.isDone) || state.counter == state.threads.count
            }
        ]
    }
}
