/// C type text brought to one form, so that spacing and renamed types do not read as changes.
struct TypeText: Sendable {
    /// Renamed types, old name to new name.
    var renames: [String: String]

    init(renames: [String: String] = [:]) { self.renames = renames }

    /// Identifiers and marks of a type or of any C text, in order.
    static func tokens(of text: String) -> [String] {
        var tokens: [String] = []
        let bytes = Array(text.utf8)
        var start: Int?
        func isWord(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
                true
            default: false
            }
        }
        for (index, byte) in bytes.enumerated() {
            if isWord(byte) {
                start = start ?? index
                continue
            }
            if let first = start { tokens.append(String(decoding: bytes[first..<index], as: UTF8.self)) }
            start = nil
            if byte > 0x20 { tokens.append(String(UnicodeScalar(byte))) }
        }
        if let first = start { tokens.append(String(decoding: bytes[first...], as: UTF8.self)) }
        return tokens
    }

    /// The old side's text with renamed types in their new names.
    func old(_ text: String) -> String {
        Self.tokens(of: text).map { renames[$0] ?? $0 }.joined(separator: " ")
    }

    /// The new side's text.
    func new(_ text: String) -> String { Self.tokens(of: text).joined(separator: " ") }

    /// Whether an old and a new type are the same.
    func isSame(_ old: String, _ new: String) -> Bool {
        old == new || self.old(old) == self.new(new)
    }

    /// A type as it is written, and with typedefs looked through, where that is known and differs.
    typealias Written = (type: String, canonical: String?)

    /// Whether C takes an old and a new type for one, and both say the same of address spaces and of the order of bytes.
    func isSameToC(_ old: Written, _ new: Written) -> Bool {
        isSame(old.type, new.type)
            || isSame(old.canonical ?? old.type, new.canonical ?? new.type)
                && TypeAnnotations.words(in: self.old(old.type)) == TypeAnnotations.words(in: new.type)
    }

    /// Whether only qualifiers were added to what a pointer points at, which every caller can live with.
    func isRelaxed(_ old: String, _ new: String) -> Bool {
        let before = Self.tokens(of: self.old(old))
        let after = Self.tokens(of: new)
        guard before != after, after.contains("*") else { return false }
        let pointee = after.prefix { $0 != "*" }
        let rest = after.dropFirst(pointee.count)
        let bare = pointee.filter { $0 != "const" && $0 != "volatile" }
        return Array(bare) + Array(rest) == before
    }
}

/// A C type's broad form.
enum TypeShape: Hashable {
    case pointer, functionPointer, array, aggregate, enumeration, scalar

    init(_ text: String) {
        if text.contains("(*") {
            self = .functionPointer
        } else if text.hasSuffix("]") {
            self = .array
        } else if text.contains("*") {
            self = .pointer
        } else if text.hasPrefix("struct ") || text.hasPrefix("union ") {
            self = .aggregate
        } else if text.hasPrefix("enum ") {
            self = .enumeration
        } else {
            self = .scalar
        }
    }
}
