import ABIModel

enum LinkageChanged: Rule {
    static let id = "linkage-changed"
    static let title = "linkage changed"
    static let severity = Severity.error
    static let rationale = """
        A function made `static` is gone for all other files. Between a function and its `static inline` \
        form callers compile as before, but modules have to be built again.
        """
    static let example = RuleExample(
        before: "int configure(int id);\nint configure(int id) { return id; }\n",
        after: "static int configure(int id) { return id; }\n", path: "drivers/example.c")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.functions.pairs.compactMap { pair in
            let old = pair.old.linkage
            let new = pair.new.linkage
            guard old != new else { return nil }
            return comparison.finding(
                self, comparison.subject(pair),
                new == .static ? .incompatible : old == .static ? .extension : .none,
                evidence: pair.evidence,
                message: "`\(pair.new.name)` changed from \(FunctionWords.linkage(old)) to "
                    + FunctionWords.linkage(new),
                before: .function(pair.old.main), after: .function(pair.new.main))
        }
    }
}
