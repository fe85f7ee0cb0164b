extension DMAOwnership {
    /// What a design of the interface does, call by call: one decision table as a Swift value.
    ///
    /// A design says what differs; what all designs share (the size test of `iommu_attach_device()`, how a device
    /// joins, how a bus probes) comes from extensions of this protocol.
    public protocol OwnershipDesign: Sendable {
        /// `v6`, `6.1`, `Murphy`: the name on the command line and in tables.
        var name: String { get }

        /// Whether the design has such a call.
        func offers(_ operation: Operation) -> Bool

        /// The group before the first operation.
        func initialState(_ configuration: Configuration, d1: Presence) -> GroupState

        /// Does what the design does when the operation is called.
        ///
        /// - Precondition: the design offers the operation.
        func perform(_ operation: Operation, on group: inout GroupState) -> Outcome

        /// Whether the group's own fields say that a user owns it.
        func isUserOwned(_ group: GroupState) -> Bool

        /// Whether a probe counts a device that gets its group only while it is probed.
        var countsLateDevices: Bool { get }
    }
}

extension DMAOwnership.OwnershipDesign {
    /// Nothing owned, the devices on the default domain.
    public func initialState(
        _ configuration: DMAOwnership.Configuration = DMAOwnership.Configuration(),
        d1: DMAOwnership.Presence = .absent
    ) -> DMAOwnership.GroupState {
        DMAOwnership.GroupState(configuration: configuration, d1: d1)
    }

    /// What may be called in a state, in order.
    public func operations(in group: DMAOwnership.GroupState) -> [DMAOwnership.Operation] {
        DMAOwnership.Operation.all.filter { offers($0) && $0.isPossible(in: group) }
    }
}
