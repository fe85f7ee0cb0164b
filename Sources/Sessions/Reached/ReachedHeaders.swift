import Drift
import ExtractionMessages
import Flavors
import KernelTree
import Phrases
import Readings

/// Headers that nobody touched and whose records, constants or stubs follow from what was: they use a name whose
/// meaning changed, and include the header that declares it.
///
/// They are found by their text; what really became of them is for clang to say.
struct ReachedHeaders: Sendable {
    /// One of them.
    struct Header: Hashable, Sendable {
        /// Its path.
        var file: String
        /// What of it follows: by the name of a definition the names whose change it follows from.
        var causes: [String: Set<String>] = [:]
        /// The compared headers that declare those.
        var sources: Set<String> = []
        /// The options that decide whether its inline functions stand there.
        var options: Set<String> = []
        /// Whether it follows from what Kconfig files or Makefiles change, not from what other headers declare.
        var followsBuild = false
    }

    /// Those that are read, by path.
    private(set) var headers: [Header] = []
    /// Headers that declare records which one side alone has shown, by path: they are read to see whether these changed.
    private(set) var homes: [String] = []
    /// Those that are not, by path, and why.
    private var leftOut: [String: Phrase] = [:]

    /// Nothing is reached.
    init() {}

    /// Looks through the headers of a tree.
    ///
    /// - Parameters:
    ///   - changed: the names whose meaning changed.
    ///   - compared: the files that are compared already.
    ///   - tree: a tree that has the untouched headers.
    ///   - flavor: how it is read.
    ///   - limit: how many headers are read at most.
    ///   - among: the files that are looked through; nil for those of the tree.
    /// - Throws: ``KernelTreeError`` for a tree that cannot be read.
    init(
        from changed: ChangedNames, besides compared: [String], in tree: SourceTree, flavor: Flavor,
        limit: Int, among: Set<String>? = nil
    ) throws {
        guard !changed.declaredIn.isEmpty else { return }
        var search = try ReachSearch(
            changed, besides: Set(compared), in: tree, flavor: flavor, among: among)
        let found = try search.run()
        headers = Array(found.prefix(limit)).sorted { $0.file < $1.file }
        for index in headers.indices {
            for cause in Set(headers[index].causes.values.joined()) {
                headers[index].options.formUnion(changed.options(showing: cause))
            }
        }
        for header in found.dropFirst(limit) {
            leftOut[header.file] =
                "it uses what is changed (\(header.causeList)) and was not read, as \(limit) others were; "
                + "name it with --file"
        }
    }

    /// Adds the headers of records that one side alone has shown.
    mutating func add(homes files: Set<String>, limit: Int) {
        let own = Set(headers.map(\.file))
        homes = Array(files.filter { $0.hasSuffix(".h") && !own.contains($0) }.sorted().prefix(limit))
    }

    /// Adds files that are read otherwise as the build changes: headers that name options to which Kconfig files give
    /// another value, and C files to which Makefiles give other flags.
    ///
    /// - Parameters:
    ///   - causes: by path the options that a header names, or the Makefiles.
    ///   - sources: the Kconfig files and Makefiles that are changed.
    ///   - limit: how many of them are read at most.
    mutating func add(byBuild causes: [String: Set<String>], sources: Set<String>, limit: Int) {
        let all = causes.sorted { (ReachSearch.rank($0.key), $0.key) < (ReachSearch.rank($1.key), $1.key) }
        for (number, (path, names)) in all.enumerated() {
            if let index = headers.firstIndex(where: { $0.file == path }) {
                headers[index].causes["", default: []].formUnion(names)
                headers[index].sources.formUnion(sources)
                headers[index].followsBuild = true
                continue
            }
            let header = Header(file: path, causes: ["": names], sources: sources, followsBuild: true)
            if number < limit {
                headers.append(header)
            } else {
                leftOut[path] =
                    "it is read otherwise as the build changes (\(header.causeList)) and was not read, as \(limit) others were; "
                    + "name it with --file"
            }
        }
        headers.sort { $0.file < $1.file }
    }

