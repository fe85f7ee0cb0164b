extension DMAOwnership {
    /// What may be done to a group, under one name for all designs, whatever functions they have for it.
    ///
    /// `description` is the name in traces, and ``init(_:)`` reads it again, so that a trace in a file can be run
    /// again.
    public enum Operation: Hashable, Sendable {
        /// A kernel driver starts to use the DMA API: `set_dma_owner(KERNEL / DMA_API)` in v1–v4, `use_dma_api`
        /// in v5, `use_default_domain` since v6.
        case kernelUse(Device)
        /// It stops.
        case kernelUnuse(Device)
        /// As `kernelUse`, with a token where the design takes one (v1–v4).
        case kernelUseAs(Device, Token)
        /// A user claims the group: `group_set_dma_owner(USER)` in v1–v5, `group_claim_dma_owner` since v6.
        case claim(Token?)
        /// A user releases the group.
        case release
        /// `device_set_dma_owner(PRIVATE_DOMAIN)` (v2–v4).
        case setPrivate(Device, Token?)
        /// `device_release_dma_owner(PRIVATE_DOMAIN)` (v2–v4).
        case releasePrivate(Device)
        /// `group_set_dma_owner(NONE)`: a misuse that v1–v3 do not refuse.
        case setNone
        /// `group_release_dma_owner(NONE)`: likewise.
        case releaseNone
        /// `iommu_device_claim_dma_owner()` (6.12 and later).
        case claimDevice(Device, Token?)
        /// `iommu_device_release_dma_owner()` with one parameter (6.12 and later).
        case releaseDevice(Device)
        /// `iommu_attach_device()`.
        case attachDevice(Domain, Device)
        /// `iommu_detach_device()`.
        case detachDevice(Domain, Device)
        /// `iommu_attach_group()`.
        case attachGroup(Domain)
        /// `iommu_detach_group()`.
        case detachGroup(Domain)
        /// `iommu_attach_device_shared()` (v2–v4).
        case attachShared(Domain, Device)
        /// `iommu_detach_device_shared()` (v2–v4).
        case detachShared(Domain, Device)
        /// The device appears and joins the group.
        case hotplug(Device)
        /// Is the group claimed? `!unclaimed()` in v1–v4, `claimed()` since v5.
        case query
        /// The bus probes the device with a driver that uses the DMA API: its `dma_configure`, the kernel's claim
        /// and the firmware configuration in the design's order, and then the driver.
        case probe(Device)
        /// The driver that `probe` bound is unbound.
        case unbind(Device)
    }
}

extension DMAOwnership.Operation {
    /// Every operation there is, in order.
    public static let all: [DMAOwnership.Operation] = {
        typealias Operation = DMAOwnership.Operation
        let devices = DMAOwnership.Device.allCases
        let tokens: [DMAOwnership.Token?] = DMAOwnership.Token.allCases.map { $0 } + [nil]
        var all: [Operation] = [.release, .setNone, .releaseNone, .query]
        all += tokens.map(Operation.claim)
        all += DMAOwnership.Domain.unmanaged.flatMap { [Operation.attachGroup($0), .detachGroup($0)] }
        for device in devices {
            all += [.kernelUse(device), .kernelUnuse(device), .hotplug(device), .probe(device)]
            all += [.unbind(device), .releasePrivate(device), .releaseDevice(device)]
            all += DMAOwnership.Token.allCases.map { .kernelUseAs(device, $0) }
            all += tokens.flatMap { [Operation.setPrivate(device, $0), .claimDevice(device, $0)] }
            for domain in DMAOwnership.Domain.unmanaged {
                all += [.attachDevice(domain, device), .detachDevice(domain, device)]
                all += [.attachShared(domain, device), .detachShared(domain, device)]
            }
        }
        return all.sorted()
    }()

    /// Whether there is somebody to call it: the device is there, no driver is bound to what is probed, and so on.
    public func isPossible(in group: DMAOwnership.GroupState) -> Bool {
        guard !group.hasCrashed else { return false }
        guard let device else { return true }
        let state = group[device]
        return switch self {
        case .hotplug: state.presence == .absent
        case .probe: state.presence != .absent && !state.isBound
        case .unbind: state.isBound
        default: state.presence != .absent
        }
    }

