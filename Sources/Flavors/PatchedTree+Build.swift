import KernelTree

extension PatchedTree {
    /// The Kconfig files that differ from the base, by path: the blob's name, or "" for a deleted file.
    public var changedKconfig: [String: String] { changedFiles { $0.hasPrefix("Kconfig") } }

    /// The files that kbuild reads, which tell how C files are built, as ``changedKconfig``.
    public var changedMakefiles: [String: String] {
        changedFiles { $0.hasPrefix("Makefile") || $0.hasPrefix("Kbuild") }
    }

    private func changedFiles(named isWanted: (Substring) -> Bool) -> [String: String] {
        overlay.filter { $0.key.split(separator: "/").last.map(isWanted) == true }.mapValues {
            guard case .file(let file) = $0 else { return "" }
            return file.blobID
        }
    }
}
