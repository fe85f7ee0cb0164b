import Flavors
import KernelTree
import Synchronization
import Workers

/// The flavors of states: a state that changes Kconfig files may have another configuration than its base.
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

    private let blobs: BlobStore
    private let known = Mutex<[Key: Own]>([:])

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
