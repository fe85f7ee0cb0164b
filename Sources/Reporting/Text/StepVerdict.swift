import ABIModel
import Drift

extension ReportSteps.Step {
    /// What the step comes to, in one line: `same to the byte`, `comments only`, `bodies only: 14 same, 2 drifted`, or how many
    /// declarations changed, of which kinds. What is unknown stands at the end, and takes the "only" away.
    var verdictText: String {
        guard hasFiles else { return countText }
        let (declared, behaved) = (
            findings.filter(\.isOfDeclarations), findings.filter { !$0.isOfDeclarations }
        )
        let isKnown = unknownCount == 0 && findings.count == drifts.count && inCoverage.isEmpty
        var parts: [String] = []
        let counts = severityText
        switch texts {
        case TextChange.none?: parts.append("same to the byte")
        case .outsideC?: parts.append("C files same to the byte, others differ")
        case .comments?: parts.append("C differs in comments and white space only")
        case .code?, nil:
            if declared.isEmpty, !functions.rows.isEmpty, isKnown {
                return ([counts].compactMap(\.self) + ["bodies only: \(functions.shortText)"])
                    .joined(separator: "; ")
            }
        }
        if let counts { parts.append(counts) }
        if !declared.isEmpty { parts.append("declarations: \(Self.kinds(declared))") }
        if !functions.rows.isEmpty { parts.append("bodies: \(functions.shortText)") }
        let runs = behaved.filter { !$0.trace.isEmpty }.count
        if runs > 0 { parts.append("behaviour: \(Self.count(runs, "run"))") }
        if parts.isEmpty { parts.append(ranFunctions ? "no drift" : "no drift in what is declared") }
        let unknown = unknownCount + findings.count - drifts.count + inCoverage.count
        if unknown > 0 { parts.append("\(unknown) unknown") }
        return parts.joined(separator: "; ")
    }

    /// `1 error, 3 warnings, 2 notes`; nil where nothing is certain to have drifted.
    var severityText: String? {
        let parts = [Severity.error, .warning, .note].compactMap { severity -> String? in
            let count = drifts.filter { $0.severity == severity }.count
            return count == 0 ? nil : Self.count(count, severity.rawValue)
        }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// `2 records, 1 enum, 12 functions`: each declaration counts once.
    private static func kinds(_ findings: [Finding]) -> String {
        var names: [Kind: Set<String>] = [:]
        for finding in findings {
            let kind = Kind(finding)
            names[kind, default: []].insert(finding.subject ?? finding.symbol)
        }
        return Kind.allCases.compactMap { kind in names[kind].map { count($0.count, kind.rawValue) } }
            .joined(separator: ", ")
    }

    /// What a finding is about, in a word.
    private enum Kind: String, CaseIterable {
        case record, enumeration = "enum", function, macro, typedef, variable, other

        init(_ finding: Finding) {
            switch finding.after ?? finding.before {
            case .record?: self = .record
            case .enumeration?: self = .enumeration
            case .function?: self = .function
            case .macro?: self = .macro
            case .typedef?: self = .typedef
            case .variable?: self = .variable
            case .text?, nil: self = .other
            }
        }
    }

    private static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}

extension Finding {
    /// Whether it is about what is declared, and not about what a call or a body does.
    var isOfDeclarations: Bool {
        let rule = rule.definition
        return !(rule is any FunctionRule.Type) && !(rule is any BehaviorRule.Type) && trace.isEmpty
            && steps.isEmpty
    }
}
