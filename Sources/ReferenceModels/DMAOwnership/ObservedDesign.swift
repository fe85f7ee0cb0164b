import ModelChecking

extension DMAOwnership {
    /// A design by itself, as the lockstep search drives it: any call may come at any time.
    public struct ObservedDesign: Specification {
        /// The group.
        public typealias State = GroupState
        /// A call.
        public typealias Operation = DMAOwnership.Operation
        /// What is seen of it.
        public typealias Observation = DMAOwnership.Observation

        /// The design.
        public let design: any OwnershipDesign
        /// Where it starts.
        public let initial: GroupState
        private let offered: [Operation]

        /// Makes a system.
        public init(
            _ design: any OwnershipDesign, _ configuration: Configuration = Configuration(),
            d1: Presence = .absent
        ) {
            self.design = design
            initial = design.initialState(configuration, d1: d1)
            offered = Operation.all.filter(design.offers)
        }

        /// What may be called.
        public func operations(in state: GroupState) -> [Operation] {
            offered.filter { $0.isPossible(in: state) }
        }

        /// Calls it.
        public func perform(_ operation: Operation, on state: inout GroupState) -> Observation {
            Observation(design.perform(operation, on: &state), state)
        }
    }

    /// What two differences have in common when they are one: the call, and what it returned on both sides, or
    /// where it left the group if it returned the same. Which user and which of their domains it was does not
    /// matter.
    public struct DriftSignature: Hashable, Comparable, Codable, Sendable {
        /// The call without its operands; `claim NULL` is another one than `claim`.
        public var operation: String
        /// The old side.
        public var old: String
        /// The new side.
        public var new: String

        /// Makes a signature.
        public init(_ operation: Operation, _ old: Observation, _ new: Observation) {
            let isNull = if case .some(nil) = operation.token { true } else { false }
            self.operation = operation.name + (isNull ? " NULL" : "")
            if old.outcome != new.outcome {
                (self.old, self.new) = (old.outcome.description, new.outcome.description)
            } else if old.domain != new.domain {
                (self.old, self.new) = (old.withoutNames.domainText, new.withoutNames.domainText)
            } else if old.imbalances != new.imbalances {
                (self.old, self.new) = (old.balanceText, new.balanceText)
            } else {
                (self.old, self.new) = ("devices", "devices")
            }
        }

        /// Orders by call, old side, new side.
        public static func < (left: Self, right: Self) -> Bool {
            (left.operation, left.old, left.new) < (right.operation, right.old, right.new)
        }
    }
}
