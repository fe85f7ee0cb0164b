import CProgram
import LibClang

/// How the unit's types are held and where their members lie. Everything comes from clang; what it
/// was asked once is kept.
final class LayoutTable {
    /// A member of a record, members of anonymous records counted from the enclosing record.
    struct Field {
        /// Its declaration.
        var cursor: Cursor
        /// Distance in bits from the start of the record.
        var bitOffset: Int
        /// Width in bits of a bit-field.
        var bitWidth: Int?
        /// Its type.
        var type: CType
        /// Whether it is an unnamed struct or union that lends its members.
        var isAnonymousRecord: Bool
    }

    private let unit: TranslationUnit
    private let pointerBits: Int
    private var fields: [Cursor: [Field]] = [:]
    private var offsets: [Cursor: [Cursor: Int]] = [:]

    init(unit: TranslationUnit) {
        self.unit = unit
        pointerBits = unit.pointerWidthBits == 0 ? 64 : unit.pointerWidthBits
    }

    // MARK: Values

    /// The type of pointers.
    var pointer: ValueType { .pointer(bits: pointerBits) }
    /// The type that distances are computed in.
    let distance = ValueType.integer(bits: 64, signed: true)

    /// How a value of the type is held; nil for what the program has no notion of.
    func valueType(_ type: CType) -> ValueType? {
        let canonical = type.canonical
        switch canonical.kind {
        case .void: return .void
        case .bool: return .boolean
        case .pointer, .blockPointer: return pointer
        case .functionProto, .functionNoProto: return pointer
        case .charS, .sChar, .short, .int, .long, .longLong, .int128: return integer(canonical, signed: true)
        case .charU, .uChar, .uShort, .uInt, .uLong, .uLongLong, .uInt128, .wChar, .char16, .char32:
            return integer(canonical, signed: false)
        case .enum:
            let base = canonical.declaration.enumIntegerType
            return base.kind == .invalid ? .int : valueType(base)
        case .float, .double, .longDouble: return .floating(bits: (canonical.sizeBytes ?? 8) * 8)
        case .record, .constantArray: return canonical.sizeBytes.map { .aggregate(bytes: $0) }
        case .incompleteArray: return .aggregate(bytes: 0)
        default: return nil
        }
    }

    private func integer(_ type: CType, signed: Bool) -> ValueType? {
        type.sizeBytes.map { .integer(bits: $0 * 8, signed: signed) }
    }

    /// How many bytes a pointer to the type moves for one element: GNU counts `void` and functions
    /// as one byte. Nil for incomplete types.
    func elementBytes(_ pointee: CType) -> Int? {
        switch pointee.canonical.kind {
        case .void, .functionProto, .functionNoProto: 1
        default: pointee.sizeBytes
        }
    }

    /// The type that an operand of an integer operation is promoted to.
    func promoted(_ type: ValueType) -> ValueType {
        switch type {
        case .boolean: .int
        case .integer(let bits, _) where bits < 32: .int
        default: type
        }
    }

    // MARK: Members

    /// The members of a record type in order; unnamed bit-fields are left out.
    func fields(of record: CType) -> [Field] {
        let canonical = record.canonical
        let declaration = canonical.declaration
        if let known = fields[declaration] { return known }
        let list = canonical.fields.compactMap { cursor -> Field? in
            let isAnonymous = isAnonymousRecordField(cursor)
            if cursor.isBitField && cursor.spelling.isEmpty { return nil }
            return Field(
                cursor: cursor, bitOffset: max(cursor.fieldOffsetBits, 0),
                bitWidth: cursor.isBitField ? cursor.bitWidth : nil, type: cursor.type,
                isAnonymousRecord: isAnonymous)
        }
        fields[declaration] = list
        return list
    }

    private func isAnonymousRecordField(_ field: Cursor) -> Bool {
        RecordReader.isPlaceName(field.spelling) && field.type.canonical.kind == .record
    }

    /// The distance in bits of a member from the start of a record in which it lies, be it directly
    /// or through anonymous records; nil if it does not lie there.
    func bitOffset(of field: Cursor, in record: CType) -> Int? {
        let declaration = record.canonical.declaration
        if offsets[declaration] == nil {
            var table: [Cursor: Int] = [:]
            collect(record, at: 0, into: &table, depth: 0)
            offsets[declaration] = table
        }
        return offsets[declaration]?[field]
    }

