import ExtractionMessages
import HostSystem
import KernelTree
import Workers

/// Plans which precompiled headers the readings of units share.
///
/// A unit's states have their first `#include`s in common. The plan has a tree for each unit: the root is what all its
/// states begin with; below it are groups of states that have the same versions of the first headers that differ. Each
/// node becomes a precompiled header; those of the groups are chained to that of the root.
struct PreamblePlan: Sendable {
    /// What some states of a unit begin with: one precompiled header.
    private struct Node {
        /// The main file's text.
        var bytes: [UInt8]
        /// The changed files that are the same in all these states, by path: the blob's name, or "" for a deleted
        /// file.
        var contents: [String: String]
        /// The files that differ between them.
        var unsteady: Set<String>
        var level: SharedPreamble.Level

        /// Whether a state can go on from here, by what differs from its base and by the main file's text.
        func holds(_ changes: [String: String], _ text: [UInt8]) -> Bool {
            contents.allSatisfy { changes[$0.key] == $0.value }
                && changes.keys.allSatisfy { contents[$0] != nil || unsteady.contains($0) }
                && text.starts(with: bytes)
        }
    }

    /// The precompiled headers of a unit.
    private struct Tree {
        var root: Node
        var groups: [Node] = []
        var begun: Int64
        /// Whether it is known which states there are.
        var isWhole = false
    }

    /// The same unit under another flavor, whose precompiled headers may be used.
    struct OtherFlavor {
        var treeUnit: TreeUnit
        /// Says how a precompiled header is used under this flavor.
        var reuse: (String) -> SharedPreamble.Reuse
    }

    private let blobs: BlobStore
    private let touchedFiles: Set<String>
    private var trees: [TreeUnit: Tree] = [:]
    private var estimates: [String: IncludePrefixEstimate] = [:]
    private var count = 0

    /// For fewer states than this, writing a precompiled header takes longer than parsing the text again.
    private static let worthSharing = 3

    /// - Parameter touchedFiles: files that count as different in all states that are not known yet.
    init(blobs: BlobStore, touchedFiles: [String]) {
        self.blobs = blobs
        self.touchedFiles = Set(touchedFiles)
    }

    /// Whether a unit has a precompiled header.
    func has(_ treeUnit: TreeUnit) -> Bool { trees[treeUnit] != nil }

    /// Whether a unit has a root, and its groups are not known yet.
    func isGrowing(_ treeUnit: TreeUnit) -> Bool { trees[treeUnit]?.isWhole == false }

    /// Plans a unit's root while only some of its states are known.
    ///
    /// - Parameters:
    ///   - textCount: how many texts its file is going to have.
    ///   - states: those that are known.
    ///   - arguments: the compiler arguments.
    ///   - changing: files that are going to change.
    mutating func expect(
        _ textCount: Int, of treeUnit: TreeUnit, _ states: [PatchedTree], _ arguments: [String],
        changing: Set<String>
    ) throws {
        guard textCount >= Self.worthSharing else { return }
        try plant(treeUnit, states, arguments, changing: changing)
    }

    /// Plans a unit's root and groups when all of its states are known.
    ///
    /// - Parameter otherFlavor: the same file under another configuration.
    mutating func share(
        _ treeUnit: TreeUnit, _ states: [PatchedTree], _ arguments: [String], changing: Set<String>,
        otherFlavor: OtherFlavor?
    ) throws {
        let file = treeUnit.unit.file
        defer { trees[treeUnit]?.isWhole = true }
        var changing = changing
        for state in states { changing.formUnion(state.overlay.keys) }
        guard let first = states.first, let text = try first.contents(of: file) else { return }
        let order = estimate(of: first.base).changingFiles(
            of: text, at: file, arguments: arguments, changing: changing)
        let distinct = distinct(states, by: order + [file])
        guard distinct.count >= Self.worthSharing else { return }
        try plant(treeUnit, distinct, arguments, changing: changing, otherFlavor: otherFlavor)
        guard let root = trees[treeUnit]?.root else { return }
        for group in groups(distinct, by: order.filter { $0 != file }) {
            let contents = group.map(UnitRequest.contents)
            let steady = contents[0].filter { path, id in contents.allSatisfy { $0[path] == id } }
            let unsteady = Set(contents.flatMap(\.keys)).subtracting(steady.keys)
            guard
                let node = try node(treeUnit, group, arguments, steady: steady, unsteady: unsteady),
                node.level.end != root.level.end
            else { continue }
            trees[treeUnit]?.groups.append(node)
        }
    }

