import Drift
import Flavors
import Globs
import KernelTree
import Readings
import SourceText

/// What headers that do not stand alone are read behind: what a file that includes one includes before it.
struct HeaderContexts {
    private let tree: PatchedTree
    private let flavor: Flavor
    private let includes: IncludeWalk

    /// How many headers are tried at most.
    static let mostHeaders = 24
    /// How many files are looked through at most.
    private static let mostTexts = 12_000
    /// How many files that include a header are tried.
    private static let mostUsers = 4

    init(_ tree: PatchedTree, _ flavor: Flavor) {
        self.tree = tree
        self.flavor = flavor
        includes = IncludeWalk(tree.base, flavor)
    }

    /// What each header is read behind, where that mends all that clang finds wrong with it.
    ///
    /// - Parameters:
    ///   - headers: headers that clang finds errors in.
    ///   - states: the states that it has to mend; a header is read in those that have it.
    ///   - reader: knows the trees and the flavors.
    ///   - onlyBroken: whether the headers are to be read alone first.
    /// - Throws: ``KernelTreeError`` or ``RunError`` for a tree that cannot be read.
    func contexts(
        of headers: [String], in states: [PatchedTree], with reader: UnitReader, onlyBroken: Bool = false
    ) throws -> [String: [String]] {
        var found: [String: [String]] = [:]
        for header in headers {
            if onlyBroken {
                let alone = try reader.read(states.map { (Unit(file: header, flavor: 0), $0) })
                if alone.allSatisfy({ $0.map { $0.failure == nil && $0.errors.isEmpty } ?? true }) {
                    continue
                }
            }
            for files in try candidates(header) {
                var unit = Unit(file: header, flavor: 0)
                unit.firstFiles = files
                let responses = try reader.read(states.map { (unit, $0) }).compactMap(\.self)
                guard !responses.isEmpty, responses.allSatisfy({ $0.failure == nil && $0.errors.isEmpty })
                else {
                    continue
                }
                found[header] = files
                break
            }
        }
        return found
    }

    /// The lists of files that the likeliest users of a header include before it.
    private func candidates(_ header: String) throws -> [[String]] {
        var lists: [[String]] = []
        for user in try users(of: header) {
            let search = IncludePath(arguments: try flavor.arguments(forUnit: user, in: tree))
            let lines = CLexer(try tree.contents(of: user) ?? []).includeLines
            var list: [String] = []
            var isFound = false
            for line in lines {
                let places = search.places(of: line.include, in: user)
                guard let place = places.first(where: { tree.base.hasFile($0) }) else { continue }
                if place == header {
                    isFound = true
                    break
                }
                // What brings the header in itself would leave nothing of it.
                if try !includes.reaches([header], from: place), !list.contains(place) { list.append(place) }
            }
            if isFound, !list.isEmpty, !lists.contains(list) { lists.append(list) }
            if lists.count == Self.mostUsers { break }
        }
        return lists
    }

    /// The files that seem to include the header: those beside it first, C files before headers.
    private func users(of header: String) throws -> [String] {
        let folder = IncludePath.folder(of: header)
        let near = try users(of: header, below: folder)
        // A plain directory may be anything.
        return near.isEmpty && tree.base.isKernel ? try users(of: header, below: "") : near
    }

    private func users(of header: String, below folder: String) throws -> [String] {
        let name = header.split(separator: "/").last.map(String.init) ?? header
        let patterns = folder.isEmpty ? ReachSearch.patterns(of: tree.base) : [GlobPattern("\(folder)/**")]
        let paths = try tree.base.files(matchingAny: patterns).filter {
            ($0.hasSuffix(".c") || $0.hasSuffix(".h")) && $0 != header && !DeclarationSearch.isElsewhere($0)
        }
        // Of a whole kernel too many would have to be read for one header.
        guard paths.count <= Self.mostTexts else { return [] }
        let found = try tree.base.files(
            of: paths, containing: ["\"", ">"].map { Array("\(name)\($0)".utf8) })
        func rank(_ path: String) -> (Int, Int, String) {
            (IncludePath.folder(of: path) == folder ? 0 : 1, path.hasSuffix(".c") ? 0 : 1, path)
        }
        return found.sorted { rank($0) < rank($1) }
    }
}

extension Unknown {
    /// The header that could not be read whole.
    var brokenHeader: String? {
        if case .unit(let file, _) = subject, file.hasSuffix(".h") { file } else { nil }
    }

    /// Whether it is of lines that no flavor compiles.
    var isOfLines: Bool {
        if case .lines = subject { true } else { false }
    }
}
