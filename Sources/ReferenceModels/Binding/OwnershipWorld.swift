import CProgram

extension DMAOwnership {
    /// Why the C of a revision cannot be run: a record that it does not have, a member under another name.
    public struct BindingError: Error, Hashable, Sendable {
        /// What is wrong, in one sentence.
        public var message: String

        /// Makes an error.
        public init(_ message: String) { self.message = message }
    }

    /// The objects that the C of a revision works on: a group with a device in it, a second device, a bus, an
    /// IOMMU driver, domains, tokens.
    ///
    /// They are laid out as the revision's own records say. What the group holds at first is what it has after
    /// its allocation, when the first device has joined: zero, but for lists, devices and the default domain.
    struct World: Sendable {
        let group: Pointer
        let devices: [Device: Pointer]
        let domains: [Domain: Pointer]
        let tokens: [Token: Pointer]
        /// The IOMMU that each device is behind, where the kernel has a `struct iommu_device`.
        let hardware: [Device: Pointer]
        let devicesDirectory: Pointer
        /// The driver that a probe binds: one that uses the DMA API.
        let driver: Pointer?
        /// `struct iommu_group`, for reading its members.
        let shape: RecordShape

        /// The bus that the devices are on, where the program has it.
        static let bus = "platform_bus_type"

        /// What `notes` say of a device: the domain that the IOMMU driver has attached it to.
        static func attachment(of device: Pointer) -> Note { Note("attached", device) }

        /// What `notes` say of a device that the IOMMU driver has probed and not released.
        static func probe(of device: Pointer) -> Note { Note("probed", device) }

        /// The domain's model name.
        func domain(_ value: Value?) -> Domain? {
            guard let pointer = value?.pointer else { return nil }
            return domains.first { $0.value == pointer }?.key
        }

        /// The device's model name.
        func device(_ value: Value?) -> Device? {
            guard let pointer = value?.pointer else { return nil }
            return devices.first { $0.value == pointer }?.key
        }

        /// The token's model name.
        func token(_ value: Value?) -> Token? {
            guard let pointer = value?.pointer else { return nil }
            return tokens.first { $0.value == pointer }?.key
        }

        /// What a member of the group holds; nil where it has no such member.
        func member(_ name: String, in state: MachineState) -> Value? {
            guard let member = shape.member(name) else { return nil }
            return try? state.read(group.advanced(by: member.bitOffset / 8), member.access)
        }

        /// Whether the group is in the device's `iommu_group`, and so has it as a member.
        func isMember(_ device: Device, in state: MachineState, builder: WorldBuilder) -> Bool {
            guard let pointer = devices[device],
                let value = try? builder.read("struct device", "iommu_group", at: pointer, in: state)
            else { return false }
            return value.pointer == group
        }

        /// What ``excess(in:builder:)`` tells about, in order.
        static let counted =
            ["the group", "the IOMMU driver's devices"] + Token.allCases.map { "file \($0)" }

        /// How many more references there are than go with what the group holds: each member keeps the group, and
        /// a group whose owner is a file keeps the file.
        func excess(in state: MachineState, builder: WorldBuilder) -> [Int] {
            func count(_ object: Pointer) -> Int { Int(state.notes[.references(object)]?.integer ?? 0) }
            let members = Device.allCases.filter { isMember($0, in: state, builder: builder) }.count
            let file = keepsFiles ? member("owner_user_file", in: state)?.pointer : nil
            let probed = devices.values.filter { state.notes[Self.probe(of: $0)] != nil }.count
            return [count(devicesDirectory) + count(group) - members, probed - members]
                + Token.allCases.map { token in
                    guard let object = tokens[token] else { return 0 }
                    return count(object) - (object == file ? 1 : 0)
                }
        }

        /// Whether the owner is a file that is counted (v1).
        private var keepsFiles: Bool { shape.member("owner_user_file") != nil }

        /// Whether a driver is bound to the device.
        func isBound(_ device: Device, in state: MachineState, builder: WorldBuilder) -> Bool {
            guard let pointer = devices[device],
                let value = try? builder.read("struct device", "driver", at: pointer, in: state)
            else { return false }
            return !value.isZero
        }
    }
}

/// Lays objects out by the records of a program.
struct WorldBuilder: Sendable {
    typealias BindingError = DMAOwnership.BindingError

    let records: [String: RecordShape]
    /// Finds a global of the program; nil where it has none of that name.
    let global: @Sendable (String) -> Pointer?

