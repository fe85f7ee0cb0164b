import ABIModel
import CProgram
import ModelChecking

extension DMAOwnership {
    /// The C of a revision, driven by the operations of the model.
    public struct CSystem: ObservedSystem {
        /// A state that counts as the same whatever its heap objects are called.
        public typealias State = MachineState

        /// The label of the revision.
        public let label: String
        /// Which functions perform the operations.
        public let binding: Binding
        /// The group with one device on the default domain, and nothing owned.
        public let initial: MachineState
        /// The operations that are tried.
        public let vocabulary: [Operation]

        let machine: Machine
        let world: World
        let builder: WorldBuilder
        /// Where the second device stood at first.
        let d1: Presence
        private let roots: [Pointer]
        /// What the ledger says when a call has not come back: nothing happens after it.
        private static let ended = Note("ended")

        /// Makes a system.
        ///
        /// - Parameters:
        ///   - label: the revision's label.
        ///   - program: the lowered C, with the records that ``wantedRecords`` names.
        ///   - vocabulary: the operations to try; those that the revision has no function for are left out.
        ///   - limits: how far a call may go, and whether memory may run out.
        /// - Throws: ``BindingError`` when the records are not there or have no such members.
        public init(
            label: String, program: Program, configuration: Configuration = Configuration(),
            d1: Presence = .absent, vocabulary: [Operation] = Operation.all, limits: Limits = Limits()
        ) throws {
            self.label = label
            self.d1 = d1
            binding = Binding(program)
            // A first machine lays the world out, since the shims of the second must know it.
            let layout = Machine(program: program)
            builder = WorldBuilder(records: program.records) { layout.global($0) }
            var state = layout.start()
            let bus = layout.global(World.bus)
            let draft = try builder.build(configuration, d1: d1, bus: bus, in: &state)
            var hardware: [Pointer: Pointer] = [:]
            for (device, pointer) in draft.devices { hardware[pointer] = draft.hardware[device] }
            let driver = OwnershipDriver(
                group: draft.group, directory: draft.devicesDirectory, domains: draft.domains,
                devices: draft.devices, hardwareOf: hardware, configuration: configuration)
            machine = Machine(
                program: program,
                shims: ShimCatalog.kernel.adding(driver).adding(OwnershipSurroundings())
                    .adding(BusSurroundings()).adding(FirmwareConfiguration()),
                limits: limits)
            var start = machine.start()
            let world = try builder.build(configuration, d1: d1, bus: bus, in: &start)
            self.world = world
            roots = [world.group] + world.devices.values.sorted() + world.domains.values.sorted()
            initial = start.canonical(roots: roots)
            let binding = binding
            self.vocabulary = vocabulary.filter { binding.offers($0) }
        }

        /// Records that the world is made of; they must be asked for when the program is lowered.
        public static let wantedRecords = [
            "struct iommu_group", "struct group_device", "struct device", "struct iommu_domain",
            "struct iommu_ops", "struct iommu_domain_ops", "struct bus_type", "struct dev_iommu",
            "struct iommu_device", "struct kobject", "struct list_head", "struct file",
        ]

        /// The operations that make sense: a device that is not there can only come.
        public func operations(in state: MachineState) -> [Operation] {
            guard state.notes[Self.ended] == nil else { return [] }
            let members = members(in: state)
            let bound = Device.allCases.filter { world.isBound($0, in: state, builder: builder) }
            return vocabulary.filter { operation in
                guard let device = operation.device else { return true }
                let isPresent = members.contains(device) || device == .d1 && d1 == .withoutGroup
                return switch operation {
                case .hotplug: device == .d1 && d1 == .absent && !isPresent
                case .probe: isPresent && !bound.contains(device)
                case .unbind: bound.contains(device)
                default: isPresent
                }
            }
        }

        /// Calls the C function, once for each way that choices can fall.
        public func perform(
            _ operation: Operation, in state: MachineState
        ) -> [Performance<MachineState, Observation>] {
            guard let call = binding.call(for: operation) else {
                return [Performance(.unknown("\(label) has no function for \(operation.name)"))]
            }
            let arguments = call.arguments.map { value(of: $0, operation) }
            return machine.runs(call.function, arguments, in: state).map { run in
                let choice = run.choices.filter { $0.index > 0 }.map { "\($0.label) \($0.index)" }
                    .joined(separator: ", ")
                return Performance(choice: choice, ending(of: run, call, from: state))
            }
        }

