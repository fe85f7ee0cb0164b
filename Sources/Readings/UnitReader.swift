import ExtractionMessages
import Flavors
import KernelTree
import Synchronization
import Workers

/// Reads units in many states of trees and parses each distinct content once.
///
/// A unit's text is its main file and all it includes. Two states in which none of those files differ give the same
/// response, so it is read once. Which files are included is known only after reading; when a reading shows a changed
/// file that was not reckoned with, the states that shared it are told apart and read again.
/// `Documentation/Reading.md` shows the whole of it.
public final class UnitReader: Sendable {
    /// What changes while units are read.
    private struct State: Sendable {
        /// The trees below the states, by their directories.
        var contexts: [String: TreeContext]
        /// The files of which the lines are wanted that the preprocessor left out.
        var conditionalFiles: Set<String>
        var preambles: PreamblePlan
        var past: [TreeUnit: [PastReading]] = [:]
        /// The files that a unit includes, in all states in which it was read.
        var included: [TreeUnit: Set<String>] = [:]
        var readingCount = 0
        var unitsAskedFor = 0
        var unitsParsed = 0
        var libclangVersion = ""
    }

    private let state: Mutex<State>
    /// The trees in the order they were given in.
    private let roots: [String]
    private let pool: ExtractionPool
    /// How far the run has come.
    var progress: RunProgress { pool.progress }
    let touchedFiles: [String]
    let wantsMemberRecords: Bool
    /// Where the changed texts lie for the workers.
    let blobs: BlobStore
    private let stateFlavors: StateFlavors
    private let declarations: DeclarationTexts

    /// How many units were asked for; for `kdrift doctor` and the benchmarks.
    public var unitsAskedFor: Int { state.withLock { $0.unitsAskedFor } }
    /// How many of them were really parsed.
    public var unitsParsed: Int { state.withLock { $0.unitsParsed } }
    /// The libclang that did the reading; "" before the first unit.
    public var libclangVersion: String { state.withLock { $0.libclangVersion } }

    /// Makes a reader.
    ///
    /// - Parameters:
    ///   - tree: the tree below all states.
    ///   - flavors: the flavors that units name by index.
    ///   - touchedFiles: files whose records matter to others.
    ///   - wantsMemberRecords: whether records come back that others have as members, wherever they stand.
    ///   - pool: the worker processes.
    public convenience init(
        tree: SourceTree, flavors: [Flavor], touchedFiles: [String], wantsMemberRecords: Bool = false,
        pool: ExtractionPool
    ) throws {
        try self.init(
            trees: [(tree, flavors)], touchedFiles: touchedFiles, wantsMemberRecords: wantsMemberRecords,
            pool: pool)
    }

    /// Makes a reader of states of several trees.
    ///
    /// - Parameters:
    ///   - trees: the trees below the states, each with its flavors, which units name by index.
    ///   - declarations: what the files of the states declare, as far as others know it already.
    package init(
        trees: [(tree: SourceTree, flavors: [Flavor])], touchedFiles: [String],
        wantsMemberRecords: Bool = false, pool: ExtractionPool,
        declarations: DeclarationTexts = DeclarationTexts()
    ) throws {
        self.declarations = declarations
        self.touchedFiles = touchedFiles
        self.wantsMemberRecords = wantsMemberRecords
        self.pool = pool
        blobs = try BlobStore()
        stateFlavors = StateFlavors(blobs: blobs)
        roots = trees.map(\.tree.root)
        state = Mutex(
            State(
                contexts: Dictionary(trees.map { ($0.tree.root, TreeContext()) }) { first, _ in first },
                conditionalFiles: [], preambles: PreamblePlan(blobs: blobs, touchedFiles: touchedFiles)))
        try widen(to: trees.map(\.flavors))
    }

    // MARK: What is told before units are read

    /// Takes more flavors for each tree, after those that it has.
    ///
    /// - Parameter flavors: for each tree, in the order they were given in, all its flavors.
    package func widen(to flavors: [[Flavor]]) throws {
        for (root, all) in zip(roots, flavors) {
            guard var context = context(of: root) else { continue }
            for flavor in all.dropFirst(context.flavors.count) {
                context.flavors.append(flavor)
                context.virtualFiles.append(
                    try flavor.virtualFiles.mapValues {
                        try blobs.path(for: $0, id: Fingerprint.digest($0))
                    })
            }
            state.withLock { [context] in $0.contexts[root] = context }
        }
    }

    /// Has readings say which lines of some files the preprocessor left out.
    package func findSkippedLines(of files: Set<String>) {
        state.withLock { $0.conditionalFiles = files }
    }

