import ABIModel
import Phrases

enum ParameterOrderChanged: Rule {
    static let id = "parameter-order-changed"
    static let title = "parameters come in another order"
    static let severity = Severity.error
    static let question = RuleQuestion.callersConverted
    static let changesMoreThanNames = true
    static let nameLoss = NameLoss.otherArguments
    static let rationale = """
        Callers that keep the old order pass each argument for another. Where the types are alike, no compiler \
        tells them. Parameters are the same by name and type first, so that two that changed places are not \
        taken for two that changed their types.
        """
    static let example = RuleExample(
        before: "int map(unsigned long size, void *start);\n",
        after: "int map(void *start, unsigned long size);\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.functions.pairs.compactMap { pair in
            let (old, new) = (pair.old.main, pair.new.main)
            guard !FunctionComparison.countDiffers(old, new) else { return nil }
            let matching = ParameterMatching(old, new, types: comparison.types)
            guard matching.isReordered else { return nil }
            let isHidden = matching.hidesFromCompilers(comparison.types)
            return comparison.finding(
                self, comparison.subject(pair), evidence: isHidden ? .heuristic : pair.evidence,
                message:
                    "\(code: new.name) takes its parameters in another order: \(list(new)) instead of \(list(old))",
                advice: isHidden ? "Callers still compile; check by hand what each of them passes." : nil,
                before: .function(old), after: .function(new))
        }
    }

    private static func list(_ function: Function) -> Phrase {
        let names = function.parameters.map { $0.name.isEmpty ? $0.type : $0.name }
        return "\(code: names.joined(separator: ", "))"
    }
}
