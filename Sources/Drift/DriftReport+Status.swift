extension DriftReport {
    /// How a run ends, as its exit status says.
    public enum Status: Int32, Sendable {
        /// Nothing reaches the threshold.
        case passed = 0
        /// A finding reaches it.
        case failed = 1
        /// Something is unknown where everything had to be known.
        case unknown = 2
    }

    /// Whether a finding counts for how the run ends: of a series, what the newest revision comes to, and what the step to it
    /// brought. What earlier revisions were is history.
    public func counts(_ finding: Finding) -> Bool {
        guard command == "review", let newest = revisions.last?.label.revision, let own = finding.to.revision
        else {
            return true
        }
        return own == newest
    }

    /// The gravest severity among the findings that count, or among all; nil where there is none.
    public func gravest(ofAll countsAll: Bool) -> Severity? {
        findings.filter { $0.verdict != .unknown && (countsAll || counts($0)) }.map(\.severity).max()
    }

    /// How the run ends.
    ///
    /// - Parameters:
    ///   - threshold: the least severity that fails.
    ///   - isStrict: whether nothing may be unknown.
    ///   - countsAll: whether what earlier revisions were counts as well.
    public func status(failOn threshold: Severity, isStrict: Bool, countsAll: Bool = false) -> Status {
        if isStrict, !coverage.unknown.isEmpty || findings.contains(where: { $0.verdict == .unknown }) {
            return .unknown
        }
        return gravest(ofAll: countsAll).map { $0 >= threshold } ?? false ? .failed : .passed
    }
}
