import ABIModel

enum PackingChanged: Rule {
    static let id = "packing-changed"
    static let title = "packed attribute added or dropped"
    static let severity = Severity.error
    static let nameLoss = NameLoss.nothing
    static let rationale = """
        Padding appears or vanishes, and members may become unaligned: whoever reads the record by the \
        old layout, as hardware, firmware or user space do, reads garbage.
        """
    static let example = RuleExample(
        before: "struct wire { char tag; int value; };\n",
        after: "struct wire { char tag; int value; } __attribute__((packed));\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.recordFindings { difference, cause in
            guard case .packing = cause.change else { return nil }
            let pair = difference.pair
            let isSame = !cause.movesOthers && !cause.changesSize
            return comparison.finding(
                self, comparison.subject(pair), isSame ? .none : .incompatible, evidence: pair.evidence,
                message:
                    "\(code: pair.new.typeName) is \(pair.new.isPacked ? "packed now" : "no longer packed")\(cause.moves)",
                before: .record(pair.old), after: .record(pair.new), consequences: cause.consequences)
        }
    }
}
