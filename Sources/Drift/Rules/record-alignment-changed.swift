import ABIModel
import Phrases

enum RecordAlignmentChanged: Rule {
    static let id = "record-alignment-changed"
    static let title = "record alignment changed"
    static let severity = Severity.warning
    static let question = RuleQuestion.layoutMeant
    static let rationale = """
        An aligned attribute moves the record inside others, pads its size, and decides whether it shares \
        a cache line. Where a member change brings it about, that change is the finding.
        """
    static let example = RuleExample(
        before: "struct stat { int hits; };\n",
        after: "struct stat { int hits; } __attribute__((aligned(64)));\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.recordFindings { difference, cause in
            guard case .alignment = cause.change else { return nil }
            let pair = difference.pair
            let range: Phrase = "\(pair.old.alignBytes ?? 0) to \(Amount.bytes(pair.new.alignBytes ?? 0))"
            return comparison.finding(
                self, comparison.subject(pair), evidence: pair.evidence,
                message: "the alignment of \(code: pair.new.typeName) went from \(range)\(cause.moves)",
                before: .record(pair.old), after: .record(pair.new), consequences: cause.consequences)
        }
    }
}
