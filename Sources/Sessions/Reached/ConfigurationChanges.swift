import Flavors
import Globs
import KernelTree
import Phrases
import SourceText

/// What the Kconfig files and Makefiles of revisions make of the build: the options that have another value than in the base,
/// and the C files that are compiled with other flags.
struct ConfigurationChanges: Sendable {
    /// One revision under one flavor.
    struct Change: Sendable {
        var revision: String
        var flavor: String
        /// The options as the revision has them, sorted.
        var options: [ConfigurationSetting]
    }

    /// The changes, by revision and flavor.
    private(set) var changes: [Change] = []
    /// The Kconfig files and Makefiles that the revisions touch.
    private(set) var files: Set<String> = []
    private let revisions: [(label: String, state: PatchedTree, flavors: [Flavor])]

    /// - Parameters:
    ///   - revisions: the labels of revisions and their trees, each with the flavors that the options name for its base.
    /// - Throws: ``KernelTreeError`` when a file that headers are generated from cannot be read.
    init(of revisions: [(label: String, state: PatchedTree, flavors: [Flavor])]) throws {
        self.revisions = revisions
        for (label, state, flavors) in revisions {
            files.formUnion(state.changedMakefiles.keys)
            let touched = state.changedKconfig.keys
            guard !touched.isEmpty else { continue }
            files.formUnion(touched)
            for flavor in flavors {
                let options = try flavor.following(state).options(otherThan: flavor)
                if !options.isEmpty {
                    changes.append(Change(revision: label, flavor: flavor.name, options: options))
                }
            }
        }
    }

    /// The names of the options.
    var options: Set<String> { Set(changes.flatMap(\.options).map(\.name)) }

    /// The headers of a tree that name one of the options, with those that they name.
    ///
    /// - Throws: ``KernelTreeError`` for a tree that cannot be read.
    func headers(in tree: SourceTree, besides compared: [String], _ flavor: Flavor) throws -> [String: Set<
        String
    >] {
        let options = options.sorted()
        guard !options.isEmpty else { return [:] }
        let paths = try ReachSearch.headers(
            of: tree, besides: Set(compared), architecture: "arch/\(flavor.architecture.directory)/")
        var result: [String: Set<String>] = [:]
        for path in try tree.files(of: paths, containing: options.map { Array($0.utf8) }) {
            let words = Set(
                (try tree.contents(of: path) ?? []).split { !CLexer.isOfName($0) }.filter { $0.count > 7 }.map
                {
                    String(decoding: $0, as: UTF8.self)
                })
            // `IS_ENABLED()` and `#ifdef CONFIG_X_MODULE` name it as well.
            let named = options.filter { words.contains($0) || words.contains("\($0)_MODULE") }
            if !named.isEmpty { result[path] = Set(named) }
        }
        return result
    }

    /// The C files that export something and are compiled with other flags under the first flavor, each with the Makefiles
    /// that may be why.
    ///
    /// - Throws: ``KernelTreeError`` for a Makefile that cannot be read.
    func units(besides compared: [String]) throws -> [String: Set<String>] {
        var result: [String: Set<String>] = [:]
        for (_, state, flavors) in revisions {
            guard let flavor = flavors.first else { continue }
            let base = PatchedTree(base: state.base)
            let own = try flavor.following(state)
            for makefile in state.changedMakefiles.keys.sorted()
            where try Self.flags(of: makefile, in: base) != Self.flags(of: makefile, in: state) {
                let folder = makefile.split(separator: "/").dropLast().joined(separator: "/")
                let paths = try state.base.files(
                    matching: GlobPattern(folder.isEmpty ? "*.c" : "\(folder)/**/*.c")
                )
                .filter { !compared.contains($0) && state.overlay[$0] == nil }
                for path in try state.base.files(of: paths, containing: [Array("EXPORT_".utf8)])
                where try flavor.arguments(forUnit: path, in: base) != own.arguments(forUnit: path, in: state)
                {
                    result[path, default: []].insert(makefile)
                }
            }
        }
        return result
    }

    /// The lines of a Makefile that set flags.
    private static func flags(of makefile: String, in state: PatchedTree) throws -> [ArraySlice<UInt8>] {
        let words = ["flags", "FLAGS", "-D", "-I"].map { Array($0.utf8) }
        return (try state.contents(of: makefile) ?? []).split(separator: 10).filter { line in
            words.contains { line.firstRange(of: $0) != nil }
        }
    }

    /// What the reader should know: which options have another value.
    var notes: [Phrase] {
        changes.map { change in
            let listed = change.options.prefix(6).map { "\($0)" as Phrase }.joined(separator: ", ")
            let count = change.options.count - 6
            let more: Phrase = count > 0 ? " and \(count) more" : ""
            return
                "\(change.revision) is read with its own Kconfig files: other than its base, \(change.flavor) has \(listed)\(more)"
        }
    }
}
