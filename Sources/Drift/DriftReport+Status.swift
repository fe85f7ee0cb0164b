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

    /// How the run ends.
    ///
    /// - Parameters:
    ///   - threshold: the least severity that fails.
    ///   - isStrict: whether nothing may be unknown.
    public func status(failOn threshold: Severity, isStrict: Bool) -> Status {
        if isStrict, !coverage.unknown.isEmpty || findings.contains(where: { $0.verdict == .unknown }) {
            return .unknown
        }
        return gravest.map { $0 >= threshold } ?? false ? .failed : .passed
    }
}
