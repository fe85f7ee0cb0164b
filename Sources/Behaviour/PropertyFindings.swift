import ABIModel
import Drift
import Phrases
import ReferenceModels

/// Properties that one revision keeps and the next does not.
///
/// The model's design says which are broken, and how; the run is made on the C of the revision, which has been
/// shown to do what the design says.
struct PropertyFindings {
    let model: any BehaviorModel
    /// The labels of the revisions whose C does what a design says, with the design's label.
    let designs: [String: String]

    /// Two programs, one after the other.
    struct Step {
        var old: LinkedProgram
        var new: LinkedProgram
        var from: Label
        var to: Label
        /// The index of the new side among the series' revisions.
        var revision: Int
    }

    /// A finding for each property that a revision breaks and the one before it does not.
    func findings(
        _ pairs: [Step], _ attribution: BehaviorAttribution?
    ) throws -> [Finding] {
        var known: [String: [PropertyBreach]] = [:]
        func breaches(_ program: LinkedProgram) -> [PropertyBreach]? {
            guard let design = designs[program.label] else { return nil }
            if let breaches = known[design] { return breaches }
            let breaches = model.breaches(design: design)
            known[design] = breaches
            return breaches
        }
        var findings: [Finding] = []
        for step in pairs {
            guard let before = breaches(step.old), let after = breaches(step.new) else { continue }
            let kept = Set(before.map(\.property))
            for breach in after where !kept.contains(breach.property) {
                guard let run = model.run(breach.calls, in: breach.setting, of: step.new),
                    run.trace.steps.count == breach.calls.count
                else { continue }
                findings.append(try finding(breach, run, step, attribution))
            }
        }
        return findings
    }

    private func finding(
        _ breach: PropertyBreach, _ run: BehaviorRun, _ pair: Step, _ attribution: BehaviorAttribution?
    ) throws -> Finding {
        let before = model.run(breach.calls, in: breach.setting, of: pair.old)
        let steps = run.trace.steps.enumerated().map { index, step in
            let counterpart = before.flatMap {
                $0.trace.steps.indices.contains(index) ? $0.trace.steps[index] : nil
            }
            return TraceStep(
                operation: step.action, before: counterpart.map(TraceStep.End.init) ?? .impossible,
                after: .init(step))
        }
        let functions = pair.new.program.functions
        let function = run.functions.first { functions[$0]?.signature.isStatic == false }
        let setting: Phrase = breach.setting.isEmpty ? "" : " (\(breach.setting))"
        return Finding(
            rule: .propertyViolated, surface: .exported, compatibility: .incompatible,
            symbol: "\(model.name) \(breach.property)", from: pair.from, to: pair.to,
            message: "\(pair.to) does not keep \(breach.property), \(pair.from) does: \(breach.statement) "
                + "After \(breach.calls.joined(separator: "; "))\(setting) it does not hold",
            after: .text("\(run.trace.summary)"),
            patch: try attribution?.cause(of: breach, old: pair.old, revision: pair.revision),
            site: function.flatMap { functions[$0]?.site }, trace: steps, setting: breach.setting)
    }
}
