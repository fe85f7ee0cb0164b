extension SourceTree {
    /// The files whose path fits any of the patterns, sorted; what lies below one directory is looked
    /// through once, however many patterns begin there.
    public func files(matchingAny patterns: [GlobPattern]) -> [String] {
        var found: Set<String> = []
        for (prefix, group) in Dictionary(grouping: patterns, by: \.literalPrefix) {
            guard group.count > 1 else {
                found.formUnion(group.flatMap { files(matching: $0) })
                continue
            }
            let names = Set(group.compactMap(\.literalPath))
            let globs = group.filter { $0.literalPath == nil }
            let all = files(matching: GlobPattern((prefix + ["**"]).joined(separator: "/")))
            found.formUnion(
                all.filter { path in names.contains(path) || globs.contains { $0.matches(path) } })
        }
        return found.sorted()
    }
}

extension GlobPattern {
    /// The one path that the pattern stands for; nil where it has wildcards.
    var literalPath: String? {
        guard !description.contains(where: { $0 == "*" || $0 == "?" }) else { return nil }
        return description.split(separator: "/").joined(separator: "/")
    }
}
