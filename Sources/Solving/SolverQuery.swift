/// One question to a solver: whether the assertions of a text can all hold.
public struct SolverQuery: Hashable, Sendable {
    /// SMT-LIB 2: logic, declarations and assertions, without `check-sat`.
    public var text: String
    /// Terms whose values are wanted where the assertions hold.
    public var modelValues: [String]
    /// The most that Z3 may spend, in its resource steps (`rlimit`): the same count on every machine, about two million
    /// a second. 0 sets no limit.
    public var effort: Int

    /// Makes a query.
    public init(text: String, modelValues: [String] = [], effort: Int) {
        self.text = text
        self.modelValues = modelValues
        self.effort = effort
    }

    /// The whole script: settings, the text, `check-sat`, `get-value` and the reason where the solver does not know.
    ///
    /// After `unsat` a solver has no values to give and says so; ``SolverReply`` expects that.
    ///
    /// - Parameter limitsEffort: whether the solver knows `:rlimit` as Z3 means it.
    func script(limitsEffort: Bool) -> String {
        var lines = ["(set-option :print-success false)"]
        if !modelValues.isEmpty { lines.append("(set-option :produce-models true)") }
        if limitsEffort && effort > 0 { lines.append("(set-option :rlimit \(min(effort, Int(UInt32.max))))") }
        lines += [text, "(check-sat)"]
        if !modelValues.isEmpty { lines.append("(get-value (\(modelValues.joined(separator: " "))))") }
        lines.append("(get-info :reason-unknown)")
        return lines.joined(separator: "\n") + "\n"
    }
}
