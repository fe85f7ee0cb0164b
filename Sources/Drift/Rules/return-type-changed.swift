import ABIModel
import Phrases

enum ReturnTypeChanged: Rule {
    static let id = "return-type-changed"
    static let title = "return type changed"
    static let severity = Severity.error
    static let question = RuleQuestion.callersConverted
    static let changesMoreThanNames = true
    static let nameLoss = NameLoss.otherResult
    static let rationale = """
        Callers read the result as the old type; a test for a negative error on what is now `bool` or \
        unsigned never fires. From `void` to a value is an extension.
        """
    static let example = RuleExample(
        before: "struct dev;\nint dev_claimed(struct dev *d);\n",
        after: "struct dev;\n_Bool dev_claimed(struct dev *d);\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.functions.pairs.compactMap { pair -> Finding? in
            let old = pair.old.main
            let new = pair.new.main
            guard !comparison.types.isSame(old.returnType.asResultType, new.returnType.asResultType) else {
                return nil
            }
            let annotation = TypeAnnotations.change(
                from: old.returnType, to: new.returnType, comparison.types)
            let isAlias = comparison.types.isSameToC(
                (old.returnType.asResultType, old.canonicalReturnType?.asResultType),
                (new.returnType.asResultType, new.canonicalReturnType?.asResultType))
            var finding = comparison.finding(
                self, comparison.subject(pair),
                old.returnType == "void"
                    || comparison.types.isRelaxed(new.returnType.asResultType, old.returnType.asResultType)
                    ? .extension : isAlias ? .none : .incompatible,
                evidence: pair.evidence,
                message:
                    "\(code: new.name) returns \(code: new.returnType) instead of \(code: old.returnType)"
                    + (isAlias ? ", another name of the same type" as Phrase : ""),
                before: .function(old), after: .function(new))
            if annotation == .lost || annotation == .gained {
                finding.severity = min(finding.severity, .warning)
            }
            return finding
        }
    }
}
