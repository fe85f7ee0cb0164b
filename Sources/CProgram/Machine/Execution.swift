import ABIModel

/// A run under way: the registers of the machine, and the face it shows to shims, which know it as
/// ``ShimContext``.
public struct Execution {
    /// A call that waits for another one.
    struct Frame {
        var code: Code
        var codeIndex: Int
        var pc: Int
        var stackBase: Int
        var registerBase: Int
        var localBase: Int
        /// Whether a shim made the call that is now under way.
        var isShimWaiting: Bool
    }

    /// Memory, notes and locks.
    public var state: MachineState
    /// What an observer has seen so far.
    public internal(set) var events: [ObservedEvent] = []
    /// The choices so far.
    public internal(set) var choices: [ChoiceTaken] = []
    /// The bounds of the run.
    public let limits: Limits

    let image: Image
    let prescribed: [Int]
    var steps = 0
    var code: Code
    var codeIndex = -1
    var pc = 0
    var stackBase = 0
    var registerBase = 0
    var localBase = 0
    /// How many calls from Swift are under way; each takes Swift stack.
    var shimDepth = 0
    var stack: ContiguousArray<Value> = []
    var registers: ContiguousArray<Value> = []
    var frames: ContiguousArray<Frame> = []
    /// The code that ran.
    var interpreted: NumberSet
    /// The callees that a shim stood for.
    var shimmed: NumberSet
    /// Whether ``returns`` is kept.
    var logsReturns = false
    /// What each call of C came back with, in the order in which they came back.
    var returns: [CallReturn] = []

    /// What stands below the outermost call.
    private static let ground = Code(
        name: "", site: SourceSite(file: "", line: 0), instructions: [], lines: [], parameters: [],
        registerCount: 0, memoryLocals: [], selections: [], events: [], assemblies: [], texts: [])

    init(_ image: Image, _ state: MachineState, _ limits: Limits, choices prescribed: [Int]) {
        self.image = image
        self.state = state
        self.limits = limits
        self.prescribed = prescribed
        code = Self.ground
        interpreted = NumberSet(below: image.codes.count)
        shimmed = NumberSet(below: image.callees.count)
    }

    /// Runs code without parameters that is not in the image; whether it came to its end.
    mutating func initialize(_ code: Code) -> Bool {
        do {
            try enter(code, -1, argumentCount: 0, isShimWaiting: true)
            _ = try loop()
            return true
        } catch {
            return false
        }
    }

    /// Writes down what the function that ends comes back with.
    mutating func noteReturn(of result: Value) {
        returns.append(CallReturn(function: code.name, depth: frames.count, value: result))
    }

    /// Runs a function from beginning to end.
    mutating func run(_ function: String, _ arguments: [Value]) -> Run {
        let locksBefore = state.heldLocks
        let termination: Termination
        do throws(Stop) {
            if state.image == nil { state.image = image }
            guard state.image === image else { throw .unsupported("a state of another program") }
            termination = .returned(try callC(function, arguments))
            reportLocks(since: locksBefore, function)
        } catch {
            termination = self.termination(error)
        }
        state.locals.removeAll(keepingCapacity: true)
        return Run(
            termination: termination, state: state, events: events, choices: choices,
            shims: shimmed.map { image.names.calleeNames[$0] },
            functions: interpreted.map { image.codes[$0].name }, returns: returns, steps: steps)
    }

    private func termination(_ stop: Stop) -> Termination {
        switch stop {
        case .undefined(let reason): .undefined(reason, site)
        case .unsupported(let reason): .unsupported(reason, site)
        case .deadlock(let reason): .deadlock(reason, site)
        case .bound(let reason): .bound(reason)
        case .bug(let event): .bug(event)
        }
    }

    /// Says which locks the outermost call has taken and kept, or released for its caller.
    private mutating func reportLocks(since before: [HeldLock], _ function: String) {
        guard state.heldLocks != before else { return }
        let site = image.site(of: function)
        var missing = before
        for held in state.heldLocks {
            if let index = missing.firstIndex(of: held) {
                missing.remove(at: index)
            } else {
                append("\(function) returns with \(state.describe(held.lock)) held", site, function)
            }
        }
        for held in missing {
            append(
                "\(function) releases \(state.describe(held.lock)), which its caller holds", site, function)
        }
    }

    private mutating func append(_ text: String, _ site: SourceSite, _ function: String) {
        events.append(
            ObservedEvent(kind: .lockImbalance, text: text, site: site, function: function))
    }
}
