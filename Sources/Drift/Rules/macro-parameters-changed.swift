import ABIModel
import Phrases

enum MacroParametersChanged: Rule {
    static let id = "macro-parameters-changed"
    static let title = "parameters of a macro changed"
    static let severity = Severity.error
    static let question = RuleQuestion.callersConverted
    static let changesMoreThanNames = true
    static let nameLoss = NameLoss.otherArguments
    static let rationale = """
        Whoever uses the macro with another number of arguments no longer compiles. Further arguments behind `...` leave all old uses right, \
        and so does a mere other name of a function that becomes a macro with that function's parameters.
        """
    static let example = RuleExample(
        before: "#define RING_NEXT(slot) ((slot) + 1)\n",
        after: "#define RING_NEXT(slot, count) (((slot) + 1) % (count))\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.macros.pairs.compactMap { pair in
            guard let change = MacroParameterChange.between(pair.old, pair.new) else { return nil }
            let was: Phrase = "\(code: pair.new.signature), which was \(code: pair.old.signature)"
            let (compatibility, message): (Compatibility, Phrase) =
                switch change {
                case .count: (.incompatible, "\(was), takes \(count(pair.new)) instead of \(count(pair.old))")
                case .further: (.extension, "\(was), takes any number of further arguments")
                case .form: (.extension, "\(was), means the same where it is called")
                case .kind where pair.new.call == nil: (.incompatible, "\(was), takes no arguments any more")
                case .kind: (.incompatible, "\(was), takes arguments now")
                }
            return comparison.finding(
                self, comparison.subject(pair.old, pair.new), compatibility, evidence: pair.evidence,
                message: message, before: .macro(pair.old), after: .macro(pair.new))
        }
    }

    private static func count(_ macro: Macro) -> Phrase {
        guard let call = macro.call else { return "none" }
        let fixed = call.parameters.count - (call.isVariadic ? 1 : 0)
        if call.isVariadic, fixed == 0 { return "any number of arguments" }
        return call.isVariadic
            ? "\(fixed, "argument", "arguments") and more" : "\(fixed, "argument", "arguments")"
    }
}