    /// The precompiled headers that a unit uses in a state; nil where it has none.
    func preamble(of treeUnit: TreeUnit, in state: PatchedTree) throws -> SharedPreamble? {
        guard let tree = trees[treeUnit], let text = try state.contents(of: treeUnit.unit.file) else {
            return nil
        }
        let changes = UnitRequest.contents(of: state)
        guard tree.root.holds(changes, text) else { return nil }
        let group = tree.groups.first { $0.holds(changes, text) }
        return SharedPreamble(levels: [tree.root.level] + (group.map { [$0.level] } ?? []), begun: tree.begun)
    }

    // MARK: How it is found

    /// Makes the root of a unit, unless the one that it has fits most states.
    private mutating func plant(
        _ treeUnit: TreeUnit, _ states: [PatchedTree], _ arguments: [String], changing: Set<String>,
        otherFlavor: OtherFlavor? = nil
    ) throws {
        let texts = try states.compactMap { try $0.contents(of: treeUnit.unit.file) }
        func holds(_ node: Node) -> Bool {
            texts.count { $0.starts(with: node.bytes) } >= Self.worthSharing
        }
        if let known = trees[treeUnit], holds(known.root) { return }
        if let otherFlavor, let other = trees[otherFlavor.treeUnit], holds(other.root),
            changing.isSubset(of: other.root.unsteady)
        {
            var root = other.root
            count += 1
            root.level.reuse = otherFlavor.reuse(root.level.file)
            root.level.file = blobs.newPath("\(count).pch")
            trees[treeUnit] = Tree(root: root, begun: other.begun)
            return
        }
        let unsteady = changing.union(touchedFiles)
        trees[treeUnit] = try node(treeUnit, states, arguments, steady: [:], unsteady: unsteady)
            .map { Tree(root: $0, begun: FileStamp.now) }
    }

    private mutating func node(
        _ treeUnit: TreeUnit, _ states: [PatchedTree], _ arguments: [String], steady: [String: String],
        unsteady: Set<String>
    ) throws -> Node? {
        let file = treeUnit.unit.file
        let texts = try states.compactMap { try $0.contents(of: file) }
        guard let base = states.first?.base,
            let beginning = estimate(of: base).beginning(
                of: texts, at: file, arguments: arguments, changing: unsteady)
        else { return nil }
        count += 1
        return Node(
            bytes: Array(texts[0][..<beginning.length]), contents: steady, unsteady: unsteady,
            level: SharedPreamble.Level(
                file: blobs.newPath("\(count).pch"), length: beginning.length,
                end: beginning.end.map { SharedPreamble.Include(file: $0.file, offset: $0.offset) },
                unsteadyFiles: unsteady.sorted()))
    }

    private mutating func estimate(of tree: SourceTree) -> IncludePrefixEstimate {
        if let known = estimates[tree.root] { return known }
        let estimate = IncludePrefixEstimate(of: tree)
        estimates[tree.root] = estimate
        return estimate
    }

    /// The states that differ in some of the files, one of each kind.
    private func distinct(_ states: [PatchedTree], by files: [String]) -> [PatchedTree] {
        var seen: Set<[String?]> = []
        return states.filter { state in
            let changes = UnitRequest.contents(of: state)
            return seen.insert(files.map { changes[$0] }).inserted
        }
    }

    /// The states that have the same versions of the files that come first: of as many files as leave most
    /// states in a group that is worth it.
    private func groups(_ states: [PatchedTree], by files: [String]) -> [[PatchedTree]] {
        let changes = states.map(UnitRequest.contents)
        var best: [[Int]] = []
        var names: [String] = []
        for file in files where Set(changes.map { $0[file] }).count > 1 {
            names.append(file)
            let groups = Dictionary(grouping: changes.indices) { index in names.map { changes[index][$0] } }
                .values.filter { $0.count >= Self.worthSharing }
            guard groups.reduce(0, { $0 + $1.count }) * 2 >= states.count else { break }
            best = Array(groups)
        }
        return best.sorted { $0[0] < $1[0] }.map { $0.map { states[$0] } }
    }
}
