import ABIModel
import CProgram
import Drift
import Phrases
import ReferenceModels

/// Turns drifts of behaviour into findings.
struct BehaviorFindings {
    let from: Label
    let to: Label
    let old: LinkedProgram
    let new: LinkedProgram

    /// A drift with those that show the same change of the same call: with another operand, in another setting.
    struct Group {
        var drift: BehaviorDrift
        var others: [BehaviorDrift]
    }

    /// Drifts of one call that end the same two ways, told with the plainest and shortest run.
    static func grouped(_ drifts: [BehaviorDrift]) -> [Group] {
        struct Key: Hashable {
            var kind: BehaviorDrift.Kind
            var operation: String
            var isUnusual: Bool
            var outcomes: [CallOutcome?]
            var isConsequence: Bool
        }
        var order: [Key] = []
        var groups: [Key: [BehaviorDrift]] = [:]
        for drift in drifts {
            let outcomes = [drift.old, drift.new].map { $0.steps.last?.ending }
            let key = Key(
                kind: drift.kind, operation: drift.operation, isUnusual: drift.isUnusual, outcomes: outcomes,
                isConsequence: drift.root != nil)
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(drift)
        }
        return order.compactMap { key in
            guard let all = groups[key],
                let first = all.indices.min(by: { all[$0].plainness < all[$1].plainness })
            else { return nil }
            var others = all
            let drift = others.remove(at: first)
            return Group(drift: drift, others: others)
        }
    }

    /// The finding of a group. Consequences of another drift, and what takes a call that nobody makes, are a degree
    /// less grave.
    func finding(_ group: Group) -> Finding {
        let drift = group.drift
        let rule = drift.kind.rule
        let function = drift.newFunction.isEmpty ? drift.oldFunction : drift.newFunction
        let body = new.program.functions[drift.newFunction] ?? old.program.functions[drift.oldFunction]
        var severity = rule.definition.severity
        if drift.root != nil || drift.isUnusual { severity = severity == .error ? .warning : .note }
        if drift.clearsResidue { severity = .note }
        var consequences: [Consequence] = []
        if drift.oldFunction != drift.newFunction, !drift.oldFunction.isEmpty, !drift.newFunction.isEmpty {
            consequences.append(.calledOtherwise(in: from, function: drift.oldFunction))
        }
        if let root = drift.root { consequences.append(.partedBefore(root)) }
        consequences += group.others.map { .alsoAfter(calls: $0.calls, setting: $0.setting) }
        return Finding(
            rule: rule, severity: severity, surface: .exported, compatibility: .incompatible,
            symbol: function.isEmpty ? drift.operation : function, from: from, to: to,
            message: message(drift, function), before: .text("\(drift.old.summary)"),
            after: .text("\(drift.new.summary)"), site: body?.site, consequences: consequences,
            trace: Self.trace(drift), setting: drift.setting)
    }

    private func message(_ drift: BehaviorDrift, _ function: String) -> Phrase {
        let setting: Phrase = drift.setting.isEmpty ? "" : " (\(drift.setting))"
        let run: Phrase = "\(drift.calls.joined(separator: "; "))\(setting)"
        guard let old = drift.old.steps.last, let new = drift.new.steps.last else { return run }
        let what: Phrase =
            switch drift.kind {
            case .result, .warning, .precondition:
                "the last call ends with \(Self.spelling(old.ending)) in \(from), "
                    + "with \(Self.spelling(new.ending)) in \(to)"
            case .lock: "the last call gets a lock wrong in \(to)"
            case .refcount: "the last call gets a counter wrong in \(to)"
            case .state, .effect, .residue:
                "the last call leaves \(old.state) in \(from), \(new.state) in \(to)"
            }
        return "\(code: function) behaves differently: after \(run) \(what)"
    }

    /// An outcome in a sentence.
    private static func spelling(_ outcome: CallOutcome) -> Phrase {
        switch (outcome.value, outcome.warned) {
        case (nil, false): "no complaint"
        case (nil, true): "a WARN"
        case (let value?, false): "\(value)"
        case (let value?, true): "\(value) and a WARN"
        }
    }

    /// The calls with what came of them on both sides.
    static func trace(_ drift: BehaviorDrift) -> [TraceStep] {
        zip(drift.old.steps, drift.new.steps).map { old, new in
            TraceStep(operation: new.action, before: .init(old), after: .init(new))
        }
    }
}

extension ModelTrace.Step {
    /// What it returned as a value; all of its text where the model has no other.
    fileprivate var ending: CallOutcome { result ?? CallOutcome(value: outcome) }
}

extension TraceStep.End {
    /// How a step of a run ends.
    init(_ step: ModelTrace.Step) { self = .returned(step.ending, state: step.state) }
}

extension BehaviorDrift.Kind {
    /// The rule that such a drift breaks.
    var rule: RuleID {
        switch self {
        case .result: .behaviorReturnDiffers
        case .lock: .lockImbalance
        case .refcount: .refcountImbalance
        case .warning: .warnReachable
        case .precondition: .behaviorPreconditionDiffers
        case .state: .behaviorStateDiffers
        case .effect: .behaviorEffectDiffers
        case .residue: .staleField
        }
    }
}

extension BehaviorDrift {
    /// What is told first: usual calls in the usual setting, then fewer of them.
    fileprivate var plainness: (Int, Int, Int, String) {
        (isUnusual ? 1 : 0, setting.isEmpty ? 0 : 1, calls.count, key)
    }
}
