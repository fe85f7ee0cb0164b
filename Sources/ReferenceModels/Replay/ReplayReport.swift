/// A counterexample that was run again.
public struct ReplayReport: Hashable, Codable, Sendable {
    /// What ran it.
    public struct Side: Hashable, Codable, Sendable {
        /// The label that the trace has for it: `v6`.
        public var label: String
        /// What stood for the label: `design v6 of dma-ownership`, `drivers/iommu/iommu.c of v6`.
        public var source: String
        /// What it did.
        public var trace: ModelTrace

        /// Makes a side.
        public init(label: String, source: String, trace: ModelTrace) {
            self.label = label
            self.source = source
            self.trace = trace
        }
    }

    /// What came of it.
    public enum Verdict: String, Hashable, Codable, Sendable {
        /// It shows what it was to show.
        case reproduced
        /// It no longer does.
        case gone
    }

    /// The fingerprint of what was run again; "" where there was none.
    public var fingerprint: String
    /// The sides: the old and the new one, or the one design that breaks a property.
    public var sides: [Side]
    /// What came of it.
    public var verdict: Verdict
    /// The same in a sentence.
    public var conclusion: String
    /// What the reader has to know besides; "" where there is nothing.
    public var note: String

    /// Makes a report.
    public init(
        fingerprint: String, sides: [Side], verdict: Verdict, conclusion: String, note: String = ""
    ) {
        self.fingerprint = fingerprint
        self.sides = sides
        self.verdict = verdict
        self.conclusion = conclusion
        self.note = note
    }

    /// Compares two sides that were run through the same calls: they differ where a watcher sees something else.
    public init(fingerprint: String, old: Side, new: Side, note: String = "") {
        let steps = Array(zip(old.trace.steps, new.trace.steps))
        let parted = steps.lastIndex { $0.0.seen != $0.1.seen }
        var conclusion = "\(old.label) and \(new.label) do the same at every step: the drift is gone"
        if let parted {
            let (left, right) = steps[parted]
            let place =
                parted == steps.count - 1
                ? "still ends differently" : "differs on the way, at step \(parted + 1)"
            conclusion =
                "\(left.action) \(place): \(left.seen) in \(old.label), \(right.seen) in \(new.label)"
        }
        self.init(
            fingerprint: fingerprint, sides: [old, new], verdict: parted == nil ? .gone : .reproduced,
            conclusion: conclusion, note: note)
    }
}