    /// The paths of all of them, sorted.
    var files: [String] { (headers.map(\.file) + homes).sorted() }

    /// Whether there are none.
    var isEmpty: Bool { headers.isEmpty && homes.isEmpty }

    /// For each option the headers that are read with it off as well.
    var headersOf: [String: Set<String>] {
        var result: [String: Set<String>] = [:]
        for header in headers {
            for option in header.options { result[option, default: []].insert(header.file) }
        }
        return result
    }

    /// For each header the compared ones that it follows from.
    var sources: [String: Set<String>] {
        Dictionary(headers.map { ($0.file, $0.sources) }) { first, _ in first }
    }

    /// Reads the headers as they are without the change, and keeps those that clang reads without an error and with what
    /// they follow from.
    ///
    /// - Parameters:
    ///   - reader: knows the tree and the flavors.
    ///   - state: the tree without the change.
    ///   - flavor: the index of the flavor.
    mutating func confirm(with reader: UnitReader, in state: PatchedTree, flavor: Int = 0) throws {
        func read(_ files: [String]) throws -> [ExtractionResponse?] {
            try reader.read(files.map { (Unit(file: $0, flavor: flavor), state) })
        }
        homes = zip(homes, try read(homes)).compactMap { file, response in
            guard let response, response.failure == nil, response.errors.isEmpty else { return nil }
            return file
        }
        let responses = try read(headers.map(\.file))
        var kept: [Header] = []
        for (header, response) in zip(headers, responses) {
            guard let response else { continue }
            if let reason = response.failure ?? response.errors.first?.message {
                leftOut[header.file] =
                    "it uses what is changed (\(header.causeList)) and cannot be read by itself: \(reason)"
            } else if header.followsBuild || !header.sources.isDisjoint(with: response.includedFiles) {
                kept.append(header)
            }
        }
        headers = kept
    }

    // MARK: What is told

    /// A finding on what stands in one of the headers, with the names that it follows from.
    func explained(_ finding: Finding) -> Finding {
        guard let file = finding.site?.file, let header = headers.first(where: { $0.file == file }) else {
            return finding
        }
        let own = header.causes.filter { finding.names.contains($0.key) || finding.declares($0.key) }
        let causes = Set((own.isEmpty ? header.causes : own).values.joined())
        var result = finding
        result.consequences.append(.follows(from: causes.subtracting([finding.symbol]).sorted()))
        return result
    }

    /// Which headers were looked at.
    var notes: [Phrase] {
        guard !headers.isEmpty else { return [] }
        let listed = headers.prefix(8).map(\.description).joined(separator: ", ")
        let hasUnits = headers.contains { $0.file.hasSuffix(".c") }
        let more: Phrase = headers.count > 8 ? " and \(headers.count - 8) more" : ""
        return [
            (hasUnits
                ? "\(headers.count, "untouched file uses", "untouched files use")"
                : "\(headers.count, "untouched header uses", "untouched headers use")")
                + " what is changed and "
                + "\(headers.count == 1 ? "was" : "were") read as well: \(listed)\(more)"
        ]
    }

    /// The headers of which nothing is known.
    var unknown: [Unknown] { leftOut.map { Unknown(.name($0.key), reason: $0.value) }.sorted() }
}

extension ReachedHeaders.Header {
    fileprivate var description: String { "\(file) (\(causeList))" }

    fileprivate var causeList: String {
        let names = Set(causes.values.joined()).sorted()
        return names.prefix(3).joined(separator: ", ") + (names.count > 3 ? ", …" : "")
    }
}

extension Finding {
    /// Whether one of its sides is the definition of a name.
    fileprivate func declares(_ name: String) -> Bool {
        [before, after].contains { side in
            switch side {
            case .enumeration(let value): value.name == name || value.constants.contains { $0.name == name }
            case .record(let value): value.name == name
            case .function(let value): value.name == name
            case .macro(let value): value.name == name
            case .typedef(let value): value.name == name
            case .variable(let value): value.name == name
            case .text, nil: false
            }
        }
    }
}
