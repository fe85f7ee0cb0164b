/// What a piece of memory holds: cells of written values over a background.
///
/// A cell is a run of bits, counted from the start with the lowest bit of the first byte first
/// (little endian), so that bit-fields are cells like any other. Cells are sorted, do not overlap,
/// and never repeat the background, so that equal memory is mostly equal contents.
public struct Contents: Hashable, Sendable {
    /// What stands where nothing was written.
    enum Background: UInt8, Hashable, Sendable { case zero, uninitialized, unknown }

    /// A written run of bits. An integer is kept sign-extended; a run wider than 64 bits is all zero
    /// or all uninitialised.
    struct Cell: Hashable, Sendable {
        var start: Int
        var width: Int
        var value: Value
        var end: Int { start + width }

        /// The part of the cell from one bit to another. Half a pointer is worth nothing.
        func part(from low: Int, to high: Int) -> Cell {
            if low == start, high == end { return self }
            var part = Cell(start: low, width: high - low, value: .uninitialized)
            if case .integer(let number) = value {
                let shifted = width > 64 ? 0 : number >> Int64(low - start)
                part.value = .integer(Form(kind: .signed, bits: 64).held(shifted, width: high - low))
            }
            return part
        }
    }

    var background: Background
    var cells: ContiguousArray<Cell> = []

    init(_ background: Background) { self.background = background }

    /// The first cell that ends after that bit.
    func index(endingAfter bit: Int) -> Int {
        var low = 0
        var high = cells.count
        while low < high {
            let middle = (low + high) / 2
            if cells[middle].end > bit { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// The value of a scalar's bits: an integer of that width sign-extended, a whole pointer, or
    /// uninitialised if any bit is.
    func read(_ start: Int, _ width: Int) throws(Fault) -> Value {
        let first = index(endingAfter: start)
        guard first < cells.count, cells[first].start < start + width else { return try backgroundValue() }
        if cells[first].start == start, cells[first].width == width { return cells[first].value }
        return try composed(start, width, first)
    }

    private func backgroundValue() throws(Fault) -> Value {
        switch background {
        case .zero: return .integer(0)
        case .uninitialized: return .uninitialized
        case .unknown: throw .unsupported("its contents are not known to this unit")
        }
    }

    private func composed(_ start: Int, _ width: Int, _ first: Int) throws(Fault) -> Value {
        guard width <= 64 else { throw .unsupported("a scalar of \(width) bits is read") }
        var bits: UInt64 = 0
        var isUninitialized = false
        var position = start
        var index = first
        while position < start + width {
            let isCell = index < cells.count && cells[index].start <= position
            let next = index < cells.count ? cells[index].start : Int.max
            let end = min(start + width, isCell ? cells[index].end : next)
            let value = isCell ? cells[index].part(from: position, to: end).value : try backgroundValue()
            switch value {
            case .integer(let number):
                let mask = end - position >= 64 ? UInt64.max : 1 << UInt64(end - position) - 1
                bits |= (UInt64(bitPattern: number) & mask) << UInt64(position - start)
            case .uninitialized:
                if isCell, cells[index].value != .uninitialized {
                    throw .undefined("a part of a pointer is read as an integer")
                }
                isUninitialized = true
            default:
                throw .undefined("a pointer is read together with what stands beside it")
            }
            position = end
            if isCell { index += 1 }
        }
        if isUninitialized { return .uninitialized }
        return .integer(Form(kind: .signed, bits: 64).held(Int64(bitPattern: bits), width: width))
    }

    /// Puts a scalar, or a run of one value, over what stood there.
    mutating func write(_ value: Value, _ start: Int, _ width: Int) {
        guard width > 0 else { return }
        var value = value
        if case .integer(let number) = value, width < 64 {
            value = .integer(Form(kind: .signed, bits: 64).held(number, width: width))
        }
        let cell = isBackground(value) ? nil : Cell(start: start, width: width, value: value)
        let first = index(endingAfter: start)
        if first == cells.count || cells[first].start >= start + width {
            if let cell { cells.insert(cell, at: first) }
        } else if cells[first].start == start, cells[first].width == width {
            if let cell { cells[first].value = cell.value } else { cells.remove(at: first) }
        } else {
            replace(first, start, start + width, with: cell.map { [$0] } ?? [])
        }
    }

    /// Whether writing the value makes no difference to memory that nobody has written.
    func isBackground(_ value: Value) -> Bool {
        switch (background, value) {
        case (.zero, .integer(0)), (.uninitialized, .uninitialized): true
        default: false
        }
    }

    /// Replaces the bits from `start` to `end` by new cells; what overlaps the edges keeps its rest.
    mutating func replace(
        _ first: Int, _ start: Int, _ end: Int, with new: ContiguousArray<Cell>
    ) {
        var last = first
        var rest: ContiguousArray<Cell> = []
        var after: Cell?
        while last < cells.count, cells[last].start < end {
            let cell = cells[last]
            if cell.start < start { rest.append(cell.part(from: cell.start, to: start)) }
            if cell.end > end { after = cell.part(from: end, to: cell.end) }
            last += 1
        }
        rest += new
        if let after { rest.append(after) }
        rest.removeAll { isBackground($0.value) }
        cells.replaceSubrange(first..<last, with: rest)
    }
}
