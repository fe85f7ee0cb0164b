import ABIModel
import Drift

/// The bytes of a record as a grid, eight to a row, the layouts side by side; what is new, moved or of another type
/// is marked by colour and by a sign. Members of unions, which share bytes, lie in lanes below each other.
struct LayoutPicture {
    private static let rowHeight = 20
    private static let columnWidth = 184
    private static let gap = 14
    private static let axis = 34
    private static let head = 34
    private static let bitsInRow = 64
    /// Runs of more rows than this that are alike in all columns are drawn as one band.
    private static let longestRun = 6

    let layout: LayoutColumns

    /// One line of the drawing: a row of eight bytes, or a band for several.
    private enum Line: Hashable {
        case row(Int)
        case band(first: Int, count: Int)
    }

    /// The picture.
    var svg: String {
        let lines = lines
        let tops = tops(lines)
        let width =
            Self.axis + layout.columns.count * Self.columnWidth + (layout.columns.count - 1) * Self.gap + 1
        let height = (tops.last ?? Self.head) + 6
        var parts: [String] = []
        for (index, line) in lines.enumerated() {
            let y = tops[index]
            switch line {
            case .row(let row):
                parts.append(SVGText.text(Self.axis - 6, y + 14, "axis", "\(row * 8)", anchor: "end"))
            case .band(let first, let count):
                let words = "bytes \(first * 8)\u{2026}\((first + count) * 8 - 1) are alike"
                parts.append(
                    SVGText.rect(Self.axis, y + 3, width - Self.axis - 1, Self.rowHeight - 6, "band"))
                parts.append(SVGText.text(Self.axis + 8, y + 14, "axis", words))
            }
        }
        for (index, column) in layout.columns.enumerated() {
            let x = Self.axis + index * (Self.columnWidth + Self.gap)
            parts.append(SVGText.text(x, 14, "label", column.label))
            parts.append(SVGText.text(x, 28, "axis", "\(column.sizeBytes) bytes"))
            parts += draw(column, x, lines, tops)
        }
        return SVGText.picture(
            width: width, height: height,
            label: "Layout of \(layout.typeName) in \(layout.columns.map(\.label).joined(separator: ", "))",
            parts)
    }

    // MARK: Rows

    private var rowCount: Int { (layout.columns.map(\.sizeBytes).max() ?? 0) / 8 + 1 }

    /// The rows with bytes, long runs of like ones made bands.
    private var lines: [Line] {
        let count = (layout.columns.map { ($0.sizeBytes + 7) / 8 }.max() ?? 0)
        let isAlike = (0..<count).map { row in
            let contents = layout.columns.map { content($0, row) }
            return contents.allSatisfy { $0 == contents.first && !$0.contains { $0.hasPrefix("!") } }
        }
        var lines: [Line] = []
        var row = 0
        while row < count {
            var end = row
            while end < count, isAlike[end] { end += 1 }
            if end - row > Self.longestRun {
                lines += [.row(row), .band(first: row + 1, count: end - row - 2), .row(end - 1)]
                row = end
            } else {
                lines.append(.row(row))
                row += 1
            }
        }
        return lines
    }

    /// What stands in a row, in words that tell rows apart.
    private func content(_ column: LayoutColumns.Column, _ row: Int) -> [String] {
        let range = (row * Self.bitsInRow)..<((row + 1) * Self.bitsInRow)
        if range.lowerBound >= column.sizeBytes * 8 { return ["beyond"] }
        return column.cells.filter {
            $0.offsetBits < range.upperBound && $0.offsetBits + $0.sizeBits > range.lowerBound
        }
        .map { ($0.change == .same ? "" : "!") + "\($0.declaration) \($0.offsetBits)" }
    }

    /// Where each line begins, and where the last one ends.
    private func tops(_ lines: [Line]) -> [Int] {
        let lanes = layout.columns.map { LayoutLanes($0.cells) }
        var tops = [Self.head]
        for line in lines {
            var count = 1
            if case .row(let row) = line {
                let bits = (row * Self.bitsInRow)..<((row + 1) * Self.bitsInRow)
                count = lanes.map { $0.count(in: bits) }.max() ?? 1
            }
            tops.append((tops.last ?? Self.head) + count * Self.rowHeight)
        }
        return tops
    }

    // MARK: Columns

