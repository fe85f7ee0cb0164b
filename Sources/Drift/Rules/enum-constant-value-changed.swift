import ABIModel
import Phrases

enum EnumConstantValueChanged: Rule {
    static let id = "enum-constant-value-changed"
    static let title = "enum constant renumbered"
    static let severity = Severity.error
    static let question = RuleQuestion.nobodyReliesOnTheValue
    static let isFunctional = true
    static let changesMoreThanNames = true
    static let nameLoss = NameLoss.nothing
    static let rationale = """
        The same name means another number: what was compiled, stored, logged or traced under the old \
        numbers is read wrongly. A count sentinel that moves because a constant was added or removed is no change of its \
        own. Where a macro became a constant, it is one: a note if the count grew.
        """
    static let example = RuleExample(
        before: "enum color { COLOR_NONE, COLOR_RED, COLOR_GREEN };\n",
        after: "enum color { COLOR_RED, COLOR_GREEN };\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        let found = comparison.enumDifferences.flatMap { difference in
            difference.renumbered.map { change in
                let name: Phrase =
                    change.isRename
                    ? "\(code: change.new.name) (formerly \(code: change.old.name))"
                    : "\(code: change.new.name)"
                let others: Phrase =
                    change.followers.isEmpty ? "" : " and \(change.followers.count) more in step"
                let heir = change.heir.map { [Consequence.takenOver(value: change.old.value, by: $0)] } ?? []
                return comparison.finding(
                    self, comparison.subject(difference.pair, constant: change.new.name),
                    evidence: change.evidence,
                    message:
                        "\(name) was renumbered from \(change.old.value) to \(change.new.value)\(others)",
                    before: .enumeration(difference.pair.old), after: .enumeration(difference.pair.new),
                    consequences: heir + change.followers)
            }
        }
        let counts = comparison.enumDifferences.flatMap { difference in
            difference.recounted.map { move in
                comparison.finding(
                    self, comparison.subject(difference.pair, constant: move.new.name),
                    move.hasGrown ? .extension : .incompatible, evidence: move.evidence,
                    message:
                        "\(code: move.new.name), which counts the others, went from \(move.old.value) to "
                        + "\(move.new.value)",
                    before: .enumeration(difference.pair.old), after: .enumeration(difference.pair.new))
            }
        }
        return found + counts
            + comparison.uncertain(
                self, comparison.enums.pairs.map { comparison.subject($0) }, beside: found + counts,
                includesBoth: true)
    }
}
