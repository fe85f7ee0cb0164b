extension DMAOwnership {
    /// Who a group belongs to, in the designs that have `enum iommu_dma_owner` (v1–v4).
    public enum OwnerType: Int, Hashable, Codable, Sendable, CustomStringConvertible {
        /// `DMA_OWNER_NONE`; also what designs without the enum hold.
        case none
        /// `DMA_OWNER_KERNEL` (v1), `DMA_OWNER_DMA_API` (v2–v4).
        case kernel
        /// `DMA_OWNER_PRIVATE_DOMAIN` (v2–v4).
        case privateDomain
        /// `DMA_OWNER_USER` (v1), `DMA_OWNER_PRIVATE_DOMAIN_USER` (v2–v4).
        case user

        /// `none`, `kernel`, `private` or `user`.
        public var description: String {
            switch self {
            case .none: "none"
            case .kernel: "kernel"
            case .privateDomain: "private"
            case .user: "user"
            }
        }
    }

    /// What holds for a group from the start and does not change.
    public struct Configuration: Hashable, Codable, Sendable {
        /// Whether the group has a default domain (`DD` is not NULL).
        public var hasDefaultDomain: Bool
        /// Whether the IOMMU driver has a `detach_dev` op.
        public var canDetach: Bool
        /// `CONFIG_DEBUG_TEST_DRIVER_REMOVE`: every probe is undone and done again.
        public var testsDriverRemoval: Bool
        /// Whether PASIDs of the group are in use (6.12 and later look).
        public var usesPASIDs: Bool
        /// Whether a device of the group is being reset (`recovery_cnt`, 7.2).
        public var isRecovering: Bool
        /// What the IOMMU driver refuses with −ENOMEM, if anything.
        public var refusal: Refusal?

        /// The IOMMU driver's `attach_dev` fails for this device and this domain.
        public struct Refusal: Hashable, Codable, Sendable {
            /// The device.
            public var device: Device
            /// The domain.
            public var domain: Domain

            /// Makes a refusal.
            public init(device: Device, domain: Domain) {
                self.device = device
                self.domain = domain
            }
        }

        /// Makes a configuration; the default is the usual one: a default domain, a driver that can detach.
        public init(
            hasDefaultDomain: Bool = true, canDetach: Bool = true, testsDriverRemoval: Bool = false,
            usesPASIDs: Bool = false, isRecovering: Bool = false, refusal: Refusal? = nil
        ) {
            self.hasDefaultDomain = hasDefaultDomain
            self.canDetach = canDetach
            self.testsDriverRemoval = testsDriverRemoval
            self.usesPASIDs = usesPASIDs
            self.isRecovering = isRecovering
            self.refusal = refusal
        }
    }

    /// Where a device stands.
    public enum Presence: Int, Hashable, Codable, Sendable {
        /// Not plugged in yet.
        case absent
        /// There, and its group is found only when the firmware configuration of its DMA runs (DMAOwnership.md, C.7).
        case withoutGroup
        /// In the group.
        case member
    }

    /// A device as the group and the hardware see it.
    public struct DeviceState: Hashable, Codable, Sendable {
        /// Where it stands.
        public var presence: Presence
        /// The domain that the IOMMU translates its DMA through; `nil`: attached to nothing.
        public var attachment: Domain?
        /// Whether `probe` has bound a driver to it.
        public var isBound: Bool

        /// Makes a device's state.
        public init(presence: Presence, attachment: Domain? = nil, isBound: Bool = false) {
            self.presence = presence
            self.attachment = attachment
            self.isBound = isBound
        }
    }

    /// A group and its devices: what the kernel stores and what the hardware does.
    public struct GroupState: Hashable, Codable, Sendable {
        /// A reference count that ran out of its range (`REFCOUNT_SATURATED`); it never changes again.
        public static let saturated = -1

        /// What holds from the start.
        public var configuration: Configuration
        /// `O`: `group->dma_owner` (v1–v4).
        public var owner: OwnerType = .none
        /// `n`: `group->owner_cnt`.
        public var ownerCount = 0
        /// `a`: `group->attach_cnt` (v2–v4).
        public var attachCount = 0
        /// `k`: the owner's token, also a stale one.
        public var token: Token?
        /// `D`: `group->domain`.
        public var domain: Domain?
        /// Whether the kernel stopped in a BUG; nothing happens after it.
        public var hasCrashed = false
        /// The first device.
        public var d0: DeviceState
        /// The second device.
        public var d1: DeviceState

        /// A group with `d0` in it, as it comes out of the allocation and the first attach.
        public init(configuration: Configuration = Configuration(), d1: Presence = .absent) {
            self.configuration = configuration
            domain = configuration.hasDefaultDomain ? .defaultDomain : nil
            d0 = DeviceState(presence: .member, attachment: domain)
            self.d1 = DeviceState(presence: d1, attachment: d1 == .member ? domain : nil)
        }

        /// `DD`: `group->default_domain`.
        public var defaultDomain: Domain? { configuration.hasDefaultDomain ? .defaultDomain : nil }

        /// A device.
        public subscript(device: Device) -> DeviceState {
            get { device == .d0 ? d0 : d1 }
            set { if device == .d0 { d0 = newValue } else { d1 = newValue } }
        }

        /// The devices of the group, in the order of its list.
        public var members: [Device] { Device.allCases.filter { self[$0].presence == .member } }
    }
}

extension DMAOwnership.GroupState: CustomStringConvertible {
    /// As the worked traces have it: `n1 / user f1 / D=UA / d0:UA d1:DD`; parts that say nothing are left out.
    public var description: String {
        var parts = [count("n", ownerCount)]
        if attachCount != 0 { parts[0] += " " + count("a", attachCount) }
        parts.append(ownerText)
        parts.append("D=" + (domain?.description ?? "NULL"))
        parts.append(
            DMAOwnership.Device.allCases.compactMap { device in
                let state = self[device]
                let bound = state.isBound ? "*" : ""
                return switch state.presence {
                case .absent: nil
                case .withoutGroup: "\(device)\(bound):no group"
                case .member: "\(device)\(bound):" + (state.attachment?.description ?? "\u{2013}")
                }
            }.joined(separator: " "))
        return parts.joined(separator: " / ")
    }

    /// `user f1`, `kernel`, `f1` in designs without the enum, `none`.
    private var ownerText: String {
        switch (owner, token) {
        case (.none, let token?): token.description
        case (let owner, let token?): "\(owner) \(token)"
        case (let owner, nil): owner.description
        }
    }

    private func count(_ name: String, _ value: Int) -> String {
        name + (value == Self.saturated ? "\u{221e}" : "\(value)")
    }
}
