/// What `kdrift model` has to print.
public enum ModelAnswer: Hashable, Sendable {
    /// The models there are.
    case models([ModelSummary])
    /// Which design keeps which property; with the runs of those that do not, if they were asked for.
    case table(PropertyTable, showsTraces: Bool)
    /// What drifts between two designs.
    case drifts(DriftTable)
}

/// A model in a line.
public struct ModelSummary: Hashable, Codable, Sendable {
    /// The name on the command line.
    public var name: String
    /// What it is a model of.
    public var title: String
    /// Its designs, in order.
    public var designs: [String]
    /// The names of its properties, in order.
    public var properties: [String]

    /// Tells a model in a line.
    public init(_ model: some ReferenceModel) {
        name = model.name
        title = model.title
        designs = model.designs
        properties = model.properties.map(\.name)
    }
}

/// What drifts between two designs of a model.
public struct DriftTable: Hashable, Codable, Sendable {
    /// The model's name.
    public var model: String
    /// What it is a model of.
    public var title: String
    /// The old design.
    public var from: String
    /// The new one.
    public var to: String
    /// The shortest runs that end differently, shorter ones first; consequences after the drifts.
    public var drifts: [ModelDrift]

    /// Compares two designs of a model.
    ///
    /// - Throws: ``ReferenceModelError`` when there is no design of a name.
    public init(_ model: some ReferenceModel, from old: String, to new: String) throws(ReferenceModelError) {
        self.model = model.name
        title = model.title
        from = try PropertyTable.found(old, among: model.designs, kind: "design", model.name)
        to = try PropertyTable.found(new, among: model.designs, kind: "design", model.name)
        drifts = model.drifts(from: from, to: to)
    }
}
