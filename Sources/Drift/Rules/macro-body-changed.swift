import ABIModel
import Phrases

enum MacroBodyChanged: Rule {
    static let id = "macro-body-changed"
    static let title = "macro expands to something else"
    static let severity = Severity.warning
    static let question = RuleQuestion.nobodyReliesOnTheValue
    static let isFunctional = true
    static let changesMoreThanNames = true
    static let nameLoss = NameLoss.nothing
    static let rationale = """
        Whoever was compiled with the old text goes on to compute what it said. Where the macro is a constant for numbers, both texts are \
        tried with some, and a difference is shown; where they agree, or where nothing can be tried, the text is all that is known, and the \
        finding says less. Other names for the parameters make no difference.
        """
    static let example = RuleExample(
        before: "#define RING_NEXT(slot) (((slot) + 1) % 16)\n",
        after: "#define RING_NEXT(slot) (((slot) + 1) % 32)\n", path: "include/uapi/linux/example.h")

    static func findings(in comparison: Comparison) -> [Finding] {
        let texts = TypeText(renames: comparison.renamedNames)
        return comparison.macros.pairs.compactMap { pair in
            guard let change = MacroCallChange.between(pair.old, pair.new, texts) else { return nil }
            let subject = comparison.subject(pair.old, pair.new)
            func finding(
                _ compatibility: Compatibility, severity: Severity? = nil, evidence: Evidence,
                _ message: Phrase
            ) -> Finding {
                comparison.finding(
                    self, subject, severity: severity, compatibility, evidence: evidence, message: message,
                    before: .macro(pair.old), after: .macro(pair.new))
            }
            let name: Phrase = "\(code: pair.new.signature)"
            let texts: Phrase =
                "\(name) expands to \(MacroPhrasing.body(pair.new)) instead of \(MacroPhrasing.body(pair.old))"
            switch change {
            case .answer(let before, let after):
                return finding(
                    .incompatible, evidence: pair.evidence,
                    "\(name) gives \(after.phrase) instead of \(before.phrase)")
            case .sample(let arguments, let before, let after):
                return finding(
                    .incompatible, evidence: pair.evidence,
                    "\(code: "\(pair.new.name)(\(arguments))") is \(after) instead of \(before)")
            case .text(isSameWhereTried: true):
                return finding(
                    .extension, evidence: .heuristic,
                    "\(texts), which is the same for the numbers that were tried")
            case .text(isSameWhereTried: false):
                // Nothing is proved: for user space a warning, for the kernel, which is built as a whole, a note.
                var result = finding(.incompatible, severity: .note, evidence: .heuristic, texts)
                if subject.surface == .uapi, result.verdict == .drifted { result.severity = .warning }
                return result
            }
        }
    }
}