    /// Makes a world with `d0` in the group and `d1` as it is said.
    func build(
        _ configuration: DMAOwnership.Configuration, d1 presence: DMAOwnership.Presence, bus: Pointer? = nil,
        in state: inout MachineState
    ) throws -> DMAOwnership.World {
        let domainOps = try operations(of: "struct iommu_domain", "ops")
        let driverOps =
            (try? operations(of: "struct bus_type", "iommu_ops"))
            ?? (try? operations(of: "struct iommu_device", "ops")) ?? domainOps
        let ops = try make(domainOps, "domain_ops", in: &state)
        let driver = driverOps == domainOps ? ops : try make(driverOps, "iommu_ops", in: &state)

        var domains: [DMAOwnership.Domain: Pointer] = [:]
        for domain in DMAOwnership.Domain.allCases {
            let pointer = try make("struct iommu_domain", domain.description, in: &state)
            try write("struct iommu_domain", "ops", .pointer(ops), at: pointer, in: &state)
            // Types by include/linux/iommu.h: __IOMMU_DOMAIN_PAGING 1, DMA_API 2; blocked is 0.
            let type: Int64 = domain == .blocking ? 0 : domain == .defaultDomain ? 3 : 1
            try? write("struct iommu_domain", "type", .integer(type), at: pointer, in: &state)
            // 6.12 asks whether the domain is of the device's IOMMU driver, 6.1 what its smallest page is.
            try? write("struct iommu_domain", "owner", .pointer(driver), at: pointer, in: &state)
            try? write("struct iommu_domain", "pgsize_bitmap", .integer(0x1000), at: pointer, in: &state)
            domains[domain] = pointer
        }
        for (name, table) in [(domainOps, ops), (driverOps, driver)] {
            try fill(name, at: table, configuration, in: &state)
        }
        if let blocking = domains[.blocking] {
            try? write(driverOps, "blocked_domain", .pointer(blocking), at: driver, in: &state)
            try? write(driverOps, "default_domain_ops", .pointer(ops), at: driver, in: &state)
        }

        // What iommu_subsys_init() sets up: IOMMU_DOMAIN_DMA.
        if let type = global("iommu_def_domain_type") { try state.write(type, .integer(3), Access(.int)) }

        let group = try make("struct iommu_group", "group", in: &state)
        try makeList("struct iommu_group", "devices", at: group, in: &state)
        try? makeList("struct iommu_group", "entry", at: group, in: &state)
        let directory = state.allocate(
            bytes: records["struct kobject"]?.bytes ?? 64, label: "devices_kobj", zeroed: true, kind: .static)
        try? write("struct iommu_group", "devices_kobj", .pointer(directory), at: group, in: &state)
        let first = configuration.hasDefaultDomain ? domains[.defaultDomain] : nil
        if let first {
            try write("struct iommu_group", "default_domain", .pointer(first), at: group, in: &state)
            try write("struct iommu_group", "domain", .pointer(first), at: group, in: &state)
        }

        if configuration.usesPASIDs, let offset = try? offset("struct iommu_group", "pasid_array") {
            let table = group.advanced(by: offset)
            state.notes[Note("xarray", table, index: 1)] = domains[.userA].map(Value.pointer)
        }
        if configuration.isRecovering {
            try? write("struct iommu_group", "recovery_cnt", .integer(1), at: group, in: &state)
        }

        let bus = try? bus ?? make("struct bus_type", "bus", in: &state)
        if let bus { try? write("struct bus_type", "iommu_ops", .pointer(driver), at: bus, in: &state) }
        var devices: [DMAOwnership.Device: Pointer] = [:]
        var hardware: [DMAOwnership.Device: Pointer] = [:]
        for device in DMAOwnership.Device.allCases {
            let pointer = try make("struct device", device.description, in: &state)
            if let bus { try? write("struct device", "bus", .pointer(bus), at: pointer, in: &state) }
            hardware[device] = try makeHardware(driver, in: &state)
            surround(pointer, in: &state)
            devices[device] = pointer
        }
        let world = DMAOwnership.World(
            group: group, devices: devices, domains: domains,
            tokens: try tokens(in: &state), hardware: hardware, devicesDirectory: directory,
            driver: makeDriver(on: bus, in: &state),
            shape: records["struct iommu_group"] ?? RecordShape(bytes: 0, members: []))
        for device in presence == .member ? DMAOwnership.Device.allCases : [.d0] {
            guard let pointer = devices[device] else { continue }
            try connect(pointer, to: hardware[device], in: &state)
            try join(pointer, world, attachedTo: first, in: &state)
        }
        return world
    }

    // MARK: Parts

    /// What stands for users: files, which v1 counts references of, and any pointer for the others.
    private func tokens(in state: inout MachineState) throws -> [DMAOwnership.Token: Pointer] {
        var tokens: [DMAOwnership.Token: Pointer] = [:]
        for token in DMAOwnership.Token.allCases {
            tokens[token] = state.allocate(
                bytes: records["struct file"]?.bytes ?? 256, label: token.description, zeroed: true,
                kind: .static)
        }
        return tokens
    }

