import Globs

extension SourceTree {
    /// The files whose path fits any of the patterns, sorted; what lies below one directory is looked
    /// through once, however many patterns begin there.
    ///
    /// - Throws: ``KernelTreeError`` when a directory cannot be read that may hold one.
    public func files(matchingAny patterns: [GlobPattern]) throws -> [String] {
        var found: Set<String> = []
        for (prefix, group) in Dictionary(grouping: patterns, by: \.literalPrefix) {
            guard group.count > 1 else {
                found.formUnion(try group.flatMap { try files(matching: $0) })
                continue
            }
            let names = Set(group.compactMap(\.literalPath))
            let globs = group.filter { $0.literalPath == nil }
            let all = try files(matching: GlobPattern((prefix + ["**"]).joined(separator: "/")))
            found.formUnion(
                all.filter { path in names.contains(path) || globs.contains { $0.matches(path) } })
        }
        return found.sorted()
    }
}
