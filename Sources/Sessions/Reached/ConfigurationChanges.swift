import Flavors
import KernelTree
import Phrases
import SourceText

/// What the Kconfig files of revisions make of the configurations: the options that have another value than in the base.
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
    /// The Kconfig files that the revisions touch.
    private(set) var files: Set<String> = []

    /// - Parameters:
    ///   - revisions: the labels of revisions and their trees, each with the flavors that the options name for its base.
    /// - Throws: ``KernelTreeError`` when a file that headers are generated from cannot be read.
    init(of revisions: [(label: String, state: PatchedTree, flavors: [Flavor])]) throws {
        for (label, state, flavors) in revisions {
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
