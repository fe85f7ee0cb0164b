import KernelTree
import PatchSeries

/// Finds quoted diff lines again in the tree that the patch was applied to.
///
/// The numbers in a hunk's head are those of the author's tree; git finds the place by its lines, and so
/// does this.
struct HunkPlaces {
    /// A place in the tree before the patch (for a removed line) or after it.
    struct Place: Hashable {
        var file: String
        var line: Int
        var isRemoved: Bool
        /// Whether the patch leaves the line as it is.
        var isContext: Bool
        /// The hunk it is from, to read it alone where the tree does not hold it.
        var hunk: Int
        /// Whether the line was found in the tree.
        var isInTree: Bool
    }

    private struct Spot {
        var place: Place
        var key: [UInt8]
    }

    /// The hunks in order, with their files.
    private(set) var hunks: [(file: String, hunk: Hunk)] = []
    private var spots: [Spot] = []
    private var indices: [[UInt8]: [Int]] = [:]
    /// A context line with less text says nothing about where it stands.
    private static let shortestContext = 6

    init(_ patch: Patch, before: PatchedTree, after: PatchedTree, store: OutlineStore) {
        for diff in patch.fileDiffs {
            for hunk in diff.hunks {
                let new = Self.shift(hunk, isNew: true, store.lines(of: diff.path, in: after))
                let old = Self.shift(
                    hunk, isNew: false, store.lines(of: diff.oldPath ?? diff.path, in: before))
                var line = (old: hunk.oldStart, new: hunk.newStart)
                for content in hunk.lines {
                    let isRemoved = content.kind == .removed
                    let shift = isRemoved ? old : new
                    let place = Place(
                        file: isRemoved ? diff.oldPath ?? diff.path : diff.path,
                        line: (isRemoved ? line.old : line.new) + (shift ?? 0), isRemoved: isRemoved,
                        isContext: content.kind == .context, hunk: hunks.count, isInTree: shift != nil)
                    let mark = content.kind == .added ? "+" : isRemoved ? "-" : " "
                    let key = OutlineStore.squeezed((mark + content.text).utf8)
                    indices[key, default: []].append(spots.count)
                    spots.append(Spot(place: place, key: key))
                    if content.kind != .removed { line.new += 1 }
                    if content.kind != .added { line.old += 1 }
                }
                hunks.append((diff.path, hunk))
            }
        }
    }

    /// How far a side of a hunk lies from where its head says; nil where the file does not hold it.
    private static func shift(_ hunk: Hunk, isNew: Bool, _ lines: SqueezedLines) -> Int? {
        let wanted = hunk.lines.filter { $0.kind != (isNew ? .removed : .added) }
            .map { OutlineStore.squeezed($0.text.utf8) }
        let start = (isNew ? hunk.newStart : hunk.oldStart) - 1
        guard !wanted.isEmpty, lines.count >= wanted.count else { return nil }
        for distance in 0...lines.count {
            if lines.has(wanted, at: start + distance) { return distance }
            if lines.has(wanted, at: start - distance) { return -distance }
        }
        return nil
    }

    /// The place of each quoted line, nil for lines that are not of the patch. Where a line stands in several
    /// places, the one counts whose lines above are quoted above, too.
    func places(of quote: [QuotedLine]) -> [Place?] {
        let keys = quote.map { OutlineStore.squeezed($0.text.utf8) }
        return keys.indices.map { number in
            guard Self.isTelling(keys[number]), let candidates = indices[keys[number]] else { return nil }
            let best = candidates.max { left, right in
                let (first, second) = (agreement(left, keys, number), agreement(right, keys, number))
                return (first, right) < (second, left)
            }
            return best.map { spots[$0].place }
        }
    }

    private func agreement(_ spot: Int, _ keys: [[UInt8]], _ number: Int) -> Int {
        var count = 0
        while spot >= count, number >= count, spots[spot - count].key == keys[number - count] { count += 1 }
        return count
    }

    private static func isTelling(_ key: [UInt8]) -> Bool {
        guard let mark = key.first else { return false }
        return mark == UInt8(ascii: "+") || mark == UInt8(ascii: "-")
            ? key.count > 1 : key.count >= shortestContext
    }

    /// One side of a hunk as a fragment of C: what git wrote behind its head counts as its first line where
    /// it opens a declaration.
    func fragment(of number: Int, isOld: Bool) -> (text: [UInt8], firstLine: Int) {
        let hunk = hunks[number].hunk
        let lines = hunk.lines.filter { $0.kind != (isOld ? .added : .removed) }.map(\.text)
        let isInside = lines.first { !$0.isEmpty }?.first?.isWhitespace == true
        let opening = isInside && hunk.section.hasSuffix("{") ? hunk.section : ""
        return (
            Array(([opening] + lines).joined(separator: "\n").utf8), isOld ? hunk.oldStart : hunk.newStart
        )
    }
}
