import ABIModel
import Phrases

enum FlexibleArrayChanged: Rule {
    static let id = "flexible-array-changed"
    static let title = "flexible array member made or unmade"
    static let severity = Severity.warning
    static let nameLoss = NameLoss.nothing
    static let rationale = """
        `x[0]` to `x[]` changes no layout; `x[1]` to `x[]` takes an element out of `sizeof`, and sums such \
        as `sizeof(*p) + (n - 1) * size` go wrong.
        """
    static let example = RuleExample(
        before: "struct list { int count; int items[1]; };\n",
        after: "struct list { int count; int items[]; };\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.recordFindings { difference, cause in
            guard case .flexible(let before, let after) = cause.change else { return nil }
            let pair = difference.pair
            let isSame = pair.old.sizeBytes == pair.new.sizeBytes && !cause.movesOthers
            return comparison.finding(
                self, comparison.subject(pair, member: after.path), isSame ? .none : .incompatible,
                evidence: pair.evidence,
                message: "member \(code: after.path) of \(code: pair.new.typeName) changed from "
                    + "\(code: before.member.type) to \(code: after.member.type)",
                advice: isSame ? nil : "Look for \(code: "sizeof(\(pair.new.typeName))") in allocations.",
                before: .record(pair.old), after: .record(pair.new), consequences: cause.consequences)
        }
    }
}
