extension DMAOwnership {
    /// Who holds what, by what the calls returned: the truth that the group's own fields are held against. No
    /// design sees it.
    struct History: Hashable, Sendable {
        /// What stands for one device.
        struct OfDevice: Hashable, Sendable {
            /// Whether a driver uses the DMA API, and whether the group was asked.
            enum Use: Hashable, Sendable { case none, unasked, granted }

            /// The driver that uses the DMA API.
            var use = Use.none
            /// Whether a driver holds the private ownership.
            var isPrivate = false
            /// The user that claimed through the device.
            var claim: Token?
            /// What `attach_device` attached, while it is.
            var attached: Domain?
            /// Whether it did so while no user had claimed the group.
            var attachedForKernel = false
            /// What `attach_shared` attached, while it is.
            var shared: Domain?

            /// What the group has granted for the device.
            var grants: Int { (use == .granted ? 1 : 0) + (isPrivate ? 1 : 0) + (claim != nil ? 1 : 0) }
        }

        /// How often each user has claimed the group and not released it.
        var claims = ClaimCounts()
        /// What `attach_group` attached, while it is.
        var groupDomain: Domain?
        /// The first device.
        var d0 = OfDevice()
        /// The second one.
        var d1 = OfDevice()

        /// Counts by token.
        struct ClaimCounts: Hashable, Sendable {
            var f1 = 0
            var f2 = 0
            var null = 0

            subscript(token: Token?) -> Int {
                get {
                    switch token {
                    case .f1: f1
                    case .f2: f2
                    case nil: null
                    }
                }
                set {
                    switch token {
                    case .f1: f1 = newValue
                    case .f2: f2 = newValue
                    case nil: null = newValue
                    }
                }
            }

            var total: Int { f1 + f2 + null }
        }

        subscript(device: Device) -> OfDevice {
            get { device == .d0 ? d0 : d1 }
            set { if device == .d0 { d0 = newValue } else { d1 = newValue } }
        }

        /// Whether that user has an outstanding claim, of the group or through a device; NULL claims only groups.
        func isClaimant(_ token: Token?) -> Bool {
            claims[token] > 0 || token != nil && (d0.claim == token || d1.claim == token)
        }

        /// The users with an outstanding claim.
        var claimants: [Token?] { ([.f1, .f2, nil] as [Token?]).filter(isClaimant) }

        /// Whether a user has claimed.
        var isClaimed: Bool { claims.total > 0 || hasDeviceClaims }
        /// Whether a user has claimed through a device.
        var hasDeviceClaims: Bool { d0.claim != nil || d1.claim != nil }
        /// Whether a driver uses the DMA API.
        var isKernelUsed: Bool { d0.use != .none || d1.use != .none }
        /// Whether a driver holds the private ownership.
        var isPrivate: Bool { d0.isPrivate || d1.isPrivate }
        /// Whether a driver holds a shared attachment.
        var isShared: Bool { d0.shared != nil || d1.shared != nil }

        /// How many owners the group has granted and not got back.
        var grants: Int {
            claims.total + d0.grants + d1.grants
        }

        /// Writes down what was done.
        mutating func record(
            _ operation: Operation, _ outcome: Outcome, before: GroupState, after: GroupState,
            countsLateDevices: Bool
        ) {
            let wasMember = operation.device.map { before[$0].presence == .member } ?? true
            switch operation {
            case .kernelUse(let device) where outcome.isSuccess || outcome.value == .bug:
                self[device].use = wasMember ? .granted : .unasked
            case .probe(let device) where after[device].isBound:
                self[device].use = wasMember || countsLateDevices ? .granted : .unasked
            case .kernelUnuse(let device), .unbind(let device): self[device].use = .none
            case .claim(let token) where outcome.isSuccess: claims[token] += 1
            case .release: recordRelease(of: before.token)
            case .claimDevice(let device, let token) where outcome.isSuccess: self[device].claim = token
            case .releaseDevice(let device): self[device].claim = nil
            case .setPrivate(let device, _) where outcome.isSuccess: self[device].isPrivate = true
            case .releasePrivate(let device): self[device].isPrivate = false
            case .attachDevice(let domain, let device) where outcome.isSuccess:
                self[device].attached = domain
                self[device].attachedForKernel = !isClaimed
            case .detachDevice(let domain, let device) where after.domain != domain:
                self[device].attached = nil
                self[device].attachedForKernel = false
            case .attachGroup(let domain) where outcome.isSuccess: groupDomain = domain
            case .attachShared(let domain, let device) where outcome.isSuccess: self[device].shared = domain
            case .detachShared(let domain, let device) where before != after || after.domain != domain:
                self[device].shared = nil
            default: break
            }
            forgetWhatIsGone(after.domain)
        }

        /// What is no longer the group's domain is no longer attached, except for a kernel driver, who counts on it.
        private mutating func forgetWhatIsGone(_ domain: Domain?) {
            if groupDomain != domain { groupDomain = nil }
            for device in Device.allCases {
                if self[device].shared != domain { self[device].shared = nil }
                if !self[device].attachedForKernel, self[device].attached != domain {
                    self[device].attached = nil
                }
            }
        }

        /// The caller has released, whatever the kernel made of it. The user that the group knows comes first.
        private mutating func recordRelease(of known: Token?) {
            for token in [known, .f1, .f2, nil] where claims[token] > 0 {
                claims[token] -= 1
                return
            }
        }
    }
}
