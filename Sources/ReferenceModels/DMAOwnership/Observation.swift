import CProgram

extension DMAOwnership {
    /// What is seen of an operation from outside: what it returns, whether the kernel warns, and what the
    /// hardware does afterwards.
    public struct Observation: Hashable, Sendable {
        /// What the caller gets.
        public var outcome: Outcome
        /// `group->domain` after it.
        public var domain: Domain?
        /// The domain that each device is attached to, in the devices' order; `nil`: to nothing.
        public var attachments: [Domain?]
        /// The devices that have the group.
        public var members: [Device]
        /// The kinds of imbalance that the call leaves behind, where no log shows them: a lock that is still held
        /// or was not, a reference that is never put or was never taken. Sorted.
        public var imbalances: [ObservedEvent.Kind]

        /// Makes an observation.
        public init(
            outcome: Outcome, domain: Domain?, attachments: [Domain?], members: [Device],
            imbalances: [ObservedEvent.Kind] = []
        ) {
            self.outcome = outcome
            self.domain = domain
            self.attachments = attachments
            self.members = members
            self.imbalances = imbalances
        }
    }
}

extension DMAOwnership.Observation: CustomStringConvertible {
    /// What is seen of a group after a call.
    init(_ outcome: DMAOwnership.Outcome, _ group: DMAOwnership.GroupState) {
        self.init(
            outcome: outcome, domain: group.domain, attachments: [group.d0.attachment, group.d1.attachment],
            members: group.members)
    }

    /// Where the group is: `D=NULL`.
    var domainText: String { "D=" + (domain?.description ?? "NULL") }

    /// What is left unbalanced: `balanced`, `lock-imbalance`.
    var balanceText: String {
        imbalances.isEmpty ? "balanced" : imbalances.map(\.rawValue).joined(separator: " ")
    }

    /// Whether the group and the devices are where another observation has them.
    func isInTheSamePlace(as other: Self) -> Bool {
        domain == other.domain && attachments == other.attachments && members == other.members
    }

    /// The same with UA for each unmanaged domain.
    var withoutNames: Self {
        func plain(_ domain: DMAOwnership.Domain?) -> DMAOwnership.Domain? {
            domain == .userB ? .userA : domain
        }
        var plainer = self
        plainer.domain = plain(domain)
        plainer.attachments = attachments.map(plain)
        return plainer
    }

    /// The outcome, where everything is, and what is unbalanced: `0 D=UA d0:UA d1:–`.
    public var description: String {
        let devices = zip(DMAOwnership.Device.allCases, attachments).map { device, domain in
            "\(device):" + (domain?.description ?? "\u{2013}")
        }
        return ([outcome.description, domainText] + devices + imbalances.map(\.rawValue))
            .joined(separator: " ")
    }
}
