import ModelChecking

extension DMAOwnership {
    /// A group under one design, with everybody who may call: what the checker runs through.
    public struct GroupSystem: Model {
        /// The group, who holds what, and what the last call returned.
        public struct State: Hashable, Sendable {
            /// The group as the kernel and the hardware have it.
            public var group: GroupState
            var history: History
            /// What the call before returned; `nil` at the start.
            public var outcome: Outcome?
        }

        /// The design.
        public let design: any OwnershipDesign
        let discipline: Discipline
        /// What is to hold.
        public let properties: [Property<State, Operation>]
        private let offered: [Operation]

        /// Makes a system with all properties that make sense for the design.
        public init(_ design: any OwnershipDesign, under circumstances: Set<Circumstance> = []) {
            self.design = design
            discipline = Discipline(circumstances: circumstances)
            properties = OwnershipProperties(design: design).all
            offered = Operation.all.filter(design.offers)
        }

        /// The second device plugged later, there from the start, or without a group until it is probed; and an
        /// IOMMU driver that cannot detach.
        public var initialStates: [State] {
            let removes = discipline.circumstances.contains(.removalTest)
            let usual = Configuration(testsDriverRemoval: removes)
            let cannotDetach = Configuration(canDetach: false, testsDriverRemoval: removes)
            let starts: [(Configuration, Presence)] = [
                (usual, .absent), (usual, .member), (usual, .withoutGroup), (cannotDetach, .absent),
            ]
            return starts.map { configuration, presence in
                State(
                    group: design.initialState(configuration, d1: presence), history: History(), outcome: nil)
            }
        }

        /// What somebody may call.
        public func actions(in state: State) -> [Operation] {
            let highest = Discipline.highestCount
            guard state.group.ownerCount <= highest, state.group.attachCount <= highest else { return [] }
            return offered.filter {
                $0.isPossible(in: state.group) && discipline.allows($0, in: state.group, state.history)
            }
        }

        /// What comes of it.
        public func successors(of state: State, taking action: Operation) -> [State] {
            guard design.offers(action), action.isPossible(in: state.group) else { return [] }
            var next = state
            let outcome = design.perform(action, on: &next.group)
            next.outcome = outcome
            next.history.record(
                action, outcome, before: state.group, after: next.group,
                countsLateDevices: design.countsLateDevices)
            return [next]
        }

        /// What was returned before does not matter for what comes, nor whether a driver that was granted its use
        /// came by a probe, nor which user is f1: the one with the other name brings the other domain.
        public func representative(of state: State) -> State {
            var plain = state
            plain.outcome = nil
            for device in Device.allCases where plain.history[device].use == .granted {
                plain.group[device].isBound = false
            }
            let swapped = plain.withUsersSwapped
            return swapped.key < plain.key ? swapped : plain
        }
    }
}

extension DMAOwnership.GroupSystem.State {
    /// The same state with f1 called f2 and UA called UB, and the other way round.
    var withUsersSwapped: Self {
        var swapped = self
        swapped.group = group.withUsersSwapped
        swapped.history.claims.f1 = history.claims.f2
        swapped.history.claims.f2 = history.claims.f1
        swapped.history.groupDomain = history.groupDomain?.other
        for device in DMAOwnership.Device.allCases {
            swapped.history[device].claim = history[device].claim?.other
            swapped.history[device].attached = history[device].attached?.other
            swapped.history[device].shared = history[device].shared?.other
        }
        return swapped
    }

    /// A number that is different for the two namings of a state, unless they are the same.
    var key: UInt64 {
        var key: UInt64 = 0
        func add(_ value: Int) { key = key << 3 | UInt64(value) }
        add(group.token?.rawValue ?? 0)
        add(group.domain.map { $0.rawValue + 1 } ?? 0)
        add(history.claims.f1)
        add(history.claims.f2)
        add(history.groupDomain.map { $0.rawValue + 1 } ?? 0)
        for device in DMAOwnership.Device.allCases {
            add(group[device].attachment.map { $0.rawValue + 1 } ?? 0)
            add(history[device].claim?.rawValue ?? 0)
            add(history[device].attached.map { $0.rawValue + 1 } ?? 0)
            add(history[device].shared.map { $0.rawValue + 1 } ?? 0)
        }
        return key
    }
}

extension DMAOwnership.Token {
    /// The other one of the two.
    var other: Self { self == .f1 ? .f2 : .f1 }
}

extension DMAOwnership.Domain {
    /// UB for UA and UA for UB.
    var other: Self {
        switch self {
        case .userA: .userB
        case .userB: .userA
        case .defaultDomain, .blocking: self
        }
    }
}

extension DMAOwnership.GroupSystem.State: CustomStringConvertible {
    /// The outcome, and the group as traces have it.
    public var description: String {
        (outcome.map { "\($0)  " } ?? "") + group.description
    }
}
