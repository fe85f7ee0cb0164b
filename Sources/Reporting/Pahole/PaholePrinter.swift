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
    static let lineBytes = 64

    private let records: PaholeRecords

    /// Makes a printer.
    ///
    /// - Parameters:
    ///   - records: the records that members of the drawn ones may be; without them their alignment and
    ///     padding are not known, and pahole's remarks on these are not drawn.
    ///   - pointerBytes: the size of a pointer, in bytes.
    public init(records: [Record] = [], pointerBytes: Int = 8) {
        self.records = PaholeRecords(records, pointerBytes: pointerBytes)
    }

    /// The lines of a record.
    public func lines(_ record: Record) -> [String] {
        text(record).split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    /// The record as text, one line end after each line.
    public func text(_ record: Record) -> String {
        var drawing = PaholeDrawing(records: records)
        drawing.draw(record)
        return drawing.text
    }

    /// Two forms of a record as one drawing: a mark before each line, and the old offset of members
    /// that moved. Of members that stay as they were, those beside a change are drawn.
    public func lines(from old: Record, to new: Record) -> [String] {
        Self.elided(allLines(from: old, to: new))
    }

    /// The fewest members that are worth leaving out.
    private static let fewestElided = 3

    /// The lines without those whose neighbours are unchanged as well.
    private static func elided(_ lines: [String]) -> [String] {
        func isSame(_ index: Int) -> Bool { lines[index].hasPrefix("  ") }
        let members = lines.indices.dropFirst().dropLast(2)
        func isFar(_ index: Int) -> Bool {
            [index - 1, index, index + 1].allSatisfy { !members.contains($0) || isSame($0) }
        }
        var result: [String] = []
        var hidden: [String] = []
        for index in lines.indices {
            if members.contains(index), isFar(index) {
                hidden.append(lines[index])
                continue
            }
            result += hidden.count < fewestElided ? hidden : ["  \t/* \(hidden.count) members as before */"]
            hidden = []
            result.append(lines[index])
        }
        return result
    }

    private func allLines(from old: Record, to new: Record) -> [String] {
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
