import ABIModel

/// One drawing of one record, in the layout of pahole(1) (dwarves 1.24) as it prints BTF.
struct PaholeDrawing {
    /// What nesting changes.
    private struct Place {
        var depth = 1
        /// How far a type is filled up; may become negative.
        var typeWidth = 26
        var nameWidth = 23
        /// The offset in bytes of the record that is being drawn, from the start of the outermost.
        var base = 0
        var isInUnion = false
        var isFirst = false
        var isLast = false

        var indent: String { String(repeating: "\t", count: depth) }

        /// Whether an array without a number of elements is written as such.
        var hidesZero: Bool { isLast && !isFirst && !isInUnion }
    }

    /// What the remarks below a record's members count.
    private struct Sums {
        var bytes = 0
        var bits = 0
        var holes = 0
        var bitHoles = 0
        var paddings: [Int] = []
        var alignments = 0
        var alignmentHoles: [Int] = []
    }

    private let records: PaholeRecords
    private(set) var text = ""
    private var cacheLine = 0

    init(records: PaholeRecords) { self.records = records }

    mutating func draw(_ record: Record) {
        text += record.typedefName == nil ? record.typeName : "typedef \(record.kind.rawValue)"
        text += " {\n"
        let alias = record.typedefName.map { " \($0)" } ?? ""
        var place = Place()
        if record.kind == .union {
            place.nameWidth = 21
            members(ofUnion: PaholeLayout(record, records), place)
            text += "}\(alias);\n"
            return
        }
        let layout = PaholeLayout(record, records)
        let sums = members(of: layout, place)
        remarks(layout, sums, place)
        text += "}" + Self.attributes(layout, name: alias) + ";\n"
    }

    // MARK: Below the members

    private mutating func remarks(_ layout: PaholeLayout, _ sums: Sums, _ place: Place) {
        let size = layout.record.sizeBytes ?? 0
        let line = PaholePrinter.lineBytes
        text +=
            "\n\(place.indent)/* size: \(size), cachelines: \((size + line - 1) / line), members: \(layout.parts.count) */\n"
        if sums.holes > 0 || sums.bitHoles > 0 {
            if sums.bytes > 0 {
                let holes = sums.holes > 0 ? ", holes: \(layout.holes), sum holes: \(sums.holes)" : ""
                text += "\(place.indent)/* sum members: \(sums.bytes)\(holes) */\n"
            }
            if sums.bits > 0 {
                let holes =
                    sums.bitHoles > 0
                    ? ", bit holes: \(layout.bitHoles), sum bit holes: \(sums.bitHoles) bits"
                    : " (\(sums.bits / 8) bytes)"
                text += "\(place.indent)/* sum bitfield members: \(sums.bits) bits\(holes) */\n"
            }
        }
        if layout.padding > 0 { text += "\(place.indent)/* padding: \(layout.padding) */\n" }
        if !sums.paddings.isEmpty {
            text +=
                "\(place.indent)/* paddings: \(sums.paddings.count), sum paddings: \(sums.paddings.reduce(0, +)) */\n"
        }
        if layout.bitPadding > 0 { text += "\(place.indent)/* bit_padding: \(layout.bitPadding) bits */\n" }
        if sums.alignments > 0 {
            let holes = sums.alignmentHoles
            let words =
                holes.isEmpty
                ? "" : ", forced holes: \(holes.count), sum forced holes: \(holes.reduce(0, +))"
            text += "\(place.indent)/* forced alignments: \(sums.alignments)\(words) */\n"
        }
        let rest = (place.base + size) % line
        if rest != 0 { text += "\(place.indent)/* last cacheline: \(rest) bytes */\n" }
        let accounted =
            8 * (sums.bytes + sums.holes + layout.padding) + sums.bits + sums.bitHoles + layout.bitPadding
        if accounted != 8 * size, !layout.parts.isEmpty {
            text +=
                "\n\(place.indent)/* BRAIN FART ALERT! \(size) bytes != \(sums.bytes) (member bytes) + \(sums.bits) (member bits) "
                + "+ \(sums.holes) (byte holes) + \(sums.bitHoles) (bit holes), diff = \(8 * size - accounted) bits */\n"
        }
    }

