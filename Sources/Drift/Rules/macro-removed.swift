import ABIModel

enum MacroRemoved: Rule {
    static let id = "macro-removed"
    static let title = "macro removed"
    static let severity = Severity.warning
    static let question = RuleQuestion.nobodyNeedsIt
    static let nameLoss = NameLoss.removed(.declaration)
    static let rationale = """
        Code that uses it no longer compiles, or, worse, takes the other side of an `#ifdef`. A constant that \
        lives on as an enumerator with the same value is no loss.
        """
    static let example = RuleExample(
        before: "#define RING_SLOTS 16\n",
        after: "\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        let gone = comparison.macros.removed.compactMap { macro -> Finding? in
            guard !MacroComparison.isOtherSide(macro, of: comparison.old),
                !MacroComparison.isIncludeGuard(macro),
                !MacroComparison.survives(macro, in: comparison)
            else {
                return nil
            }
            return comparison.finding(
                self, comparison.removedSubject(macro.name, macro.site),
                ReservedName.matches(macro.name) ? .none : .incompatible,
                message: "\(code: macro.signature)\(MacroPhrasing.value(macro)) was removed",
                before: .macro(macro)
            )
        }
        let left = comparison.left(comparison.macros.pairs, among: comparison.new.macros, \.guard).map {
            pair in
            comparison.finding(
                self, comparison.subject(pair.old, pair.new),
                message:
                    "\(code: pair.old.signature) was moved to \(pair.new.site.file), which user space does not see",
                before: .macro(pair.old), after: .macro(pair.new))
        }
        return gone + left
    }
}
