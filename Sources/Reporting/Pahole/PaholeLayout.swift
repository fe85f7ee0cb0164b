import ABIModel

/// What pahole works out of a record before it prints it: where each member's unit begins, holes, padding,
/// and the attributes that its layout betrays. Units are bytes where nothing else is said.
struct PaholeLayout {
    /// A member as pahole sees it.
    struct Part {
        var member: Member
        var shape: CTypeShape
        /// The offset; of a bit-field that of its unit.
        var offset: Int
        /// The size; of a bit-field that of its unit.
        var size: Int
        /// The alignment in an attribute; 0 without.
        var alignment = 0
        /// Bytes that nothing uses before the next member.
        var hole = 0
        /// Bits that nothing uses before the next member.
        var bitHole = 0

        var isBitField: Bool { member.bitWidth != nil }
        /// The first bit, counted from the unit's.
        var bit: Int { member.offsetBits - 8 * offset }
    }

    let record: Record
    private(set) var parts: [Part]
    private(set) var firstHole = 0
    private(set) var firstBitHole = 0
    private(set) var holes = 0
    private(set) var bitHoles = 0
    private(set) var padding = 0
    private(set) var bitPadding = 0
    /// The alignment in the record's attribute; 0 without.
    private(set) var alignment = 0
    private(set) var isPacked = false

    init(_ record: Record, _ records: PaholeRecords) {
        self.record = record
        let size = record.sizeBytes ?? 0
        // Debug information has no bit-fields without a name.
        let members = record.members.filter { !($0.name.isEmpty && $0.bitWidth != nil) }
        parts = members.map { member in
            var part = Part(
                member: member, shape: records.shape(member), offset: member.offsetBits / 8,
                size: member.sizeBits / 8)
            if member.bitWidth != nil {
                part.size = records.unitBytes(of: member)
                part.offset = member.offsetBits / (8 * part.size) * part.size
            }
            return part
        }
        inferAlignments(size, records)
        guard record.kind == .struct else { return }
        findHoles(size)
        inferPacking(size, records)
    }

    /// An alignment shows where a member stands further behind the one before than its type asks for.
    private mutating func inferAlignments(_ size: Int, _ records: PaholeRecords) {
        var end = 0
        for index in parts.indices where parts[index].size > 0 {
            parts[index].alignment = Self.alignment(
                parts[index].offset, after: end, natural: records.naturalAlignment(of: parts[index].member))
            end = parts[index].offset + parts[index].size
        }
        alignment = Self.alignment(size, after: end, natural: records.naturalAlignment(of: record))
    }

    private static func alignment(_ offset: Int, after end: Int, natural: Int) -> Int {
        let gap = offset - end
        guard gap > 0, offset % 2 == 0 else { return 0 }
        var result = 1
        while result <= gap { result *= 2 }
        if result <= natural || result == 1 { return 0 }
        let line = PaholePrinter.lineBytes
        return result < line && offset % line == 0 ? line : result
    }

    private mutating func findHoles(_ size: Int) {
        var unitEnd = size * 8
        var unitSize = 0
        var seen = 0
        var isInUnit = false
        for index in parts.indices {
            let part = parts[index]
            let start = part.member.offsetBits
            let end = start + (part.member.bitWidth ?? part.size * 8)
            var freeBits = 0
            var freeBytes = 0
            if isInUnit {
                let limit = min(start, unitEnd)
                freeBits = limit - seen
                seen = limit
            }
            if part.isBitField {
                let first = part.offset * 8
                if seen < first, first <= start {
                    freeBytes = part.offset - seen / 8
                    seen = first
                }
                freeBits += start - seen
                isInUnit = true
                if end > unitEnd || part.size * 8 > unitSize {
                    unitSize = part.size * 8
                    unitEnd = first + unitSize
                    if end > unitEnd { unitEnd += unitSize }
                }
            } else {
                freeBytes = start / 8 - seen / 8
                isInUnit = false
                unitSize = 0
                unitEnd = end
            }
            seen = end
            if index == 0 {
                (firstHole, firstBitHole) = (freeBytes, freeBits)
            } else {
                parts[index - 1].hole = freeBytes
                parts[index - 1].bitHole = freeBits
            }
            if freeBits != 0 { bitHoles += 1 }
            if freeBytes != 0 { holes += 1 }
        }
        if isInUnit {
            let limit = min(size * 8, unitEnd)
            bitPadding = limit - seen
            seen = limit
        }
        padding = size - seen / 8
    }

    /// A record without gaps is packed when a member stands, or its size is, where the types would not have it.
    private mutating func inferPacking(_ size: Int, _ records: PaholeRecords) {
        guard padding == 0, holes == 0 else { return }
        var greatest = 1
        for part in parts {
            let natural = records.naturalAlignment(of: part.member)
            greatest = max(greatest, natural)
            if part.offset % natural != 0 { isPacked = true }
        }
        if size % greatest != 0 { isPacked = true }
    }
}
