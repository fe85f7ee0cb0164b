import CProgram

/// The IOMMU driver of the model world: the callbacks in its ops tables, as shims.
///
/// It attaches what it is told to, and the ledger says where each device is. A configuration may name one
/// attachment that it refuses.
struct OwnershipDriver: Shim {
    /// What the names of the callbacks begin with; C has no such names.
    static let prefix = "driver:"
    /// The members of the ops tables that are filled in. What is not among them stays NULL.
    static let callbacks = [
        "attach_dev", "detach_dev", "domain_alloc", "domain_alloc_paging", "domain_free", "free",
        "probe_device", "release_device", "device_group",
    ]
    static var names: [String] { callbacks.map { prefix + $0 } }

    let group: Pointer
    let directory: Pointer
    let domains: [DMAOwnership.Domain: Pointer]
    let devices: [DMAOwnership.Device: Pointer]
    /// Where `struct device` keeps the per-device IOMMU data, in bytes; nil where it has none.
    let hardwareOf: [Pointer: Pointer]
    let configuration: DMAOwnership.Configuration

    func call(
        _ name: String, _ arguments: [Value], in context: inout ShimContext
    ) throws(Stop) -> Value {
        switch name.dropFirst(Self.prefix.count) {
        case "attach_dev":
            let domain = try context.target(arguments[0])
            let device = try context.target(arguments[1])
            if let refusal = configuration.refusal, devices[refusal.device] == device,
                domains[refusal.domain] == domain
            {
                return .integer(Self.noMemory)
            }
            context.state.notes[DMAOwnership.World.attachment(of: device)] = .pointer(domain)
            return .zero
        case "detach_dev":
            let device = try context.target(arguments[1])
            context.state.notes[DMAOwnership.World.attachment(of: device)] = nil
            return .zero
        case "domain_alloc", "domain_alloc_paging":
            // The core asks for the default domain and for the one that blocks; users bring theirs along.
            let isBlocking = name.hasSuffix("domain_alloc") && arguments.first?.isZero == true
            guard isBlocking || configuration.hasDefaultDomain else { return .null }
            return domains[isBlocking ? .blocking : .defaultDomain].map(Value.pointer) ?? .null
        case "probe_device":
            if try isOutOfMemory(name, &context) { return .integer(Self.noMemory) }
            let device = try context.target(arguments[0])
            context.state.notes[DMAOwnership.World.probe(of: device)] = .integer(1)
            // Older drivers return 0, newer ones their IOMMU: the caller's type tells.
            if let hardware = hardwareOf[device] { return .pointer(hardware) }
            return .zero
        case "release_device":
            context.state.notes[DMAOwnership.World.probe(of: try context.target(arguments[0]))] = nil
            return .void
        case "device_group":
            if try isOutOfMemory(name, &context) { return .integer(Self.noMemory) }
            _ = try context.callC("kobject_get", [.pointer(directory)])
            return .pointer(group)
        default:
            return .void
        }
    }

    private static let noMemory: Int64 = -12

    /// Where memory may run out, a driver may be the one that does not get it.
    private func isOutOfMemory(_ name: String, _ context: inout ShimContext) throws(Stop) -> Bool {
        guard context.limits.allocationMayFail else { return false }
        return try context.choose(name, 2) == 1
    }
}
