import ABIModel

enum MacroRemoved: Rule {
    static let id = "macro-removed"
    static let title = "macro removed"
    static let severity = Severity.warning
    static let question = RuleQuestion.nobodyNeedsIt
    static let rationale = """
        Code that uses it no longer compiles, or, worse, takes the other side of an `#ifdef`. A constant that \
        lives on as an enumerator with the same value is no loss.
        """
    static let example = RuleExample(
        before: "#define RING_SLOTS 16\n",
        after: "\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.macros.removed.compactMap { macro in
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
    }
}
