import ABIModel
import LibClang

/// Reads structs, unions and enums out of cursors. Offsets and widths are in bits.
struct RecordReader {
    /// Turns a location into a tree-relative site.
    var site: (SourceLocation) -> SourceSite

    /// A record with its layout, or the reason why there is none.
    func record(_ cursor: Cursor, named name: String) -> (record: Record, notes: [FidelityNote]) {
        var notes: [FidelityNote] = []
        let record = read(cursor, named: name, notes: &notes, owner: name)
        return (record, notes)
    }

    private func read(
        _ cursor: Cursor, named name: String, notes: inout [FidelityNote], owner: String
    ) -> Record {
        let type = cursor.type
        let place = site(cursor.location)
        var members: [Member] = []
        for field in type.fields {
            let member = read(field, notes: &notes, owner: owner)
            members.append(member)
        }
        if cursor.isInvalidDeclaration || (cursor.isDefinition && type.sizeBytes == nil) {
            notes.append(
                FidelityNote(what: owner, reason: "clang could not lay it out; see its errors", site: place))
        }
        return Record(
            name: name, kind: cursor.kind == .unionDecl ? .union : .struct,
            sizeBytes: cursor.isDefinition ? type.sizeBytes : nil,
            alignBytes: cursor.isDefinition ? type.alignBytes : nil,
            isPacked: cursor.children.contains { $0.kind == .packedAttr }, members: members, site: place)
    }

    private func read(_ field: Cursor, notes: inout [FidelityNote], owner: String) -> Member {
        let type = field.type
        let canonical = type.canonical
        let width = field.isBitField ? field.bitWidth : nil
        let offset = field.fieldOffsetBits
        let isFlexible = canonical.kind == .incompleteArray
        if offset < 0 || field.isInvalidDeclaration {
            notes.append(
                FidelityNote(
                    what: owner,
                    reason: "the offset of member `\(field.spelling)` is not known to clang",
                    site: site(field.location)))
        }
        var nested: Record?
        if let inline = inlineRecord(of: field, type: type) {
            nested = read(inline, named: "", notes: &notes, owner: owner)
        }
        let name = Self.isPlaceName(field.spelling) ? "" : field.spelling
        let text = TypeSpelling.text(type)
        return Member(
            name: name, type: text, canonicalType: TypeSpelling.canonicalText(type),
            offsetBits: max(offset, 0),
            sizeBits: width ?? (isFlexible ? 0 : (canonical.sizeBytes ?? 0) * 8), bitWidth: width,
            isFlexibleArray: isFlexible, record: nested,
            enumeration: TypeSpelling.has("enum {", in: text) ? inlineEnumeration(of: type) : nil)
    }

    /// The record a member defines in place, looked for through arrays.
    private func inlineRecord(of field: Cursor, type: CType) -> Cursor? {
        var inner = type.canonical
        while inner.kind == .constantArray || inner.kind == .incompleteArray {
            inner = inner.element.canonical
        }
        guard inner.kind == .record else { return nil }
        let declaration = inner.declaration
        return declaration.isAnonymous || Self.isPlaceName(declaration.spelling) ? declaration : nil
    }

    /// The enum without a tag that a member's type defines, looked for through arrays.
    private func inlineEnumeration(of type: CType) -> Enumeration? {
        var inner = type.canonical
        while inner.kind == .constantArray { inner = inner.element.canonical }
        return inner.kind == .enum ? enumeration(inner.declaration, named: nil) : nil
    }

    /// Whether clang made the spelling up: "", or "(unnamed at …)".
    static func isPlaceName(_ spelling: String) -> Bool {
        if spelling.isEmpty { return true }
        // Most have no parenthesis, which is told a good deal sooner.
        guard spelling.utf8.contains(UInt8(ascii: "(")) else { return false }
        return TypeSpelling.has("(unnamed", in: spelling) || TypeSpelling.has("(anonymous", in: spelling)
    }

    /// An enum with its values. An enum without a tag is named after its first constant.
    func enumeration(_ cursor: Cursor, named name: String?) -> Enumeration {
        let integer = cursor.enumIntegerType.canonical
        let constants = cursor.children.filter { $0.kind == .enumConstantDecl }
            .map { Enumeration.Constant(name: $0.spelling, value: $0.enumConstant(of: integer)) }
        let fallback = "(anonymous: \(constants.first?.name ?? ""))"
        return Enumeration(
            name: name ?? fallback, underlyingType: TypeSpelling.text(integer),
            constants: constants, site: site(cursor.location))
    }
}
