import ABIModel
import ExtractionMessages
import KernelTree
import ReferenceModels
import Workers

/// One file to read under one flavor.
public struct Unit: Hashable, Sendable {
    /// The tree-relative path.
    public var file: String
    /// The index of the flavor.
    public var flavor: Int
    /// What of its function bodies is lowered; nil where its declarations are wanted.
    public var lowering: ProgramReading?
    /// Whether function bodies are looked through for errors, and nothing else is wanted.
    public var readsBodies: Bool

    /// Makes a unit.
    public init(file: String, flavor: Int, lowering: ProgramReading? = nil, readsBodies: Bool = false) {
        self.file = file
        self.flavor = flavor
        self.lowering = lowering
        self.readsBodies = readsBodies
    }
}

/// Reads units in many states of a tree and parses each distinct content once.
///
/// A unit's text is its main file and all it includes. Two states in which none of those files
/// differ give the same response, so it is read once. Which files are included is known only
/// after reading; when a reading shows a changed file that was not reckoned with, the states that
/// shared it are told apart and read again.
public final class UnitReader: @unchecked Sendable {
    // Unchecked: it is used by one thread at a time; while it reads, `UnitQueue` sees to that.

    /// How many units were asked for; for `kdrift doctor` and the benchmarks.
    public private(set) var unitsAskedFor = 0
    /// How many of them were really parsed.
    public private(set) var unitsParsed = 0
    /// The libclang that did the reading; "" before the first unit.
    public private(set) var libclangVersion = ""
    /// Called whenever units turn out to have to be parsed, with their number.
    public var onProgress: ((Int) -> Void)?

    /// A tree below states, with its flavors.
    struct Ground {
        var flavors: [Flavor]
        /// For each flavor where the texts lie that stand in for files.
        var virtualFiles: [[String: String]]
        /// How flavors differ from earlier ones, by the two; nil where in more than options.
        var differences: [[Int]: FlavorDifference?] = [:]
    }

    /// A unit in one of the trees.
    struct Place: Hashable {
        var root: String
        var unit: Unit
    }

    var grounds: [String: Ground]
    /// The trees in the order they were given in.
    private let roots: [String]
    private let pool: ExtractionPool
    private let touchedFiles: [String]
    private let wantsMemberRecords: Bool
    /// The files of which the lines are wanted that the preprocessor left out.
    package var conditionalFiles: Set<String>
    let blobs: BlobStore
    private var known: [Place: [Known]] = [:]
    private var included: [Place: Set<String>] = [:]

    private let scopes: FileScopes
    private(set) var beginnings: SharedBeginnings
    private var readingCount = 0

    struct Known {
        /// What was wanted.
        var wish: Wish
        /// The changed files among those read, with their content.
        var contents: [String: String]
        /// The files that were read.
        var files: Set<String>
        var response: ExtractionResponse
        var hasSkippedLines: Bool
    }

    /// Makes a reader.
    ///
    /// - Parameters:
    ///   - tree: the tree below all states.
    ///   - flavors: the flavors that units name by index.
    ///   - touchedFiles: files whose records matter to others.
    ///   - wantsMemberRecords: whether records come back that others have as members, wherever they stand.
    ///   - conditionalFiles: files of which the lines are wanted that the preprocessor left out.
    ///   - pool: the worker processes.
    public convenience init(
        tree: SourceTree, flavors: [Flavor], touchedFiles: [String], wantsMemberRecords: Bool = false,
        conditionalFiles: Set<String> = [], pool: ExtractionPool
    ) throws {
        try self.init(
            trees: [(tree, flavors)], touchedFiles: touchedFiles, wantsMemberRecords: wantsMemberRecords,
            conditionalFiles: conditionalFiles, pool: pool)
    }

