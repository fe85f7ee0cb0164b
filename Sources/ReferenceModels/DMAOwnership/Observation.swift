import ModelChecking

extension DMAOwnership {
    /// What a watcher sees of a call: what it returned, and where the group and its devices are then. Two designs,
    /// or a design and C, differ where this differs; how they count is their own affair.
    public struct Observation: Hashable, Codable, Sendable, CustomStringConvertible {
        /// What the call returned.
        public var outcome: Outcome
        /// `group->domain` after it.
        public var domain: Domain?
        /// Where the hardware has the first device.
        public var d0: Domain?
        /// Where the hardware has the second one; `nil` also while it is no member.
        public var d1: Domain?

        /// Makes an observation.
        public init(outcome: Outcome, domain: Domain?, d0: Domain?, d1: Domain?) {
            self.outcome = outcome
            self.domain = domain
            self.d0 = d0
            self.d1 = d1
        }

        /// What is seen of a group after a call.
        public init(_ outcome: Outcome, _ group: GroupState) {
            self.init(
                outcome: outcome, domain: group.domain, d0: group.d0.attachment, d1: group.d1.attachment)
        }

        /// Where everything is, without the outcome: `D=UA d0:UA d1:DD`.
        public var place: String {
            func text(_ domain: Domain?) -> String { domain?.description ?? "\u{2013}" }
            return "\(domainText) d0:\(text(d0)) d1:\(text(d1))"
        }

        /// Where the group is: `D=NULL`.
        var domainText: String { "D=" + (domain?.description ?? "NULL") }

        /// Whether the group and the devices are where another observation has them.
        func isInTheSamePlace(as other: Observation) -> Bool {
            domain == other.domain && d0 == other.d0 && d1 == other.d1
        }

        /// The same with UA for each unmanaged domain.
        var withoutNames: Observation {
            func plain(_ domain: Domain?) -> Domain? { domain == .userB ? .userA : domain }
            return Observation(outcome: outcome, domain: plain(domain), d0: plain(d0), d1: plain(d1))
        }

        /// The outcome and where everything is.
        public var description: String { "\(outcome) \(place)" }
    }

    /// A design by itself, as the lockstep search drives it: any call may come at any time.
    public struct ObservedDesign: ObservedSystem {
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
        public func perform(
            _ operation: Operation, in state: GroupState
        ) -> [Performance<GroupState, Observation>] {
            var next = state
            let outcome = design.perform(operation, on: &next)
            return [Performance(.reached(next, Observation(outcome, next)))]
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
