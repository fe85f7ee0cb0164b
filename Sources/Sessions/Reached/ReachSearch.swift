import Flavors
import Globs
import KernelTree
import SourceText

/// Finds the headers whose definitions follow from changed names, and those that follow from these.
struct ReachSearch {
    private let tree: SourceTree
    private let includes: IncludeWalk
    private let paths: [String]
    /// By name the names whose change it follows from, and the headers that declare it.
    private var causes: [String: Set<String>] = [:]
    private var declaredIn: [String: Set<String>] = [:]
    private let sources: [String: Set<String>]
    private var definitions: [String: [TextDefinition]] = [:]
    private var found: [String: ReachedHeaders.Header] = [:]

    /// How often what was found is followed further.
    private static let mostRounds = 8
    /// Up to so many headers all of a tree's are looked through.
    private static let mostHeaders = 6000

    init(
        _ changed: ChangedNames, besides compared: Set<String>, in tree: SourceTree, flavor: Flavor,
        among files: Set<String>?
    ) throws {
        self.tree = tree
        sources = changed.declaredIn
        declaredIn = changed.declaredIn
        for name in changed.declaredIn.keys { causes[name] = [name] }
        includes = IncludeWalk(tree, flavor)
        if let files {
            paths = files.subtracting(compared).filter { $0.hasSuffix(".h") }.sorted()
            return
        }
        paths = try Self.headers(
            of: tree, besides: compared, architecture: "arch/\(flavor.architecture.directory)/")
    }

    /// The headers of a tree that are looked through: all of a small tree; of a large one those of interfaces, and those
    /// beside the compared files.
    static func headers(
        of tree: SourceTree, besides compared: Set<String>, architecture: String = "arch/"
    ) throws -> [String] {
        let all = try tree.files(matchingAny: Self.patterns(of: tree)).filter {
            $0.hasSuffix(".h") && !compared.contains($0) && !DeclarationSearch.isElsewhere($0)
                && !$0.hasPrefix("include/generated/")
        }
        let folders = Set(compared.map(IncludePath.folder))
        return all.filter { path in
            if path.hasPrefix("arch/"), !path.hasPrefix(architecture) { return false }
            return all.count <= mostHeaders || path.hasPrefix("include/") || path.hasPrefix("arch/")
                || folders.contains(IncludePath.folder(of: path))
        }
    }

    /// Where C stands in a tree: of a kernel the directories that it is built from, so that what else changes makes no
    /// difference; else anywhere.
    static func patterns(of tree: SourceTree) -> [GlobPattern] {
        guard tree.isKernel else { return [GlobPattern("**")] }
        return directories.filter(tree.hasDirectory).map { GlobPattern("\($0)/**") }
    }

    private static let directories = [
        "arch", "block", "certs", "crypto", "drivers", "fs", "include", "init", "io_uring", "ipc", "kernel",
        "lib",
        "mm", "net", "security", "sound", "virt",
    ]

    /// The headers: those for user space first, then those of interfaces, by path.
    mutating func run() throws -> [ReachedHeaders.Header] {
        var fresh = Set(causes.keys)
        for _ in 0..<Self.mostRounds where !fresh.isEmpty {
            let unread = paths.filter { definitions[$0] == nil }
            for path in try tree.files(of: unread, containing: fresh.sorted().map { Array($0.utf8) }) {
                definitions[path] = CLexer(try tree.contents(of: path) ?? []).definitions
            }
            fresh = try follow()
        }
        return found.values.sorted { (Self.rank($0.file), $0.file) < (Self.rank($1.file), $1.file) }
    }

    /// Takes what follows from the names that are known to be changed; gives back the names that came.
    private mutating func follow() throws -> Set<String> {
        var came: Set<String> = []
        for (path, definitions) in definitions.sorted(by: { $0.key < $1.key }) {
            for definition in definitions {
                let used = try definition.uses.filter { name in
                    guard let places = declaredIn[name] else { return false }
                    return try places.contains(path) || includes.reaches(places, from: path)
                }
                guard !used.isEmpty else { continue }
                let behind = used.reduce(into: Set<String>()) { $0.formUnion(causes[$1] ?? []) }
                try note(definition, behind, in: path)
                // What a function gives back is asked of nobody at compile time.
                guard definition.kind != .function else { continue }
                for name in definition.names where !behind.isSubset(of: causes[name] ?? []) {
                    causes[name, default: []].formUnion(behind)
                    declaredIn[name, default: []].insert(path)
                    came.insert(name)
                }
            }
        }
        return came
    }

    private mutating func note(_ definition: TextDefinition, _ causes: Set<String>, in path: String) throws {
        var header = found[path] ?? ReachedHeaders.Header(file: path)
        for name in definition.names { header.causes[name, default: []].formUnion(causes) }
        for cause in causes { header.sources.formUnion(sources[cause] ?? []) }
        if definition.kind == .function, let name = definition.names.first {
            header.options.formUnion(
                ConfigurationGuards.options(guarding: name, in: try tree.contents(of: path) ?? []))
        }
        found[path] = header
    }

    /// Which headers come first: those for user space, then those of interfaces.
    static func rank(_ path: String) -> Int {
        let parts = path.split(separator: "/")
        return parts.contains("uapi") ? 0 : parts.contains("include") ? 1 : 2
    }
}

/// Follows `#include` lines, whatever condition they stand under.
final class IncludeWalk {
    private let tree: SourceTree
    private let virtualFiles: [String: [UInt8]]
    private let search: IncludePath
    private var direct: [String: [String]] = [:]
    private var places: [String: Bool] = [:]
    private var closures: [String: Set<String>] = [:]

    init(_ tree: SourceTree, _ flavor: Flavor) {
        self.tree = tree
        virtualFiles = flavor.virtualFiles
        search = IncludePath(arguments: flavor.arguments)
    }

    /// Whether a file includes one of some files, by itself or through others, or every unit does.
    func reaches(_ targets: Set<String>, from file: String) throws -> Bool {
        try !closure(of: file).isDisjoint(with: targets)
    }

    private func closure(of file: String) throws -> Set<String> {
        if let known = closures[file] { return known }
        var open = try includes(of: file) + search.firstFiles
        var seen = Set(open)
        while let path = open.popLast() {
            for next in try includes(of: path) where seen.insert(next).inserted { open.append(next) }
        }
        closures[file] = seen
        return seen
    }

    private func includes(of path: String) throws -> [String] {
        if let known = direct[path] { return known }
        let text = try virtualFiles[path] ?? tree.contents(of: path) ?? []
        let found = CLexer(text).includeLines.compactMap { line in
            search.places(of: line.include, in: path).first(where: exists)
        }
        direct[path] = found
        return found
    }

    private func exists(_ path: String) -> Bool {
        if let known = places[path] { return known }
        let result = virtualFiles[path] != nil || tree.hasFile(path)
        places[path] = result
        return result
    }
}
