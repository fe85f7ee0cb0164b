import ExtractionMessages
import HostSystem

/// What files are while one batch of readings is kept: each file is looked at once.
final class FileStates {
    /// What is known of a file.
    struct Look {
        /// When it was changed last, in nanoseconds since 1970; 0 where there is no such file.
        var changed: Int64 = 0
        /// The digest of its contents; empty where there is no regular file that can be read.
        var digest: [UInt8] = []
    }

    /// The files that a reading depends on, sorted by path.
    final class Looks {
        let paths: [String]
        let looks: [Look]
        /// When one of them was changed last.
        let changed: Int64
        /// Whether a list of them can be written, one a line.
        let canBeListed: Bool
        /// The positions in ``paths`` that are not in the trace yet.
        private var open: [Int]

        fileprivate init(_ paths: [String], _ looks: [Look]) {
            self.paths = paths
            self.looks = looks
            changed = looks.lazy.map(\.changed).max() ?? 0
            canBeListed = !paths.contains { $0.utf8.contains(10) }
            open = Array(paths.indices)
        }

        /// The positions of the paths for which a request brings its own text.
        func replaced(by request: ExtractionRequest) -> Set<Int> {
            var replaced: Set<Int> = []
            for path in Array(request.overlay.keys) + Array(request.overlayFiles.keys) {
                // They are sorted.
                let place = paths.partitioningIndex { $0 >= path }
                if place < paths.count, paths[place] == path { replaced.insert(place) }
            }
            return replaced
        }

        /// The paths that a request reads and that are not in the trace yet.
        func notNoted(by request: ExtractionRequest) -> [String] {
            guard !open.isEmpty else { return [] }
            let replaced = replaced(by: request)
            let new = open.filter { !replaced.contains($0) }
            open.removeAll { !replaced.contains($0) }
            return new.map { paths[$0] }
        }
    }

    private let digests: FileDigests
    /// By the tree's root, then by path.
    private var known: [String: [String: Look]] = [:]
    private var lists: [String: [[String]: Looks]] = [:]

    /// - Parameter digests: what is known of contents.
    init(_ digests: FileDigests) { self.digests = digests }

    /// Looks at a file, by its path, which may count from a tree's root.
    func look(at path: String, in root: String = "") -> Look {
        if let known = known[root]?[path] { return known }
        let place = root.isEmpty || path.hasPrefix("/") ? path : "\(root)/\(path)"
        let look = FileStamp(ofRegularFile: place).map { stamp in
            Look(
                changed: max(stamp.modified, stamp.changed), digest: digests.digest(ofFile: place, stamp))
        }
        known[root, default: [:]][path] = look ?? Look()
        return look ?? Look()
    }

    /// Looks at files, by their sorted paths; many readings name the same ones.
    func looks(at paths: [String], in root: String) -> Looks {
        if let known = lists[root]?[paths] { return known }
        let looks = Looks(paths, paths.map { look(at: $0, in: root) })
        lists[root, default: [:]][paths] = looks
        return looks
    }
}

extension [String] {
    /// The first position of a sorted array at which something holds that holds from there on.
    fileprivate func partitioningIndex(where holds: (String) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
