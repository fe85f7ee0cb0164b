/// A C `enum`.
public struct Enumeration: Codable, Hashable, Sendable {
    /// One enumerator.
    public struct Constant: Codable, Hashable, Sendable {
        /// Its name.
        public var name: String
        /// Its value.
        public var value: CInteger

        /// Makes an enumerator.
        public init(name: String, value: CInteger) {
            self.name = name
            self.value = value
        }
    }

    /// The tag, or for an enum without one `(anonymous: FIRST_CONSTANT)`.
    public var name: String
    /// The integer type clang gives it, for example `unsigned int`.
    public var underlyingType: String
    /// The enumerators in source order.
    public var constants: [Constant]
    /// The `#if` condition it stands under; nil at top level.
    public var `guard`: String?
    /// Its kernel-doc comment.
    public var documentation: KernelDoc?
    /// Where it is declared.
    public var site: SourceSite

    /// Makes an enum from its parts.
    public init(
        name: String, underlyingType: String, constants: [Constant], guard: String? = nil,
        documentation: KernelDoc? = nil, site: SourceSite
    ) {
        self.name = name
        self.underlyingType = underlyingType
        self.constants = constants
        self.guard = `guard`
        self.documentation = documentation
        self.site = site
    }
}
