import ABIModel

enum EnumAdded: Rule {
    static let id = "enum-added"
    static let title = "enum added"
    static let severity = Severity.note
    static let nameLoss = NameLoss.nothing
    static let rationale = "A new enum breaks nobody; it is listed so that a review sees the whole interface."
    static let example = RuleExample(before: "\n", after: "enum color { COLOR_RED };\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.enums.added.compactMap { enumeration in
            let fresh = enumeration.constants.filter {
                !comparison.existed($0.name, value: $0.value)
            }
            // Macros gathered into an anonymous enum are nothing new.
            if enumeration.isAnonymous && fresh.isEmpty { return nil }
            let list = enumeration.constants.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
            return comparison.finding(
                self,
                comparison.addedSubject(enumeration.name, symbol: enumeration.symbol, enumeration.site),
                .extension, message: "\(enumeration.spelling) was added: \(list)",
                after: .enumeration(enumeration))
        }
    }
}
