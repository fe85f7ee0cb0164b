extension DMAOwnership {
    /// How a lockstep search of DMA ownership starts and how far it goes.
    public struct LockstepStart: Hashable, Sendable {
        /// What holds for the group.
        public var configuration: Configuration
        /// Where the second device stands.
        public var d1: Presence
        /// How many calls a run has at most.
        public var depth: Int

        /// How it is set up, in words.
        public var setting: Setting { Setting(configuration, d1: d1) }

        /// Makes a start.
        public init(configuration: Configuration, d1: Presence, depth: Int) {
            self.configuration = configuration
            self.d1 = d1
            self.depth = depth
        }

        /// The usual group in three sizes, followed for as long as the longest drift needs, and groups
        /// that are special in one way each.
        public static let all: [LockstepStart] = [
            LockstepStart(configuration: Configuration(), d1: .absent, depth: 5),
            LockstepStart(configuration: Configuration(), d1: .member, depth: 5),
            LockstepStart(configuration: Configuration(), d1: .withoutGroup, depth: 4),
            LockstepStart(configuration: Configuration(hasDefaultDomain: false), d1: .absent, depth: 3),
            LockstepStart(configuration: Configuration(canDetach: false), d1: .absent, depth: 3),
            LockstepStart(configuration: Configuration(testsDriverRemoval: true), d1: .absent, depth: 3),
            LockstepStart(configuration: Configuration(usesPASIDs: true), d1: .member, depth: 3),
            LockstepStart(configuration: Configuration(isRecovering: true), d1: .absent, depth: 3),
            LockstepStart(
                configuration: Configuration(refusal: .init(device: .d1, domain: .userA)), d1: .member,
                depth: 3),
        ]
    }
}
