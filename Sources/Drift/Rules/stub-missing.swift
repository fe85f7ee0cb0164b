import ABIModel
import Phrases

enum StubMissing: RevisionRule {
    static let id = "stub-missing"
    static let title = "no stub where its siblings have one"
    static let severity = Severity.warning
    static let question = RuleQuestion.optionsAgree
    static let nameLoss = NameLoss.nothing
    static let rationale = """
        Callers that are built without the option do not link or compile, which a build with it never \
        shows. Told only of functions that are new or lost their stub, where others in the same header have one.
        """
    static let example = RuleExample(
        before: """
            struct group;
            #ifdef CONFIG_EXAMPLE
            int group_claim(struct group *g);
            void group_release(struct group *g);
            #else
            static inline int group_claim(struct group *g) { return -19; }
            static inline void group_release(struct group *g) { }
            #endif

            """,
        after: """
            struct group;
            #ifdef CONFIG_EXAMPLE
            int group_claim(struct group *g);
            void group_release(struct group *g);
            #else
            static inline int group_claim(struct group *g) { return -19; }
            #endif

            """)

    static func findings(in comparison: RevisionComparison) -> [Finding] {
        let (old, new) = (comparison.oldStubs, comparison.newStubs)
        return new.entries.keys.sorted().compactMap { name in
            let isFresh = new.lacksStub(name) && !old.lacksStub(name)
            guard isFresh || new.hasLostStub(name, since: old), let entry = new.entries[name] else {
                return nil
            }
            let lost = old.entries[name]?.stub
            let surface = SurfaceMap.surface(ofFile: entry.prototype.site.file) ?? .internal
            return Finding(
                rule: RuleID(self),
                severity: (lost == nil ? severity : .error).weighed(surface, .incompatible),
                surface: surface, compatibility: .incompatible,
                evidence: lost == nil ? .heuristic : .proved, symbol: name, from: comparison.old.label,
                to: comparison.new.label,
                message:
                    "\(code: name) \(lost == nil ? "has no stub" : "lost its stub" as Phrase) for builds without "
                    + "\(code: entry.option), though "
                    + "\(entry.siblings, "other function of the header has one", "other functions of the header have one")",
                advice:
                    "Add a \(code: "static inline") stub to the \(code: "#else") side, or say why nobody needs it.",
                before: lost?.declaration ?? (old.entries[name]?.prototype).map(Declaration.function),
                after: .function(entry.prototype), site: entry.prototype.site)
        }
    }
}
