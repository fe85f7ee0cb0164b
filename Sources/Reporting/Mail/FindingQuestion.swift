import Drift

/// A finding as a reviewer would put it to the author.
enum FindingQuestion {
    /// The statement, what to ask about it, and the rule in brackets.
    static func text(_ finding: Finding, in mail: PatchMail) -> String {
        let sentence = finding.sentence
        var message = sentence.prefix(1).uppercased() + sentence.dropFirst()
        if message.last?.isPunctuation != true || message.hasSuffix("`") || message.hasSuffix(")") {
            message += "."
        }
        let side = finding.from == .base ? "against the tree" : "since \(finding.from)"
        var text = "\(message) \(question(finding))"
        if let patch = finding.patch, patch.revision != mail.revision || patch.number != mail.number {
            text += " (It comes from \(patch.revision) \(patch.number), \"\(patch.title)\".)"
        }
        return text + " [\(finding.rule), \(side)]"
    }

    private static func question(_ finding: Finding) -> String {
        finding.verdict == .unknown && !finding.standsInCoverage
            ? RuleQuestion.unknown : finding.rule.definition.question
    }
}