    /// The device that the operation is called for, where it is called for one.
    public var device: DMAOwnership.Device? {
        switch self {
        case .kernelUse(let device), .kernelUnuse(let device), .kernelUseAs(let device, _),
            .setPrivate(let device, _), .releasePrivate(let device), .claimDevice(let device, _),
            .releaseDevice(let device), .attachDevice(_, let device), .detachDevice(_, let device),
            .attachShared(_, let device), .detachShared(_, let device), .hotplug(let device),
            .probe(let device), .unbind(let device):
            device
        case .claim, .release, .setNone, .releaseNone, .attachGroup, .detachGroup, .query: nil
        }
    }

    /// The domain that the operation takes, where it takes one.
    public var domain: DMAOwnership.Domain? {
        switch self {
        case .attachDevice(let domain, _), .detachDevice(let domain, _), .attachGroup(let domain),
            .detachGroup(let domain), .attachShared(let domain, _), .detachShared(let domain, _):
            domain
        default: nil
        }
    }

    /// The token that the operation hands over; the inner `nil` is NULL, the outer one says that it takes none.
    public var token: DMAOwnership.Token?? {
        switch self {
        case .claim(let token), .setPrivate(_, let token), .claimDevice(_, let token): .some(token)
        case .kernelUseAs(_, let token): .some(token)
        default: .none
        }
    }

    /// The operation's name without its operands: `claim`, `attach_device`.
    public var name: String {
        switch self {
        case .kernelUse, .kernelUseAs: "K"
        case .kernelUnuse: "K-unuse"
        case .claim: "claim"
        case .release: "release"
        case .setPrivate: "set_private"
        case .releasePrivate: "release_private"
        case .setNone: "set_none"
        case .releaseNone: "release_none"
        case .claimDevice: "claim_device"
        case .releaseDevice: "release_device"
        case .attachDevice: "attach_device"
        case .detachDevice: "detach_device"
        case .attachGroup: "attach_group"
        case .detachGroup: "detach_group"
        case .attachShared: "attach_shared"
        case .detachShared: "detach_shared"
        case .hotplug: "hotplug"
        case .query: "claimed?"
        case .probe: "probe"
        case .unbind: "unbind"
        }
    }
}

extension DMAOwnership.Operation: CustomStringConvertible, Comparable, Codable {
    /// As traces have it: `claim f1`, `K d0`, `attach_device UA,d0`.
    public var description: String {
        var operands: [String] = []
        if let domain { operands.append(domain.description) }
        if let device { operands.append(device.description) }
        if let token { operands.append(token?.description ?? "NULL") }
        return operands.isEmpty ? name : name + " " + operands.joined(separator: ",")
    }

    private static let byDescription = Dictionary(uniqueKeysWithValues: all.map { ($0.description, $0) })

    /// Reads a `description` again; `nil` where there is no such operation.
    public init?(_ description: String) {
        guard let operation = Self.byDescription[description] else { return nil }
        self = operation
    }

    /// The usual calls before the unusual ones, so that a trace is told with the plainest of equally short runs.
    private var rank: Int {
        switch self {
        case .kernelUse: 0
        case .claim: 1
        case .attachGroup: 2
        case .attachDevice: 3
        case .hotplug: 4
        case .probe: 5
        case .kernelUnuse: 6
        case .release: 7
        case .detachGroup: 8
        case .detachDevice: 9
        case .unbind: 10
        case .query: 11
        case .setPrivate: 12
        case .attachShared: 13
        case .detachShared: 14
        case .releasePrivate: 15
        case .claimDevice: 16
        case .releaseDevice: 17
        case .kernelUseAs: 18
        case .setNone: 19
        case .releaseNone: 20
        }
    }

    private var key: (Int, Int, Int, Int) {
        let tokenRank = token.map { $0?.rawValue ?? 9 } ?? 0
        return (rank, domain?.rawValue ?? 0, device?.rawValue ?? 0, tokenRank)
    }

    /// Orders by kind, domain, device, token; NULL is the last token.
    public static func < (left: Self, right: Self) -> Bool { left.key < right.key }

    /// Reads the `description`.
    ///
    /// - Throws: `DecodingError.dataCorrupted` when the text names no operation.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let operation = Self(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "there is no operation \u{201c}\(text)\u{201d}")
        }
        self = operation
    }

    /// Writes the `description`.
    ///
    /// - Throws: what the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
