/// Which steps of two traces belong to each other: as many as possible that are the same, in order.
///
/// What stands between two of those was done by one side alone, but where a step of the other side in the same gap has the same
/// name, or stands in the same place: that one was done in its stead.
struct StepAlignment {
    /// A step of one side: what it says, and what it is by name.
    struct Step {
        var words: String
        var name: String
    }

    /// The places of steps that belong to each other; nil where only the other side has one.
    let pairs: [(old: Int?, new: Int?)]

    /// Traces with more pairs of steps are compared place by place.
    private static let limit = 4_000_000

    init(_ old: [Step], _ new: [Step]) {
        guard old.count * new.count <= Self.limit else {
            pairs = (0..<max(old.count, new.count)).map {
                ($0 < old.count ? $0 : nil, $0 < new.count ? $0 : nil)
            }
            return
        }
        var result: [(old: Int?, new: Int?)] = []
        Self.split(old[...], new[...], by: \.words) { before, after, anchor in
            Self.split(before, after, by: \.name) { first, second, namesake in
                result += Self.inPlace(first.indices, second.indices)
                if let namesake { result.append((namesake.old, namesake.new)) }
            }
            if let anchor { result.append((anchor.old, anchor.new)) }
        }
        pairs = result
    }

    private static func inPlace(_ old: Range<Int>, _ new: Range<Int>) -> [(old: Int?, new: Int?)] {
        (0..<max(old.count, new.count)).map { place in
            (
                place < old.count ? old.lowerBound + place : nil,
                place < new.count ? new.lowerBound + place : nil
            )
        }
    }

    /// Calls `visit` with each gap between the steps of a longest common subsequence and the pair that ends it; nil for the last gap.
    private static func split(
        _ old: ArraySlice<Step>, _ new: ArraySlice<Step>, by key: KeyPath<Step, String>,
        _ visit: (ArraySlice<Step>, ArraySlice<Step>, (old: Int, new: Int)?) -> Void
    ) {
        var (row, column) = (old.startIndex, new.startIndex)
        for (left, right) in common(old, new, by: key) {
            visit(old[row..<left], new[column..<right], (left, right))
            (row, column) = (left + 1, right + 1)
        }
        visit(old[row...], new[column...], nil)
    }

    /// A longest common subsequence; of several the one that takes what stands first.
    private static func common(
        _ old: ArraySlice<Step>, _ new: ArraySlice<Step>, by key: KeyPath<Step, String>
    ) -> [(Int, Int)] {
        let (left, right) = (old.map { $0[keyPath: key] }, new.map { $0[keyPath: key] })
        guard !left.isEmpty, !right.isEmpty else { return [] }
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
        var result: [(Int, Int)] = []
        var (row, column) = (0, 0)
        while row < left.count, column < right.count {
            if left[row] == right[column] {
                result.append((old.startIndex + row, new.startIndex + column))
                (row, column) = (row + 1, column + 1)
            } else if lengths[row + 1][column] >= lengths[row][column + 1] {
                row += 1
            } else {
                column += 1
            }
        }
        return result
    }
}
