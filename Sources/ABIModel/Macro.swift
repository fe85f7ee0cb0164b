/// A `#define`.
public struct Macro: Codable, Hashable, Sendable {
    /// What it evaluates to.
    public enum Value: Codable, Hashable, Sendable {
        /// An integer constant.
        case integer(CInteger)
        /// A string literal.
        case string(String)
        /// Anything else, and always of one with parameters: the replacement with single spaces; "" for an empty one.
        case text(String)
    }

    /// Its name.
    public var name: String
    /// What it evaluates to.
    public var value: Value
    /// Its type and spelling, where it is an integer constant; nil where they were not asked for.
    public var number: MacroNumber?
    /// The replacement's tokens with a blank between two, parameters by their numbers: `( $1 + 3 )`; nil where it was
    /// not asked for.
    public var form: String?
    /// What it takes and answers, where it has parameters; nil for one without.
    public var call: MacroCall?
    /// The `#if` condition it stands under; nil at top level.
    public var `guard`: String?
    /// Where it is defined.
    public var site: SourceSite

    /// Makes a macro from its parts.
    public init(
        name: String, value: Value, number: MacroNumber? = nil, form: String? = nil,
        call: MacroCall? = nil, guard: String? = nil, site: SourceSite
    ) {
        self.name = name
        self.value = value
        self.number = number
        self.form = form
        self.call = call
        self.guard = `guard`
        self.site = site
    }

    /// Its name with its parameters: `RING_NEXT(slot)`.
    public var signature: String { name + (call?.parameterList ?? "") }
}

/// A `typedef`.
public struct Typedef: Codable, Hashable, Sendable {
    /// The new name.
    public var name: String
    /// The type it stands for, as written.
    public var type: String
    /// The type with typedefs looked through, where that differs; nil also where it was not asked for.
    public var canonicalType: String?
    /// What it adds to that type, sorted: `aligned(8)`; nil where it was not asked for.
    public var attributes: [String]?
    /// The `#if` condition it stands under; nil at top level.
    public var `guard`: String?
    /// Where it is declared.
    public var site: SourceSite

    /// Makes a typedef from its parts.
    public init(
        name: String, type: String, canonicalType: String? = nil, attributes: [String]? = nil,
        guard: String? = nil, site: SourceSite
    ) {
        self.name = name
        self.type = type
        self.canonicalType = canonicalType == type ? nil : canonicalType
        self.attributes = attributes
        self.guard = `guard`
        self.site = site
    }
}

/// A variable with external linkage, or a file-level `static` one that is exported.
public struct Variable: Codable, Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Its type as written.
    public var type: String
    /// The type with typedefs looked through, where that differs; nil also where it was not asked for.
    public var canonicalType: String?
    /// What it is beside its type (``DeclarationAttribute``), sorted; nil where it was not asked for.
    public var attributes: [String]?
    /// Its `EXPORT_SYMBOL…`, where the unit has one.
    public var export: Function.Export?
    /// The `#if` condition it stands under; nil at top level.
    public var `guard`: String?
    /// Where it is declared.
    public var site: SourceSite

    /// Makes a variable from its parts.
    public init(
        name: String, type: String, canonicalType: String? = nil, attributes: [String]? = nil,
        export: Function.Export? = nil, guard: String? = nil, site: SourceSite
    ) {
        self.name = name
        self.type = type
        self.canonicalType = canonicalType == type ? nil : canonicalType
        self.attributes = attributes
        self.export = export
        self.guard = `guard`
        self.site = site
    }
}
