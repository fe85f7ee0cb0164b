import ABIModel

enum EnumRemoved: Rule {
    static let id = "enum-removed"
    static let title = "enum removed"
    static let severity = Severity.error
    static let question = RuleQuestion.nobodyNeedsIt
    static let nameLoss = NameLoss.removed(.declaration)
    static let rationale = """
        The type and all its constants are gone; one finding stands for them all. Constants that live on \
        elsewhere with the same values are no loss.
        """
    static let example = RuleExample(
        before: "enum color { COLOR_RED, COLOR_GREEN };\n", after: "int paint(int color);\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        let gone = comparison.enums.removed.compactMap { enumeration -> Finding? in
            let lost = enumeration.constants.filter { !comparison.survives($0.name, value: $0.value) }
            if enumeration.isAnonymous && lost.isEmpty { return nil }
            return comparison.finding(
                self,
                comparison.removedSubject(enumeration.name, symbol: enumeration.symbol, enumeration.site),
                lost.isEmpty ? .none : .incompatible,
                message: lost.isEmpty
                    ? "\(enumeration.spelling) was removed; its constants live on with their values"
                    : "\(enumeration.spelling) was removed with \(lost.count, "constant", "constants")",
                before: .enumeration(enumeration),
                consequences: lost.map { .lost(constant: $0.name, value: $0.value) })
        }
        let left = comparison.left(comparison.enums.pairs, among: comparison.new.enums, \.guard).map { pair in
            comparison.finding(
                self, comparison.subject(pair),
                message:
                    "\(pair.old.spelling) was moved to \(pair.new.site.file), which user space does not see",
                before: .enumeration(pair.old), after: .enumeration(pair.new))
        }
        return gone + left
    }
}
