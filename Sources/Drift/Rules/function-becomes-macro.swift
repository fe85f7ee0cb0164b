import ABIModel
import Phrases

enum FunctionBecomesMacro: Rule {
    static let id = "function-becomes-macro"
    static let title = "function became a macro, or a macro a function"
    static let severity = Severity.warning
    static let question = RuleQuestion.callersExpectIt
    static let nameLoss = NameLoss.nothing
    static let rationale = """
        Callers compile as before, so nothing is removed. A macro has no address, and evaluates its arguments as often as its text \
        names them; a function has types. What a stub answers is compared whichever of the two it is.
        """
    static let example = RuleExample(
        before: """
            struct ring;
            static inline int ring_claim(struct ring *ring) { return -19; }

            """,
        after: "struct ring;\n#define ring_claim(ring) (-19)\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.functions.pairs.compactMap { pair in
            let name = pair.new.name
            guard comparison.conversions.contains(name) else { return nil }
            let (old, new) = (pair.old.main, pair.new.main)
            // These are findings of other rules, and say more.
            if FunctionComparison.countDiffers(old, new) { return nil }
            let answers = [pair.old, pair.new].map { $0.stub?.result }
            if let before = answers[0], let after = answers[1], before.isPlain, after.isPlain, before != after
            {
                return nil
            }
            let isMacro = comparison.conversions.becoming[name] != nil
            let macro = comparison.conversions.becoming[name] ?? comparison.conversions.formerly[name]
            let text: Phrase = "\(code: macro?.signature ?? name)"
            let change: Phrase =
                isMacro
                ? "\(code: old.signature) is a macro now, \(text)"
                : "the macro \(text) is a function now, \(code: new.signature)"
            let difference = difference(pair)
            return comparison.finding(
                self, comparison.subject(pair), difference == nil ? .extension : .incompatible,
                evidence: pair.evidence,
                message: difference.map { "\(change), and gives \($0)" } ?? change,
                before: isMacro ? .function(old) : macro.map(Declaration.macro),
                after: isMacro ? macro.map(Declaration.macro) : .function(new))
        }
    }

    /// How the answers differ, where both are plain.
    private static func difference(_ pair: Pair<FunctionEntity>) -> Phrase? {
        guard let before = pair.old.main.result, let after = pair.new.main.result, before.isPlain,
            after.isPlain,
            before != after
        else { return nil }
        return "\(after.phrase) instead of \(before.phrase)"
    }
}
