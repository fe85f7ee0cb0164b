/// Which of many names a person may have meant by one that is not among them.
public enum NearNames {
    /// The names that come closest, the closest first; none where nothing is close.
    ///
    /// A name is close where a third of its characters or fewer differ (by edit distance, two swapped neighbours being one
    /// edit), or where one of the two is a part of the other. Next to the closest, only what is hardly farther is named.
    ///
    /// - Parameters:
    ///   - name: what was written; upper and lower case count as the same.
    ///   - names: what there is.
    ///   - limit: the most names of the answer.
    public static func closest(to name: String, among names: some Sequence<String>, limit: Int = 3)
        -> [String]
    {
        let wanted = Array(name.lowercased().utf8)
        guard !wanted.isEmpty else { return [] }
        var found: [(distance: Int, name: String)] = []
        for candidate in Set(names) {
            let text = Array(candidate.lowercased().utf8)
            guard let distance = distance(wanted, text) else { continue }
            found.append((distance, candidate))
        }
        let best = found.map(\.distance).min() ?? 0
        return found.filter { $0.distance <= best + 1 || best >= contained }
            .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(limit).map(\.name)
    }

    /// What to say of names that come closest: `did you mean a or b?`; nil where nothing does.
    public static func question(for name: String, among names: some Sequence<String>) -> String? {
        let names = closest(to: name, among: names).map { "'\($0)'" }
        guard let last = names.last else { return nil }
        let others = names.dropLast()
        return "did you mean " + (others.isEmpty ? last : others.joined(separator: ", ") + " or " + last)
            + "?"
    }

    /// The distance from which on one name is only a part of the other.
    private static let contained = 1000

    /// How far two names are apart; nil where that is too far. What contains the other comes after all that was mistyped.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int? {
        let most = max(1, max(left.count, right.count) / 3)
        if abs(left.count - right.count) <= most {
            let edits = edits(left, right)
            if edits <= most { return edits }
        }
        let (short, long) = left.count < right.count ? (left, right) : (right, left)
        guard short.count >= 3, contains(long, short) else { return nil }
        return contained + long.count - short.count
    }

    private static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
        (0...(text.count - part.count)).contains { text[$0...].starts(with: part) }
    }

    /// The optimal string alignment distance: insertions, deletions, replacements, swaps of neighbours.
    private static func edits(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        for (row, byte) in left.enumerated() {
            var line = [row + 1] + [Int](repeating: 0, count: right.count)
            for (column, other) in right.enumerated() {
                var best = min(
                    last[column + 1] + 1, line[column] + 1, last[column] + (byte == other ? 0 : 1))
                if row > 0, column > 0, byte == right[column - 1], left[row - 1] == other {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                line[column + 1] = best
            }
            (beforeLast, last) = (last, line)
        }
        return last[right.count]
    }
}
