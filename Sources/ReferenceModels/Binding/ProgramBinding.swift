import CProgram

/// What ties the operations of a model to C: which function performs each, on which objects, and what is seen of it.
/// ``BoundProgram`` makes a system of it that a lockstep search holds against a design or against other C.
public protocol ProgramBinding: Sendable {
    /// The model's operations.
    associatedtype Operation: Hashable & Comparable & Sendable
    /// What the model's designs let a watcher see.
    associatedtype Observation: Hashable & Sendable
    /// The objects that the C works on, where the environment has laid them out.
    associatedtype World: Sendable

    /// The operations that are tried, in any order; which of them make sense in a state the model's design says.
    var operations: [Operation] { get }

    /// Kernel primitives and callbacks that Swift stands for; by default ``ShimCatalog/kernel``.
    var shims: ShimCatalog { get }

    /// Lays out what the C works on, before anything is called.
    ///
    /// - Throws: ``ReferenceModelError/unbound(_:)`` where the program lacks something.
    func makeWorld(in memory: inout RecordMemory) throws(ReferenceModelError) -> World

    /// The call that performs an operation. What the caller fills in before it calls, it writes to the memory.
    ///
    /// - Throws: ``ReferenceModelError/unbound(_:)`` where the C has no function for it, which makes it unknown.
    func call(
        for operation: Operation, in world: World, _ memory: inout RecordMemory
    ) throws(ReferenceModelError) -> ProgramCall

    /// What a watcher sees of a call.
    ///
    /// - Throws: ``ReferenceModelError/unbound(_:)`` where it cannot be told, which makes the call unknown.
    func observation(
        of operation: Operation, _ ending: ProgramEnding, in world: World, _ memory: RecordMemory
    ) throws(ReferenceModelError) -> Observation

    /// The state in a line.
    func account(of world: World, _ memory: RecordMemory) -> String
}

extension ProgramBinding {
    /// The kernel's primitives.
    public var shims: ShimCatalog { .kernel }
}

/// A call of a C function.
public struct ProgramCall: Hashable, Sendable {
    /// The function.
    public var function: String
    /// What is handed over.
    public var arguments: [Value]

    /// Makes a call.
    public init(_ function: String, _ arguments: Value...) {
        self.function = function
        self.arguments = arguments
    }
}

/// How a call of a C function ended.
public struct ProgramEnding: Hashable, Sendable {
    /// What the function returned, `.void` for none; `nil` where it never came back.
    public var returned: Value?
    /// Why it never came back: a BUG, what C leaves undefined, a deadlock; "" where it did.
    public var stop: String
    /// What was seen on the way: warnings, locks and references that were got wrong.
    public var events: [ObservedEvent]

    /// Whether the kernel warned.
    public var hasWarned: Bool { events.contains { $0.kind == .warn } }
}
