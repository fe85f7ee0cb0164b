import ABIModel
import Phrases

enum AttributeChanged: Rule {
    static let id = "attribute-changed"
    static let title = "calling convention, symbol or attribute changed"
    static let severity = Severity.error
    static let question = RuleQuestion.callersConverted
    static let isFunctional = true
    static let changesMoreThanNames = true
    static let nameLoss = NameLoss.nothing
    static let rationale = """
        Callers and callee have to agree on where arguments lie, which symbol a name links to, and whether each thread has a variable of its \
        own; the compiler sees one side alone. An alignment of a typedef moves what is made of it. `f()` takes whatever it is given, \
        `f(void)` nothing. Whether a result has to be looked at (`__must_check`) is a note.
        """
    static let example = RuleExample(
        before: "int ring_claim(int slot);\n",
        after: "int ring_claim(int slot) __asm__(\"ring_claim_v2\");\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        var found = comparison.functions.pairs.compactMap { pair -> Finding? in
            finding(
                comparison, comparison.subject(pair), pair.evidence, pair.old.main.attributes,
                pair.new.main.attributes,
                .function(pair.old.main), .function(pair.new.main))
        }
        found += comparison.typedefs.pairs.compactMap { pair in
            finding(
                comparison, comparison.subject(pair.old, pair.new), pair.evidence, pair.old.attributes,
                pair.new.attributes, .typedef(pair.old), .typedef(pair.new))
        }
        found += comparison.variables.pairs.compactMap { pair in
            finding(
                comparison, comparison.subject(pair.old, pair.new), pair.evidence, pair.old.attributes,
                pair.new.attributes, .variable(pair.old), .variable(pair.new))
        }
        return found
    }

    private static func finding(
        _ comparison: Comparison, _ subject: Subject, _ evidence: Evidence, _ old: [String]?,
        _ new: [String]?,
        _ before: Declaration, _ after: Declaration
    ) -> Finding? {
        // What was stored by an earlier version does not say.
        guard let old, let new, old != new else { return nil }
        let gone = old.filter { !new.contains($0) }
        let come = new.filter { !old.contains($0) }
        let isHarmless =
            (gone + come).allSatisfy { $0 == DeclarationAttribute.mustCheck }
            || gone.isEmpty && come == [DeclarationAttribute.unprototyped]
        let phrases =
            gone.map {
                $0 == DeclarationAttribute.unprototyped
                    ? "has a prototype now" as Phrase : "is no longer \(words($0))"
            } + come.map { "is \(words($0)) now" }
        return comparison.finding(
            self, subject, isHarmless ? .extension : .incompatible, evidence: evidence,
            message: "\(code: subject.symbol) \(phrases.joined(separator: " and "))", before: before,
            after: after)
    }

    private static func words(_ attribute: String) -> Phrase {
        switch attribute {
        case DeclarationAttribute.mustCheck: "\(code: "__must_check")"
        case DeclarationAttribute.unprototyped: "without a prototype"
        case DeclarationAttribute.threadLocal: "a variable of each thread"
        default: "\(code: attribute)"
        }
    }
}
