extension Series {
    /// The series with paths that a tree has, where it shows that the diffs were written with one leading component
    /// more or less (`git diff --no-prefix`, a diff made above the tree).
    ///
    /// - Parameter exists: whether the tree has a file.
    public func placed(where exists: (String) -> Bool) -> Series {
        guard revisions.contains(where: { $0.patches.contains { !$0.isPlain } }) else { return self }
        var series = self
        for index in series.revisions.indices { series.revisions[index].place(exists) }
        return series
    }
}

extension Revision {
    fileprivate mutating func place(_ exists: (String) -> Bool) {
        var made: Set<String> = []
        for index in patches.indices {
            let isThere = { (path: String) in made.contains(path) || exists(path) }
            if let placed = patches[index].placed(isThere) { patches[index] = placed }
            made.formUnion(patches[index].fileDiffs.compactMap(\.newPath))
        }
    }
}

extension Patch {
    /// Whether all of its paths begin with `a/` and `b/`.
    fileprivate var isPlain: Bool { fileDiffs.allSatisfy { $0.written == nil } }

    /// How the paths that a diff writes become those of the tree.
    private enum Strip: CaseIterable { case asRead, whole, oneMore }

    /// The patch with the paths under which most of its files exist; nil where it is right as it is.
    fileprivate func placed(_ exists: (String) -> Bool) -> Patch? {
        guard !isPlain else { return nil }
        func count(_ strip: Strip) -> Int {
            fileDiffs.filter { diff in
                diff.oldPath.map { exists(Self.path($0, diff.written?.old, strip)) } ?? false
            }.count
        }
        let counts = Strip.allCases.map { ($0, count($0)) }
        guard let best = counts.max(by: { $0.1 < $1.1 }), best.1 > counts[0].1 else { return nil }
        let lines = Array(ByteLines(bytes: diff[...], cutsCarriageReturn: false))
        var parser = DiffParser(lines: lines, source: source, linesBefore: nil)
        parser.parse(from: 0)
        guard parser.diffs.count == fileDiffs.count else { return nil }
        var patch = self
        for index in fileDiffs.indices {
            patch.fileDiffs[index].oldPath = fileDiffs[index].oldPath.map {
                Self.path($0, fileDiffs[index].written?.old, best.0)
            }
            patch.fileDiffs[index].newPath = fileDiffs[index].newPath.map {
                Self.path($0, fileDiffs[index].written?.new, best.0)
            }
        }
        patch.diff = parser.normalizedDiff(as: patch.fileDiffs)
        return patch
    }

    private static func path(_ path: String, _ written: String?, _ strip: Strip) -> String {
        let other =
            switch strip {
            case .asRead: path
            case .whole: written ?? path
            case .oneMore: path.firstIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
            }
        // What leads out of the tree was refused as it was read, and comes in by no other way.
        return other.first == "/" || other.split(separator: "/").contains("..") ? path : other
    }
}
