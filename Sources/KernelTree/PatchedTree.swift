/// A tree with some of its files replaced in memory: what a revision looks like after some patches.
///
/// A value that is cheap to copy: the text of a file is shared between all values that hold it.
public struct PatchedTree: Sendable {
    /// A file that differs from the base.
    public struct File: Hashable, Sendable {
        /// The whole text; of a symbolic link, the text of the link.
        public var contents: [UInt8]
        /// The git blob name of the contents, in hexadecimal.
        public var blobID: String
        /// The git file mode: `100644`, `100755` or `120000`, octal.
        public var mode: UInt32

        /// Makes a file from its text, its blob name and its mode.
        public init(contents: [UInt8], blobID: String, mode: UInt32 = 0o100644) {
            self.contents = contents
            self.blobID = blobID
            self.mode = mode
        }

        /// Whether the entry is a symbolic link, which is never followed.
        public var isLink: Bool { mode == 0o120000 }
    }

    /// What became of a path of the base.
    public enum Change: Hashable, Sendable {
        /// The file is new or has new text.
        case file(File)
        /// The file is gone.
        case deleted
    }

    /// The tree as it is on disk.
    public let base: SourceTree
    /// What differs from the base, by tree-relative path.
    public let overlay: [String: Change]

    /// Those of the changes that tell how the tree is built (Kconfig files and Makefiles), by path: the blob's name, or "" for
    /// a deleted file. They are asked for with every unit that is read.
    public let changedBuildFiles: [String: String]

    /// Lays changes over a tree.
    public init(base: SourceTree, overlay: [String: Change] = [:]) {
        self.base = base
        self.overlay = overlay
        changedBuildFiles = overlay.filter { Self.tellsHowToBuild($0.key) }.mapValues {
            guard case .file(let file) = $0 else { return "" }
            return file.blobID
        }
    }

    private static func tellsHowToBuild(_ path: String) -> Bool {
        let name = path.utf8[
            (path.utf8.lastIndex(of: UInt8(ascii: "/")).map(path.utf8.index(after:)) ?? path.utf8.startIndex)...
        ]
        return ["Kconfig", "Makefile", "Kbuild"].contains { name.starts(with: $0.utf8) }
    }

    /// The texts of the files that differ from the base, by path; links and deleted files are left out.
    public var changedTexts: [String: [UInt8]] {
        overlay.compactMapValues { change in
            guard case .file(let file) = change, !file.isLink else { return nil }
            return file.contents
        }
    }

    /// The text of a file after the changes, `nil` when there is none at that path.
    ///
    /// - Throws: ``KernelTreeError`` as ``SourceTree/contents(of:)`` does.
    public func contents(of path: String) throws -> [UInt8]? {
        switch overlay[path] {
        case .file(let file) where !file.isLink: return file.contents
        case .file, .deleted: return nil
        case nil: return try base.contents(of: path)
        }
    }

    /// The git blob name of a changed file; `nil` for a deleted file and for one as in the base.
    public func blobID(of path: String) -> String? {
        guard case .file(let file) = overlay[path] else { return nil }
        return file.blobID
    }
}