    private func draw(
        _ column: LayoutColumns.Column, _ x: Int, _ lines: [Line], _ tops: [Int]
    ) -> [String] {
        var parts: [String] = []
        let lanes = LayoutLanes(column.cells)
        for (index, line) in lines.enumerated() {
            guard case .row(let row) = line, row * 8 < column.sizeBytes else { continue }
            let bytes = min(8, column.sizeBytes - row * 8)
            let count = lanes.count(in: (row * Self.bitsInRow)..<((row + 1) * Self.bitsInRow))
            let height = count > 1 ? count * Self.rowHeight : tops[index + 1] - tops[index]
            parts.append(SVGText.rect(x, tops[index], Self.columnWidth * bytes / 8, height, "hole"))
        }
        for (cell, lane) in zip(column.cells, lanes.lanes) where cell.sizeBits > 0 {
            let starts = lanes.starts(in: lane)
            parts += draw(cell, x, lines, tops, lane: lane, lanes: lanes, starts: starts)
        }
        return parts
    }

    /// A member: its part of the first row, whole rows as one block, its part of the last row.
    private func draw(
        _ cell: LayoutColumns.Cell, _ x: Int, _ lines: [Line], _ tops: [Int], lane: Int, lanes: LayoutLanes,
        starts: [Int]
    ) -> [String] {
        struct Block {
            var line: Int
            var count: Int
            var start: Int
            var end: Int
            var top: Int
            var height: Int
            /// Where the next member of the row begins.
            var free: Int
        }
        var blocks: [Block] = []
        for (index, line) in lines.enumerated() {
            guard case .row(let row) = line else { continue }
            let base = row * Self.bitsInRow
            let start = max(cell.offsetBits, base) - base
            let end = min(cell.offsetBits + cell.sizeBits, base + Self.bitsInRow) - base
            guard start < end else { continue }
            let whole = tops[index + 1] - tops[index]
            let isShared = lanes.isShared(base..<base + Self.bitsInRow)
            let top = tops[index] + (isShared ? lane * Self.rowHeight : 0)
            let height = isShared ? Self.rowHeight : whole
            if let last = blocks.last, last.start == start, last.end == end, last.line + last.count == index,
                last.top + last.height == top
            {
                blocks[blocks.count - 1].count += 1
                blocks[blocks.count - 1].height += height
            } else {
                let free = starts.first { $0 >= base + end } ?? .max
                blocks.append(
                    Block(
                        line: index, count: 1, start: start, end: end, top: top, height: height,
                        free: min(free - base, Self.bitsInRow)))
            }
        }
        let (name, sign, words) = Self.describe(cell.change)
        let title =
            "\(cell.declaration); at byte \(Self.place(cell.offsetBits)), "
            + (cell.sizeBits % 8 == 0 ? "\(cell.sizeBits / 8) bytes" : "\(cell.sizeBits) bits") + words
        let widest = blocks.indices.max { left, right in
            let (one, other) = (blocks[left], blocks[right])
            return (one.end - one.start, one.count, -left) < (other.end - other.start, other.count, -right)
        }
        return blocks.enumerated().flatMap { index, block -> [String] in
            let left = x + Self.columnWidth * block.start / Self.bitsInRow
            let right = x + Self.columnWidth * block.end / Self.bitsInRow
            let (top, height) = (block.top, block.height)
            var parts = [SVGText.rect(left, top, max(2, right - left), height, "cell \(name)", title: title)]
            guard index == widest else { return parts }
            let words = sign + cell.name
            let room = (right - left - 8) / 7
            let free = (Self.columnWidth * block.free / Self.bitsInRow - (right - x) - 6) / 7
            if room >= min(words.count, 5) {
                parts.append(
                    SVGText.text(left + 4, top + height / 2 + 4, "member \(name)", SVGText.cut(words, room)))
            } else if free >= 5 {
                // A small member before a hole: the hole has room for its name.
                parts.append(
                    SVGText.text(right + 4, top + height / 2 + 4, "member \(name)", SVGText.cut(words, free)))
            }
            return parts
        }
    }

    private static func describe(_ change: LayoutColumns.Change) -> (
        name: String, sign: String, words: String
    ) {
        switch change {
        case .same: ("same", "", "")
        case .added: ("added", "+ ", "; new")
        case .moved(let bits): ("moved", "\u{2195} ", "; moved from byte \(place(bits))")
        case .retyped(let type): ("retyped", "~ ", "; was \(type)")
        }
    }

    /// `24`, or `24:3` for a bit.
    static func place(_ bits: Int) -> String { bits % 8 == 0 ? "\(bits / 8)" : "\(bits / 8):\(bits % 8)" }
}

extension LayoutColumns.Column {
    /// What differs from the column before, in words, for those who cannot see the picture.
    var changes: [String] {
        cells.compactMap { cell in
            switch cell.change {
            case .same: nil
            case .added: "+ \(cell.declaration) at \(LayoutPicture.place(cell.offsetBits))"
            case .moved(let bits):
                "\u{2195} \(cell.name) from \(LayoutPicture.place(bits)) to \(LayoutPicture.place(cell.offsetBits))"
            case .retyped(let type): "~ \(cell.declaration), was \(type)"
            }
        } + gone.map { "\u{2212} \($0) is gone" }
    }
}
