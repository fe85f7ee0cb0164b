extension DMAOwnership {
    /// What callers do that they should not, or what only a debugging kernel does. A design that keeps a property
    /// only while nobody does it keeps it with an exception.
    public enum Circumstance: String, CaseIterable, Hashable, Codable, Sendable {
        /// Something is released that nobody holds: an unuse without a use, a release without a claim.
        case strayRelease = "stray release"
        /// A user claims with NULL for a token.
        case nullToken = "NULL token"
        /// v1–v3: somebody sets or releases the owner NONE.
        case noneArgument = "NONE argument"
        /// 6.12 and later: claims of the group and of its devices are mixed.
        case mixedClaims = "mixed claims"
        /// `CONFIG_DEBUG_TEST_DRIVER_REMOVE`.
        case removalTest = "removal test"

        /// What it is, in a sentence without a full stop.
        public var meaning: String {
            switch self {
            case .strayRelease:
                "something is released that nobody holds: an unuse without a use, a release without a claim"
            case .nullToken: "a user claims with NULL for a token"
            case .noneArgument: "somebody sets or releases the owner NONE (v1\u{2013}v3)"
            case .mixedClaims: "claims of the group and of its devices are mixed (6.12 and later)"
            case .removalTest: "the kernel is built with CONFIG_DEBUG_TEST_DRIVER_REMOVE"
            }
        }
    }

    /// Which operations somebody calls in a state. Ordinary callers release what they hold, and drivers detach what
    /// they attached before they go; what else is called is a ``Circumstance``.
    struct Discipline: Sendable {
        /// More claims than this of one group are not looked at.
        static let mostClaims = 2
        /// What follows counts that have leaked beyond this is not looked at either.
        static let highestCount = 2

        var circumstances: Set<Circumstance> = []

        func allows(_ operation: Operation, in group: GroupState, _ history: History) -> Bool {
            switch operation {
            case .query, .kernelUseAs: false
            case .kernelUse(let device):
                history[device].use == .none && group[device].presence == .member
            case .probe(let device): history[device].use == .none
            case .kernelUnuse(let device):
                history[device].use == .none
                    ? !history.isKernelUsed && may(.strayRelease)
                    : history[device].attached == nil && !group[device].isBound
            case .unbind(let device): history[device].attached == nil
            case .hotplug: true
            case .claim(let token):
                (token != nil || may(.nullToken)) && history.claims.total < Self.mostClaims
                    && (!history.hasDeviceClaims || may(.mixedClaims))
            case .release:
                history.claims.total > 0 || may(history.hasDeviceClaims ? .mixedClaims : .strayRelease)
            case .claimDevice(let device, let token):
                (token != nil || may(.nullToken)) && history[device].claim == nil
                    && (history.claims.total == 0 || may(.mixedClaims))
            case .releaseDevice(let device):
                history[device].claim != nil || may(history.isClaimed ? .mixedClaims : .strayRelease)
            case .setPrivate(let device, let token): token == nil && !history[device].isPrivate
            case .releasePrivate(let device):
                history[device].isPrivate
                    ? history[device].shared == nil : !history.isPrivate && may(.strayRelease)
            case .setNone, .releaseNone: may(.noneArgument)
            case .attachDevice(_, let device): history[device].attached == nil
            case .detachDevice(let domain, let device): history[device].attached == domain
            case .attachGroup: history.groupDomain == nil
            case .detachGroup(let domain): history.groupDomain == domain
            case .attachShared(_, let device): history[device].shared == nil
            case .detachShared(let domain, let device):
                history[device].shared == domain || !history.isShared && may(.strayRelease)
            }
        }

        /// Whether the operation releases what nobody holds.
        static func isStray(_ operation: Operation, _ history: History) -> Bool {
            switch operation {
            case .kernelUnuse: !history.isKernelUsed
            case .release, .releaseDevice: !history.isClaimed
            case .releasePrivate: !history.isPrivate
            case .detachShared: !history.isShared
            case .releaseNone: true
            default: false
            }
        }

        private func may(_ circumstance: Circumstance) -> Bool { circumstances.contains(circumstance) }
    }
}