    /// Plans for units that are going to be read in several states: what the texts of all states begin with is parsed
    /// once. It changes nothing but the time that reading takes. One thread plans at a time.
    ///
    /// - Parameters:
    ///   - wanted: what is going to be read, as far as it is known.
    ///   - changing: files that differ between states which are not known yet.
    ///   - textCount: how many texts a file is going to have; nil where all states are known.
    package func planPreambles(
        of wanted: [(unit: Unit, state: PatchedTree)], changing: Set<String> = [],
        textCount: ((String) -> Int)? = nil
    ) throws {
        var states: [TreeUnit: [PatchedTree]] = [:]
        // What is read behind others shares no beginning with what is not.
        for (unit, state) in wanted
        where unit.lowering == nil && !unit.readsBodies && unit.firstFiles.isEmpty {
            // Nor does what is read under another configuration.
            if Self.exists(unit.file, in: state), try ownConfiguration(of: unit, in: state).isEmpty {
                states[TreeUnit(root: state.base.root, unit: unit), default: []].append(state)
            }
        }
        var plan = state.withLock { $0.preambles }
        // A later flavor goes on from what an earlier one has parsed.
        for (treeUnit, states) in states.sorted(by: { $0.key.unit.flavor < $1.key.unit.flavor }) {
            guard let flavor = context(of: treeUnit.root)?.flavors[treeUnit.unit.flavor],
                let first = states.first
            else { continue }
            let arguments = try flavor.arguments(forUnit: treeUnit.unit.file, in: first)
            if let textCount {
                try plan.expect(
                    textCount(treeUnit.unit.file), of: treeUnit, states, arguments, changing: changing)
            } else {
                try plan.share(
                    treeUnit, states, arguments, changing: changing,
                    otherFlavor: try otherFlavor(than: treeUnit, first, plan))
            }
        }
        state.withLock { [plan] in $0.preambles = plan }
    }

    // MARK: Reading

    /// Reads every unit in its state; the responses come in the same order. A unit whose file does
    /// not exist in its state gives nil. Responses with the same ``ExtractionResponse/id`` are the same.
    ///
    /// - Throws: ``RunError`` when the worker program cannot work, ``KernelTreeError`` for texts that cannot be had.
    public func read(_ wanted: [(unit: Unit, state: PatchedTree)]) throws -> [ExtractionResponse?] {
        let queue = UnitQueue(self)
        let numbers = queue.add(wanted, findsSkippedLinesOf: wanted.indices)
        queue.close()
        try read(queue)
        return queue.answers(to: numbers)
    }

    /// Reads what a queue holds, until it is closed.
    package func read(_ queue: UnitQueue) throws { try pool.extract(next: queue.next, done: queue.done) }

    /// Whether nothing is in the cache, so that all has to be parsed.
    var isCold: Bool { pool.isCold }

    /// The flavors of a tree.
    func context(of root: String) -> TreeContext? { state.withLock { $0.contexts[root] } }

    /// Notes how two flavors of a tree differ.
    func learn(_ difference: FlavorDifference?, of flavors: [Int], in root: String) {
        state.withLock { $0.contexts[root]?.differences[flavors] = .some(difference) }
    }

    /// A unit that is wanted in a state; nil where there is no such file.
    ///
    /// - Parameter isEnd: whether it says, where it is a conditional file, which lines the preprocessor left out; it
    ///   costs clang a record of all that it preprocesses.
    func request(_ unit: Unit, in tree: PatchedTree, number: Int, isEnd: Bool) -> UnitRequest? {
        let isConditional = state.withLock { state in
            state.unitsAskedFor += 1
            return state.conditionalFiles.contains(unit.file)
        }
        guard Self.exists(unit.file, in: tree) else { return nil }
        // Where the flavor of a state cannot be had, the message that has the unit read says why.
        let configuration = (try? ownConfiguration(of: unit, in: tree)) ?? [:]
        return UnitRequest(
            number: number, treeUnit: TreeUnit(root: tree.base.root, unit: unit), state: tree,
            changes: UnitRequest.contents(of: tree).merging(configuration) { own, _ in own },
            hasOwnConfiguration: !configuration.isEmpty, wantsSkippedLines: isEnd && isConditional)
    }

    /// What a unit is read under in a state and not in its base: generated files by path, and its arguments.
    private func ownConfiguration(of unit: Unit, in state: PatchedTree) throws -> [String: String] {
        var changes = try flavor(of: unit, in: state).changes
        if let context = context(of: state.base.root) {
            changes[UnitRequest.arguments] = try stateFlavors.ownArguments(unit, context, in: state)
        }
        return changes
    }

    /// What a unit is read under in a state.
    ///
    /// - Throws: ``KernelTreeError`` when a file that headers are generated from cannot be read.
    func flavor(of unit: Unit, in state: PatchedTree) throws -> StateFlavors.Own {
        guard let context = context(of: state.base.root) else {
            preconditionFailure("a state stands on a tree that the reader was made for")
        }
        return try stateFlavors.own(unit.flavor, context, in: state)
    }

