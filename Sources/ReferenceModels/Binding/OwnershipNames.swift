import CProgram

extension DMAOwnership {
    /// Which of the two users and of their two domains a pair of states knows.
    ///
    /// Where neither side knows one of them, they differ in nothing but their names: only the first is tried.
    struct Names: Hashable, Sendable {
        var tokens: Set<Token>
        var domains: Set<Domain>

        init(tokens: Set<Token>, domains: Set<Domain>) {
            self.tokens = tokens
            self.domains = domains
        }

        /// What either side knows.
        init(_ left: Names, _ right: Names) {
            tokens = left.tokens.union(right.tokens)
            domains = left.domains.union(right.domains)
        }

        /// Whether an operation is not just another one under another name.
        @Sendable func allow(_ operation: Operation) -> Bool {
            if tokens.isEmpty, operation.token == .some(.f2) { return false }
            if domains.isEmpty, operation.domain == .userB { return false }
            return true
        }
    }
}

extension DMAOwnership.GroupState {
    /// The users and domains that the group and the hardware know.
    var names: DMAOwnership.Names {
        .init(
            tokens: Set([token].compactMap { $0 }),
            domains: Set([domain, d0.attachment, d1.attachment].compactMap { $0 }.filter(\.isUnmanaged)))
    }
}

extension DMAOwnership.CSystem {
    /// The members of the group that name its owner, over all revisions.
    static let tokenMembers = ["owner", "owner_cookie", "owner_user_file"]

    /// The users and domains that the group and the hardware know.
    func names(in state: MachineState) -> DMAOwnership.Names {
        let tokens = Self.tokenMembers.compactMap {
            world.token(world.member($0, in: state))
        }
        let places =
            [world.domain(world.member("domain", in: state))]
            + DMAOwnership.Device.allCases.map { attachment(of: $0, in: state) }
        return .init(tokens: Set(tokens), domains: Set(places.compactMap { $0 }.filter(\.isUnmanaged)))
    }
}
