import ReferenceModels

/// One file to read under one flavor.
public struct Unit: Hashable, Sendable {
    /// The tree-relative path.
    public var file: String
    /// The index of the flavor.
    public var flavor: Int
    /// What of its function bodies is lowered; nil where its declarations are wanted.
    public var lowering: ProgramReading?
    /// Whether function bodies are looked through for errors, and nothing else is wanted.
    public var readsBodies: Bool

    /// Makes a unit.
    public init(file: String, flavor: Int, lowering: ProgramReading? = nil, readsBodies: Bool = false) {
        self.file = file
        self.flavor = flavor
        self.lowering = lowering
        self.readsBodies = readsBodies
    }
}

/// A unit in one of the trees.
struct TreeUnit: Hashable {
    /// The tree's directory.
    var root: String
    var unit: Unit
}