        /// What an operation tells on its way: warnings, and what it gets wrong about locks and references.
        public func events(_ operation: Operation, in state: MachineState) -> [ObservedEvent] {
            guard let call = binding.call(for: operation) else { return [] }
            let run = machine.run(
                call.function, call.arguments.map { value(of: $0, operation) }, in: state)
            return run.events + leaks(of: run, run.state.canonical(roots: roots), call, from: state)
                + ends(of: run, call)
        }

        /// Why a call has not come back, in words.
        private func ends(of run: Run, _ call: Binding.Call) -> [ObservedEvent] {
            func event(_ text: String, _ site: SourceSite) -> [ObservedEvent] {
                [ObservedEvent(kind: .bug, text: text, site: site, function: call.function, isLogged: true)]
            }
            return switch run.termination {
            case .undefined(let reason, let site): event("undefined: \(reason)", site)
            case .deadlock(let reason, let site): event("deadlock: \(reason)", site)
            default: []
            }
        }

        /// How an operation runs: the functions on the way, and which of them made the result.
        func inspect(_ operation: Operation, in state: MachineState) -> Run? {
            guard let call = binding.call(for: operation) else { return nil }
            return machine.run(
                call.function, call.arguments.map { value(of: $0, operation) }, in: state, logsReturns: true)
        }

        // MARK: One call

        private func value(of argument: Binding.Argument, _ operation: Operation) -> Value {
            switch argument {
            case .device: operation.device.flatMap { world.devices[$0] }.map(Value.pointer) ?? .null
            case .driver: world.driver.map(Value.pointer) ?? .null
            case .group: .pointer(world.group)
            case .domain: operation.domain.flatMap { world.domains[$0] }.map(Value.pointer) ?? .null
            case .token: (operation.token ?? nil).flatMap { world.tokens[$0] }.map(Value.pointer) ?? .null
            case .null: .null
            case .owner(let type): .integer(binding.ownerValues[type] ?? 0)
            }
        }

        private func ending(
            of run: Run, _ call: Binding.Call, from before: MachineState
        ) -> Performance<MachineState, Observation>.Ending {
            let warned = run.events.contains { $0.kind == .warn || $0.isLogged }
            let outcome: Outcome
            switch run.termination {
            case .returned(.uninitialized) where call.result != .none: outcome = Outcome(.undefined)
            case .returned(let value):
                switch call.result {
                case .none: outcome = Outcome(.none, warned: warned)
                case .code, .probe:
                    guard let number = value.integer else {
                        return .unknown("\(call.function) returns what is no number")
                    }
                    outcome = Outcome(.code(Int32(truncatingIfNeeded: number)), warned: warned)
                case .claimed, .unclaimed:
                    guard let number = value.integer else {
                        return .unknown("\(call.function) returns what is no truth value")
                    }
                    outcome = Outcome(.truth((number != 0) == (call.result == .claimed)), warned: warned)
                }
            case .bug: outcome = .bug
            case .undefined where run.termination.isOops: outcome = .bug
            case .undefined: outcome = Outcome(.undefined)
            case .deadlock: outcome = Outcome(.deadlock)
            case .unsupported(let reason, let site): return .unknown("\(reason) at \(site.file):\(site.line)")
            case .bound(let reason): return .unknown("bound reached: \(reason)")
            }
            var state = run.state.canonical(roots: roots)
            if outcome.isEnd { state.notes[Self.ended] = .zero }
            let events = run.events + (outcome.isEnd ? [] : leaks(of: run, state, call, from: before))
            return .reached(state, observe(outcome, events, in: state))
        }

