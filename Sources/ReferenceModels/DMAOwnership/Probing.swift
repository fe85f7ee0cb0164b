extension DMAOwnership {
    /// Where a bus claims a device for the kernel, relative to the firmware configuration of its DMA, which may be
    /// what creates the device's group (DMAOwnership.md, C.7).
    public enum BusOrder: Hashable, Codable, Sendable {
        /// Before it (v1–v3, v5–v7): a device without a group is not counted.
        case beforeFirmware
        /// After it (v4, v8 and later).
        case afterFirmware
    }
}

/// A design whose buses claim for the kernel while they probe.
protocol ClaimingBus: DecisionTable {
    /// When they claim.
    var busOrder: DMAOwnership.BusOrder { get }
    /// v4: `really_probe()` drops the error of a refused claim and returns 0, with no driver bound.
    var losesRefusal: Bool { get }
    /// v2–v8: `CONFIG_DEBUG_TEST_DRIVER_REMOVE` claims twice and releases once.
    var leaksInRemovalTest: Bool { get }
}

extension ClaimingBus {
    var losesRefusal: Bool { false }

    var countsLateDevices: Bool { busOrder == .afterFirmware }

    func probe(
        _ device: DMAOwnership.Device, _ group: inout DMAOwnership.GroupState
    ) -> DMAOwnership.Outcome {
        var warned = false
        let rounds = group.configuration.testsDriverRemoval && leaksInRemovalTest ? 2 : 1
        for _ in 1...rounds {
            if busOrder == .afterFirmware { configureFirmware(device, &group) }
            if group[device].presence == .member {
                let outcome = kernelUse(as: nil, &group)
                if !outcome.isSuccess { return losesRefusal ? .success : outcome }
                warned = warned || outcome.warned
            }
            if busOrder == .beforeFirmware { configureFirmware(device, &group) }
        }
        group[device].isBound = true
        return .init(.code(0), warned: warned)
    }

    /// Firmware configuration: a device whose group was not known joins it. That it could not is no error for the
    /// probe: the device goes on without an IOMMU.
    private func configureFirmware(_ device: DMAOwnership.Device, _ group: inout DMAOwnership.GroupState) {
        if group[device].presence == .withoutGroup { _ = join(device, &group) }
    }
}
