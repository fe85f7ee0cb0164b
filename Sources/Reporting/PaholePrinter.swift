import ABIModel

/// Draws a record the way pahole(1) prints it: members with `/* offset size */`, holes, padding,
/// bit-field positions and a summary.
public struct PaholePrinter: Sendable {
    /// How a line came to be, for marked-up output.
    enum Mark: String {
        case same = " "
        case added = "+"
        case removed = "-"
        case changed = "!"
    }

    /// The bytes of a cache line, for the marks pahole draws.
    public var cacheLineBytes = 64

    /// Makes a printer.
    public init() {}

    /// The lines of a record.
    public func lines(_ record: Record) -> [String] {
        var printer = Drawing(cacheLineBytes: cacheLineBytes)
        printer.draw(record)
        return printer.lines
    }

    /// The record as text, one line end after each line.
    public func text(_ record: Record) -> String { lines(record).map { $0 + "\n" }.joined() }

    /// Two forms of a record as one drawing: a mark before each line, and the old offset of members
    /// that moved.
    public func lines(from old: Record, to new: Record) -> [String] {
        let before = old.members
        let after = new.members
        var result = ["  \(new.typeName) {"]
        var oldIndex = 0
        let kept = Self.alignment(before.map(\.name), after.map(\.name))
        for (index, member) in after.enumerated() {
            if let partner = kept[index] {
                while oldIndex < partner {
                    result.append("- " + Self.line(before[oldIndex]))
                    oldIndex += 1
                }
                oldIndex = partner + 1
                result.append(Self.change(before[partner], member))
            } else {
                result.append("+ " + Self.line(member))
            }
        }
        while oldIndex < before.count {
            result.append("- " + Self.line(before[oldIndex]))
            oldIndex += 1
        }
        result.append("  };")
        let sizes = (old.sizeBytes ?? 0, new.sizeBytes ?? 0)
        result.append(
            sizes.0 == sizes.1
                ? "  /* size: \(sizes.1), members: \(after.count) */"
                : "! /* size: \(sizes.1), members: \(after.count) */ /* was size: \(sizes.0), members: \(before.count) */"
        )
        return result
    }

    private static func change(_ old: Member, _ new: Member) -> String {
        if old.type != new.type || old.bitWidth != new.bitWidth || old.sizeBits != new.sizeBits {
            return "! " + line(new) + " /* was: \(old.type.declaring(old.name)) at \(place(old)) */"
        }
        if old.offsetBits != new.offsetBits { return "! " + line(new) + " /* was at \(place(old)) */" }
        return "  " + line(new)
    }

    private static func place(_ member: Member) -> String {
        member.bitWidth == nil || member.offsetBits % 8 == 0
            ? "\(member.offsetBits / 8)" : "\(member.offsetBits / 8):\(member.offsetBits % 8)"
    }

    private static func line(_ member: Member) -> String {
        let bits = member.bitWidth.map { ":\($0)" } ?? ""
        let declaration = member.type.declaring(member.name) + bits + ";"
        let size = member.bitWidth == nil ? "\(member.sizeBits / 8)" : "\(member.sizeBits) bits"
        return "\t" + padded(declaration, 44) + " /* \(place(member)) \(size) */"
    }

    /// For each new member the index of the old one of the same name, in an order that both keep.
    private static func alignment(_ old: [String], _ new: [String]) -> [Int: Int] {
        var table = [[Int]](repeating: [Int](repeating: 0, count: new.count + 1), count: old.count + 1)
        for i in old.indices.reversed() {
            for j in new.indices.reversed() {
                table[i][j] =
                    old[i] == new[j] ? table[i + 1][j + 1] + 1 : max(table[i + 1][j], table[i][j + 1])
            }
        }
        var result: [Int: Int] = [:]
        var i = 0
        var j = 0
        while i < old.count, j < new.count {
            if old[i] == new[j] {
                result[j] = i
                i += 1
                j += 1
            } else if table[i + 1][j] >= table[i][j + 1] {
                i += 1
            } else {
                j += 1
            }
        }
        return result
    }

    /// The text filled up with blanks to a width.
    static func padded(_ text: String, _ width: Int) -> String {
        text.count >= width ? text : text + String(repeating: " ", count: width - text.count)
    }
}

/// One drawing of one record, in pahole's layout.
private struct Drawing {
    let cacheLineBytes: Int
    private(set) var lines: [String] = []
    private var holes: [Int] = []
    private var bitHoles = 0
    private var sumBytes = 0
    private var sumBits = 0
    private var nextCacheLine = 1

