import Foundation
import ReferenceModels
import Workers

/// Counterexamples in JSON: a finding of a report, a violation or a drift as `kdrift model --format json` writes it,
/// or a whole report of either kind.
enum ReplayFile {
    /// Whether there is such a file.
    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    /// The trace of a file that has one, or the one with the fingerprint.
    ///
    /// - Throws: ``RunError`` where the file cannot be read or has no such trace, or several.
    static func trace(at path: String, fingerprint: String?) throws -> ReplayTrace {
        let name = URL(fileURLWithPath: path).lastPathComponent
        guard let data = FileManager.default.contents(atPath: path) else {
            throw RunError(
                message: "\(name) cannot be read",
                hint: "give a fingerprint of `kdrift model NAME --trace`, or a JSON file with a trace")
        }
        return try trace(in: data, name: name, fingerprint: fingerprint)
    }

    /// The trace of a JSON text.
    static func trace(in data: Data, name: String, fingerprint: String?) throws -> ReplayTrace {
        let value: Any
        do {
            value = try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
        } catch {
            throw RunError(
                message: "\(name) is no JSON",
                hint: "write one with `--format json:FILE` of `kdrift review` or `kdrift model`")
        }
        var entries: [[String: Any]] = []
        collect(value, into: &entries)
        let chosen = entries.filter { fingerprint == nil || $0["fingerprint"] as? String == fingerprint }
        // The same trace may stand in a report twice: suppressed, or as an exception of two properties.
        let traces = try unique(chosen.map { try trace($0, name) })
        if traces.count == 1 { return traces[0] }
        if let fingerprint {
            throw RunError(
                message: "\(name) has \(traces.isEmpty ? "no trace" : "several traces") with the fingerprint "
                    + fingerprint, hint: hint(entries))
        }
        throw RunError(
            message: traces.isEmpty ? "\(name) has no trace" : "\(name) has \(traces.count) traces",
            hint: hint(entries))
    }

    private static func unique(_ traces: [ReplayTrace]) -> [ReplayTrace] {
        var known: Set<ReplayTrace> = []
        return traces.filter { known.insert($0).inserted }
    }

    private static func hint(_ entries: [[String: Any]]) -> String {
        let known = entries.compactMap { $0["fingerprint"] as? String }
        if known.isEmpty {
            return "a finding with a trace is what a counterexample looks like: see `kdrift schema`"
        }
        let shown = known.prefix(5).joined(separator: ", ")
        return "choose one with --fingerprint: \(shown)" + (known.count > 5 ? ", \u{2026}" : "")
    }

    /// Every object with a trace that is not empty, in the order of the text's arrays.
    private static func collect(_ value: Any, into entries: inout [[String: Any]]) {
        if let object = value as? [String: Any] {
            if let trace = object["trace"] as? [[String: Any]], !trace.isEmpty {
                entries.append(object)
                return
            }
            for key in object.keys.sorted() {
                if let inner = object[key] { collect(inner, into: &entries) }
            }
        } else if let array = value as? [Any] {
            for inner in array { collect(inner, into: &entries) }
        }
    }

    private static func trace(_ entry: [String: Any], _ name: String) throws -> ReplayTrace {
        var operations = (entry["trace"] as? [[String: Any]] ?? []).compactMap { $0["operation"] as? String }
        var setting = entry["setting"] as? String ?? ""
        // A finding has no place for its setting but the trace: a first step that calls nothing.
        if let first = operations.first, let words = startingSetting(first) {
            operations.removeFirst()
            if !words.isEmpty { setting = words }
        }
        guard !operations.isEmpty else {
            throw RunError(
                message: "a trace in \(name) has no calls", hint: "each step needs an `operation`")
        }
        let claim: ReplayTrace.Claim
        if let design = entry["design"] as? String, let clause = entry["clause"] as? String {
            claim = .violation(
                design: design, clause: clause, circumstances: entry["circumstances"] as? [String] ?? [])
        } else if let from = entry["from"] as? String, let to = entry["to"] as? String {
            claim = .drift(from: from, to: to)
        } else {
            throw RunError(
                message: "a trace in \(name) does not say what it is of",
                hint: "it needs `from` and `to`, or `design` and `clause`, beside `trace`")
        }
        return ReplayTrace(
            model: entry["model"] as? String, claim: claim, setting: setting, operations: operations,
            fingerprint: entry["fingerprint"] as? String ?? "")
    }

    /// The setting that a step `start: SETTING` names; `nil` where the step is a call.
    private static func startingSetting(_ operation: String) -> String? {
        if operation == "start" { return "" }
        guard operation.hasPrefix("start: ") else { return nil }
        return String(operation.dropFirst("start: ".count))
    }
}
