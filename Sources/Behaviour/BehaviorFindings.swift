import ABIModel
import CProgram
import Drift
import ReferenceModels

/// Turns drifts of behaviour into findings.
struct BehaviorFindings {
    let from: String
    let to: String
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
            var outcomes: [String]
            var isConsequence: Bool
        }
        var order: [Key] = []
        var groups: [Key: [BehaviorDrift]] = [:]
        for drift in drifts {
            let outcomes = [drift.old, drift.new].map { $0.steps.last?.outcome ?? "" }
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
        if drift.kind == .residue, drift.key.hasSuffix("cleared") { severity = .note }
        var consequences: [String] = []
        if drift.oldFunction != drift.newFunction, !drift.oldFunction.isEmpty, !drift.newFunction.isEmpty {
            consequences.append("in \(from) the call is \(drift.oldFunction)()")
        }
        if let root = drift.root { consequences.append("the sides had parted before: \(root)") }
        consequences += group.others.map { "also after \(Self.run($0))" }
        return Finding(
            rule: rule, severity: severity, surface: .exported, compatibility: .incompatible,
            symbol: function.isEmpty ? drift.operation : function, from: from, to: to,
            message: message(drift, function), before: .text(drift.old.summary),
            after: .text(drift.new.summary), site: body?.site, consequences: consequences,
            trace: Self.trace(drift), setting: drift.setting)
    }

    private static func run(_ drift: BehaviorDrift) -> String {
        drift.calls.joined(separator: "; ") + (drift.setting.isEmpty ? "" : " (\(drift.setting))")
    }

    private func message(_ drift: BehaviorDrift, _ function: String) -> String {
        let run = Self.run(drift)
        guard let old = drift.old.steps.last, let new = drift.new.steps.last else { return run }
        let what =
            switch drift.kind {
            case .result, .warning, .precondition:
                "the last call ends with \(Self.words(old.outcome)) in \(from), with \(Self.words(new.outcome)) in \(to)"
            case .lock: "the last call gets a lock wrong in \(to)"
            case .refcount: "the last call gets a counter wrong in \(to)"
            case .state, .effect, .residue:
                "the last call leaves \(old.state) in \(from), \(new.state) in \(to)"
            }
        return "`\(function)` behaves differently: after \(run) \(what)"
    }

    /// An outcome in a sentence.
    private static func words(_ outcome: String) -> String {
        switch outcome {
        case "\u{2013}": "no complaint"
        case "W": "a WARN"
        case let text where text.hasSuffix(" W"): "\(text.dropLast(2)) and a WARN"
        default: outcome
        }
    }

    /// The calls with what came of them on both sides.
    static func trace(_ drift: BehaviorDrift) -> [TraceStep] {
        zip(drift.old.steps, drift.new.steps).map { old, new in
            TraceStep(
                operation: new.action, before: "\(old.outcome)  \(old.state)",
                after: "\(new.outcome)  \(new.state)")
        }
    }
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
