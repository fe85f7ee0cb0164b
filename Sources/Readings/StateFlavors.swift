import Flavors
import KernelTree
import Synchronization
import Workers

/// The flavors of states: a state that changes Kconfig files may have another configuration than its base, and one that
/// changes Makefiles other compiler arguments.
final class StateFlavors: Sendable {
    /// A flavor of a tree, in a state of it.
    struct Own: Sendable {
        var flavor: Flavor
        /// Where the texts lie that stand in for files of the tree, by path.
        var virtualFiles: [String: String]
        /// Those of them that are not the base's, by path: the digests of their texts, "" for what is not there.
        var changes: [String: String] = [:]
    }

    private struct Key: Hashable {
        var root: String
        var flavor: Int
        var changes: [String: String]
    }

    private struct UnitKey: Hashable {
        var root: String
        var file: String
        var flavor: Int
        var changes: [String: String]
    }

    private let blobs: BlobStore
    private let known = Mutex<[Key: Own]>([:])
    private let flags = Mutex<[UnitKey: String?]>([:])

    init(blobs: BlobStore) { self.blobs = blobs }

    /// A flavor in a state.
    ///
    /// - Parameters:
    ///   - index: the flavor's number among those of the tree.
    ///   - context: the tree's flavors.
    /// - Throws: ``KernelTreeError`` when a file that headers are generated from cannot be read.
    func own(_ index: Int, _ context: TreeContext, in state: PatchedTree) throws -> Own {
        let base = context.flavors[index]
        let changes = state.changedKconfig
        guard !changes.isEmpty else {
            return Own(flavor: base, virtualFiles: context.virtualFiles[index])
        }
        let key = Key(root: state.base.root, flavor: index, changes: changes)
        if let own = known.withLock({ $0[key] }) { return own }
        let own = try make(base, context.virtualFiles[index], state)
        known.withLock { $0[key] = own }
        return own
    }

    /// What tells the compiler arguments of a C file in a state from those in the base; nil where they are the same.
    ///
    /// - Throws: ``KernelTreeError`` for a Makefile or Kconfig file that cannot be read.
    func ownArguments(_ unit: Unit, _ context: TreeContext, in state: PatchedTree) throws -> String? {
        let changes = state.changedMakefiles
        guard !changes.isEmpty, unit.file.hasSuffix(".c") else { return nil }
        let key = UnitKey(
            root: state.base.root, file: unit.file, flavor: unit.flavor,
            changes: changes.merging(state.changedKconfig) { own, _ in own })
        if let known = flags.withLock({ $0[key] }) { return known }
        let base = PatchedTree(base: state.base)
        let old = try context.flavors[unit.flavor].arguments(forUnit: unit.file, in: base)
        let new = try own(unit.flavor, context, in: state).flavor.arguments(forUnit: unit.file, in: state)
        let digest = old == new ? nil : Fingerprint.digest(Array(new.joined(separator: "\0").utf8))
        flags.withLock { $0[key] = .some(digest) }
        return digest
    }

    private func make(_ base: Flavor, _ virtualFiles: [String: String], _ state: PatchedTree) throws -> Own {
        var own = Own(flavor: try base.following(state), virtualFiles: virtualFiles)
        let (old, new) = (base.virtualFiles, own.flavor.virtualFiles)
        for path in Set(old.keys).union(new.keys) where old[path] != new[path] {
            let digest = new[path].map { Fingerprint.digest($0) }
            own.changes[path] = digest ?? ""
            own.virtualFiles[path] = try new[path].flatMap { text in
                try digest.map { try blobs.path(for: text, id: $0) }
            }
        }
        return own
    }
}
