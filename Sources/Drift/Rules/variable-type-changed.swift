import ABIModel
import Phrases

enum VariableTypeChanged: Rule {
    static let id = "variable-type-changed"
    static let title = "variable type or export changed"
    static let severity = Severity.error
    static let nameLoss = NameLoss.nothing
    static let rationale = """
        Users read it as the old type, or modules no longer find it.
        """
    static let example = RuleExample(
        before: "extern int ring_debug;\n",
        after: "extern long ring_debug;\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        let found = comparison.variables.pairs.compactMap { pair -> Finding? in
            var changes: [Phrase] = []
            let isRetyped = !comparison.types.isSame(pair.old.type, pair.new.type)
            let isAlias = comparison.types.isSameToC(
                (pair.old.type, pair.old.canonicalType), (pair.new.type, pair.new.canonicalType))
            if isRetyped { changes.append("changed from \(code: pair.old.type) to \(code: pair.new.type)") }
            let isWider = FunctionComparison.isWider(pair.old.export, pair.new.export)
            if pair.old.export != pair.new.export {
                changes.append(
                    FunctionPhrasing.exportChange(pair.old.export, pair.new.export))
            }
            guard !changes.isEmpty else { return nil }
            let annotation = TypeAnnotations.change(from: pair.old.type, to: pair.new.type, comparison.types)
            var finding = comparison.finding(
                self, comparison.subject(pair.old, pair.new),
                (!isRetyped || isAlias) && isWider ? .extension : .incompatible, evidence: pair.evidence,
                message: "variable \(code: pair.new.name) \(changes.joined(separator: " and "))",
                before: .variable(pair.old), after: .variable(pair.new))
            if annotation == .lost || annotation == .gained, isWider {
                finding.severity = min(finding.severity, .warning)
            }
            return finding
        }
        let subjects = comparison.variables.pairs.map { comparison.subject($0.old, $0.new) }
        return found + comparison.uncertain(self, subjects, beside: found)
    }
}
