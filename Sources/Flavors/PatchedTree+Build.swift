import KernelTree

extension PatchedTree {
    /// The Kconfig files that differ from the base, by path: the blob's name, or "" for a deleted file.
    public var changedKconfig: [String: String] {
        changedBuildFiles.isEmpty ? [:] : changedBuildFiles.filter { Self.isKconfig($0.key) }
    }

    /// The files that kbuild reads, which tell how C files are built, as ``changedKconfig``.
    public var changedMakefiles: [String: String] {
        changedBuildFiles.isEmpty ? [:] : changedBuildFiles.filter { !Self.isKconfig($0.key) }
    }

    private static func isKconfig(_ path: String) -> Bool {
        path.split(separator: "/").last?.hasPrefix("Kconfig") == true
    }
}
