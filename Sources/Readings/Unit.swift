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
    /// The files that are read before it, tree-relative: a header may need what its users include before it.
    public var firstFiles: [String] = []

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
