/// Finds where two contents differ: a member, an element, an element more or less.
struct ContentComparison {
    /// One place where the contents differ.
    struct Difference: Hashable {
        /// The members and indices that lead there: `[2].device`.
        var path: String
        /// The part of the path up to the last index: the entry of a table that it lies in; else the whole path.
        var entry: String
        var old: InitialContent
        var new: InitialContent
        /// Whether it is an element that the other side has no counterpart of.
        var isSingle = false
    }

    private(set) var differences: [Difference] = []
    /// Lists beyond that many pairs of elements are compared index by index.
    private static let pairLimit = 4_000_000

    init(_ old: InitialContent, _ new: InitialContent) { compare(old, new, path: "", entry: nil) }

    private mutating func compare(
        _ old: InitialContent, _ new: InitialContent, path: String, entry: String?
    ) {
        guard old != new else { return }
        switch (old, new) {
        case (.record(let left), .record(let right)):
            for name in Self.merged(left.order, right.order) {
                compare(
                    left.contents[name] ?? .nothing, right.contents[name] ?? .nothing,
                    path: "\(path).\(name)",
                    entry: entry)
            }
        case (.list(let left), .list(let right)): compare(left, right, path: path)
        case (.unnamed(let left), .unnamed(let right)): compare(left, right, path: "\(path)->", entry: entry)
        default: differences.append(Difference(path: path, entry: entry ?? path, old: old, new: new))
        }
    }

    /// Names in the order of the new layout, those that it lacks behind them.
    private static func merged(_ old: [String], _ new: [String]) -> [String] {
        let known = Set(new)
        return new + old.filter { !known.contains($0) }
    }

    // MARK: Lists

    private mutating func compare(_ old: [InitialContent], _ new: [InitialContent], path: String) {
        for (left, right) in Self.aligned(old, new) {
            let place = "\(path)[\(right ?? left ?? 0)]"
            switch (left, right) {
            case (let left?, let right?): compare(old[left], new[right], path: place, entry: place)
            case (let left?, nil):
                guard !old[left].isNothing else { continue }
                differences.append(
                    Difference(path: place, entry: place, old: old[left], new: .nothing, isSingle: true))
            case (nil, let right?):
                guard !new[right].isNothing else { continue }
                differences.append(
                    Difference(path: place, entry: place, old: .nothing, new: new[right], isSingle: true))
            case (nil, nil): break
            }
        }
    }

    /// Which elements belong to each other: those of one index, or, where that explains the change with fewer elements,
    /// those that are the same, and between two such those that stand in one place.
    private static func aligned(
        _ old: [InitialContent], _ new: [InitialContent]
    ) -> [(Int?, Int?)] {
        let count = max(old.count, new.count)
        let byIndex = (0..<count).map { index in
            (old.indices.contains(index) ? index : nil, new.indices.contains(index) ? index : nil)
        }
        // A terminator, or room at the end, is no element that could be moved.
        func trimmed(_ list: [InitialContent]) -> ArraySlice<InitialContent> {
            list[..<((list.lastIndex { !$0.isNothing } ?? -1) + 1)]
        }
        let (left, right) = (trimmed(old), trimmed(new))
        guard left.count * right.count <= pairLimit else { return byIndex }
        let byContent = matched(Array(left), Array(right))
        func cost(_ pairs: [(Int?, Int?)]) -> Int {
            pairs.reduce(0) { sum, pair in
                let one = pair.0.map { old[$0] } ?? .nothing
                let other = pair.1.map { new[$0] } ?? .nothing
                return sum + (one == other ? 0 : 1)
            }
        }
        return cost(byContent) < cost(byIndex) ? byContent : byIndex
    }

    /// The longest common subsequence, and pairs of what stands between its elements.
    private static func matched(
        _ old: [InitialContent], _ new: [InitialContent]
    ) -> [(Int?, Int?)] {
        // Equal contents get equal numbers, so that each is compared once.
        var numbers: [InitialContent: Int] = [:]
        func number(_ content: InitialContent) -> Int {
            if let known = numbers[content] { return known }
            let next = numbers.count
            numbers[content] = next
            return next
        }
        let (left, right) = (old.map(number), new.map(number))
        var lengths = Array(
            repeating: Array(repeating: 0, count: right.count + 1), count: left.count + 1)
        for row in left.indices.reversed() {
            for column in right.indices.reversed() {
                lengths[row][column] =
                    left[row] == right[column]
                    ? lengths[row + 1][column + 1] + 1
                    : max(lengths[row + 1][column], lengths[row][column + 1])
            }
        }
        var pairs: [(Int?, Int?)] = []
        var (row, column) = (0, 0)
        var (removed, added): ([Int], [Int]) = ([], [])
        func closeGap() {
            for place in 0..<max(removed.count, added.count) {
                pairs.append(
                    (
                        removed.indices.contains(place) ? removed[place] : nil,
                        added.indices.contains(place) ? added[place] : nil
                    ))
            }
            (removed, added) = ([], [])
        }
        while row < left.count || column < right.count {
            if row < left.count, column < right.count, left[row] == right[column] {
                closeGap()
                pairs.append((row, column))
                (row, column) = (row + 1, column + 1)
            } else if column == right.count
                || row < left.count && lengths[row + 1][column] >= lengths[row][column + 1]
            {
                removed.append(row)
                row += 1
            } else {
                added.append(column)
                column += 1
            }
        }
        closeGap()
        return pairs
    }
}

extension InitialContent {
    /// The places where two contents differ, in the order of the new layout.
    public static func differences(
        from old: InitialContent, to new: InitialContent
    ) -> [VariableDifference.Part] {
        ContentComparison(old, new).differences.map { .init(path: $0.path, old: $0.old, new: $0.new) }
    }
}
