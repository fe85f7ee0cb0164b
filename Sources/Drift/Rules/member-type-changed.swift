import ABIModel
import Phrases

enum MemberTypeChanged: Rule {
    static let id = "member-type-changed"
    static let title = "member type changed"
    static let severity = Severity.error
    static let question = RuleQuestion.layoutMeant
    static let changesMoreThanNames = true
    static let nameLoss = NameLoss.nothing
    static let rationale = """
        Another size moves what follows; the same size may still mean another thing: a pointer to \
        something else, another sign, a counter without saturation, bytes in another order. Another name for the same type is \
        no change of layout or meaning; where `__le32` or `__user` is no longer said, sparse no longer helps.
        """
    static let example = RuleExample(
        before: "struct group { int id; short count; };\n", after: "struct group { int id; long count; };\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.recordFindings { difference, cause in
            guard case .retyped(let before, let after) = cause.change else { return nil }
            let pair = difference.pair
            let isSameSize = before.member.sizeBits == after.member.sizeBits
            let isAlias =
                isSameSize
                && comparison.types.isSame(
                    before.member.canonicalType ?? before.member.type,
                    after.member.canonicalType ?? after.member.type)
            let annotation =
                isAlias
                ? TypeAnnotations.change(
                    from: before.member.type, to: after.member.type, comparison.types) : nil
            if annotation == .byteOrder {
                return comparison.finding(
                    self, comparison.subject(pair, member: after.path),
                    evidence: cause.isRename ? cause.evidence : pair.evidence,
                    message:
                        "the bytes of member \(code: after.path) of \(code: pair.new.typeName) lie the other way "
                        + "round: \(code: after.member.type) instead of \(code: before.member.type)",
                    before: .record(pair.old), after: .record(pair.new), consequences: cause.consequences)
            }
            // A `const` less of what a member points to: who reads it needs nothing, and who sets it gets a warning at most.
            let isLoosened = comparison.types.isRelaxed(after.member.type, before.member.type)
            let sizes: Phrase =
                isSameSize
                ? "same size"
                : "\(Amount.size(before.member.sizeBits)) to \(Amount.size(after.member.sizeBits))"
            var finding = comparison.finding(
                self, comparison.subject(pair, member: after.path),
                severity: isLoosened ? .note : isSameSize ? .warning : nil,
                isAlias && annotation != .lost ? .none : .incompatible,
                evidence: cause.isRename ? cause.evidence : pair.evidence,
                message: "the type of member \(code: after.path) of \(code: pair.new.typeName) changed from "
                    + "\(code: before.member.type) to \(code: after.member.type) (\(sizes))\(cause.moves)",
                before: .record(pair.old), after: .record(pair.new), consequences: cause.consequences)
            if annotation != nil { finding.severity = min(finding.severity, .warning) }
            return finding
        }
    }
}
