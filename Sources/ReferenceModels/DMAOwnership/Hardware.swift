/// What the IOMMU driver does to devices: its `attach_dev` and `detach_dev`.
extension DMAOwnership.GroupState {
    /// `attach_dev` for one device.
    ///
    /// - Returns: the error, where the driver refuses.
    mutating func attach(_ device: DMAOwnership.Device, to domain: DMAOwnership.Domain) -> DMAOwnership.Errno?
    {
        if configuration.refusal == .init(device: device, domain: domain) { return .outOfMemory }
        self[device].attachment = domain
        return nil
    }

    /// `attach_dev` for each device of the group, up to the first error; what was switched stays switched.
    mutating func attachMembers(to domain: DMAOwnership.Domain) -> DMAOwnership.Errno? {
        for device in members {
            if let error = attach(device, to: domain) { return error }
        }
        return nil
    }

    /// `detach_dev` for each device of the group. Without the op nothing happens, and the hardware goes on as it
    /// was (facts g9).
    mutating func detachMembers() {
        guard configuration.canDetach else { return }
        for device in members { self[device].attachment = nil }
    }
}

/// The kernel's `refcount_t`: it never leaves saturation, and says so.
extension DMAOwnership.GroupState {
    /// `refcount_inc()`.
    ///
    /// - Returns: whether it warned.
    static func increment(_ count: inout Int) -> Bool {
        guard count > 0 else {
            count = saturated
            return true
        }
        count += 1
        return false
    }

    /// `refcount_dec_and_test()`.
    static func decrement(_ count: inout Int) -> (isZero: Bool, warned: Bool) {
        guard count > 0 else {
            count = saturated
            return (false, true)
        }
        count -= 1
        return (count == 0, false)
    }
}
