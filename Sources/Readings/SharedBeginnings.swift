import ExtractionMessages
import KernelTree
import Workers

/// What the readings of units begin with, so that it is parsed once.
///
/// Many states of a tree differ late in a unit, in what its own series of headers changes last. So there are two
/// levels: what all states of a unit begin with, then what those begin with that have the same versions of the
/// headers that come first.
struct SharedBeginnings {
    /// What some states of a unit begin with.
    private struct Node {
        /// The main file's text.
        var bytes: [UInt8]
        /// The changed files that are the same in all these states, by path: the blob's name, or "" for a deleted
        /// file.
        var contents: [String: String]
        /// The files that differ between them.
        var unsteady: Set<String>
        var level: SharedPreamble.Level

        /// Whether a state, by what differs from its base, is one of these.
        func holds(_ changes: [String: String], _ text: [UInt8]) -> Bool {
            contents.allSatisfy { changes[$0.key] == $0.value }
                && changes.keys.allSatisfy { contents[$0] != nil || unsteady.contains($0) }
                && text.starts(with: bytes)
        }
    }

    /// What all states of a unit begin with, then what groups of them do.
    private struct Tree {
        var root: Node
        var groups: [Node] = []
        var begun: Int64
        /// Whether it is known which states there are.
        var isWhole = false
    }

    /// The same unit under another configuration, from which a precompiled header may be borrowed.
    struct Lender {
        var place: UnitReader.Place
        /// Gives the terms for a precompiled header.
        var loan: (String) -> SharedPreamble.Loan
    }

    private let blobs: BlobStore
    private let touchedFiles: Set<String>
    private var trees: [UnitReader.Place: Tree] = [:]
    private var estimates: [String: SteadyBeginnings] = [:]
    private var count = 0

    /// With fewer states than this, keeping what they begin with takes longer than parsing it again.
    private static let worthSharing = 3

    /// - Parameter touchedFiles: files that count as different in all states that are not known yet.
    init(blobs: BlobStore, touchedFiles: [String]) {
        self.blobs = blobs
        self.touchedFiles = Set(touchedFiles)
    }

    /// Whether a unit's readings have something to go on from.
    func has(_ place: UnitReader.Place) -> Bool { trees[place] != nil }

    /// Whether a unit's readings begin with the same, and it is not known yet what groups of them go on with.
    func isGrowing(_ place: UnitReader.Place) -> Bool { trees[place]?.isWhole == false }

    /// Prepares for states of a unit that are not known yet.
    ///
    /// - Parameters:
    ///   - textCount: how many texts its file is going to have.
    ///   - states: those that are known.
    ///   - arguments: the compiler arguments.
    ///   - changing: files that are going to change.
    mutating func expect(
        _ textCount: Int, of place: UnitReader.Place, _ states: [PatchedTree], _ arguments: [String],
        changing: Set<String>
    ) throws {
        guard textCount >= Self.worthSharing else { return }
        try plant(place, states, arguments, changing: changing)
    }

    /// Prepares for states of a unit when all of them are known.
    ///
    /// - Parameter lender: the same file under another configuration.
    mutating func share(
        _ place: UnitReader.Place, _ states: [PatchedTree], _ arguments: [String], changing: Set<String>,
        lender: Lender?
    ) throws {
        let file = place.unit.file
        defer { trees[place]?.isWhole = true }
        var changing = changing
        for state in states { changing.formUnion(state.overlay.keys) }
        guard let first = states.first, let text = try first.contents(of: file) else { return }
        let order = estimate(of: first.base).changingFiles(
            of: text, at: file, arguments: arguments, changing: changing)
        let distinct = distinct(states, by: order + [file])
        guard distinct.count >= Self.worthSharing else { return }
        try plant(place, distinct, arguments, changing: changing, lender: lender)
        guard let root = trees[place]?.root else { return }
        for group in groups(distinct, by: order.filter { $0 != file }) {
            let contents = group.map(UnitReader.contents)
            let steady = contents[0].filter { path, id in contents.allSatisfy { $0[path] == id } }
            let unsteady = Set(contents.flatMap(\.keys)).subtracting(steady.keys)
            guard
                let node = try node(place, group, arguments, steady: steady, unsteady: unsteady),
                node.level.end != root.level.end
            else { continue }
            trees[place]?.groups.append(node)
        }
    }

    /// What a state's reading of a unit goes on from; nil where there is nothing.
    func preamble(of place: UnitReader.Place, in state: PatchedTree) throws -> SharedPreamble? {
        guard let tree = trees[place], let text = try state.contents(of: place.unit.file) else { return nil }
        let changes = UnitReader.contents(of: state)
        guard tree.root.holds(changes, text) else { return nil }
        let group = tree.groups.first { $0.holds(changes, text) }
        return SharedPreamble(levels: [tree.root.level] + (group.map { [$0.level] } ?? []), begun: tree.begun)
    }

    // MARK: How it is found

    /// Notes what all states of a unit begin with, unless what is known of it holds for most.
    private mutating func plant(
        _ place: UnitReader.Place, _ states: [PatchedTree], _ arguments: [String], changing: Set<String>,
        lender: Lender? = nil
    ) throws {
        let texts = try states.compactMap { try $0.contents(of: place.unit.file) }
        func holds(_ node: Node) -> Bool {
            texts.count { $0.starts(with: node.bytes) } >= Self.worthSharing
        }
        if let known = trees[place], holds(known.root) { return }
        if let lender, let other = trees[lender.place], holds(other.root),
            changing.isSubset(of: other.root.unsteady)
        {
            var root = other.root
            count += 1
            root.level.loan = lender.loan(root.level.file)
            root.level.file = blobs.newPath("\(count).pch")
            trees[place] = Tree(root: root, begun: other.begun)
            return
        }
        let unsteady = changing.union(touchedFiles)
        trees[place] = try node(place, states, arguments, steady: [:], unsteady: unsteady)
            .map { Tree(root: $0, begun: FileDigests.now) }
    }

    private mutating func node(
        _ place: UnitReader.Place, _ states: [PatchedTree], _ arguments: [String], steady: [String: String],
        unsteady: Set<String>
    ) throws -> Node? {
        let file = place.unit.file
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

    private mutating func estimate(of tree: SourceTree) -> SteadyBeginnings {
        if let known = estimates[tree.root] { return known }
        let estimate = SteadyBeginnings(of: tree)
        estimates[tree.root] = estimate
        return estimate
    }

    /// The states that differ in some of the files, one of each kind.
    private func distinct(_ states: [PatchedTree], by files: [String]) -> [PatchedTree] {
        var seen: Set<[String?]> = []
        return states.filter { state in
            let changes = UnitReader.contents(of: state)
            return seen.insert(files.map { changes[$0] }).inserted
        }
    }

    /// The states that have the same versions of the files that come first: of as many files as leave most
    /// states in a group that is worth it.
    private func groups(_ states: [PatchedTree], by files: [String]) -> [[PatchedTree]] {
        let changes = states.map(UnitReader.contents)
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
