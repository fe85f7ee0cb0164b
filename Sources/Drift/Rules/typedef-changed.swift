import ABIModel

enum TypedefChanged: Rule {
    static let id = "typedef-changed"
    static let title = "typedef stands for another type"
    static let severity = Severity.error
    static let nameLoss = NameLoss.nothing
    static let rationale = """
        Every object and parameter of the type changes with it: size, sign, or what a callback is passed.
        """
    static let example = RuleExample(
        before: "typedef unsigned int token_t;\n",
        after: "typedef unsigned long token_t;\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        let found = comparison.typedefs.pairs.compactMap { pair -> Finding? in
            guard !comparison.types.isSame(pair.old.type, pair.new.type) else { return nil }
            let annotation = TypeAnnotations.change(from: pair.old.type, to: pair.new.type, comparison.types)
            let isAlias = comparison.types.isSameToC(
                (pair.old.type, pair.old.canonicalType), (pair.new.type, pair.new.canonicalType))
            var finding = comparison.finding(
                self, comparison.subject(pair.old, pair.new), isAlias ? .none : .incompatible,
                evidence: pair.evidence,
                message:
                    "\(code: pair.new.name) stands for \(code: pair.new.type) instead of \(code: pair.old.type)",
                before: .typedef(pair.old), after: .typedef(pair.new))
            if annotation == .lost || annotation == .gained {
                finding.severity = min(finding.severity, .warning)
            }
            return finding
        }
        let subjects = comparison.typedefs.pairs.map { comparison.subject($0.old, $0.new) }
        return found + comparison.uncertain(self, subjects, beside: found)
    }
}
