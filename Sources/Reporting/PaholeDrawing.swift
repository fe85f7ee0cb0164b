import ABIModel

/// One drawing of one record, in pahole's layout (dwarves 1.24).
///
/// Two remarks of pahole's are not drawn, since a record alone does not tell them: alignment attributes, and
/// the padding at the end of the structs that members are of.
struct PaholeDrawing {
    let cacheLineBytes: Int
    private(set) var lines: [String] = []
    private var holes: [Int] = []
    private var bitHoles: [Int] = []
    private var sumBytes = 0
    private var sumBits = 0
    private var nextCacheLine = 1

    init(cacheLineBytes: Int) { self.cacheLineBytes = cacheLineBytes }

    mutating func draw(_ record: Record) {
        lines.append("\(record.typeName) {")
        let end = members(of: record, depth: 1, base: 0)
        let size = record.sizeBytes ?? 0
        lines.append("")
        let cacheLines = max(1, (size + cacheLineBytes - 1) / cacheLineBytes)
        lines.append("\t/* size: \(size), cachelines: \(cacheLines), members: \(record.members.count) */")
        sums()
        if record.kind == .struct {
            if size > end.bytes { lines.append("\t/* padding: \(size - end.bytes) */") }
            if end.spareBits > 0 { lines.append("\t/* bit_padding: \(end.spareBits) bits */") }
        }
        if size % cacheLineBytes != 0 {
            lines.append("\t/* last cacheline: \(size % cacheLineBytes) bytes */")
        }
        lines.append("};")
    }

    private mutating func sums() {
        guard !holes.isEmpty || !bitHoles.isEmpty else { return }
        if sumBytes > 0 {
            let words = holes.isEmpty ? "" : ", holes: \(holes.count), sum holes: \(holes.reduce(0, +))"
            lines.append("\t/* sum members: \(sumBytes)\(words) */")
        }
        if sumBits > 0 {
            let words =
                bitHoles.isEmpty
                ? " (\(sumBits / 8) bytes)"
                : ", bit holes: \(bitHoles.count), sum bit holes: \(bitHoles.reduce(0, +)) bits"
            lines.append("\t/* sum bitfield members: \(sumBits) bits\(words) */")
        }
    }

    /// Where the members drawn so far end: whole bytes, and bits of the last one that no bit-field has.
    private struct End {
        var bytes = 0
        var spareBits = 0
    }

    private mutating func members(of record: Record, depth: Int, base: Int) -> End {
        var end = End()
        for member in record.members where !(member.name.isEmpty && member.bitWidth == 0) {
            if record.kind == .struct {
                gap(before: member, after: end, depth: depth)
                if depth == 1 {
                    if let width = member.bitWidth {
                        sumBits += width
                    } else {
                        sumBytes += member.sizeBits / 8
                    }
                }
                boundary(base + start(of: member) / 8, indent: String(repeating: "\t", count: depth))
            }
            add(member, depth: depth, base: base)
            let bits = member.endBits
            let bytes = (bits + 7) / 8
            if member.bitWidth == nil {
                end = End(bytes: max(end.bytes, bytes))
            } else {
                // A bit-field takes up its unit as far as nothing else has begun in it.
                let unit = unitBits(of: member)
                let limit = record.sizeBytes.map { $0 * 8 } ?? Int.max
                let unitEnd = min((bits + unit - 1) / unit * unit, limit)
                end = End(bytes: max(end.bytes, unitEnd / 8), spareBits: unitEnd - bits)
            }
        }
        return end
    }

    /// The first bit of a member, of a bit-field the first bit of its byte.
    private func start(of member: Member) -> Int {
        member.bitWidth == nil ? member.offsetBits : member.offsetBits / 8 * 8
    }

    private func unitBits(of member: Member) -> Int {
        PaholeTypes.unitBytes(of: member.canonicalType ?? member.type) * 8
    }

    /// Bytes and bits that nothing uses, before a member.
    private mutating func gap(before member: Member, after end: End, depth: Int) {
        let usedBits = end.bytes * 8 - end.spareBits
        let free = member.offsetBits - usedBits
        guard free > 0 else { return }
        let indent = String(repeating: "\t", count: depth)
        let bits = min(end.spareBits, free)
        // What a bit-field's unit has left belongs to the next member where that begins within the unit.
        let isInUnit = member.offsetBits < end.bytes * 8
        let lostBits = isInUnit ? (8 - usedBits % 8) % 8 : bits
        let lostBytes = isInUnit ? (free - lostBits) / 8 : (free - bits) / 8
        guard lostBits > 0 || lostBytes > 0 else { return }
        lines.append("")
        if lostBits > 0 {
            lines.append("\(indent)/* XXX \(lostBits) bit\(lostBits == 1 ? "" : "s") hole, try to pack */")
            if depth == 1 { bitHoles.append(lostBits) }
        }
        if lostBytes > 0 {
            lines.append("\(indent)/* XXX \(lostBytes) byte\(lostBytes == 1 ? "" : "s") hole, try to pack */")
            if depth == 1 { holes.append(lostBytes) }
        }
        lines.append("")
        if lostBits > 0, member.bitWidth != nil, !isInUnit {
            lines.append("\(indent)/* Force alignment to the next boundary: */")
            let type = PaholeTypes.text(member.type)
            lines.append(indent + PaholePrinter.padded(type, width(depth)) + " :0;")
            lines.append("")
        }
    }

    private mutating func boundary(_ offset: Int, indent: String) {
        guard nextCacheLine * cacheLineBytes <= offset else { return }
        let line = offset / cacheLineBytes
        let past = offset % cacheLineBytes
        let ago = past == 0 ? "" : " was \(past) bytes ago"
        lines.append(
            "\(indent)/* --- cacheline \(line) boundary (\(line * cacheLineBytes) bytes)\(ago) --- */")
        nextCacheLine = line + 1
    }

    /// How far a type is filled up; nesting takes of it.
    private func width(_ depth: Int) -> Int { max(0, 26 - 8 * (depth - 1)) }

    private mutating func add(_ member: Member, depth: Int, base: Int) {
        let indent = String(repeating: "\t", count: depth)
        let offset = base + member.offsetBits / 8
        if let record = member.record {
            lines.append("\(indent)\(record.kind.rawValue) {")
            _ = members(of: record, depth: depth + 1, base: offset)
            let name = member.name.isEmpty ? "};" : "} \(member.name);"
            line(name, left("\(offset)", 5) + " " + left("\(member.sizeBits / 8)", 5), depth: depth)
            return
        }
        let declaration = PaholeTypes.declaration(member.type, member.name, width: width(depth))
        guard let bits = member.bitWidth else {
            let place = left("\(offset)", 5) + " " + left("\(member.sizeBits / 8)", 5)
            return line(declaration + ";", place, depth: depth)
        }
        let unit = unitBits(of: member)
        let first = member.offsetBits / unit * unit
        let place =
            left("\(base + first / 8)", 5) + ":" + left("\(member.offsetBits - first)", 2) + " "
            + left("\(unit / 8)", 2)
        line("\(declaration):\(bits);", place, depth: depth)
    }

    private mutating func line(_ text: String, _ place: String, depth: Int) {
        let column = max(0, 49 - 8 * (depth - 1))
        let filled = text.count < column ? PaholePrinter.padded(text, column) : text + " "
        lines.append(String(repeating: "\t", count: depth) + filled + "/* \(place) */")
    }

    private func left(_ text: String, _ width: Int) -> String {
        text.count >= width ? text : String(repeating: " ", count: width - text.count) + text
    }
}
