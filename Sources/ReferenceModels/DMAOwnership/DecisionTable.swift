/// A design, call by call. What is given here is the same in all kernels of the series' time: the size test of
/// `iommu_attach_device()`, how a device joins a group in two steps, and what a call does for a device that has no
/// group (DMAOwnership.md, C.0, C.6).
protocol DecisionTable: DMAOwnership.OwnershipDesign {
    /// The kinds of calls beyond those that every design has.
    var extras: Set<DMAOwnership.Extra> { get }

    /// A kernel driver begins to use the DMA API.
    func kernelUse(as token: DMAOwnership.Token?, _ group: inout DMAOwnership.GroupState)
        -> DMAOwnership.Outcome
    /// It ends.
    func kernelUnuse(_ group: inout DMAOwnership.GroupState) -> DMAOwnership.Outcome
    /// A user claims the group.
    func claim(_ token: DMAOwnership.Token?, _ group: inout DMAOwnership.GroupState) -> DMAOwnership.Outcome
    /// A user releases the group.
    func release(_ group: inout DMAOwnership.GroupState) -> DMAOwnership.Outcome
    /// Whether the query says that the group is claimed.
    func isClaimed(_ group: DMAOwnership.GroupState) -> Bool
    /// The group attach behind all attach calls.
    func attach(_ domain: DMAOwnership.Domain, _ group: inout DMAOwnership.GroupState) -> DMAOwnership.Outcome
    /// The group detach behind all detach calls.
    func detach(_ group: inout DMAOwnership.GroupState) -> DMAOwnership.Outcome
    /// `iommu_attach_device()` for a device of the group.
    func attachDevice(
        _ domain: DMAOwnership.Domain, _ device: DMAOwnership.Device, _ group: inout DMAOwnership.GroupState
    ) -> DMAOwnership.Outcome
    /// `iommu_detach_device()` for a device of the group.
    func detachDevice(
        _ domain: DMAOwnership.Domain, _ device: DMAOwnership.Device, _ group: inout DMAOwnership.GroupState
    ) -> DMAOwnership.Outcome
    /// A device joins the group.
    func join(_ device: DMAOwnership.Device, _ group: inout DMAOwnership.GroupState) -> DMAOwnership.Outcome
    /// A bus probes a device.
    func probe(_ device: DMAOwnership.Device, _ group: inout DMAOwnership.GroupState) -> DMAOwnership.Outcome
    /// The calls that only some designs have.
    func performExtra(
        _ operation: DMAOwnership.Operation, _ group: inout DMAOwnership.GroupState
    ) -> DMAOwnership.Outcome
}

extension DMAOwnership {
    /// A kind of calls that not every design has.
    enum Extra { case nullToken, query, kernelToken, noneArgument, privateOwner, sharedAttach, deviceClaim }
}

extension DMAOwnership.Operation {
    /// The kind of calls that a design must have for this one; `nil`: every design has it.
    var extra: DMAOwnership.Extra? {
        switch self {
        case .claim(nil): .nullToken
        case .query: .query
        case .kernelUseAs: .kernelToken
        case .setNone, .releaseNone: .noneArgument
        case .setPrivate, .releasePrivate: .privateOwner
        case .attachShared, .detachShared: .sharedAttach
        case .claimDevice, .releaseDevice: .deviceClaim
        default: nil
        }
    }
}

extension DecisionTable {
    func offers(_ operation: DMAOwnership.Operation) -> Bool {
        operation.extra.map(extras.contains) ?? true
    }

    func perform(
        _ operation: DMAOwnership.Operation, on group: inout DMAOwnership.GroupState
    ) -> DMAOwnership.Outcome {
        precondition(offers(operation), "\(name) has no \(operation.name)")
        if let device = operation.device, group[device].presence != .member {
            if let outcome = withoutGroup(operation) { return outcome }
        }
        switch operation {
        case .kernelUse: return kernelUse(as: nil, &group)
        case .kernelUseAs(_, let token): return kernelUse(as: token, &group)
        case .kernelUnuse: return kernelUnuse(&group)
        case .claim(let token): return claim(token, &group)
        case .release: return release(&group)
        case .query: return .init(.truth(isClaimed(group)))
        case .attachGroup(let domain): return attach(domain, &group)
        case .detachGroup: return detach(&group)
        case .attachDevice(let domain, let device): return attachDevice(domain, device, &group)
        case .detachDevice(let domain, let device): return detachDevice(domain, device, &group)
        case .hotplug(let device): return join(device, &group)
        case .probe(let device): return probe(device, &group)
        case .unbind(let device):
            group[device].isBound = false
            return group[device].presence == .member ? kernelUnuse(&group) : .void
        default: return performExtra(operation, &group)
        }
    }

    func withoutGroup(_ operation: DMAOwnership.Operation) -> DMAOwnership.Outcome? {
        switch operation {
        case .kernelUse, .kernelUseAs: .success
        // The token is looked at before the group.
        case .claimDevice(_, nil): .init(.code(DMAOwnership.Errno.invalidArgument.rawValue), warned: true)
        case .setPrivate, .attachDevice, .attachShared, .claimDevice: .failure(.noDevice)
        case .releasePrivate: .warning
        case .releaseDevice: .bug
        case .kernelUnuse, .detachDevice, .detachShared: .void
        default: nil
        }
    }

    /// The test that the whole series keeps: a group with more than one device is refused.
    func attachDevice(
        _ domain: DMAOwnership.Domain, _ device: DMAOwnership.Device, _ group: inout DMAOwnership.GroupState
    ) -> DMAOwnership.Outcome {
        group.members.count == 1 ? attach(domain, &group) : .failure(.invalidArgument)
    }

    func detachDevice(
        _ domain: DMAOwnership.Domain, _ device: DMAOwnership.Device, _ group: inout DMAOwnership.GroupState
    ) -> DMAOwnership.Outcome {
        group.members.count == 1 ? detach(&group) : .warning
    }

    /// Two steps: the new device is attached to the group's domain, and then to the default domain unless a user
    /// owns the group (DMAOwnership.md, C.6). A device that cannot be attached does not join.
    func join(_ device: DMAOwnership.Device, _ group: inout DMAOwnership.GroupState) -> DMAOwnership.Outcome {
        let before = group
        if let domain = group.domain, let error = group.attach(device, to: domain) {
            group = before
            return .failure(error)
        }
        if let domain = group.defaultDomain, !isUserOwned(group), let error = group.attach(device, to: domain)
        {
            group = before
            return .failure(error)
        }
        group[device].presence = .member
        return .success
    }

    func performExtra(
        _ operation: DMAOwnership.Operation, _ group: inout DMAOwnership.GroupState
    ) -> DMAOwnership.Outcome {
        preconditionFailure("\(name) has no \(operation.name)")
    }
}