    /// What stands behind a struct's brace.
    private static func attributes(_ layout: PaholeLayout, name: String = "") -> String {
        (layout.isPacked ? " __attribute__((__packed__))" : "") + name
            + (layout.alignment != 0 && !layout.isPacked
                ? " __attribute__((__aligned__(\(layout.alignment))))" : "")
    }

    // MARK: Members

    private mutating func members(ofUnion layout: PaholeLayout, _ place: Place) {
        let before = cacheLine
        var place = place
        place.isInUnion = true
        for part in layout.parts {
            text += place.indent
            member(part, place)
            text += "\n"
            // Each member of a union begins where the union does.
            cacheLine = before
        }
    }

    private mutating func members(of layout: PaholeLayout, _ place: Place) -> Sums {
        var sums = Sums(holes: layout.firstHole, bitHoles: layout.firstBitHole)
        var isApart = false
        var place = place
        func remark(_ words: String) {
            if !isApart { text += "\n" }
            isApart = true
            text += words
        }
        for (count, what) in [(layout.firstBitHole, "bit"), (layout.firstHole, "byte")] where count > 0 {
            remark("\(place.indent)/* XXX \(Self.counted(count, what)) hole, try to pack */\n")
        }
        var last: PaholeLayout.Part?
        var lastSize = 0
        for (index, part) in layout.parts.enumerated() {
            if part.alignment != 0 {
                let hole = last?.hole ?? layout.firstHole
                if hole != 0 { sums.alignmentHoles.append(hole) }
                sums.alignments += 1
            }
            if let last, lastSize != 0 {
                bitHole(after: last, before: part, place)
                if let words = Self.sharing(last, part, lastSize) {
                    remark("\(place.indent)/* Bitfield combined with \(words) fields */\n")
                }
            }
            if isApart { text += "\n" }
            isApart = false
            place.isFirst = last == nil
            place.isLast = index == layout.parts.count - 1
            text += place.indent
            member(part, place)
            if let padding = padding(of: part), padding > 0 {
                sums.paddings.append(padding)
                remark(
                    "\n\(place.indent)/* XXX last struct has \(Self.counted(padding, "byte")) of padding */")
            }
            for (count, what) in [(part.bitHole, "bit"), (part.hole, "byte")] where count > 0 {
                remark("\n\(place.indent)/* XXX \(Self.counted(count, what)) hole, try to pack */")
            }
            sums.holes += part.hole
            sums.bitHoles += part.bitHole
            text += "\n"
            if let width = part.member.bitWidth { sums.bits += width } else { sums.bytes += part.size }
            if last == nil || lastSize == 0 || last?.offset != part.offset
                || last?.isBitField == false && part.isBitField
            {
                lastSize = part.size
            }
            last = part
        }
        return sums
    }

    private static func counted(_ count: Int, _ what: String) -> String {
        "\(count) \(what)\(count == 1 ? "" : "s")"
    }

    /// Bits that a declaration without a name would take.
    private mutating func bitHole(
        after last: PaholeLayout.Part, before part: PaholeLayout.Part, _ place: Place
    ) {
        guard last.bitHole != 0, part.isBitField else { return }
        let isSame = last.offset == part.offset
        if !isSame { text += "\n\(place.indent)/* Force alignment to the next boundary: */\n" }
        text += place.indent + PaholeTypes().declaration(part.shape, "", width: place.typeWidth)
        text += ":\(isSame ? last.bitHole : 0);\n"
    }

    /// Where two members share a unit: with which fields, in pahole's words.
    private static func sharing(
        _ last: PaholeLayout.Part, _ part: PaholeLayout.Part, _ lastSize: Int
    ) -> String? {
        if part.offset < last.offset || part.offset == last.offset && !last.isBitField && part.isBitField {
            return "previous"
        }
        let distance = part.offset - last.offset
        return distance > 0 && distance < lastSize ? "next" : nil
    }

    /// Bytes of padding that the struct has which a member is; a typedef of one does not count.
    private func padding(of part: PaholeLayout.Part) -> Int? {
        guard case .named(let name) = part.shape, name.hasPrefix("struct "),
            let record = records.record(of: part.member)
        else { return nil }
        return PaholeLayout(record, records).padding
    }

    // MARK: One member

