import ABIModel
import Phrases

enum ParameterTypeChanged: Rule {
    static let id = "parameter-type-changed"
    static let title = "parameter type changed"
    static let severity = Severity.error
    static let question = RuleQuestion.callersConverted
    static let changesMoreThanNames = true
    static let nameLoss = NameLoss.otherArguments
    static let rationale = """
        Callers pass the old type. Where the new one takes anything, as `void *` does, they still compile, \
        and nobody is told that lifetime or meaning changed. An added `const` behind a pointer is no break.
        """
    static let example = RuleExample(
        before: "struct file;\nint claim(struct file *user);\n",
        after: "struct file;\nint claim(void *user);\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        let found = comparison.functions.pairs.compactMap { pair -> Finding? in
            let old = pair.old.main
            let new = pair.new.main
            guard !FunctionComparison.countDiffers(old, new) else { return nil }
            let changed = ParameterMatching(old, new, types: comparison.types).retyped(comparison.types)
            guard !changed.isEmpty else { return nil }
            let phrases = changed.map { both -> Phrase in
                let name: Phrase = both.new.name.isEmpty ? "\(both.place + 1)" : "\(code: both.new.name)"
                return "parameter \(name) from \(code: both.old.type) to \(code: both.new.type)"
            }
            let isRelaxed = changed.allSatisfy {
                comparison.types.isRelaxed($0.old.type.asParameterType, $0.new.type.asParameterType)
            }
            let isAlias = changed.allSatisfy {
                comparison.types.isSameToC($0.old.parameterForm, $0.new.parameterForm)
            }
            // A `const` less: callers compile, if with a warning.
            let isLoosened = changed.allSatisfy {
                comparison.types.isRelaxed($0.new.type.asParameterType, $0.old.type.asParameterType)
            }
            let takesAnything = changed.contains { TypeText.tokens(of: $0.new.type) == ["void", "*"] }
            let annotations = changed.map {
                TypeAnnotations.change(
                    from: $0.old.type.asParameterType, to: $0.new.type.asParameterType, comparison.types)
            }
            var finding = comparison.finding(
                self, comparison.subject(pair), severity: isLoosened ? .note : nil,
                isRelaxed ? .extension : isAlias ? .none : .incompatible,
                evidence: pair.evidence,
                message: "\(code: new.name) changed the type of \(phrases.joined(separator: " and of "))"
                    + (isAlias ? ", another name of the same type" as Phrase : ""),
                advice: takesAnything && !isAlias
                    ? "Callers still compile; check by hand that what they pass is meant and lives long enough."
                    : nil,
                before: .function(old), after: .function(new))
            // The compiler takes what it took before.
            if annotations.allSatisfy({ $0 == .lost || $0 == .gained }) {
                finding.severity = min(finding.severity, .warning)
            }
            return finding
        }
        return found
            + comparison.uncertain(self, comparison.functions.pairs.map(comparison.subject), beside: found)
    }
}
