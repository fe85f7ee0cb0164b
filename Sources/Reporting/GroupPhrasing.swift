import Drift
import Phrases

extension FindingGroup {
    /// What the findings have in common, in one sentence; nil for a finding that stands for itself.
    var phrase: Phrase? {
        switch cause {
        case .moved(let old, let new, let members, let areCallbacks):
            (areCallbacks
                ? "\(members.count, "callback", "callbacks")" as Phrase
                : "\(members.count, "member", "members")") + " moved from \(code: old) to \(code: new)"
        case .declaration(let name): "\(code: name): \(findings.count, "change", "changes")"
        case .alike(let rule, let file):
            "\(findings.count) of the kind \(rule.name) in \(file)"
        case .follows(let names):
            "\(findings.count, "change", "changes") that \(findings.count == 1 ? "follows" : "follow") from "
                + "\(names.prefix(4).joined(separator: ", "))"
                + (names.count > 4 ? " and \(names.count - 4) more" : "")
        case .single: nil
        }
    }

    /// The group in a line of so many characters: its cause, or the gravest change and how many more there are.
    func headline(within width: Int) -> String {
        let first = first
        switch cause {
        case .moved, .follows: return TextPage.cut(phrase?.sentence ?? "", to: width)
        case .single: return first.headline(within: width)
        case .declaration, .alike:
            let more = " (+\(findings.count - 1) more)"
            return first.headline(within: width - more.count) + more
        }
    }
}

extension FindingGroup {
    /// How many characters its headline needs to say what decides.
    var leastHeadline: Int {
        switch cause {
        case .moved, .follows: phrase?.sentence.count ?? 0
        case .single: first.leastHeadline
        case .declaration, .alike: first.leastHeadline + " (+\(findings.count - 1) more)".count
        }
    }
}

extension Finding {
    /// How many characters its headline needs to say what decides.
    fileprivate var leastHeadline: Int {
        if !trace.isEmpty, verdict != .unknown { return ending.count + 8 }
        return min(sentence.count, "\(rule): \(symbol)".count)
    }

    /// What the last call of a run comes to: `` `claim`: 0 → -EPERM ``.
    private var ending: String {
        trace.last.map { "`\(symbol)`: \($0.before.outcomeText) → \($0.after.outcomeText)" } ?? ""
    }

    /// The finding in a line: its sentence where that fits; else what of it decides. Of a run that is what its last call comes to,
    /// of another change the rule and the symbol.
    func headline(within width: Int) -> String {
        if !trace.isEmpty, verdict != .unknown {
            let calls = trace.map(\.operation).joined(separator: "; ")
            return TextPage.cut(
                ending + " after \(calls)" + (setting.isEmpty ? "" : " (\(setting))"), to: width)
        }
        let sentence = sentence
        if sentence.count <= width { return sentence }
        let short = "\(rule): \(symbol)"
        return verdict == .unknown || short.count > width ? TextPage.cut(sentence, to: width) : short
    }
}