        private func observe(
            _ outcome: Outcome, _ events: [ObservedEvent], in state: MachineState
        ) -> Observation {
            let kinds = Set(events.filter { !$0.isLogged && $0.kind != .warn }.map(\.kind))
            return Observation(
                outcome: outcome, domain: world.domain(world.member("domain", in: state)),
                attachments: Device.allCases.map { attachment(of: $0, in: state) },
                members: members(in: state),
                imbalances: outcome.isEnd ? [] : kinds.sorted { $0.rawValue < $1.rawValue })
        }

        /// The references that a call has taken or put beyond those that go with what the group holds afterwards.
        private func leaks(
            of run: Run, _ after: MachineState, _ call: Binding.Call, from before: MachineState
        ) -> [ObservedEvent] {
            guard case .returned = run.termination else { return [] }
            let old = world.excess(in: before, builder: builder)
            let new = world.excess(in: after, builder: builder)
            let lost = run.state.liveObjectCount - after.liveObjectCount
            let loss = lost == 0 ? [] : ["\(lost) objects that nobody knows and nobody has freed"]
            guard old != new || lost != 0 else { return [] }
            func event(_ text: String) -> ObservedEvent {
                ObservedEvent(
                    kind: .refcountImbalance, text: text, site: machine.site(of: call.function),
                    function: call.function)
            }
            return loss.map(event)
                + zip(World.counted, zip(old, new)).compactMap { what, counts in
                    let change = counts.1 - counts.0
                    guard change != 0 else { return nil }
                    let text =
                        change > 0
                        ? "\(change) more references to \(what) than go with its state"
                        : "\(-change) fewer references to \(what) than go with its state"
                    return event(text)
                }
        }

        private func members(in state: MachineState) -> [Device] {
            Device.allCases.filter { world.isMember($0, in: state, builder: builder) }
        }

        func attachment(of device: Device, in state: MachineState) -> Domain? {
            guard let pointer = world.devices[device] else { return nil }
            return world.domain(state.notes[World.attachment(of: pointer)])
        }

        /// The group and its devices as the model has them, for printing: `n=1 owner=f1 D=NULL`.
        public func describe(_ state: MachineState) -> String {
            var parts: [String] = []
            if let count = counter("owner_cnt", in: state) { parts.append("n=\(count)") }
            if let count = counter("attach_cnt", in: state), count != "0" { parts.append("a=\(count)") }
            if let type = world.member("dma_owner", in: state)?.integer {
                let name = binding.ownerValues.first { $0.value == type }?.key.description
                parts.append("type=\(name ?? String(type))")
            }
            for name in Self.tokenMembers {
                guard let token = world.member(name, in: state) else { continue }
                parts.append("owner=\(world.token(token)?.description ?? (token.isZero ? "NULL" : "?"))")
            }
            parts.append("D=\(world.domain(world.member("domain", in: state))?.description ?? "NULL")")
            for device in Device.allCases where world.isMember(device, in: state, builder: builder) {
                parts.append("\(device):\(attachment(of: device, in: state)?.description ?? "-")")
            }
            return parts.joined(separator: " ")
        }

        /// A counter as it is shown.
        private func counter(_ name: String, in state: MachineState) -> String? {
            guard world.shape.member(name) != nil else { return nil }
            guard let value = count(name, in: state) else { return "?" }
            return value < 0 ? "saturated" : String(value)
        }

        /// A counter: a plain integer, or a `refcount_t`, whose one member is its first four bytes.
        func count(_ name: String, in state: MachineState) -> Int64? {
            guard let member = world.shape.member(name) else { return nil }
            let place = world.group.advanced(by: member.bitOffset / 8)
            return try? state.read(place, Access(.int)).integer
        }
    }
}

/// What of the kernel around the IOMMU core stands still in the model world. Devices have no properties.
struct OwnershipSurroundings: Shim {
    static var names: [String] {
        [
            "iommu_device_link", "iommu_device_unlink", "iommu_setup_dma_ops", "device_property_present",
            "device_property_read_u32_array", "iommu_debugfs_setup", "iommu_dma_setup",
        ]
    }

    private static let noSuchProperty: Int64 = -22

    func call(
        _ name: String, _ arguments: [Value], in context: inout ShimContext
    ) throws(Stop) -> Value {
        name.hasPrefix("device_property_read") ? .integer(Self.noSuchProperty) : .zero
    }
}