    /// A record's name: its tag, its typedef's name, else that of the variable it is declared with (`struct state::{...}`); nil for others.
    func name(ofRecord record: CType) -> String? {
        let declaration = record.canonical.declaration
        let name = declaration.type.canonical.spelling
        guard RecordReader.isPlaceName(name) else { return name }
        return variablesOfUntagged[declaration].map {
            "\(declaration.kind == .unionDecl ? "union" : "struct") \($0)::{...}"
        }
    }

    /// What a record without a name holds, and where, for a name.
    func contents(ofUntagged record: CType) -> String {
        let members = fields(of: record).map {
            "\($0.cursor.spelling) at \($0.bitOffset): \(TypeSpelling.canonicalText($0.type))"
        }
        return PointerView.untagged + members.joined(separator: ", ") + "}"
    }

    /// The first variable at file scope of each record without a tag.
    private lazy var variablesOfUntagged: [Cursor: String] = {
        var result: [Cursor: String] = [:]
        unit.cursor.forEachChild { child in
            guard child.kind == .varDecl else { return }
            var type = child.type.canonical
            while [.constantArray, .incompleteArray].contains(type.kind) { type = type.element.canonical }
            guard type.kind == .record, RecordReader.isPlaceName(type.declaration.type.canonical.spelling),
                result[type.declaration] == nil
            else { return }
            result[type.declaration] = child.spelling
        }
        return result
    }()

    /// A member's distance from the start of a record as a term; nil for a record or member without a name.
    func term(_ field: Cursor, in record: CType) -> LayoutTerm? {
        guard let name = name(ofRecord: record), !field.spelling.isEmpty,
            !RecordReader.isPlaceName(field.spelling), bitOffset(of: field, in: record) != nil
        else { return nil }
        return LayoutTerm(record: name, member: field.spelling)
    }

    /// A record's size as a term; nil for other types and for a record without a name.
    func term(sizeOf type: CType) -> LayoutTerm? {
        let canonical = type.canonical
        guard canonical.kind == .record else { return nil }
        return name(ofRecord: canonical).map { LayoutTerm(record: $0, member: nil) }
    }

    private func collect(_ record: CType, at base: Int, into table: inout [Cursor: Int], depth: Int) {
        guard depth < 32 else { return }
        for field in fields(of: record) {
            table[field.cursor] = base + field.bitOffset
            if field.isAnonymousRecord {
                collect(field.type, at: base + field.bitOffset, into: &table, depth: depth + 1)
            }
        }
    }

    /// How a member is read and written at the byte that its first bit lies in.
    func access(_ type: CType, bitOffset: Int, bitWidth: Int?) -> Access? {
        guard let value = valueType(type) else { return nil }
        let isVolatile = type.canonical.isVolatile
        guard let bitWidth else { return Access(value, isVolatile: isVolatile) }
        return Access(value, bitField: .init(offset: bitOffset % 8, width: bitWidth), isVolatile: isVolatile)
    }

    // MARK: Shapes

    /// The layout of a complete record type; nil for an incomplete one.
    func shape(_ record: CType) -> RecordShape? {
        guard let bytes = record.canonical.sizeBytes else { return nil }
        var members: [RecordShape.Member] = []
        gather(record, at: 0, "", into: &members, depth: 0)
        return RecordShape(bytes: bytes, members: members)
    }

    private func gather(
        _ record: CType, at base: Int, _ prefix: String, into members: inout [RecordShape.Member], depth: Int
    ) {
        guard depth < 32 else { return }
        for field in fields(of: record) {
            let offset = base + field.bitOffset
            if field.isAnonymousRecord {
                gather(field.type, at: offset, prefix, into: &members, depth: depth + 1)
            } else if let access = access(field.type, bitOffset: offset, bitWidth: field.bitWidth) {
                members.append(
                    .init(
                        name: prefix + field.cursor.spelling, bitOffset: offset, access: access,
                        spelling: TypeSpelling.canonicalText(field.type)))
                // So do the elements of an array, by those of the first.
                var element = field.type.canonical
                while [.constantArray, .incompleteArray].contains(element.kind) {
                    element = element.element.canonical
                }
                if element != field.type.canonical, element.kind == .record, term(sizeOf: element) == nil {
                    gather(
                        element, at: offset, prefix + field.cursor.spelling + "[].", into: &members,
                        depth: depth + 1)
                }
                // A record without a name has its members by their way.
                if field.type.canonical.kind == .record, term(sizeOf: field.type) == nil {
                    gather(
                        field.type, at: offset, prefix + field.cursor.spelling + ".", into: &members,
                        depth: depth + 1)
                }
            }
        }
    }
}
