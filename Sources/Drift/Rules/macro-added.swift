import ABIModel

enum MacroAdded: Rule {
    static let id = "macro-added"
    static let title = "macro added"
    static let severity = Severity.note
    static let nameLoss = NameLoss.nothing
    static let rationale = """
        A new macro breaks nobody; it is listed so that a review sees the whole interface. A constant that was \
        an enumerator with the same value before is nothing new.
        """
    static let example = RuleExample(
        before: "\n",
        after: "#define RING_SLOTS 16\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.macros.added.compactMap { macro in
            guard !MacroComparison.isOtherSide(macro, of: comparison.new),
                !MacroComparison.isIncludeGuard(macro),
                !MacroComparison.existed(macro, in: comparison)
            else {
                return nil
            }
            return comparison.finding(
                self, comparison.addedSubject(macro.name, macro.site), .extension,
                message: "\(code: macro.signature)\(MacroPhrasing.value(macro)) was added",
                after: .macro(macro))
        }
    }
}
