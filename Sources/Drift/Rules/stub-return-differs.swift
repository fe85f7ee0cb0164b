import ABIModel

enum StubReturnDiffers: Rule {
    static let id = "stub-return-differs"
    static let title = "stub answers differently"
    static let severity = Severity.warning
    static let question = RuleQuestion.optionsAgree
    static let isFunctional = true
    static let nameLoss = NameLoss.nothing
    static let rationale = """
        Where the option is off, callers live by what the stub answers. Another error number may be tested \
        for; success instead of an error, or the same answer to the opposite question, is another behaviour.
        """
    static let example = RuleExample(
        before: """
            struct group;
            #ifdef CONFIG_EXAMPLE
            int group_claim(struct group *g);
            #else
            static inline int group_claim(struct group *g) { return -22; }
            #endif

            """,
        after: """
            struct group;
            #ifdef CONFIG_EXAMPLE
            int group_claim(struct group *g);
            #else
            static inline int group_claim(struct group *g) { return -19; }
            #endif

            """)

    static func findings(in comparison: Comparison) -> [Finding] {
        let renames = comparison.renamedNames
        return comparison.functions.pairs.compactMap { pair in
            guard let old = pair.old.stub, let new = pair.new.stub, let before = old.result,
                let after = new.result
            else { return nil }
            guard
                let change = StubChange.between(
                    before, after, old: old, new: new, pair: pair, renames: renames)
            else { return nil }
            return comparison.finding(
                self, comparison.subject(pair), severity: change.isGrave ? .error : nil,
                evidence: change.isProved ? pair.evidence : .heuristic, message: change.message,
                advice: change.advice, before: .function(old), after: .function(new))
        }
    }
}
