import ABIModel

/// The declared side of a reference model: what every revision of an interface declares, and how its names
/// went on.
public struct ReferenceStructure: Sendable {
    /// The model's name: `dma-ownership`.
    public var name: String
    /// The title of the series that the labels `v1`, `v2`, … belong to.
    public var seriesTitle: String
    /// The revisions in order.
    public let revisions: [ReferenceRevision]
    /// Which of them are revisions of the series; the others are states of the kernel.
    public var seriesLabels: [String]
    /// How the names went on.
    public var lineage: Lineage
    /// What shows that a snapshot has to do with the interface at all.
    public var subject: Subject
    /// All that any of the revisions speaks of.
    let vocabulary: ReferenceVocabulary

    /// Names that only a tree with the interface declares.
    public struct Subject: Hashable, Sendable {
        /// Tags of records; a forward declaration does not count.
        public var records: Set<String>
        /// Beginnings of the names of functions.
        public var functionPrefixes: [String]

        /// Makes a subject.
        public init(records: Set<String>, functionPrefixes: [String]) {
            self.records = records
            self.functionPrefixes = functionPrefixes
        }
    }

    /// Makes a structure.
    public init(
        name: String, seriesTitle: String, revisions: [ReferenceRevision], seriesLabels: [String],
        renames: [Rename], subject: Subject
    ) {
        self.name = name
        self.seriesTitle = seriesTitle
        self.revisions = revisions
        self.seriesLabels = seriesLabels
        lineage = Lineage(labels: revisions.map(\.label), renames: renames)
        self.subject = subject
        vocabulary = ReferenceVocabulary(revisions)
    }

    /// Those of all models.
    public static let all: [ReferenceStructure] = ReferenceModelCatalog.all.compactMap { $0.structure }

    /// The revision with a label.
    public func revision(_ label: String) -> ReferenceRevision? { revisions.first { $0.label == label } }

    /// The files that its declarations live in, sorted.
    public var homes: [String] {
        var result: Set<String> = []
        for revision in revisions {
            result.formUnion(revision.enums.map(\.home) + revision.macros.map(\.home))
            result.formUnion(revision.functions.flatMap { [$0.home, $0.definition].compactMap { $0 } })
            result.formUnion(revision.stretches.map(\.home))
        }
        return result.sorted()
    }

    /// Whether a snapshot declares anything of the interface.
    public func concerns(_ snapshot: Snapshot) -> Bool {
        snapshot.records.contains { subject.records.contains($0.name) && !$0.isForwardDeclaration }
            || snapshot.functions.contains { function in
                subject.functionPrefixes.contains { function.name.hasPrefix($0) }
            }
    }

    /// How labels that match alike are written: neighbours as a range, `v6…v8-resend`.
    public func spelling(of labels: [String]) -> String {
        let places = labels.compactMap { label in revisions.firstIndex { $0.label == label } }.sorted()
        var runs: [ClosedRange<Int>] = []
        for place in places {
            if let last = runs.last, last.upperBound == place - 1 {
                runs[runs.count - 1] = last.lowerBound...place
            } else {
                runs.append(place...place)
            }
        }
        return runs.map { run in
            let (first, last) = (revisions[run.lowerBound].label, revisions[run.upperBound].label)
            return run.count == 1 ? first : run.count == 2 ? "\(first), \(last)" : "\(first)…\(last)"
        }.joined(separator: ", ")
    }
}
