import ABIModel
import Phrases

enum StubSignatureDiffers: RevisionRule {
    static let id = "stub-signature-differs"
    static let title = "stub and prototype disagree"
    static let severity = Severity.error
    static let question = RuleQuestion.optionsAgree
    static let nameLoss = NameLoss.nothing
    static let rationale = """
        A caller that compiles with the option does not without it, or passes arguments that are converted \
        silently. Stub and prototype must be changed together.
        """
    static let example = RuleExample(
        before: """
            struct group;
            #ifdef CONFIG_EXAMPLE
            int group_claim(struct group *g);
            #else
            static inline int group_claim(struct group *g) { return -19; }
            #endif

            """,
        after: """
            struct group;
            #ifdef CONFIG_EXAMPLE
            int group_claim(struct group *g, void *owner);
            #else
            static inline int group_claim(struct group *g) { return -19; }
            #endif

            """)

    static func findings(in comparison: RevisionComparison) -> [Finding] {
        let (old, new) = (comparison.oldStubs, comparison.newStubs)
        return new.entries.keys.sorted().compactMap { name in
            guard new.disagrees(name), !old.disagrees(name), let entry = new.entries[name],
                let stub = entry.stub
            else { return nil }
            let surface = SurfaceMap.surface(ofFile: entry.prototype.site.file) ?? .internal
            return Finding(
                rule: RuleID(self), severity: severity.weighed(surface, .incompatible), surface: surface,
                compatibility: .incompatible, symbol: name, from: comparison.old.label,
                to: comparison.new.label,
                message:
                    "the stub of \(code: name) without \(code: entry.option) is \(code: stub.signature), "
                    + "the prototype with it \(code: entry.prototype.signature)",
                advice: "Change the stub along with the prototype.",
                before: .function(entry.prototype), after: stub.declaration, site: stub.site)
        }
    }
}
