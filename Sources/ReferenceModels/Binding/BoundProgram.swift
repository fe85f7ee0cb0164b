import CProgram
import ModelChecking

/// The C of an interface as a system that the operations of a model drive.
public struct BoundProgram<Binding: ProgramBinding>: ObservedSystem {
    /// What is done.
    public typealias Operation = Binding.Operation
    /// What is seen.
    public typealias Observation = Binding.Observation

    /// What it is called in messages.
    public let label: String
    /// The memory before anything was called.
    public let initial: MachineState

    private let binding: Binding
    private let machine: Machine
    private let records: [String: RecordShape]
    private let world: Binding.World

    /// What `notes` say once the kernel has stopped.
    private static var stopped: Note { Note("stopped") }

    /// Binds a program.
    ///
    /// - Throws: ``ReferenceModelError/unbound(_:)`` where the program lacks something.
    public init(label: String, _ program: Program, _ binding: Binding) throws(ReferenceModelError) {
        self.label = label
        self.binding = binding
        machine = Machine(program: program, shims: binding.shims)
        records = program.records
        var memory = RecordMemory(machine, records: records, state: machine.start())
        world = try binding.makeWorld(in: &memory)
        initial = memory.state.canonical()
    }

    /// All that the binding tries, until the kernel has stopped.
    public func operations(in state: MachineState) -> [Operation] {
        state.notes[Self.stopped] == nil ? binding.operations : []
    }

    /// Calls the C function, once for each way that choices can fall.
    public func perform(
        _ operation: Operation, in state: MachineState
    ) -> [Performance<MachineState, Observation>] {
        var memory = memory(state)
        let call: ProgramCall
        do {
            call = try binding.call(for: operation, in: world, &memory)
        } catch {
            return [Performance(.unknown(error.reason))]
        }
        return machine.runs(call.function, call.arguments, in: memory.state).map { run in
            let choice = run.choices.filter { $0.index > 0 }.map { "\($0.label) \($0.index)" }
                .joined(separator: ", ")
            return Performance(choice: choice, ending(of: run, operation))
        }
    }

    /// The state in a line.
    public func account(of state: MachineState) -> String { binding.account(of: world, memory(state)) }

    private func memory(_ state: MachineState) -> RecordMemory {
        RecordMemory(machine, records: records, state: state)
    }

    private func ending(
        of run: Run, _ operation: Operation
    ) -> Performance<MachineState, Observation>.Ending {
        var ending = ProgramEnding(returned: nil, stop: "", events: run.events)
        switch run.termination {
        case .returned(let value): ending.returned = value
        case .bug(let event): ending.stop = event.macro
        case .undefined(let reason, let site): ending.stop = "\(reason) at \(site)"
        case .deadlock(let reason, let site): ending.stop = "deadlock: \(reason) at \(site)"
        case .unsupported(let reason, let site): return .unknown("\(reason) at \(site)")
        case .bound(let reason): return .unknown("a bound was reached: \(reason)")
        }
        var state = run.state.canonical()
        if ending.returned == nil { state.notes[Self.stopped] = .zero }
        do {
            return .reached(
                state, try binding.observation(of: operation, ending, in: world, memory(state)))
        } catch {
            return .unknown(error.reason)
        }
    }
}
