import ABIModel
import Phrases

enum MacroValueChanged: Rule {
    static let id = "macro-value-changed"
    static let title = "macro value changed"
    static let severity = Severity.warning
    static let question = RuleQuestion.nobodyReliesOnTheValue
    static let isFunctional = true
    static let changesMoreThanNames = true
    static let nameLoss = NameLoss.nothing
    static let rationale = """
        What was compiled, stored or sent with the old value is read wrongly. A count that grew because \
        something was added is an extension. The same value in a type of another width or sign counts where it is \
        negated or widened: a note.
        """
    static let example = RuleExample(
        before: "#define RING_SLOTS 16\n",
        after: "#define RING_SLOTS 32\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        let texts = TypeText(renames: comparison.renamedNames)
        let found = comparison.macros.pairs.compactMap { pair -> Finding? in
            guard pair.old.call == nil, pair.new.call == nil else { return nil }
            if MacroComparison.isRetyped(pair.old, pair.new), let before = pair.old.number,
                let after = pair.new.number
            {
                return comparison.finding(
                    self, comparison.subject(pair.old, pair.new), .none, evidence: pair.evidence,
                    message: "\(code: pair.new.name) is still \(MacroPhrasing.text(pair.new)), as "
                        + "\(code: after.type) instead of \(code: before.type)",
                    before: .macro(pair.old), after: .macro(pair.new))
            }
            guard !MacroComparison.isSame(pair.old, pair.new, texts) else { return nil }
            return comparison.finding(
                self, comparison.subject(pair.old, pair.new),
                MacroComparison.isGrownCount(pair.old, pair.new) ? .extension : .incompatible,
                evidence: pair.evidence,
                message: "\(code: pair.new.name) changed from \(MacroPhrasing.text(pair.old)) to "
                    + "\(MacroPhrasing.text(pair.new))",
                before: .macro(pair.old), after: .macro(pair.new))
        }
        let subjects = comparison.macros.pairs.map { comparison.subject($0.old, $0.new) }
        return found + comparison.uncertain(self, subjects, beside: found)
    }
}
