import CProgram
import ModelChecking
import ReferenceModels

/// A character device that many may have open together, or one alone (`O_EXCL`).
enum Slot {
    enum Process: CaseIterable { case a, b }

    enum Call: Hashable, Comparable, CustomStringConvertible {
        case open(Process), openAlone(Process), close(Process)

        static let all = Process.allCases.flatMap { [Call.open($0), .openAlone($0), .close($0)] }

        var process: Process {
            switch self {
            case .open(let process), .openAlone(let process), .close(let process): process
            }
        }

        var description: String {
            switch self {
            case .open: "open \(process)"
            case .openAlone: "open alone \(process)"
            case .close: "close \(process)"
            }
        }

        private var place: Int { Self.all.firstIndex(of: self) ?? 0 }
        static func < (left: Self, right: Self) -> Bool { left.place < right.place }
    }

    /// What the driver keeps, and who has it open: the truth that no driver sees.
    struct Device: Hashable, CustomStringConvertible {
        var openers = 0
        var isAlone = false
        var holders: [Process: Bool] = [:]

        var description: String { "openers=\(openers)" + (isAlone ? " alone" : "") }
    }

    /// The driver, call by call.
    struct Design: Specification {
        /// A mistake: who is refused has been counted.
        let countsTooEarly: Bool
        let initial = Device()

        func operations(in device: Device) -> [Call] {
            Call.all.filter { call in
                let holds = device.holders[call.process] != nil
                if case .close = call { return holds }
                return !holds && device.openers < 4
            }
        }

        func perform(_ call: Call, on device: inout Device) -> Int64 {
            if case .close(let process) = call {
                device.openers -= 1
                device.isAlone = false
                device.holders[process] = nil
                return 0
            }
            let isAlone = call == .openAlone(call.process)
            if device.isAlone || device.openers > 0 && isAlone {
                if countsTooEarly { device.openers += 1 }
                return -16
            }
            device.openers += 1
            device.isAlone = isAlone
            device.holders[call.process] = isAlone
            return 0
        }
    }

    /// What is to hold of it.
    struct Model: ReferenceModel {
        let name = "slot"
        let title = "a character device that is opened together or alone"
        let scope = "two processes, each of which opens once"
        let designs = ["right", "early"]
        let properties = [
            PropertyStatement("S1", "Who opened it alone has it alone."),
            PropertyStatement("S2", "The count is the number of those who have it open."),
        ]

        func design(_ name: String, from setting: String) -> Design? {
            designs.contains(name) ? Design(countsTooEarly: name == "early") : nil
        }

        func conditions(of design: Design) -> [Property<Exploration<Design>.State, Call>] {
            [
                .always("S1") { !$0.state.holders.values.contains(true) || $0.state.holders.count == 1 },
                .always("S2") { $0.state.openers == $0.state.holders.count },
            ]
        }

        func outcome(seen result: Int64) -> String { result == -16 ? "\u{2212}EBUSY" : "\(result)" }
    }

    /// The C that is held against it: `slot_open()` and `slot_release()`, with a `struct file` for each process.
    struct Binding: ProgramBinding {
        let operations = Call.all

        func makeWorld(in memory: inout RecordMemory) throws(ReferenceModelError) -> [Process: Pointer] {
            var files: [Process: Pointer] = [:]
            for process in Process.allCases {
                files[process] = try memory.make("struct file", label: "file of \(process)")
            }
            return files
        }

        func call(
            for operation: Call, in files: [Process: Pointer], _ memory: inout RecordMemory
        ) throws(ReferenceModelError) -> ProgramCall {
            guard let file = files[operation.process] else { throw .unbound("no file") }
            if case .close = operation { return ProgramCall("slot_release", .null, .pointer(file)) }
            let flags: Int64 = operation == .openAlone(operation.process) ? 0o200 : 0
            try memory.set("f_flags", of: "struct file", at: file, to: .integer(flags))
            return ProgramCall("slot_open", .null, .pointer(file))
        }

        func observation(
            of operation: Call, _ ending: ProgramEnding, in files: [Process: Pointer],
            _ memory: RecordMemory
        ) throws(ReferenceModelError) -> Int64 {
            guard let result = ending.returned?.integer else { throw .unbound(ending.stop) }
            return result
        }

        func account(of files: [Process: Pointer], _ memory: RecordMemory) -> String {
            guard let slot = try? memory.global("slot"),
                let openers = try? memory.get("openers", of: "struct slot", at: slot).integer,
                let alone = try? memory.get("alone", of: "struct slot", at: slot).integer
            else { return "?" }
            return "openers=\(openers)" + (alone == 0 ? "" : " alone")
        }
    }
}
