import ABIModel
import Phrases

enum ExportChanged: Rule {
    static let id = "export-changed"
    static let title = "EXPORT_SYMBOL changed"
    static let severity = Severity.error
    static let question = RuleQuestion.noModuleNeedsIt
    static let nameLoss = NameLoss.nothing
    static let rationale = """
        Modules that use the symbol no longer load: the export is gone, is for GPL modules only, or is in \
        a namespace that they do not import. A new or wider export is an extension.
        """
    static let example = RuleExample(
        before: "#define EXPORT_SYMBOL_GPL(s)\nint use_domain(int id) { return id; }\n"
            + "EXPORT_SYMBOL_GPL(use_domain);\n",
        after: "#define EXPORT_SYMBOL_GPL(s)\nint use_domain(int id) { return id; }\n",
        path: "drivers/example.c")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.functions.pairs.compactMap { pair in
            let old = pair.old.export
            let new = pair.new.export
            guard old != new, pair.old.linkage == pair.new.linkage else { return nil }
            return comparison.finding(
                self, comparison.subject(pair),
                FunctionComparison.isWider(old, new) ? .extension : .incompatible,
                evidence: pair.evidence,
                message: "\(code: pair.new.name) \(FunctionPhrasing.exportChange(old, new))",
                before: .function(pair.old.main), after: .function(pair.new.main))
        }
    }
}
