import ABIModel
import Phrases

enum KernelDocMismatch: Rule {
    static let id = "kernel-doc-mismatch"
    static let title = "kernel-doc comment no longer fits"
    static let severity = Severity.warning
    static let nameLoss = NameLoss.nothing
    static let rationale = """
        A documented parameter that does not exist, or a parameter that nobody documented, is a warning of the \
        documentation build. Only what the new text brings in is reported, not what was wrong before.
        """
    static let example = RuleExample(
        before: "/**\n * claim() - claim it\n * @group: the group\n */\nint claim(int group);\n",
        after: "/**\n * claim() - claim it\n * @group: the group\n */\nint claim(int group, int owner);\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        DocumentationCheck.mismatches(comparison).map { mismatch in
            var finding = comparison.finding(
                self, mismatch.subject, .none,
                message: "the kernel-doc comment of \(code: mismatch.name) "
                    + "\(mismatch.problems.map(\.phrase).joined(separator: " and "))",
                before: mismatch.before, after: mismatch.after)
            // No caller sees it, but the documentation build of a public interface warns.
            if finding.verdict == .drifted && finding.surface != .internal { finding.severity = severity }
            return finding
        }
    }
}
