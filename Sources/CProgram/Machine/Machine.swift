import ABIModel

/// Runs a program's functions over symbolic memory.
///
/// A machine holds nothing that changes: a run takes a state and gives a new one, so that a search
/// may try many calls from one state.
public struct Machine: Sendable {
    private let image: Image
    /// How far runs may go.
    public let limits: Limits

    /// Makes a program ready to run. A shim takes the place of a function of its name.
    public init(program: Program, shims: ShimCatalog = .kernel, limits: Limits = Limits()) {
        image = Image(program, shims: shims)
        self.limits = limits
    }

    /// The state before anything has run: globals hold what their initialisers say.
    public func start() -> MachineState { MachineState(image) }

    /// Where a global or a static local (`function.name`) begins, or nil if there is none.
    public func global(_ name: String) -> Pointer? {
        image.names.global(name).map { Pointer(object: ObjectID(.program, $0)) }
    }

    /// Whether calling that name runs C or a shim.
    public func canCall(_ function: String) -> Bool {
        guard let callee = image.names.callees[function] else { return false }
        if case .missing = image.callees[Int(callee)] { return false }
        return true
    }

    /// Where a function's body begins; an empty place where the program has none.
    public func site(of function: String) -> SourceSite { image.site(of: function) }

    /// Calls a function. Choices fall as `choices` says; beyond those, each takes its first way.
    /// With `logsReturns` what every call comes back with is written down.
    public func run(
        _ function: String, _ arguments: [Value], in state: MachineState, choices: [Int] = [],
        logsReturns: Bool = false
    ) -> Run {
        var execution = Execution(image, state, limits, choices: choices)
        execution.logsReturns = logsReturns
        return execution.run(function, arguments)
    }

    /// Calls a function once for every way the choices can fall, in lexicographic order. Beyond
    /// ``Limits/runs`` there is one last run that ends in ``Termination/bound(_:)``.
    public func runs(_ function: String, _ arguments: [Value], in state: MachineState) -> [Run] {
        var runs: [Run] = []
        var choices: [Int]? = []
        while let next = choices {
            var run = run(function, arguments, in: state, choices: next)
            if runs.count >= limits.runs {
                run.termination = .bound("more than \(limits.runs) ways for the choices to fall")
                return runs + [run]
            }
            choices = Self.following(run.choices)
            runs.append(run)
        }
        return runs
    }

    /// The choices after those, or nil after the last.
    private static func following(_ taken: [ChoiceTaken]) -> [Int]? {
        guard let last = taken.lastIndex(where: { $0.index + 1 < $0.count }) else { return nil }
        return taken[..<last].map(\.index) + [taken[last].index + 1]
    }
}