    private static func exists(_ path: String, in state: PatchedTree) -> Bool {
        switch state.overlay[path] {
        case .file(let file): !file.isLink
        case .deleted: false
        case nil: state.base.hasFile(path)
        }
    }

    /// Notes that a unit is parsed.
    func countParsed() { state.withLock { $0.unitsParsed += 1 } }

    // MARK: What is known

    /// Whether a unit was read in some state, so that it is known what it includes.
    func isKnown(_ treeUnit: TreeUnit) -> Bool { state.withLock { $0.included[treeUnit] != nil } }

    /// Whether what a unit begins with is not parsed each time.
    func hasPreamble(_ treeUnit: TreeUnit) -> Bool { state.withLock { $0.preambles.has(treeUnit) } }

    /// What a reading goes on from; nil where there is nothing.
    func preamble(of request: UnitRequest) throws -> SharedPreamble? {
        guard !request.hasOwnConfiguration else { return nil }
        let plan = state.withLock { $0.preambles }
        return try plan.preamble(of: request.treeUnit, in: request.state)
    }

    /// Whether a unit's preamble is made by a request of its own before the unit's first reading. By the time it is
    /// there, more is known of the states, and the first reading goes on from more.
    func isPreparedFirst(_ treeUnit: TreeUnit) -> Bool {
        isCold && state.withLock { $0.included[treeUnit] == nil && $0.preambles.isGrowing(treeUnit) }
    }

    /// The changed files that, as far as is known, the unit reads.
    func groupKey(_ request: UnitRequest) -> GroupKey {
        let treeUnit = request.treeUnit
        guard let files = state.withLock({ $0.included[treeUnit] }) else {
            return GroupKey(treeUnit: treeUnit, contents: request.changes)
        }
        return GroupKey(
            treeUnit: treeUnit,
            contents: request.changes.filter { $0.key == treeUnit.unit.file || files.contains($0.key) })
    }

    /// What an earlier reading says: of the same texts, or of a C file that differs in function bodies only.
    func lookUp(_ request: UnitRequest) -> ExtractionResponse? {
        let past = state.withLock { $0.past[request.treeUnit] ?? [] }
        let same = past.first { reading in
            (reading.hasSkippedLines || !request.wantsSkippedLines) && request.reads(reading, besides: nil)
        }
        if let same { return same.response }
        guard request.readsDeclarationsOnly, let own = declarationText(of: request) else { return nil }
        let file = request.treeUnit.unit.file
        for reading in past where reading.response.failure == nil && request.reads(reading, besides: file) {
            guard let lines = declarationText(of: reading.request)?.lines(in: own),
                let response = reading.response.relocated(in: file, by: lines)
            else { continue }
            return note(request, response)
        }
        return nil
    }

    /// Whether a unit declares in two states what is the same but for lines, as far as is known of what it reads.
    func declareTheSame(_ one: UnitRequest, _ other: UnitRequest) -> Bool {
        guard one.readsDeclarationsOnly, other.readsDeclarationsOnly, let text = declarationText(of: one)
        else { return false }
        var (left, right) = (groupKey(one).contents, groupKey(other).contents)
        left[one.treeUnit.unit.file] = nil
        right[one.treeUnit.unit.file] = nil
        return left == right && declarationText(of: other) == text
    }

    /// What of a unit's text its declarations come from. A text that cannot be had is asked for again when the unit is
    /// parsed, and is an error there.
    private func declarationText(of request: UnitRequest) -> DeclarationText? {
        try? declarations.text(of: request.treeUnit.unit.file, in: request.state)
    }

    /// Notes what a reading said; gives back what is to be handed on.
    func learn(_ request: UnitRequest, _ response: ExtractionResponse) -> ExtractionResponse {
        var response = response
        // A unit that failed has no list of files: it counts as reading everything that changed.
        if response.failure != nil { response.includedFiles = request.changes.keys.sorted() }
        state.withLock { [response] state in
            if !response.libclangVersion.isEmpty { state.libclangVersion = response.libclangVersion }
            state.included[request.treeUnit, default: []].formUnion(
                response.includedFiles + [UnitRequest.arguments])
        }
        return note(request, response)
    }

    private func note(_ request: UnitRequest, _ response: ExtractionResponse) -> ExtractionResponse {
        let files = Set(response.includedFiles).union([UnitRequest.arguments])
        return state.withLock { state in
            var response = response
            state.readingCount += 1
            response.id = state.readingCount
            state.past[request.treeUnit, default: []].append(
                PastReading(
                    request: request, contents: request.changes.filter { files.contains($0.key) },
                    files: files, response: response, hasSkippedLines: request.wantsSkippedLines))
            return response
        }
    }
}