    init(cacheLineBytes: Int) { self.cacheLineBytes = cacheLineBytes }

    mutating func draw(_ record: Record) {
        lines.append("\(record.typeName) {")
        members(of: record, depth: 1, base: 0)
        let size = record.sizeBytes ?? 0
        let end = record.members.map(\.endBits).max() ?? 0
        let padding = record.kind == .union ? 0 : max(0, size - (end + 7) / 8)
        lines.append("")
        lines.append(
            "\t/* size: \(size), cachelines: \(max(1, (size + cacheLineBytes - 1) / cacheLineBytes)), members: \(record.members.count) */"
        )
        var sums: [String] = []
        if !holes.isEmpty {
            sums.append("sum members: \(sumBytes), holes: \(holes.count), sum holes: \(holes.reduce(0, +))")
        }
        if !sums.isEmpty { lines.append("\t/* \(sums.joined(separator: ", ")) */") }
        if padding > 0 { lines.append("\t/* padding: \(padding) */") }
        if size % cacheLineBytes != 0 {
            lines.append("\t/* last cacheline: \(size % cacheLineBytes) bytes */")
        }
        lines.append("};")
    }

    private mutating func members(of record: Record, depth: Int, base: Int) {
        let indent = String(repeating: "\t", count: depth)
        var end = 0
        for member in record.members {
            if record.kind == .struct {
                let start = member.bitWidth == nil ? member.offsetBits : member.offsetBits / 8 * 8
                let hole = start / 8 - (end + 7) / 8
                if hole > 0 {
                    lines.append("")
                    lines.append("\(indent)/* XXX \(hole) byte\(hole == 1 ? "" : "s") hole, try to pack */")
                    lines.append("")
                    if depth == 1 { holes.append(hole) }
                }
                if depth == 1 { sumBytes += member.bitWidth == nil ? member.sizeBits / 8 : 0 }
                boundary(base + member.offsetBits / 8, indent: indent)
            }
            add(member, indent: indent, depth: depth, base: base)
            end = max(end, member.endBits)
        }
    }

    private mutating func boundary(_ offset: Int, indent: String) {
        guard nextCacheLine * cacheLineBytes <= offset else { return }
        let line = offset / cacheLineBytes
        let past = offset % cacheLineBytes
        let bytes = line * cacheLineBytes
        lines.append(
            past == 0
                ? "\(indent)/* --- cacheline \(line) boundary (\(bytes) bytes) --- */"
                : "\(indent)/* --- cacheline \(line) boundary (\(bytes) bytes) was \(past) bytes ago --- */")
        nextCacheLine = line + 1
    }

    private mutating func add(_ member: Member, indent: String, depth: Int, base: Int) {
        let offset = base + member.offsetBits / 8
        if let record = member.record {
            lines.append("\(indent)\(record.kind.rawValue) {")
            members(of: record, depth: depth + 1, base: offset)
            let name = member.name.isEmpty ? "}" : "} \(member.name)"
            lines.append(
                comment(
                    "\(indent)\(name);", offset: "\(offset)", size: "\(member.sizeBits / 8)", depth: depth))
            return
        }
        var declaration = member.type.declaring(member.name)
        // pahole lines names up in a column after the type.
        if !member.type.contains("("), !member.type.contains("["), !member.name.isEmpty {
            let stars = String(member.type.reversed().prefix { $0 == "*" })
            let type = String(member.type.dropLast(stars.count)).trimmingEnd
            declaration = PaholePrinter.padded(type, 26) + " " + stars + member.name
        }
        if let width = member.bitWidth {
            let unit = member.offsetBits / 8
            lines.append(
                comment(
                    "\(indent)\(declaration):\(width);", offset: "\(base + unit):\(member.offsetBits % 8)",
                    size: "\(max(1, (width + 7) / 8))", depth: depth))
        } else {
            lines.append(
                comment(
                    "\(indent)\(declaration);", offset: "\(offset)", size: "\(member.sizeBits / 8)",
                    depth: depth))
        }
    }

    private func comment(_ text: String, offset: String, size: String, depth: Int) -> String {
        let left = PaholePrinter.padded(text, 49 + depth)
        return "\(left) /* \(leftPadded(offset, 5)) \(leftPadded(size, 5)) */"
    }

    private func leftPadded(_ text: String, _ width: Int) -> String {
        text.count >= width ? text : String(repeating: " ", count: width - text.count) + text
    }
}

extension String {
    fileprivate var trimmingEnd: String {
        var copy = self
        while copy.last == " " { copy.removeLast() }
        return copy
    }
}
