import ABIModel
import Phrases

enum EnumUnderlyingTypeChanged: Rule {
    static let id = "enum-underlying-type-changed"
    static let title = "integer type of an enum changed"
    static let severity = Severity.warning
    static let nameLoss = NameLoss.nothing
    static let rationale = """
        A negative or a large constant changes the integer type that the compiler picks, and with it \
        comparisons, sign extension and, past 32 bits, the size of every object of the type.
        """
    static let example = RuleExample(
        before: "enum level { LEVEL_LOW, LEVEL_HIGH };\n",
        after: "enum level { LEVEL_LOW, LEVEL_HIGH, LEVEL_NONE = -1 };\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.enums.pairs.compactMap { pair in
            guard pair.old.underlyingType != pair.new.underlyingType else { return nil }
            return comparison.finding(
                self, comparison.subject(pair), evidence: pair.evidence,
                message: "the integer type of \(pair.new.spelling) changed from "
                    + "\(pair.old.underlyingType) to \(pair.new.underlyingType)",
                before: .enumeration(pair.old), after: .enumeration(pair.new))
        }
    }
}
