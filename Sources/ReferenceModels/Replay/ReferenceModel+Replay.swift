import ModelChecking

extension ObservedSystem where Operation: CustomStringConvertible {
    /// Runs the system through calls that are named as traces name them. A choice of the environment stands behind
    /// a call in brackets: `claim f1 [kzalloc 1]`.
    ///
    /// - Parameters:
    ///   - names: the calls, in order.
    ///   - setting: how the system was set up, for the trace.
    ///   - label: what the system is called in an error.
    ///   - outcome: what a call returned, by what was seen of it.
    ///   - account: a state in a line.
    /// - Throws: ``ReferenceModelError`` where a call is not possible or cannot be followed.
    public func trace(
        through names: [String], setting: String, label: String,
        outcome: (Observation) -> String, account: (State) -> String
    ) throws(ReferenceModelError) -> ModelTrace {
        var state = initial
        var trace = ModelTrace(setting: setting, initial: account(state), steps: [])
        for (index, name) in names.enumerated() {
            let call = NamedCall(name)
            guard let operation = operations(in: state).first(where: { $0.description == call.operation })
            else {
                throw .impossible(step: index + 1, operation: call.operation, label: label)
            }
            let ways = perform(operation, in: state)
            guard let way = ways.first(where: { $0.choice == call.choice }) else {
                throw .impossible(step: index + 1, operation: name, label: label)
            }
            switch way.ending {
            case .reached(let next, let observation):
                state = next
                trace.steps.append(
                    ModelTrace.Step(
                        action: name, outcome: outcome(observation), seen: String(describing: observation),
                        state: account(next)))
            case .unknown(let reason):
                throw .unknown(step: index + 1, operation: name, label: label, reason: reason)
            }
        }
        return trace
    }
}

/// A call as a trace names it.
private struct NamedCall {
    var operation: String
    var choice = ""

    init(_ name: String) {
        operation = name
        guard name.hasSuffix("]"), let bracket = name.lastIndex(of: "["), name[..<bracket].hasSuffix(" ")
        else { return }
        operation = String(name[..<bracket].dropLast())
        choice = String(name[name.index(after: bracket)...].dropLast())
    }
}

extension ReferenceModel {
    /// Runs a design through calls that are named as traces name them.
    ///
    /// - Throws: ``ReferenceModelError`` where there is no such design or setting, or a call is not possible.
    public func run(
        _ name: String, from setting: String, through operations: [String]
    ) throws(ReferenceModelError) -> ModelTrace {
        guard designs.contains(name) else {
            throw .noSuchName(kind: "design", name: name, model: self.name, names: designs)
        }
        guard let design = design(name, from: setting) else {
            throw .noSuchName(kind: "setting", name: setting, model: self.name, names: settings)
        }
        return try design.trace(
            through: operations, setting: setting, label: name, outcome: outcome(seen:),
            account: account(ofDesign:))
    }

    /// Runs a design, with everybody who may call, through calls, and says whether a clause is violated on the way.
    ///
    /// - Throws: ``ReferenceModelError`` where there is no such design, setting or clause, or a call is not possible.
    public func run(
        _ name: String, under circumstances: Set<String>, from setting: String, through operations: [String],
        against clause: String
    ) throws(ReferenceModelError) -> (trace: ModelTrace, isViolated: Bool) {
        guard let system = system(of: name, under: circumstances) else {
            throw .noSuchName(kind: "design", name: name, model: self.name, names: designs)
        }
        guard let property = system.properties.first(where: { $0.name == clause }) else {
            throw .noSuchName(
                kind: "property", name: clause, model: self.name, names: system.properties.map(\.name))
        }
        let starts = system.initialStates
        guard let start = starts.first(where: { self.setting(of: $0) == setting }) else {
            throw .noSuchName(
                kind: "setting", name: setting, model: self.name, names: starts.map(self.setting(of:)))
        }
        var path = Path<System.State, System.Action>(initial: start)
        for (index, operation) in operations.enumerated() {
            guard let action = system.actions(in: path.last).first(where: { $0.description == operation }),
                let next = system.successors(of: path.last, taking: action).first
            else {
                throw .impossible(step: index + 1, operation: operation, label: name)
            }
            path.steps.append(.init(action: action, state: next))
        }
        return (trace(path), property.isViolated(by: path))
    }
}
