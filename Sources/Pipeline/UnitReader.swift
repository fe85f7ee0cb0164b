import ABIModel
import ExtractionMessages
import KernelTree

/// A tree in one state (the base, or after some patches) as far as reading it matters.
public struct TreeState: Sendable {
    /// The files that differ from the base: new contents, or nil for a deleted file.
    public var overlay: [String: String?]
    /// A content id for each differing file (git's blob id); equal ids mean equal bytes.
    public var contentIDs: [String: String]

    /// Makes a state.
    public init(overlay: [String: String?] = [:], contentIDs: [String: String] = [:]) {
        self.overlay = overlay
        self.contentIDs = contentIDs
    }
}

/// One file to read in one state under one flavor.
public struct Unit: Hashable, Sendable {
    /// The tree-relative path.
    public var file: String
    /// The index of the flavor.
    public var flavor: Int

    /// Makes a unit.
    public init(file: String, flavor: Int) {
        self.file = file
        self.flavor = flavor
    }
}

/// Reads units in many states and parses each distinct content once.
///
/// A unit's text is its main file and all it includes. Two states in which none of those files
/// differ give the same response, so it is read once. Which files are included is known only
/// after reading; when a reading shows a changed file that was not reckoned with, the states that
/// shared it are told apart and read again.
public final class UnitReader {
    /// A flavor's arguments and stand-ins for a unit.
    public struct Setting: Sendable {
        /// The arguments, by file.
        public var arguments: @Sendable (String) -> [String]
        /// Contents that stand in for files in every state.
        public var virtualFiles: [String: String]

        /// Makes a setting.
        public init(arguments: @escaping @Sendable (String) -> [String], virtualFiles: [String: String]) {
            self.arguments = arguments
            self.virtualFiles = virtualFiles
        }
    }

    /// Figures for `kdrift doctor` and the benchmarks.
    public private(set) var unitsAskedFor = 0
    /// How many of them were really parsed.
    public private(set) var unitsParsed = 0
    /// The libclang that did the reading; "" before the first unit.
    public private(set) var libclangVersion = ""

    private let root: String
    private let settings: [Setting]
    private let pool: ExtractionPool
    private let touchedFiles: [String]
    private var known: [Unit: [Known]] = [:]
    private var included: [Unit: Set<String>] = [:]

    private struct Known {
        /// The changed files among those read, with their content.
        var contentIDs: [String: String]
        var response: ExtractionResponse
    }

    /// Makes a reader.
    ///
    /// - Parameters:
    ///   - root: the tree's absolute path.
    ///   - settings: one for each flavor.
    ///   - touchedFiles: files whose records matter to others.
    ///   - pool: the worker processes.
    public init(root: String, settings: [Setting], touchedFiles: [String], pool: ExtractionPool) {
        self.root = root
        self.settings = settings
        self.touchedFiles = touchedFiles
        self.pool = pool
    }

    /// Reads every unit in its state; the responses come in the same order. A unit whose file does
    /// not exist in its state gives nil.
    public func read(_ wanted: [(unit: Unit, state: TreeState)]) throws -> [ExtractionResponse?] {
        unitsAskedFor += wanted.count
        var answers = [ExtractionResponse?](repeating: nil, count: wanted.count)
        var open = Array(wanted.indices.filter { exists(wanted[$0].unit, in: wanted[$0].state) })
        while !open.isEmpty {
            var groups: [GroupKey: [Int]] = [:]
            var order: [GroupKey] = []
            for index in open {
                if let response = lookUp(wanted[index].unit, in: wanted[index].state) {
                    answers[index] = response
                    continue
                }
                let key = groupKey(wanted[index].unit, in: wanted[index].state)
                if groups[key] == nil { order.append(key) }
                groups[key, default: []].append(index)
            }
            let leaders = order.compactMap { groups[$0]?.first }
            let responses = try pool.extract(leaders.map { request(wanted[$0].unit, in: wanted[$0].state) })
            unitsParsed += leaders.count
            for (leader, response) in zip(leaders, responses) {
                learn(wanted[leader].unit, in: wanted[leader].state, response)
                answers[leader] = response
            }
            let answered = Set(leaders)
            open = order.flatMap { groups[$0] ?? [] }.filter { !answered.contains($0) }
        }
        return answers
    }

    // MARK: One unit

    private struct GroupKey: Hashable {
        var unit: Unit
        var contentIDs: [String: String]
    }

    private func exists(_ unit: Unit, in state: TreeState) -> Bool {
        if let contents = state.overlay[unit.file] { return contents != nil }
        return SourceFile.exists(unit.file, under: root)
    }

    /// The changed files that, as far as is known, the unit reads in this state.
    private func groupKey(_ unit: Unit, in state: TreeState) -> GroupKey {
        let files = included[unit]
        let relevant = state.contentIDs.filter { path, _ in
            path == unit.file || files?.contains(path) ?? true
        }
        return GroupKey(unit: unit, contentIDs: relevant)
    }

    private func lookUp(_ unit: Unit, in state: TreeState) -> ExtractionResponse? {
        known[unit]?.first { entry in
            let read = Set(entry.response.includedFiles)
            let relevant = state.contentIDs.filter { read.contains($0.key) }
            return relevant == entry.contentIDs
        }?.response
    }

    private func learn(_ unit: Unit, in state: TreeState, _ response: ExtractionResponse) {
        libclangVersion = response.libclangVersion.isEmpty ? libclangVersion : response.libclangVersion
        let read = Set(response.includedFiles)
        // A unit that failed has no list of files: it counts as reading everything that changed.
        let relevant =
            response.failure == nil ? state.contentIDs.filter { read.contains($0.key) } : state.contentIDs
        var response = response
        if response.failure != nil { response.includedFiles = state.contentIDs.keys.sorted() }
        known[unit, default: []].append(Known(contentIDs: relevant, response: response))
        included[unit, default: []].formUnion(response.includedFiles)
    }

    private func request(_ unit: Unit, in state: TreeState) -> ExtractionRequest {
        let setting = settings[unit.flavor]
        var overlay = setting.virtualFiles
        for (path, contents) in state.overlay {
            overlay[path] = contents ?? "#error \"this file is deleted by the series\"\n"
        }
        return ExtractionRequest(
            root: root, mainFile: unit.file, arguments: setting.arguments(unit.file), overlay: overlay,
            touchedFiles: touchedFiles)
    }
}
