import CProgram
import Synchronization

/// A reference model that can run the C of a tree: it knows what to read of it, which functions perform its
/// operations, and how two revisions, or a revision and a design, are told apart.
///
/// Everything here is a value, so that whoever ties the stages together needs to know no subsystem.
public protocol BehaviorModel: Sendable {
    /// The model's name: `dma-ownership`.
    var name: String { get }
    /// What has to be read of a tree, the unit without which nothing can be run first.
    var readings: [ProgramReading] { get }
    /// How far comparisons go, in words: devices, tokens, depth.
    var bounds: String { get }

    /// The functions of a program that perform operations, sorted.
    func functions(of program: Program) -> [String]

    /// The functions that Swift stands for where a program's operations call them, sorted.
    func shims(of program: Program) -> [String]

    /// The searches that together compare two revisions; they may run at the same time.
    func comparisons(of old: LinkedProgram, with new: LinkedProgram) -> [BehaviorSearch]

    /// The searches that together hold a revision against the design of a label; empty where there is no such
    /// design.
    func refinements(of program: LinkedProgram, design label: String) -> [BehaviorSearch]

    /// The properties that the design of a label does not keep under ordinary callers, each with a shortest run.
    func breaches(design label: String) -> [PropertyBreach]

    /// A call or a property in words: `claim by user f1` for `claim f1`; nil for what the model does not know.
    func phrase(for name: String) -> String?

    /// What the shorthand of a state means, as traces spell it, in one line of ASCII.
    var stateLegend: String { get }

    /// Runs calls on the C of a revision.
    ///
    /// - Parameters:
    ///   - calls: the operations, as traces spell them.
    ///   - setting: where the run starts, as ``BehaviorDrift/setting`` has it.
    /// - Returns: the steps up to the first that cannot be run; nil where the program cannot be run at all or
    ///   does not offer one of the calls.
    func run(_ calls: [String], in setting: String, of program: LinkedProgram) -> BehaviorRun?
}

extension BehaviorModel {
    /// Nothing: the states speak for themselves.
    public var stateLegend: String { "" }
}

/// The C of one revision, linked from its units, and what a model has prepared to run it with.
public final class LinkedProgram: Sendable {
    /// The revision's label.
    public let label: String
    /// Its C.
    public let program: Program
    private let prepared = Mutex<[String: any Sendable]>([:])
    private let wordsOfFunctions = Mutex<[String: [String]]>([:])

    /// Makes a linked program.
    public init(label: String, program: Program) {
        self.label = label
        self.program = program
    }

    /// A function's body in words, as `FunctionBody.words(places:)` has them; nil where there is no such function.
    public func words(of function: String, places: Bool) -> [String]? {
        guard let body = program.functions[function] else { return nil }
        return wordsOfFunctions.withLock { known in
            let key = "\(function) \(places)"
            if let words = known[key] { return words }
            let words = body.words(places: places)
            known[key] = words
            return words
        }
    }

    /// What was made under a key, made now if it is the first time: several searches share it.
    ///
    /// - Throws: what `make` throws.
    func prepared<Value: Sendable>(_ key: String, make: () throws -> Value) throws -> Value {
        try prepared.withLock { known in
            if let value = known[key] as? Value { return value }
            let value = try make()
            known[key] = value
            return value
        }
    }
}

/// One part of a comparison.
public struct BehaviorSearch: Sendable {
    private let search: @Sendable () -> BehaviorResult

    /// Makes a search.
    public init(_ search: @escaping @Sendable () -> BehaviorResult) { self.search = search }

    /// Searches. It takes from milliseconds to seconds.
    public func run() -> BehaviorResult { search() }
}

/// A run of calls on the C of a revision.
public struct BehaviorRun: Hashable, Sendable {
    /// The calls and what came of them.
    public var trace: ModelTrace
    /// For each call, where it leaves the subject, in words that do not depend on the revision, and with what no
    /// caller sees.
    public var places: [String]
    /// The C functions that the last call interpreted, sorted.
    public var functions: [String]
    /// Which of them made its result; nil where it has none.
    public var decidingFunction: String?

    /// Makes a run.
    public init(
        trace: ModelTrace, places: [String] = [], functions: [String] = [], decidingFunction: String? = nil
    ) {
        self.trace = trace
        self.places = places
        self.functions = functions
        self.decidingFunction = decidingFunction
    }
}
