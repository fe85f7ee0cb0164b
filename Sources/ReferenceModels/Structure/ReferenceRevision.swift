/// What one revision of an interface declares.
///
/// Only what the model speaks of is listed. A name that another revision of the same
/// ``ReferenceStructure`` lists and this one does not is expected to be absent from the files that this
/// one speaks of.
public struct ReferenceRevision: Hashable, Sendable {
    /// `base`, `v1`, …, `6.12`.
    public var label: String
    /// Its enums.
    public var enums: [ReferenceEnum]
    /// Its macros.
    public var macros: [ReferenceMacro]
    /// Its functions.
    public var functions: [ReferenceFunction]
    /// What it says of the members of records.
    public var stretches: [ReferenceStretch]
    /// The files it speaks of; nil for all that the structure speaks of. Nothing is expected of others.
    public var homes: Set<String>?

    /// Makes a revision.
    public init(
        label: String, enums: [ReferenceEnum] = [], macros: [ReferenceMacro] = [],
        functions: [ReferenceFunction] = [], stretches: [ReferenceStretch] = [], homes: Set<String>? = nil
    ) {
        self.label = label
        self.homes = homes
        self.enums = enums
        self.macros = macros
        self.functions = functions
        self.stretches = stretches
    }

    /// Whether the revision says anything of a file.
    public func speaks(of home: String) -> Bool { homes?.contains(home) ?? true }

    /// The enum with a tag.
    public func enumeration(_ name: String) -> ReferenceEnum? { enums.first { $0.name == name } }

    /// The function with a name that a file declares.
    public func function(_ name: String, in home: String? = nil) -> ReferenceFunction? {
        functions.first { $0.name == name && (home == nil || $0.home == home) }
    }

    /// The stretches of a record.
    public func stretches(of record: String) -> [ReferenceStretch] {
        stretches.filter { $0.record == record }
    }
}
