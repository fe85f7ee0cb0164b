import KernelTree
import Synchronization

/// Makes the declaration text of each file content once: the patches and revisions of a series share most contents.
package final class DeclarationTexts: Sendable {
    private let known = Mutex<[String: DeclarationText]>([:])

    package init() {}

    /// What of a file in a state declares something of a tree; nil where there is no such file.
    ///
    /// - Throws: ``KernelTreeError`` as ``PatchedTree/contents(of:)`` does.
    package func text(of file: String, in state: PatchedTree) throws -> DeclarationText? {
        // A file that no patch touches has the text of its tree.
        let name = state.blobID(of: file) ?? "\(state.base.root)/\(file)"
        if let text = known.withLock({ $0[name] }) { return text }
        guard let source = try state.contents(of: file) else { return nil }
        let text = DeclarationText(source)
        known.withLock { $0[name] = text }
        return text
    }
}
