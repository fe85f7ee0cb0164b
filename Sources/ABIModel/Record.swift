/// A C `struct` or `union` with its layout.
public struct Record: Codable, Hashable, Sendable {
    /// `struct` or `union`.
    public enum Kind: String, Codable, Hashable, Sendable { case `struct`, union }

    /// The tag, or the typedef name of a record without one; "" for an anonymous member's record.
    public var name: String
    /// The typedef that gave a record without a tag its ``name``; nil where that is a tag.
    public var typedefName: String?
    /// `struct` or `union`.
    public var kind: Kind
    /// The size in bytes; nil for a forward declaration.
    public var sizeBytes: Int?
    /// The alignment in bytes; nil for a forward declaration.
    public var alignBytes: Int?
    /// Whether `__attribute__((packed))` is on the record.
    public var isPacked: Bool
    /// The members in source order. Offsets count from the start of this record.
    public var members: [Member]
    /// The `#if` condition it stands under; nil at top level.
    public var `guard`: String?
    /// Its kernel-doc comment.
    public var documentation: KernelDoc?
    /// Where it is defined.
    public var site: SourceSite

    /// Makes a record from its parts; sizes in bytes.
    public init(
        name: String, typedefName: String? = nil, kind: Kind = .struct, sizeBytes: Int?, alignBytes: Int?,
        isPacked: Bool = false, members: [Member], guard: String? = nil, documentation: KernelDoc? = nil,
        site: SourceSite
    ) {
        self.name = name
        self.typedefName = typedefName
        self.kind = kind
        self.sizeBytes = sizeBytes
        self.alignBytes = alignBytes
        self.isPacked = isPacked
        self.members = members
        self.guard = `guard`
        self.documentation = documentation
        self.site = site
    }

    /// Whether only `struct x;` was seen.
    public var isForwardDeclaration: Bool { sizeBytes == nil && members.isEmpty }

    /// How C names the type: `struct iommu_group`; of a part, the way that leads to it: `struct iommu_group.entries`.
    public var typeName: String { isPart ? "\(kind.rawValue) \(partName)" : "\(kind.rawValue) \(name)" }

    // MARK: Parts

    /// Whether it has no name in C and goes by the way that leads to it: `iommu_group.entries` for the elements of a member,
    /// what it points to, or what a function takes that it points to.
    public var isPart: Bool { name.utf8.contains(UInt8(ascii: ".")) }

    /// The name of the record, typedef or variable that it is a part of.
    public var root: String { String(name.prefix { $0 != "." }) }

    /// What stands behind the name of a typedef, which may also be a tag, in a part's name.
    public static let typedefPart = "(typedef)"
    /// What stands behind the name of a variable in a part's name.
    public static let variablePart = "(variable)"

    private var partName: String {
        for mark in [Self.typedefPart, Self.variablePart] where name.hasPrefix("\(root).\(mark)") {
            return root + name.dropFirst(root.count + 1 + mark.count)
        }
        return name
    }

    /// The members with those of anonymous records put in their place, offsets counted from
    /// the start of this record.
    public var flattenedMembers: [Member] {
        members.flatMap { member -> [Member] in
            guard let inner = member.record, member.name.isEmpty else { return [member] }
            return inner.flattenedMembers.map { nested in
                var moved = nested
                moved.offsetBits += member.offsetBits
                return moved
            }
        }
    }
}

/// A member of a ``Record``. A class of its own because records nest.
public struct Member: Codable, Hashable, Sendable {
    /// The name; "" for an anonymous struct or union and for an unnamed bit-field.
    public var name: String
    /// The type as written.
    public var type: String
    /// The type with typedefs looked through, where it differs from ``type``.
    public var canonicalType: String?
    /// The distance in bits from the start of the enclosing record.
    public var offsetBits: Int
    /// The size in bits; the width for a bit-field, 0 for a flexible array.
    public var sizeBits: Int
    /// The width in bits; nil unless it is a bit-field.
    public var bitWidth: Int?
    /// Whether it is `type name[]`.
    public var isFlexibleArray: Bool
    /// The layout of a record that is defined in place (`struct { … } name;`).
    public var record: Record? {
        get { nested.first }
        set { nested = newValue.map { [$0] } ?? [] }
    }
    /// The enum that is defined in place without a tag (`enum { … } name;`).
    public var enumeration: Enumeration?
    /// Zero or one record: an array, since a value type cannot hold itself.
    private var nested: [Record]

    private enum CodingKeys: String, CodingKey {
        case name, type, canonicalType, offsetBits, sizeBits, bitWidth, isFlexibleArray, enumeration
        case nested = "record"
    }

    /// Makes a member; offset and size in bits.
    public init(
        name: String, type: String, canonicalType: String? = nil, offsetBits: Int, sizeBits: Int,
        bitWidth: Int? = nil, isFlexibleArray: Bool = false, record: Record? = nil,
        enumeration: Enumeration? = nil
    ) {
        self.name = name
        self.type = type
        self.canonicalType = canonicalType == type ? nil : canonicalType
        self.offsetBits = offsetBits
        self.sizeBits = sizeBits
        self.bitWidth = bitWidth
        self.isFlexibleArray = isFlexibleArray
        self.enumeration = enumeration
        self.nested = record.map { [$0] } ?? []
    }

    /// Where the member ends, in bits from the start of the enclosing record.
    public var endBits: Int { offsetBits + sizeBits }
}
