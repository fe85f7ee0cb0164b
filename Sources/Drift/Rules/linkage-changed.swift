import ABIModel
import Phrases

enum LinkageChanged: Rule {
    static let id = "linkage-changed"
    static let title = "linkage or declaring header changed"
    static let severity = Severity.error
    static let question = RuleQuestion.noModuleNeedsIt
    static let nameLoss = NameLoss.nothing
    static let rationale = """
        A function made `static`, or no longer declared in any header, is gone for all other files. Between a function and its `static inline` \
        form callers compile as before, but modules have to be built again.
        """
    static let example = RuleExample(
        before: "int configure(int id);\nint configure(int id) { return id; }\n",
        after: "static int configure(int id) { return id; }\n", path: "drivers/example.c")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.functions.pairs.compactMap { pair in
            let old = pair.old.linkage
            let new = pair.new.linkage
            let header = pair.old.header
            let isHidden = header != nil && pair.new.header == nil
            guard old != new || isHidden, !comparison.conversions.contains(pair.new.name) else { return nil }
            let subject = comparison.subject(pair)
            let message: Phrase =
                old != new
                ? "\(code: pair.new.name) changed from \(FunctionPhrasing.linkage(old)) to "
                    + "\(FunctionPhrasing.linkage(new))"
                : "\(code: pair.new.name) is no longer declared in \(header.map { "\($0)" } ?? "a header" as Phrase)"
            return comparison.finding(
                self, subject,
                // What is not exported nobody outside can have called; who is left inside does not compile.
                severity: new == .static && pair.old.export == nil && subject.surface != .uapi ? .note : nil,
                new == .static || isHidden ? .incompatible : old == .static ? .extension : .none,
                evidence: pair.evidence, message: message,
                before: .function(pair.old.main), after: .function(pair.new.main))
        }
    }
}
