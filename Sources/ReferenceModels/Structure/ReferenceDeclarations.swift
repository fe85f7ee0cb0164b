import ABIModel

/// What a revision says of one `enum`.
public struct ReferenceEnum: Hashable, Sendable {
    /// The tag.
    public var name: String
    /// The header that declares it, relative to the tree.
    public var home: String
    /// The enumerators in source order.
    public var constants: [Enumeration.Constant]

    /// Makes an enum: `["DMA_OWNER_NONE": 0, …]`.
    public init(_ name: String, in home: String, _ constants: KeyValuePairs<String, Int64>) {
        self.name = name
        self.home = home
        self.constants = constants.map { .init(name: $0.key, value: CInteger($0.value)) }
    }

    /// How C names it.
    public var typeName: String { "enum \(name)" }
}

/// What a revision says of one object-like macro with an integer value.
public struct ReferenceMacro: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Its value.
    public var value: Int64
    /// The header that defines it, relative to the tree.
    public var home: String

    /// Makes a macro.
    public init(_ name: String, _ value: Int64, in home: String) {
        self.name = name
        self.value = value
        self.home = home
    }
}

/// What stands for a function where its option is off.
public enum ReferenceStub: Hashable, Sendable {
    /// It does nothing.
    case nothing
    /// It returns a constant; an error is negative.
    case value(Int64)
    /// It returns 0 where a parameter is one constant, else another value.
    case zero(parameter: String, is: String, otherwise: Int64)
}

/// What a revision says of one function.
public struct ReferenceFunction: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// What it gives back, as written.
    public var returnType: String
    /// Its parameters in order.
    public var parameters: [Function.Parameter]
    /// How far its name is seen.
    public var linkage: Function.Linkage
    /// The file that declares it: the header of a prototype, the `.c` file of a static function.
    public var home: String
    /// The file that defines it; nil where the model does not say.
    public var definition: String?
    /// What stands for it where its option is off; nil where the model does not say.
    public var stub: ReferenceStub?
    /// Whether it is `EXPORT_SYMBOL_GPL`; nil where the model does not say.
    public var isExported: Bool?

    /// Makes a function.
    public init(
        _ returnType: String, _ name: String, _ parameters: Function.Parameter...,
        linkage: Function.Linkage = .external, in home: String, definedIn definition: String? = nil,
        stub: ReferenceStub? = nil, isExported: Bool? = nil
    ) {
        self.name = name
        self.returnType = returnType
        self.parameters = parameters
        self.linkage = linkage
        self.home = home
        self.definition = definition
        self.stub = stub
        self.isExported = isExported
    }

    /// The function as the ABI model has it, for its signature and call type.
    public var function: Function {
        Function(
            name: name, returnType: returnType, parameters: parameters, linkage: linkage, isDefinition: false,
            site: SourceSite(file: home, line: 0))
    }
}

/// One member of a ``ReferenceStretch``.
public struct ReferenceMember: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Its type as written.
    public var type: String
    /// The width of a bit-field in bits.
    public var bitWidth: Int?
    /// The distance in bits from the end of the member that the stretch follows, on 64-bit machines;
    /// nil where the model does not say.
    public var offsetBits: Int?

    /// Makes a member; `at` counts bytes, `bit` counts bits.
    public init(_ type: String, _ name: String, bits: Int? = nil, at bytes: Int? = nil, bit: Int? = nil) {
        self.name = name
        self.type = type
        self.bitWidth = bits
        self.offsetBits = bit ?? bytes.map { $0 * 8 }
    }
}

/// What a revision says of some neighbouring members of a record.
public struct ReferenceStretch: Hashable, Sendable {
    /// Where in the record the members stand.
    public enum Place: Hashable, Sendable {
        /// They are all that stands before a member.
        case before(String)
        /// They are all that follows a member.
        case after(String)
        /// They are all that stands between two members.
        case between(String, String)
        /// They are the last ones.
        case last
        /// They are somewhere in it.
        case anywhere
    }

    /// The record's tag.
    public var record: String
    /// The file that defines it, relative to the tree.
    public var home: String
    /// Where in the record they stand.
    public var place: Place
    /// The members in order.
    public var members: [ReferenceMember]
    /// For ``Place/after(_:)``, how many bytes the record has behind that member, on 64-bit machines; nil
    /// where the model does not say.
    public var addedBytes: Int?

    /// Makes a stretch.
    public init(
        of record: String, in home: String, _ place: Place, _ members: [ReferenceMember],
        addedBytes: Int? = nil
    ) {
        self.record = record
        self.home = home
        self.place = place
        self.members = members
        self.addedBytes = addedBytes
    }

    /// How C names the record.
    public var typeName: String { "struct \(record)" }

    /// The member whose end offsets count from.
    var anchor: String? {
        switch place {
        case .after(let name), .between(let name, _): name
        case .before, .last, .anywhere: nil
        }
    }
}