    private mutating func member(_ part: PaholeLayout.Part, _ place: Place) {
        let offset = place.base + part.offset
        boundary(offset, indent: place.indent)
        let attribute = part.alignment == 0 ? "" : " __attribute__((__aligned__(\(part.alignment))))"
        let numbers = Self.numbers(part, offset)
        if let record = part.member.record {
            nested(record, part, place, attribute, numbers)
        } else if let enumeration = part.member.enumeration {
            constants(enumeration, place)
            text += close(part, place, attribute, taken: 0) + numbers
        } else {
            var types = PaholeTypes()
            types.hidesZero = place.hidesZero
            let width = part.member.bitWidth.map { ":\($0)" } ?? ""
            let words =
                types.declaration(part.shape, part.member.name, width: place.typeWidth) + width + attribute
                + ";"
            text += words + Self.blanks(place.typeWidth + place.nameWidth - words.count) + numbers
        }
    }

    /// A record that is defined where it is used.
    private mutating func nested(
        _ record: Record, _ part: PaholeLayout.Part, _ place: Place, _ attribute: String, _ numbers: String
    ) {
        let layout = PaholeLayout(record, records)
        var inner = place
        inner.depth += 1
        inner.typeWidth -= 8
        inner.base = place.base + part.offset
        var isConstant = false
        if case .qualified(.const, _) = part.shape {
            isConstant = true
            inner.typeWidth -= 6
            text += "const "
        }
        let isArray = part.shape.elements.type != part.shape.unqualified
        let name = part.member.name.isEmpty ? "" : " " + part.member.name
        text += record.kind.rawValue + " {\n"
        if record.kind == .union {
            members(ofUnion: layout, inner)
            text += place.indent + "}" + (isArray ? name : "")
        } else {
            let sums = members(of: layout, inner)
            // A qualifier makes pahole take the struct for one that stands by itself.
            if isConstant { remarks(layout, sums, inner) }
            text += place.indent + "}" + Self.attributes(layout, name: isArray ? name : "")
        }
        if isArray || isConstant {
            let count = part.shape.elements.count
            if isArray { text += count == 0 && place.hidesZero ? "[]" : "[\(count)]" }
            text += attribute + "; " + numbers
        } else {
            let packed = layout.isPacked ? "__attribute__((__packed__))".count + 1 : 0
            text += close(part, place, attribute, taken: packed) + numbers
        }
    }

    /// The name and what follows it, behind the brace of a type that is defined in place, up to the numbers.
    private func close(
        _ part: PaholeLayout.Part, _ place: Place, _ attribute: String, taken: Int
    ) -> String {
        let name = part.member.name
        let width = part.member.bitWidth.map { ":\($0)" } ?? ""
        let taken = taken + attribute.count + (name.isEmpty ? -1 : name.count)
        return (name.isEmpty ? "" : " " + name) + width + attribute + ";"
            + Self.blanks(abs(place.typeWidth + place.nameWidth - taken - 3))
    }

    private mutating func constants(_ value: Enumeration, _ place: Place) {
        text += "enum {\n"
        let width = value.constants.map(\.name.count).max() ?? 0
        for constant in value.constants {
            text += "\(place.indent)\t\(PaholePrinter.padded(constant.name, width)) = \(constant.value),\n"
        }
        text += place.indent + "}"
        if !value.underlyingType.hasSuffix("int") { text += " __attribute__((__packed__))" }
    }

    private static func blanks(_ width: Int) -> String {
        String(repeating: " ", count: max(1, width))
    }

    private static func numbers(_ part: PaholeLayout.Part, _ offset: Int) -> String {
        let place = left("\(offset)", 5)
        return part.isBitField
            ? "/* \(place):\(left("\(part.bit)", 2)) \(left("\(part.size)", 2)) */"
            : "/* \(place) \(left("\(part.size)", 5)) */"
    }

    private mutating func boundary(_ offset: Int, indent: String) {
        let size = PaholePrinter.lineBytes
        guard offset / size > cacheLine else { return }
        cacheLine = offset / size
        let past = offset % size
        let ago = past == 0 ? "" : " was \(Self.counted(past, "byte")) ago"
        text += "/* --- cacheline \(cacheLine) boundary (\(offset - past) bytes)\(ago) --- */\n" + indent
    }

    private static func left(_ text: String, _ width: Int) -> String {
        text.count >= width ? text : String(repeating: " ", count: width - text.count) + text
    }
}
