/// Members that share bytes, as those of a union do, told apart by lanes: none overlaps another of its lane.
struct LayoutLanes {
    /// The lane of each cell, from 0, in the cells' order.
    let lanes: [Int]
    private let ranges: [Range<Int>]

    init(_ cells: [LayoutColumns.Cell]) {
        let ranges = cells.map { $0.offsetBits..<($0.offsetBits + $0.sizeBits) }
        var found: [Int] = []
        for (index, range) in ranges.enumerated() {
            let taken = Set((0..<index).filter { ranges[$0].overlaps(range) }.map { found[$0] })
            found.append((0...index).first { !taken.contains($0) } ?? 0)
        }
        lanes = found
        self.ranges = ranges
    }

    /// How many lanes are in use in a stretch of bits; 1 where none is.
    func count(in bits: Range<Int>) -> Int {
        (zip(lanes, ranges).filter { $1.overlaps(bits) }.map(\.0).max() ?? 0) + 1
    }

    /// Whether members lie below each other in a stretch of bits.
    func isShared(_ bits: Range<Int>) -> Bool { count(in: bits) > 1 }

    /// Where the members of a lane begin, in bits.
    func starts(in lane: Int) -> [Int] {
        zip(lanes, ranges).filter { $0.0 == lane }.map(\.1.lowerBound).sorted()
    }
}