    /// Makes a reader of states of several trees.
    ///
    /// - Parameter trees: the trees below the states, each with its flavors, which units name by index.
    package init(
        trees: [(tree: SourceTree, flavors: [Flavor])], touchedFiles: [String],
        wantsMemberRecords: Bool = false, conditionalFiles: Set<String> = [], pool: ExtractionPool,
        scopes: FileScopes = FileScopes()
    ) throws {
        self.scopes = scopes
        self.touchedFiles = touchedFiles
        self.wantsMemberRecords = wantsMemberRecords
        self.conditionalFiles = conditionalFiles
        self.pool = pool
        blobs = try BlobStore()
        beginnings = SharedBeginnings(blobs: blobs, touchedFiles: touchedFiles)
        grounds = Dictionary(
            trees.map { ($0.tree.root, Ground(flavors: [], virtualFiles: [])) }
        ) { first, _ in first }
        roots = trees.map(\.tree.root)
        try widen(to: trees.map(\.flavors))
    }

    /// Takes more flavors for each tree, after those that it has.
    ///
    /// - Parameter flavors: for each tree, in the order they were given in, all its flavors.
    package func widen(to flavors: [[Flavor]]) throws {
        for (root, all) in zip(roots, flavors) {
            guard var ground = grounds[root] else { continue }
            for flavor in all.dropFirst(ground.flavors.count) {
                ground.flavors.append(flavor)
                ground.virtualFiles.append(
                    try flavor.virtualFiles.mapValues {
                        try blobs.path(for: $0, id: Fingerprint.digest($0))
                    })
            }
            grounds[root] = ground
        }
    }

    /// Has units that are going to be read in several states parsed once as far as these are the same: what
    /// they begin with. It changes nothing but the time that reading takes.
    ///
    /// - Parameters:
    ///   - wanted: what is going to be read, as far as it is known.
    ///   - changing: files that differ between states which are not known yet.
    ///   - textCount: how many texts a file is going to have; nil where all states are known.
    package func shareBeginnings(
        of wanted: [(unit: Unit, state: PatchedTree)], changing: Set<String> = [],
        textCount: ((String) -> Int)? = nil
    ) throws {
        var states: [Place: [PatchedTree]] = [:]
        for (unit, state) in wanted where unit.lowering == nil && !unit.readsBodies {
            if exists(unit.file, in: state) {
                states[Place(root: state.base.root, unit: unit), default: []].append(state)
            }
        }
        // Later flavors borrow from earlier ones.
        for (place, states) in states.sorted(by: { $0.key.unit.flavor < $1.key.unit.flavor }) {
            guard let flavor = grounds[place.root]?.flavors[place.unit.flavor], let first = states.first
            else { continue }
            let arguments = flavor.arguments(forUnit: place.unit.file, in: first)
            if let textCount {
                try beginnings.expect(
                    textCount(place.unit.file), of: place, states, arguments, changing: changing)
            } else {
                try beginnings.share(
                    place, states, arguments, changing: changing, lender: try lender(to: place, first))
            }
        }
    }

    /// Reads every unit in its state; the responses come in the same order. A unit whose file does
    /// not exist in its state gives nil. Responses with the same ``ExtractionResponse/id`` are the same.
    ///
    /// - Parameter ends: which of them say, where they are conditional files, which of their lines the
    ///   preprocessor left out; it costs clang a record of all that it preprocesses.
    public func read(
        _ wanted: [(unit: Unit, state: PatchedTree)], findsSkippedLinesOf ends: Range<Int> = 0..<0
    ) throws -> [ExtractionResponse?] {
        let queue = UnitQueue(self)
        let numbers = queue.add(wanted, findsSkippedLinesOf: ends) { _ in }
        queue.close()
        try read(queue)
        return numbers.map { queue.answers[$0] }
    }

    /// Reads what a queue holds, until it is closed.
    package func read(_ queue: UnitQueue) throws { try pool.extract(next: queue.next, done: queue.done) }

    /// A unit that is wanted in a state; nil where there is no such file.
    func wish(_ unit: Unit, in state: PatchedTree, number: Int, isEnd: Bool) -> Wish? {
        unitsAskedFor += 1
        guard exists(unit.file, in: state) else { return nil }
        return Wish(
            number: number, place: Place(root: state.base.root, unit: unit),
            changes: Self.contents(of: state),
            state: state, wantsSkippedLines: isEnd && conditionalFiles.contains(unit.file))
    }

