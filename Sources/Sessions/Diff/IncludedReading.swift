import ABIModel
import Drift
import ExtractionMessages
import Flavors
import Globs
import KernelTree
import SourceText
import Workers

/// Reads a header through a C file that includes it.
///
/// A header beside the files that use it may need what they include before it: by itself clang finds errors
/// in it, and what it lays out then is not what the kernel lays out.
struct IncludedReading {
    private let side: TextSide
    private let flavors: [Flavor]
    private let pool: ExtractionPool

    /// How many C files are tried for one header.
    private static let mostUnits = 4

    /// Makes a reading.
    init(_ side: TextSide, flavors: [Flavor], pool: ExtractionPool) {
        self.side = side
        self.flavors = flavors
        self.pool = pool
    }

    /// What each flavor declares in the header, and every record of the unit, as the first C file shows it in
    /// which `isFound` holds for one of the flavors; nil where none does.
    ///
    /// - Throws: ``KernelTreeError`` or ``RunError`` for a tree that cannot be read.
    func snapshots(of header: String, where isFound: ([FlavorSnapshot]) -> Bool) throws -> [FlavorSnapshot]? {
        for unit in try units(including: header).prefix(Self.mostUnits) {
            let responses = try pool.extract(try flavors.map { try request(unit, $0) })
            let views = zip(flavors, responses).compactMap { flavor, response -> FlavorSnapshot? in
                guard response.failure == nil, response.includedFiles.contains(header) else { return nil }
                var view = FlavorSnapshot(flavor: flavor.name, snapshot: response.snapshot)
                // Members are drawn with the records of theirs.
                view.snapshot.keepOnly([header], records: false)
                return view
            }
            if isFound(views) { return views }
        }
        return nil
    }

    private func request(_ unit: String, _ flavor: Flavor) throws -> ExtractionRequest {
        let arguments = try flavor.arguments(forUnit: unit, in: side.state)
        try side.tree.provide(unit: unit, arguments: arguments, overlay: flavor.virtualFiles)
        return ExtractionRequest(
            root: side.tree.root, mainFile: unit, arguments: arguments,
            overlay: flavor.virtualFiles.mapValues { String(decoding: $0, as: UTF8.self) },
            scope: .everything, evaluatesMacros: false)
    }

    /// The C files that seem to include the header, the likeliest first: those beside it, those that the
    /// configuration builds, then by name.
    func units(including header: String) throws -> [String] {
        let parts = header.split(separator: "/").map(String.init)
        guard let name = parts.last else { return [] }
        let directory = parts.dropLast().joined(separator: "/")
        let near = try units(below: directory, saying: name)
        let found = near.isEmpty ? try units(below: "", saying: name) : near
        func rank(_ unit: String) throws -> (Int, Int) {
            let isBeside = unit.split(separator: "/").dropLast().joined(separator: "/") == directory
            let isBuilt = try flavors.allSatisfy { try $0.optionOff(forUnit: unit, in: side.state) == nil }
            return (isBeside ? 0 : 1, isBuilt ? 0 : 1)
        }
        // Which are built is asked of few: it reads Makefiles.
        let likely = try found.sorted().prefix(16 * Self.mostUnits).map {
            (rank: try rank($0), unit: $0)
        }
        return likely.sorted { ($0.rank.0, $0.rank.1, $0.unit) < ($1.rank.0, $1.rank.1, $1.unit) }
            .map(\.unit)
    }

    private func units(below directory: String, saying name: String) throws -> [String] {
        let pattern = directory.isEmpty ? "**" : "\(directory)/**"
        let paths = try side.tree.files(matching: GlobPattern(pattern)).filter { path in
            path.hasSuffix(".c") && !DeclarationSearch.isElsewhere(path)
        }
        return try side.tree.files(of: paths, containing: [Array("\(name)\"".utf8), Array("\(name)>".utf8)])
            .filter { unit in
                let text = try side.tree.contents(of: unit) ?? []
                return CLexer(text).includeLines.contains { $0.include.lastPart == name }
            }
    }
}
