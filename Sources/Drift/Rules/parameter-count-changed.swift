import ABIModel
import Phrases

enum ParameterCountChanged: Rule {
    static let id = "parameter-count-changed"
    static let title = "number of parameters changed"
    static let severity = Severity.error
    static let question = RuleQuestion.callersConverted
    static let changesMoreThanNames = true
    static let nameLoss = NameLoss.otherArguments
    static let rationale =
        "Every caller breaks at compile time; a module built before passes the wrong registers."
    static let example = RuleExample(
        before: "struct dev;\nvoid dev_release(struct dev *d, int owner);\n",
        after: "struct dev;\nvoid dev_release(struct dev *d);\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.functions.pairs.compactMap { pair in
            let old = pair.old.main
            let new = pair.new.main
            guard FunctionComparison.countDiffers(old, new) else { return nil }
            let counts: Phrase =
                old.parameters.count == new.parameters.count
                ? "\(code: new.name) takes \(new.isVariadic ? "" : "no " as Phrase)further arguments now"
                : "\(code: new.name) takes \(FunctionPhrasing.count(new.parameters.count)) instead of "
                    + "\(old.parameters.count)"
            let changes = FunctionPhrasing.parameterChanges(old, new, types: comparison.types)
            return comparison.finding(
                self, comparison.subject(pair), evidence: pair.evidence,
                message: changes.isEmpty ? counts : "\(counts): \(changes.joined(separator: ", "))",
                before: .function(old), after: .function(new))
        }
    }
}