    /// An IOMMU, known to the core, where the kernel has a record for it.
    private func makeHardware(_ driver: Pointer, in state: inout MachineState) throws -> Pointer? {
        guard records["struct iommu_device"]?.member("ops") != nil else { return nil }
        let hardware = try make("struct iommu_device", "iommu", in: &state)
        try write("struct iommu_device", "ops", .pointer(driver), at: hardware, in: &state)
        if let head = global("iommu_device_list"), let link = try? offset("struct iommu_device", "list") {
            try append(hardware.advanced(by: link), to: head, in: &state)
        }
        return hardware
    }

    /// The data that `iommu_probe_device()` gives to a device: which IOMMU it is behind.
    private func connect(_ device: Pointer, to hardware: Pointer?, in state: inout MachineState) throws {
        guard let hardware, let shape = records["struct dev_iommu"] else { return }
        let data = state.allocate(bytes: shape.bytes, label: "dev_iommu", zeroed: true, kind: .heap)
        try? write("struct dev_iommu", "iommu_dev", .pointer(hardware), at: data, in: &state)
        try? write("struct device", "iommu", .pointer(data), at: device, in: &state)
    }

    /// Puts a device into the group, as `iommu_group_add_device()` does.
    private func join(
        _ device: Pointer, _ world: DMAOwnership.World, attachedTo domain: Pointer?,
        in state: inout MachineState
    ) throws {
        let shape = try record("struct group_device")
        let entry = state.allocate(bytes: shape.bytes, label: "group_device", zeroed: true, kind: .heap)
        try write("struct group_device", "dev", .pointer(device), at: entry, in: &state)
        try write("struct device", "iommu_group", .pointer(world.group), at: device, in: &state)
        let head = world.group.advanced(by: try offset("struct iommu_group", "devices"))
        try append(entry.advanced(by: offset("struct group_device", "list")), to: head, in: &state)
        if let domain { state.notes[DMAOwnership.World.attachment(of: device)] = .pointer(domain) }
        state.notes[DMAOwnership.World.probe(of: device)] = .integer(1)
        let references = Note.references(world.devicesDirectory)
        state.notes[references] = .integer((state.notes[references]?.integer ?? 0) + 1)
    }

    /// Puts a node at the end of a list, as `list_add_tail()` does.
    private func append(_ node: Pointer, to head: Pointer, in state: inout MachineState) throws {
        guard let last = try read("struct list_head", "prev", at: head, in: state).pointer else {
            throw BindingError("a list of the program was not initialised")
        }
        try write("struct list_head", "next", .pointer(head), at: node, in: &state)
        try write("struct list_head", "prev", .pointer(last), at: node, in: &state)
        try write("struct list_head", "next", .pointer(node), at: last, in: &state)
        try write("struct list_head", "prev", .pointer(node), at: head, in: &state)
    }

    private func fill(
        _ name: String, at table: Pointer, _ configuration: DMAOwnership.Configuration,
        in state: inout MachineState
    ) throws {
        for callback in OwnershipDriver.callbacks where records[name]?.member(callback) != nil {
            if callback == "detach_dev", !configuration.canDetach { continue }
            try write(name, callback, .function(OwnershipDriver.prefix + callback), at: table, in: &state)
        }
    }

    func makeList(
        _ name: String, _ member: String, at object: Pointer, in state: inout MachineState
    ) throws {
        let head = object.advanced(by: try offset(name, member))
        try write("struct list_head", "next", .pointer(head), at: head, in: &state)
        try write("struct list_head", "prev", .pointer(head), at: head, in: &state)
    }

    /// The record that a pointer member points to: `struct iommu_ops` for `const struct iommu_ops *`.
    private func operations(of name: String, _ member: String) throws -> String {
        guard let spelling = try record(name).member(member)?.spelling else {
            throw BindingError("\(name) has no member \(member)")
        }
        let words = spelling.split(separator: " ").filter { $0 != "const" && $0 != "*" }
        return words.joined(separator: " ")
    }

    private func make(_ name: String, _ label: String, in state: inout MachineState) throws -> Pointer {
        state.allocate(bytes: try record(name).bytes, label: label, zeroed: true, kind: .static)
    }

    func record(_ name: String) throws -> RecordShape {
        guard let shape = records[name] else { throw BindingError("\(name) is not declared") }
        return shape
    }

    private func offset(_ name: String, _ member: String) throws -> Int {
        guard let found = try record(name).member(member) else {
            throw BindingError("\(name) has no member \(member)")
        }
        return found.bitOffset / 8
    }

    func write(
        _ name: String, _ member: String, _ value: Value, at object: Pointer, in state: inout MachineState
    ) throws {
        guard let found = try record(name).member(member) else {
            throw BindingError("\(name) has no member \(member)")
        }
        try state.write(object.advanced(by: found.bitOffset / 8), value, found.access)
    }

    func read(_ name: String, _ member: String, at object: Pointer, in state: MachineState) throws -> Value {
        guard let found = try record(name).member(member) else {
            throw BindingError("\(name) has no member \(member)")
        }
        return try state.read(object.advanced(by: found.bitOffset / 8), found.access)
    }
}