    // MARK: One unit

    /// A unit that is wanted in a state.
    struct Wish {
        var number: Int
        var place: Place
        /// What differs from the base.
        var changes: [String: String]
        var state: PatchedTree
        var wantsSkippedLines: Bool

        /// Whether only what stands outside of function bodies counts.
        var isOfFileScope: Bool {
            place.unit.file.hasSuffix(".c") && place.unit.lowering == nil && !place.unit.readsBodies
                && !wantsSkippedLines
        }

        /// Whether the files that a reading was made from are the same in this state, one of them left aside.
        func reads(_ entry: Known, besides file: String?) -> Bool {
            entry.contents.allSatisfy { $0.key == file || changes[$0.key] == $0.value }
                && changes.allSatisfy {
                    $0.key == file || entry.contents[$0.key] != nil || !entry.files.contains($0.key)
                }
        }
    }

    /// States in which a unit is taken to be the same.
    struct GroupKey: Hashable {
        var place: Place
        var contents: [String: String]
    }

    /// What differs from the base, by path: the blob's name, or "" for a deleted file.
    static func contents(of state: PatchedTree) -> [String: String] {
        state.overlay.mapValues { change in
            switch change {
            case .file(let file): file.blobID
            case .deleted: ""
            }
        }
    }

    private func exists(_ path: String, in state: PatchedTree) -> Bool {
        switch state.overlay[path] {
        case .file(let file): !file.isLink
        case .deleted: false
        case nil: state.base.hasFile(path)
        }
    }

    /// Whether a place was read in some state, so that it is known what it includes.
    func isKnown(_ place: Place) -> Bool { included[place] != nil }

    /// Whether what a place begins with is not parsed each time.
    func sharesBeginning(_ place: Place) -> Bool { beginnings.has(place) }

    /// The changed files that, as far as is known, the unit reads.
    func groupKey(_ wish: Wish) -> GroupKey {
        let place = wish.place
        guard let files = included[place] else { return GroupKey(place: place, contents: wish.changes) }
        return GroupKey(
            place: place,
            contents: wish.changes.filter { $0.key == place.unit.file || files.contains($0.key) })
    }

    /// What an earlier reading says: of the same texts, or of a C file that differs in function bodies only.
    func lookUp(_ wish: Wish) -> ExtractionResponse? {
        let same = known[wish.place]?.first { entry in
            (entry.hasSkippedLines || !wish.wantsSkippedLines) && wish.reads(entry, besides: nil)
        }
        if let same { return same.response }
        guard wish.isOfFileScope, let own = scope(of: wish) else { return nil }
        let file = wish.place.unit.file
        for entry in known[wish.place] ?? []
        where entry.response.failure == nil && wish.reads(entry, besides: file) {
            guard let lines = scope(of: entry.wish)?.lines(in: own),
                let response = entry.response.moved(in: file, by: lines)
            else { continue }
            return note(wish, response)
        }
        return nil
    }

    /// Whether a unit declares in two states what is the same but for lines, as far as is known of what it reads.
    func declareTheSame(_ one: Wish, _ other: Wish) -> Bool {
        guard one.isOfFileScope, other.isOfFileScope, let scope = scope(of: one) else { return false }
        var (left, right) = (groupKey(one).contents, groupKey(other).contents)
        left[one.place.unit.file] = nil
        right[one.place.unit.file] = nil
        return left == right && self.scope(of: other) == scope
    }

    /// What of a unit's text its declarations come from.
    private func scope(of wish: Wish) -> FileScope? {
        try? scopes.scope(of: wish.place.unit.file, in: wish.state)
    }

