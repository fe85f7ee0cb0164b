extension Contents {
    /// A copy of the bits from `start` on, counted from 0.
    func slice(_ start: Int, _ width: Int) throws(Fault) -> Contents {
        if background == .unknown { try requireKnown(start, width) }
        var slice = Contents(background == .zero ? .zero : .uninitialized)
        var index = index(endingAfter: start)
        while index < cells.count, cells[index].start < start + width {
            let cell = cells[index]
            var part = cell.part(from: max(cell.start, start), to: min(cell.end, start + width))
            part.start -= start
            if !slice.isBackground(part.value) { slice.cells.append(part) }
            index += 1
        }
        return slice
    }

    /// Writes the first `width` bits of other contents at `start`.
    mutating func paste(_ other: Contents, _ start: Int, _ width: Int) {
        guard width > 0 else { return }
        let gap: Value? =
            switch (background, other.background) {
            case (.zero, .zero), (.uninitialized, .uninitialized): nil
            case (_, .zero): .integer(0)
            default: .uninitialized
            }
        var new: ContiguousArray<Cell> = []
        var position = 0
        for cell in other.cells where cell.start < width {
            let part = cell.part(from: cell.start, to: min(cell.end, width))
            if let gap, position < part.start {
                new.append(Cell(start: start + position, width: part.start - position, value: gap))
            }
            position = part.end
            new.append(Cell(start: start + part.start, width: part.width, value: part.value))
        }
        if let gap, position < width {
            new.append(Cell(start: start + position, width: width - position, value: gap))
        }
        replace(index(endingAfter: start), start, start + width, with: new)
    }

    private func requireKnown(_ start: Int, _ width: Int) throws(Fault) {
        var position = start
        var index = index(endingAfter: start)
        while index < cells.count, cells[index].start <= position, position < start + width {
            position = cells[index].end
            index += 1
        }
        guard position >= start + width else {
            throw .unsupported("its contents are not known to this unit")
        }
    }
}
