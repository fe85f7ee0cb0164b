import ABIModel

/// What is known of a function that two states of a tree have.
public struct FunctionVerdict: Hashable, Sendable {
    /// The verdict.
    public enum Outcome: Hashable, Sendable {
        /// For all arguments, all memory and all results of what it calls both do the same.
        case same
        /// The same but for what is written to the kernel log.
        case sameButLog
        /// They differ in this case, which both were run on.
        case drifted(FunctionCase)
        /// It was not decided.
        case unknown(reason: String, line: Int)
    }

    /// How it was found.
    public enum Method: String, Codable, Hashable, Sendable {
        case identical
        case normalForm = "normal-form"
        case terms
        case solver
        case counterexample
        /// A static function with other parameters: all its callers are the same with it run in place.
        case callers
        case none
    }

    /// The function's name; where it was renamed, the new one.
    public var function: String
    /// The verdict.
    public var outcome: Outcome
    /// How it was found.
    public var method: Method
    /// The functions that are taken to be the same on both sides, sorted: those whose bodies were not run.
    public var premises: [String]
    /// The records whose layouts differ and whose members were taken for the same by their names, sorted: `struct lamp`.
    public var records: [String]
    /// Whether the old side is taken to shift by less than a number's width, where it is not known by how much.
    public var takesShiftsInRange: Bool
    /// Where the body begins on the old side.
    public var oldSite: SourceSite
    /// Where the body begins on the new side.
    public var newSite: SourceSite

    /// Whether it says what holds.
    var isDecided: Bool { if case .unknown = outcome { false } else { true } }

    /// Makes a verdict; see the properties.
    public init(
        function: String, outcome: Outcome, method: Method, premises: [String] = [],
        records: [String] = [], takesShiftsInRange: Bool = false, oldSite: SourceSite, newSite: SourceSite
    ) {
        self.function = function
        self.outcome = outcome
        self.method = method
        self.premises = premises
        self.records = records
        self.takesShiftsInRange = takesShiftsInRange
        self.oldSite = oldSite
        self.newSite = newSite
    }
}

/// A case in which both sides of a function were run, and differ.
public struct FunctionCase: Hashable, Sendable {
    /// Arguments, memory, answers.
    public var input: CaseInput
    /// What the old side does.
    public var old: CaseTrace
    /// What the new side does.
    public var new: CaseTrace
    /// The first thing in which they differ.
    public var difference: CaseDifference
    /// Names for addresses in it, as C has them: `l->lock`.
    public var names: [UInt64: String]
    /// What of the input might as well be something else.
    public var idle = IdleInput()

    /// Makes a case; see the properties.
    public init(
        input: CaseInput, old: CaseTrace, new: CaseTrace, difference: CaseDifference,
        names: [UInt64: String] = [:]
    ) {
        self.input = input
        self.old = old
        self.new = new
        self.difference = difference
        self.names = names
    }
}

extension FunctionCase {
    /// Whether the processor traps on one side.
    var faults: Bool {
        [old, new].contains { if case .trapped = $0.ending { true } else { false } }
    }
}

/// What a solver says of a text.
public enum SolverReply: Sendable {
    case unsatisfiable
    /// Numbers for the names that were asked for.
    case satisfiable([String: UInt64])
    case unknown(String)
}
