import KernelTree
import Synchronization

/// The scopes of files that were looked at, by their texts: the patches of a series, and its revisions, have many
/// in common.
package final class FileScopes: Sendable {
    private let known = Mutex<[String: FileScope]>([:])

    package init() {}

    /// The scope of a file in a state of a tree; nil where there is no such file.
    ///
    /// - Throws: ``KernelTreeError`` as ``PatchedTree/contents(of:)`` does.
    package func scope(of file: String, in state: PatchedTree) throws -> FileScope? {
        // A file that no patch touches has the text of its tree.
        let name = state.blobID(of: file) ?? "\(state.base.root)/\(file)"
        if let scope = known.withLock({ $0[name] }) { return scope }
        guard let text = try state.contents(of: file) else { return nil }
        let scope = FileScope(text)
        known.withLock { $0[name] = scope }
        return scope
    }
}
