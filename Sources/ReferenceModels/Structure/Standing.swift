import ABIModel

/// One point in which a tree differs from a reference revision.
public struct Deviation: Hashable, Sendable, Comparable {
    /// The declaration, as findings name it: `enum iommu_dma_owner`, `struct iommu_group.owner`.
    public var symbol: String
    /// What the reference says, in C or in a few words; `absent` where it has no such thing.
    public var expected: String
    /// What the tree says; `absent` where it has no such thing.
    public var found: String
    /// Where the tree says so; nil where it has no such thing.
    public var site: SourceSite?

    /// How ``expected`` and ``found`` say that there is no such thing.
    public static let absent = "absent"

    /// Makes a deviation.
    public init(symbol: String, expected: String, found: String, site: SourceSite?) {
        self.symbol = symbol
        self.expected = expected
        self.found = found
        self.site = site
    }

    /// Orders by symbol, then by what is expected and found.
    public static func < (left: Deviation, right: Deviation) -> Bool {
        (left.symbol, left.expected, left.found) < (right.symbol, right.expected, right.found)
    }
}

/// How a tree stands against a reference revision.
public struct Standing: Hashable, Sendable {
    /// Something that the reference speaks of and the snapshots do not show.
    public struct Unseen: Hashable, Sendable, Comparable {
        /// What, as ``Standing/held`` would name it.
        public var what: String
        /// Why, in one sentence.
        public var reason: String

        /// Orders by what, then by reason.
        public static func < (left: Unseen, right: Unseen) -> Bool {
            (left.what, left.reason) < (right.what, right.reason)
        }
    }

    /// What was held against the reference, whether it agreed or not: `enum iommu_dma_owner`,
    /// `stub of iommu_group_claim_dma_owner`, `struct bus_type`.
    public internal(set) var held: Set<String> = []
    /// What differs, sorted.
    public internal(set) var deviations: [Deviation] = []
    /// What could not be held against it, sorted.
    public internal(set) var unseen: [Unseen] = []

    /// Whether something was held and nothing differs.
    public var agrees: Bool { !held.isEmpty && deviations.isEmpty }
}

extension ReferenceStructure {
    /// Takes from a tree's snapshots, one a flavor, what concerns the interface. One flavor shows the
    /// prototypes, another the stubs.
    public func view(of snapshots: [Snapshot]) -> ReferenceView { ReferenceView(snapshots, of: self) }

    /// Holds a snapshot against one of the structure's revisions.
    public func standing(of snapshot: Snapshot, against revision: ReferenceRevision) -> Standing {
        standing(of: view(of: [snapshot]), against: revision)
    }

    /// Holds a tree against one of the structure's revisions.
    public func standing(of view: ReferenceView, against revision: ReferenceRevision) -> Standing {
        var check = StructureCheck(view, revision, of: self)
        return check.run()
    }

    /// Holds a tree against every revision, in order.
    public func standings(of view: ReferenceView) -> [(label: String, standing: Standing)] {
        revisions.map { ($0.label, standing(of: view, against: $0)) }
    }

    /// The labels of the revisions that a tree agrees with in all that it shows, in order. Revisions that
    /// declare alike in what is shown are all among them.
    public func matches(_ view: ReferenceView) -> [String] {
        standings(of: view).filter(\.standing.agrees).map(\.label)
    }

    /// The revision with the fewest deviations, the first of several; nil where nothing can be held
    /// against any.
    public func nearest(to view: ReferenceView) -> (label: String, standing: Standing)? {
        standings(of: view).nearest
    }
}

extension [(label: String, standing: Standing)] {
    /// The one with the fewest deviations, the first of several; nil where nothing was held.
    public var nearest: (label: String, standing: Standing)? {
        filter { !$0.standing.held.isEmpty }.min { left, right in
            left.standing.deviations.count < right.standing.deviations.count
        }
    }
}
