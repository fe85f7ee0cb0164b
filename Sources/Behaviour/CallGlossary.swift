import Drift
import ReferenceModels

/// The names in traces and properties, in the words of the models that they are of.
package enum CallGlossary {
    /// The words for every call of the findings' traces, and for every property that one is about.
    package static func words(for findings: [Finding]) -> [String: String] {
        let traced = findings.filter { !$0.trace.isEmpty }
        let names = Set(traced.flatMap { $0.trace.map(\.operation) + [$0.symbol] })
        var words: [String: String] = [:]
        for name in names {
            for model in BehaviorModels.all {
                // A property stands in a finding with its model before it.
                let own =
                    name.hasPrefix("\(model.name) ") ? String(name.dropFirst(model.name.count + 1)) : name
                if let phrase = model.phrase(for: own) { words[name] = phrase }
            }
        }
        return words
    }

    /// What the states in the findings' traces mean, of each model whose calls they are.
    package static func legends(for findings: [Finding]) -> [String] {
        let calls = Set(findings.flatMap { $0.trace.map(\.operation) })
        return BehaviorModels.all.filter { model in calls.contains { model.phrase(for: $0) != nil } }
            .map(\.stateLegend).filter { !$0.isEmpty }
    }
}
