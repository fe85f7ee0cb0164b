import Drift

/// A finding as a reviewer would put it to the author.
enum FindingQuestion {
    /// The statement, what to ask about it, and the rule in brackets.
    static func text(_ finding: Finding, in mail: PatchMail) -> String {
        var message = finding.message.prefix(1).uppercased() + finding.message.dropFirst()
        if message.last?.isPunctuation != true || message.hasSuffix("`") || message.hasSuffix(")") {
            message += "."
        }
        let side = finding.from == "base" ? "against the tree" : "since \(finding.from)"
        var text = "\(message) \(question(finding))"
        if let patch = finding.patch, patch.revision != mail.revision || patch.number != mail.number {
            text += " (It comes from \(patch.revision) \(patch.number), \"\(patch.title)\".)"
        }
        return text + " [\(finding.rule), \(side)]"
    }

    private static func question(_ finding: Finding) -> String {
        if finding.verdict == .unknown { return "Could you have a look?" }
        switch finding.rule {
        case let rule where !finding.trace.isEmpty || rule.hasPrefix("behavior-"):
            return "Is this change meant, and do all callers expect it?"
        case let rule where rule.hasSuffix("-removed"):
            return "Is nobody left who needs it?"
        case let rule where rule.hasSuffix("-renamed"):
            return "Are all users converted, those in flight included?"
        case "enum-constant-value-changed", "macro-value-changed":
            return "Does nobody rely on the old value?"
        case let rule where rule.hasPrefix("parameter-") || rule == "return-type-changed":
            return "Are all callers converted, those in flight included?"
        case let rule where rule.hasPrefix("stub-"):
            return "Should the two sides of the option not agree?"
        case "export-changed", "linkage-changed":
            return "Is no module left that needs it?"
        case let rule where rule.hasPrefix("member-") || rule.hasPrefix("record-"):
            return "Is the new layout meant?"
        default:
            return "Is this meant?"
        }
    }
}
