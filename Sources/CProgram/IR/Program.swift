import ABIModel

/// Functions of one translation unit with everything that they call, lowered from C to a small
/// typed tree that ``CProgram`` can run.
///
/// What `Extraction` could not lower stands as `unsupported` at its place; running into it ends
/// the run with the reason, so that it never reads as "the same".
public struct Program: Codable, Hashable, Sendable {
    /// Functions with a body, by name. Static functions of headers are among them.
    public var functions: [String: FunctionBody]
    /// What is declared but has no body in the unit, by name.
    public var declarations: [String: FunctionSignature]
    /// Variables that live as long as the program: globals, and static locals as `function.name`.
    public var globals: [String: GlobalVariable]
    /// Layouts of the records that the functions use, by name as C writes it (`struct iommu_group`).
    public var records: [String: RecordShape]
    /// The enumeration constants that the unit knows and the binding may need, by name.
    public var constants: [String: Int64]
    /// Assembly at file scope in the unit's main file, in its order, without the numbers that macros make. Only where everything was
    /// asked for (`*`).
    public var assembly: [String]

    /// Makes a program; see the properties.
    public init(
        functions: [String: FunctionBody] = [:], declarations: [String: FunctionSignature] = [:],
        globals: [String: GlobalVariable] = [:], records: [String: RecordShape] = [:],
        constants: [String: Int64] = [:], assembly: [String] = []
    ) {
        self.functions = functions
        self.declarations = declarations
        self.globals = globals
        self.records = records
        self.constants = constants
        self.assembly = assembly
    }
}

/// A function's parameters and result.
public struct FunctionSignature: Codable, Hashable, Sendable {
    /// One parameter.
    public struct Parameter: Codable, Hashable, Sendable {
        /// Its name, or "" where the declaration gives none.
        public var name: String
        /// How its value is held.
        public var type: ValueType
        /// The type as C writes it, canonical but for record and enum names: `struct iommu_group *`.
        public var spelling: String

        /// Makes a parameter.
        public init(name: String, type: ValueType, spelling: String) {
            self.name = name
            self.type = type
            self.spelling = spelling
        }
    }

    /// The parameters in order.
    public var parameters: [Parameter]
    /// How the result is held; `.void` for none.
    public var result: ValueType
    /// The result's type as C writes it.
    public var resultSpelling: String
    /// Whether it takes `...`.
    public var isVariadic: Bool
    /// Whether only its own unit sees it.
    public var isStatic: Bool
    /// The attributes that say where the code lies and what it stands for, in C's words and sorted: `section(".init.text")`,
    /// `alias("f")`, `weak`.
    public var attributes: [String]

    /// Makes a signature; see the properties.
    public init(
        parameters: [Parameter], result: ValueType, resultSpelling: String, isVariadic: Bool = false,
        isStatic: Bool = false, attributes: [String] = []
    ) {
        self.parameters = parameters
        self.result = result
        self.resultSpelling = resultSpelling
        self.isVariadic = isVariadic
        self.isStatic = isStatic
        self.attributes = attributes
    }
}

/// A lowered function.
public struct FunctionBody: Codable, Hashable, Sendable {
    /// A variable of the function: a parameter or a local.
    public struct Local: Codable, Hashable, Sendable {
        /// Its name in the source.
        public var name: String
        /// How its value is held.
        public var type: ValueType
        /// Its size in bytes.
        public var bytes: Int

        /// Makes a local.
        public init(name: String, type: ValueType, bytes: Int) {
            self.name = name
            self.type = type
            self.bytes = bytes
        }
    }

    /// The function's name.
    public var name: String
    /// Where its body begins.
    public var site: SourceSite
    /// Parameters and result.
    public var signature: FunctionSignature
    /// Every variable; parameters first, in order. ``Expression/Kind/local(_:)`` counts from 0 here.
    public var locals: [Local]
    /// What it does.
    public var body: Statement
    /// What could not be lowered, in source order.
    public var unsupported: [Unsupported]
    /// Where it takes memory of one type for memory of another, sorted.
    public var views: [PointerView]

    /// Makes a body; see the properties.
    public init(
        name: String, site: SourceSite, signature: FunctionSignature, locals: [Local], body: Statement,
        unsupported: [Unsupported] = [], views: [PointerView] = []
    ) {
        self.name = name
        self.site = site
        self.signature = signature
        self.locals = locals
        self.body = body
        self.unsupported = unsupported
        self.views = views
    }
}

/// A construct that was not lowered.
public struct Unsupported: Codable, Hashable, Sendable {
    /// What it is: "inline assembly", "indirect goto", …
    public var reason: String
    /// Where.
    public var site: SourceSite

    /// Makes a note.
    public init(reason: String, site: SourceSite) {
        self.reason = reason
        self.site = site
    }
}

/// A variable that lives as long as the program.
public struct GlobalVariable: Codable, Hashable, Sendable {
    /// Its type as C writes it.
    public var spelling: String
    /// Its size in bytes; 0 where the type is incomplete.
    public var bytes: Int
    /// What it holds at first, over zeroes; nil for a variable that another unit defines, whose
    /// contents are unknown.
    public var initializer: [Initialization]?
    /// Where it is declared; nil for an object without a name.
    public var site: SourceSite?
    /// Whether only its own unit sees it.
    public var isStatic: Bool
    /// The attributes that say where it lies and what it stands for, in C's words and sorted: `section(".modinfo")`, `alias("ids")`.
    public var attributes: [String]

    /// Makes a variable.
    public init(
        spelling: String, bytes: Int, initializer: [Initialization]?, site: SourceSite? = nil,
        isStatic: Bool = false, attributes: [String] = []
    ) {
        self.spelling = spelling
        self.bytes = bytes
        self.initializer = initializer
        self.site = site
        self.isStatic = isStatic
        self.attributes = attributes
    }
}

/// The layout of a record, as far as running code needs it.
public struct RecordShape: Codable, Hashable, Sendable {
    /// One member; members of anonymous records are listed as the record's own.
    public struct Member: Codable, Hashable, Sendable {
        /// Its name.
        public var name: String
        /// Its distance from the start, in bits.
        public var bitOffset: Int
        /// How its value is held.
        public var access: Access
        /// Its type as C writes it.
        public var spelling: String

        /// Makes a member.
        public init(name: String, bitOffset: Int, access: Access, spelling: String) {
            self.name = name
            self.bitOffset = bitOffset
            self.access = access
            self.spelling = spelling
        }
    }

    /// Its size in bytes.
    public var bytes: Int
    /// The members in order.
    public var members: [Member]
    /// Whether the sources have it lie over a device's registers (`__iomem`): the device knows distances, and no names.
    public var isInDevice: Bool

    /// Makes a shape.
    public init(bytes: Int, members: [Member], isInDevice: Bool = false) {
        self.bytes = bytes
        self.members = members
        self.isInDevice = isInDevice
    }

    /// The member of that name, or nil.
    public func member(_ name: String) -> Member? { members.first { $0.name == name } }
}
