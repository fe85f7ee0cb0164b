import CProgram

/// Where a bus binds drivers and claims for the kernel: the driver core and the platform bus, whose callback does
/// what those of PCI, AMBA and fsl-mc do (DMAOwnership.md, C.7).
extension DMAOwnership {
    /// What has to be read of the driver core and the platform bus.
    static let busReadings: [ProgramReading] = [
        ProgramReading(
            file: "drivers/base/dd.c", functions: ["really_probe", "__device_release_driver"],
            opaqueFunctions: busOpaque, records: busRecords),
        ProgramReading(
            file: "drivers/base/platform.c",
            functions: [World.bus], opaqueFunctions: busOpaque + busCallbacks,
            records: busRecords),
    ]

    private static let busOpaque =
        ShimCatalog.kernel.names + OwnershipSurroundings.names + BusSurroundings.names
        + FirmwareConfiguration.names
    /// Callbacks of the bus that have nothing to do with DMA.
    private static let busCallbacks = [
        "platform_probe", "platform_remove", "platform_shutdown", "platform_match", "platform_uevent",
        "platform_pm_*", "pm_generic_*",
    ]
    private static let busRecords = [
        "struct platform_driver", "struct device_driver", "struct device", "struct list_head",
    ]
}

extension DMAOwnership.Binding {
    /// Binding a driver and taking it off: static functions of the driver core, known by their names.
    mutating func bindBus(_ program: Program) {
        guard program.globals[DMAOwnership.World.bus] != nil else { return }
        if let probe = program.functions["really_probe"], probe.signature.parameters.count == 2 {
            set("probe", Call(function: probe.name, arguments: [.device, .driver], result: .probe))
        }
        if let release = program.functions["__device_release_driver"] {
            // Older kernels hand over the parent for its lock.
            let rest = release.signature.parameters.dropFirst().map { _ in Argument.null }
            set("unbind", Call(function: release.name, arguments: [.device] + rest, result: .none))
        }
    }
}

extension WorldBuilder {
    /// What the driver core wants to find around a device: private data, an empty list of resources, and a node
    /// of the firmware's.
    func surround(_ device: Pointer, in state: inout MachineState) {
        for member in ["p", "of_node"] where records["struct device"]?.member(member) != nil {
            let data = state.allocate(bytes: 4096, label: member, zeroed: true, kind: .static)
            try? write("struct device", member, .pointer(data), at: device, in: &state)
        }
        try? makeList("struct device", "devres_head", at: device, in: &state)
    }

    /// A driver of the platform bus that claims nothing for itself; nil where the program has no such record.
    func makeDriver(on bus: Pointer?, in state: inout MachineState) -> Pointer? {
        guard let shape = records["struct platform_driver"], let member = shape.member("driver") else {
            return nil
        }
        let whole = state.allocate(
            bytes: shape.bytes, label: "platform_driver", zeroed: true, kind: .static)
        let driver = whole.advanced(by: member.bitOffset / 8)
        if let bus {
            try? write("struct device_driver", "bus", .pointer(bus), at: driver, in: &state)
            if records["struct bus_type"]?.member("p") != nil {
                let data = state.allocate(bytes: 4096, label: "p", zeroed: true, kind: .static)
                try? write("struct bus_type", "p", .pointer(data), at: bus, in: &state)
            }
        }
        return driver
    }
}

/// What the driver core does beside claiming: links, sysfs, power, pins, the driver's own probe. All of it
/// succeeds and leaves ownership alone.
struct BusSurroundings: Shim {
    static let names = [
        "call_driver_probe", "device_remove", "platform_probe", "platform_remove", "driver_bound",
        "driver_sysfs_add", "driver_sysfs_remove",
        "device_links_check_suppliers", "device_links_no_driver", "device_links_busy",
        "device_links_unbind_consumers", "device_links_driver_cleanup", "device_links_force_bind",
        "pinctrl_bind_pins", "pinctrl_init_done", "device_add_groups", "device_remove_groups",
        "device_create_file", "device_remove_file", "dev_has_sync_state", "devres_release_all",
        "arch_teardown_dma_ops", "pm_runtime_reinit", "pm_runtime_get_sync", "pm_runtime_put_sync",
        "pm_runtime_put", "dev_pm_domain_detach", "dev_pm_set_driver_flags", "klist_remove",
        "device_pm_check_callbacks",
        "bus_notify",
        "driver_deferred_probe_add", "driver_deferred_probe_del", "dev_name", "__device_driver_lock",
        "__device_driver_unlock", "dev_set_drvdata", "device_lock", "device_unlock",
        "driver_deferred_probe_check_state",
    ]

    func call(
        _ name: String, _ arguments: [Value], in context: inout ShimContext
    ) throws(Stop) -> Value { .zero }
}

/// The firmware's configuration of a device's DMA. A device whose IOMMU is known only from there gets its group
/// now (DMAOwnership.md, C.7); that it could not is no error for the caller: the device goes on without an IOMMU.
struct FirmwareConfiguration: Shim {
    static let names = [
        "of_dma_configure", "of_dma_configure_id", "acpi_dma_configure", "acpi_dma_configure_id",
        "__dev_fwnode", "__dev_fwnode_const", "is_of_node", "to_of_node",
    ]

    func call(
        _ name: String, _ arguments: [Value], in context: inout ShimContext
    ) throws(Stop) -> Value {
        switch name {
        // Newer buses ask for a node of the firmware's, and whether it is a device tree's: each device has one.
        case "__dev_fwnode", "__dev_fwnode_const": return arguments.first ?? .null
        case "is_of_node": return .boolean(true)
        case "to_of_node": return .null
        default: break
        }
        guard let device = arguments.first,
            let member = context.record("struct device")?.member("iommu_group")
        else { return .zero }
        let group = try context.read(device, at: member.bitOffset / 8, context.pointerType)
        if group.isZero { _ = try context.callC("iommu_probe_device", [device]) }
        return .zero
    }
}
