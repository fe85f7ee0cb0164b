import Phrases

/// What changes between two revisions of a series, weighed by what the tree has that they are made for.
///
/// Nobody has code against what only an unmerged revision had: where the newer revision leaves the base's form of a
/// symbol as it is, or the base never had one, a change of the revision's own form is no error. It stays a warning, as a
/// reviewer wants to see what became of what he read.
package struct UnmergedForms {
    /// The symbols that the newer revision changes so that who is written against the base breaks.
    private let broken: Set<String>

    /// - Parameter findings: those of the newer revision against its base.
    package init(against findings: [Finding]) {
        broken = Set(findings.filter { $0.severity == .error }.map(\.symbol))
    }

    /// A finding between two revisions, no error where none comes of its symbol in the base.
    package func weighed(_ finding: Finding) -> Finding {
        guard let revision = finding.from.revision, finding.severity == .error,
            !broken.contains(finding.symbol)
        else { return finding }
        var result = finding
        result.severity = .warning
        result.consequences.append(.stated("only \(revision), which is not merged, had it so"))
        return result
    }
}
