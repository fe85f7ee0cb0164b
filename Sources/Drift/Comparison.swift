import ABIModel

/// Two snapshots of one flavor, held against each other.
public struct Comparison: Sendable {
    /// The label of the old side.
    public var from: String
    /// The label of the new side.
    public var to: String
    /// The old side.
    public var old: Snapshot
    /// The new side.
    public var new: Snapshot

    /// Makes a comparison.
    public init(from: String, to: String, old: Snapshot, new: Snapshot) {
        self.from = from
        self.to = to
        self.old = old
        self.new = new
    }
}
