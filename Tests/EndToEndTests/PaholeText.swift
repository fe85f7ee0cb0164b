import ABIModel

/// The records that pahole prints, as far as a layout goes: a witness that is neither libclang nor ours.
struct PaholeText {
    /// A member where pahole says it is. Those of anonymous records stand in their place.
    struct Member: Hashable, CustomStringConvertible {
        var name: String
        var offsetBits: Int
        /// The width of a bit-field; nil for others.
        var bitWidth: Int?
        /// The size in bytes; nil for a bit-field.
        var sizeBytes: Int?

        var description: String {
            "\(name) @\(offsetBits) \(bitWidth.map { ":\($0)" } ?? "\(sizeBytes ?? 0) bytes")"
        }
    }

    /// A record's members and its size in bytes, which pahole prints for structs only.
    struct Layout: Hashable {
        var sizeBytes: Int?
        var members: [Member]

        func agrees(with other: Layout) -> Bool {
            members == other.members
                && (sizeBytes == nil || other.sizeBytes == nil || sizeBytes == other.sizeBytes)
        }
    }

    /// By `struct name` or `union name`. Units of the kernel may each have a record of one name.
    private(set) var layouts: [String: [Layout]] = [:]

    init(_ text: String) {
        var name: String?
        var size: Int?
        var stack: [[Member]] = []
        for line in text.split(separator: "\n") {
            let code = line.drop { $0 == "\t" || $0 == " " }
            if !line.hasPrefix("\t"), code.hasSuffix("{") {
                name = code.dropLast(2).description
                stack = [[]]
                size = nil
            } else if line.hasPrefix("}") {
                if let name, let members = stack.first {
                    layouts[name, default: []].append(Layout(sizeBytes: size, members: members))
                }
                name = nil
            } else if name == nil || code.isEmpty {
                continue
            } else if code.hasPrefix("/*") {
                if stack.count == 1, code.hasPrefix("/* size: ") {
                    size = Int(code.dropFirst("/* size: ".count).prefix { $0.isNumber })
                }
            } else if code.hasSuffix("{") {
                stack.append([])
            } else if let member = Self.member(code) {
                let closes = code.hasPrefix("}")
                let inner = closes ? stack.removeLast() : []
                stack[stack.count - 1] += closes && member.name.isEmpty ? inner : [member]
            }
        }
    }

    /// `type name[2];  /* 744 8 */`, `bool name:1; /* 740: 2 1 */`, `} name; /* 8 16 */`.
    private static func member(_ line: Substring) -> Member? {
        guard let semicolon = line.lastIndex(of: ";") else { return nil }
        let numbers = line[semicolon...].split { !$0.isNumber }.compactMap { Int($0) }
        guard numbers.count >= 2 else { return nil }
        var words = String(line[..<semicolon])
        while let attribute = words.range(of: "__attribute__") {
            words.removeSubrange(attribute.lowerBound...)
        }
        var width: Int?
        if let colon = words.lastIndex(of: ":") {
            width = Int(words[words.index(after: colon)...].filter(\.isNumber))
            words.removeSubrange(colon...)
        }
        let isBitField = width != nil && numbers.count >= 3
        return Member(
            name: name(words), offsetBits: numbers[0] * 8 + (isBitField ? numbers[1] : 0), bitWidth: width,
            sizeBytes: isBitField ? nil : numbers[1])
    }

    /// The declared name: what stands in `(*name)`, else the last word before the first bracket.
    private static func name(_ declaration: String) -> String {
        if let star = declaration.range(of: "(*") {
            return String(declaration[star.upperBound...].drop { "* ".contains($0) }.prefix { isWord($0) })
        }
        let front = declaration.prefix { $0 != "[" }
        let end = front.lastIndex { isWord($0) }.map { front.index(after: $0) } ?? front.startIndex
        return String(front[..<end].reversed().prefix { isWord($0) }.reversed())
    }

    private static func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }
}

extension Record {
    /// The layout in pahole's terms.
    var paholeLayout: PaholeText.Layout {
        PaholeText.Layout(
            sizeBytes: sizeBytes,
            members: flattenedMembers.filter { !$0.name.isEmpty }.map { member in
                PaholeText.Member(
                    name: member.name, offsetBits: member.offsetBits, bitWidth: member.bitWidth,
                    sizeBytes: member.bitWidth == nil ? member.sizeBits / 8 : nil)
            })
    }
}
