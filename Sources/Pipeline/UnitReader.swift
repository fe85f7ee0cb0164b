import ABIModel
import ExtractionMessages
import KernelTree
import ReferenceModels

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
public final class UnitReader {
    /// How many units were asked for; for `kdrift doctor` and the benchmarks.
    public private(set) var unitsAskedFor = 0
    /// How many of them were really parsed.
    public private(set) var unitsParsed = 0
    /// The libclang that did the reading; "" before the first unit.
    public private(set) var libclangVersion = ""
    /// Called before each round of parsing with the number of units that are about to be parsed.
    public var onProgress: ((Int) -> Void)?

    /// A tree below states, with its flavors.
    private struct Ground {
        var flavors: [Flavor]
        /// For each flavor where the texts lie that stand in for files.
        var virtualFiles: [[String: String]]
    }

    /// A unit in one of the trees.
    private struct Place: Hashable {
        var root: String
        var unit: Unit
    }

    private let grounds: [String: Ground]
    private let pool: ExtractionPool
    private let touchedFiles: [String]
    private let wantsMemberRecords: Bool
    private let conditionalFiles: Set<String>
    private let blobs: BlobStore
    private var known: [Place: [Known]] = [:]
    private var included: [Place: Set<String>] = [:]

    private struct Known {
        /// The changed files among those read, with their content.
        var contents: [String: String]
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
    init(
        trees: [(tree: SourceTree, flavors: [Flavor])], touchedFiles: [String],
        wantsMemberRecords: Bool = false, conditionalFiles: Set<String> = [], pool: ExtractionPool
    ) throws {
        self.touchedFiles = touchedFiles
        self.wantsMemberRecords = wantsMemberRecords
        self.conditionalFiles = conditionalFiles
        self.pool = pool
        blobs = try BlobStore()
        let blobs = blobs
        grounds = try Dictionary(
            trees.map { tree, flavors in
                let files = try flavors.map { flavor in
                    try flavor.virtualFiles.mapValues { try blobs.path(for: $0, id: Fingerprint.digest($0)) }
                }
                return (tree.root, Ground(flavors: flavors, virtualFiles: files))
            }
        ) { first, _ in first }
    }

    /// Reads every unit in its state; the responses come in the same order. A unit whose file does
    /// not exist in its state gives nil.
    ///
    /// - Parameter findsSkippedLines: whether the responses of the conditional files say which of their lines
    ///   the preprocessor left out; it costs clang a record of all that it preprocesses.
    public func read(
        _ wanted: [(unit: Unit, state: PatchedTree)], findsSkippedLines: Bool = false
    ) throws -> [ExtractionResponse?] {
        unitsAskedFor += wanted.count
        func wantsSkippedLines(_ file: String) -> Bool {
            findsSkippedLines && conditionalFiles.contains(file)
        }
        var answers = [ExtractionResponse?](repeating: nil, count: wanted.count)
        var open = wanted.indices.filter { exists(wanted[$0].unit.file, in: wanted[$0].state) }
        while !open.isEmpty {
            var groups: [GroupKey: [Int]] = [:]
            var order: [GroupKey] = []
            var firsts: Set<Place> = []
            var later: [Int] = []
            for index in open {
                let (unit, state) = wanted[index]
                let changes = Self.contents(of: state)
                let place = Place(root: state.base.root, unit: unit)
                if let response = lookUp(place, changes, withSkippedLines: wantsSkippedLines(unit.file)) {
                    answers[index] = response
                    continue
                }
                // What a unit includes is known once it was read: the first state goes ahead, and most of the
                // others turn out to be the same.
                if included[place] == nil, !firsts.insert(place).inserted {
                    later.append(index)
                    continue
                }
                let key = groupKey(place, changes)
                if groups[key] == nil { order.append(key) }
                groups[key, default: []].append(index)
            }
            let leaders = order.compactMap { groups[$0]?.first }
            if !leaders.isEmpty { onProgress?(leaders.count) }
            let requests = try leaders.map {
                var request = try request(wanted[$0].unit, in: wanted[$0].state)
                request.wantsSkippedLines = wantsSkippedLines(request.mainFile)
                return request
            }
            unitsParsed += leaders.count
            for (number, response) in try pool.extract(requests).enumerated() {
                let leader = leaders[number]
                let (unit, state) = wanted[leader]
                learn(
                    Place(root: state.base.root, unit: unit), Self.contents(of: state), response,
                    withSkippedLines: requests[number].wantsSkippedLines)
                answers[leader] = response
            }
            let answered = Set(leaders)
            open = (order.flatMap { groups[$0] ?? [] } + later).filter { !answered.contains($0) }
        }
        return answers
    }

    // MARK: One unit

    private struct GroupKey: Hashable {
        var place: Place
        var contents: [String: String]
    }

    /// What differs from the base, by path: the blob's name, or "" for a deleted file.
    private static func contents(of state: PatchedTree) -> [String: String] {
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

    /// The changed files that, as far as is known, the unit reads.
    private func groupKey(_ place: Place, _ changes: [String: String]) -> GroupKey {
        guard let files = included[place] else { return GroupKey(place: place, contents: changes) }
        return GroupKey(
            place: place, contents: changes.filter { $0.key == place.unit.file || files.contains($0.key) })
    }

    private func lookUp(
        _ place: Place, _ changes: [String: String], withSkippedLines: Bool
    ) -> ExtractionResponse? {
        known[place]?.first { entry in
            (entry.hasSkippedLines || !withSkippedLines)
                && entry.response.includedFiles.allSatisfy { changes[$0] == entry.contents[$0] }
        }?.response
    }

    private func learn(
        _ place: Place, _ changes: [String: String], _ response: ExtractionResponse, withSkippedLines: Bool
    ) {
        if !response.libclangVersion.isEmpty { libclangVersion = response.libclangVersion }
        var response = response
        // A unit that failed has no list of files: it counts as reading everything that changed.
        if response.failure != nil { response.includedFiles = changes.keys.sorted() }
        let read = Set(response.includedFiles)
        known[place, default: []].append(
            Known(
                contents: changes.filter { read.contains($0.key) }, response: response,
                hasSkippedLines: withSkippedLines))
        included[place, default: []].formUnion(response.includedFiles)
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
            skipsFunctionBodies: !unit.readsBodies)
    }
}