    /// Notes what a reading said; what is to be handed on.
    func learn(_ wish: Wish, _ response: ExtractionResponse) -> ExtractionResponse {
        if !response.libclangVersion.isEmpty { libclangVersion = response.libclangVersion }
        var response = response
        // A unit that failed has no list of files: it counts as reading everything that changed.
        if response.failure != nil { response.includedFiles = wish.changes.keys.sorted() }
        included[wish.place, default: []].formUnion(response.includedFiles)
        return note(wish, response)
    }

    @discardableResult
    private func note(_ wish: Wish, _ response: ExtractionResponse) -> ExtractionResponse {
        let read = Set(response.includedFiles)
        var response = response
        readingCount += 1
        response.id = readingCount
        known[wish.place, default: []].append(
            Known(
                wish: wish, contents: wish.changes.filter { read.contains($0.key) }, files: read,
                response: response, hasSkippedLines: wish.wantsSkippedLines))
        return response
    }

    /// The precompiled headers that a reading goes on from.
    func preambleFiles(of wish: Wish) throws -> [String] {
        try beginnings.preamble(of: wish.place, in: wish.state)?.levels.map(\.file) ?? []
    }

    /// What makes the beginning that a place's readings share while it is not known yet which states there are; nil
    /// where there is none to be made. A reading that waits for that has more to go on from.
    func preparation(for wish: Wish) throws -> ExtractionRequest? {
        guard pool.isCold, !isKnown(wish.place), beginnings.isGrowing(wish.place) else { return nil }
        var request = try request(wish.place.unit, in: wish.state)
        guard request.preamble != nil else { return nil }
        request.isPreparation = true
        return request
    }

    /// The request for a unit that has to be parsed.
    ///
    /// - Parameter unfinished: the precompiled headers that another request is making now.
    func request(_ wish: Wish, without unfinished: Set<String>) throws -> ExtractionRequest {
        unitsParsed += 1
        var request = try request(wish.place.unit, in: wish.state)
        if let levels = request.preamble?.levels {
            request.preamble?.levels = Array(levels.prefix { !unfinished.contains($0.file) })
        }
        request.wantsSkippedLines = wish.wantsSkippedLines
        return request
    }

    private func request(_ unit: Unit, in state: PatchedTree) throws -> ExtractionRequest {
        let tree = state.base
        guard let ground = grounds[tree.root] else {
            preconditionFailure("a state stands on a tree that the reader was made for")
        }
        let flavor = ground.flavors[unit.flavor]
        let arguments = flavor.arguments(forUnit: unit.file, in: state)
        try tree.provide(
            unit: unit.file, arguments: arguments,
            overlay: flavor.virtualFiles.merging(state.changedTexts) { _, new in new })
        var overlay: [String: String] = [:]
        var overlayFiles = ground.virtualFiles[unit.flavor]
        for (path, change) in state.overlay {
            switch change {
            case .file(let file) where !file.isLink:
                overlayFiles[path] = try blobs.path(for: file.contents, id: file.blobID)
            case .file:
                overlayFiles[path] = nil
                overlay[path] = "#error \"this file is a symbolic link in the series\"\n"
            case .deleted:
                overlayFiles[path] = nil
                overlay[path] = "#error \"this file is deleted by the series\"\n"
            }
        }
        if let lowering = unit.lowering {
            return ExtractionRequest(
                root: tree.root, mainFile: unit.file, arguments: arguments, overlay: overlay,
                overlayFiles: overlayFiles, evaluatesMacros: false, wantsStructure: false,
                lowering: lowering.functions, opaqueFunctions: lowering.opaqueFunctions,
                wantedRecords: lowering.records)
        }
        return ExtractionRequest(
            root: tree.root, mainFile: unit.file, arguments: arguments, overlay: overlay,
            overlayFiles: overlayFiles, touchedFiles: touchedFiles, wantsMemberRecords: wantsMemberRecords,
            evaluatesMacros: !unit.readsBodies, wantsStructure: !unit.readsBodies,
            skipsFunctionBodies: !unit.readsBodies,
            preamble: try beginnings.preamble(of: Place(root: tree.root, unit: unit), in: state))
    }
}
