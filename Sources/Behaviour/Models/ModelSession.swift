import ReferenceModels

/// Asks the reference models: which design keeps which property, what drifts between two designs.
public struct ModelSession: Sendable {
    /// What is asked.
    public struct Query: Sendable {
        /// The model's name; `nil` for the list of models.
        public var model: String?
        /// The designs to look at; empty for all.
        public var designs: [String]
        /// The properties to look at; empty for all.
        public var properties: [String]
        /// Whether the runs that break a property are shown.
        public var showsTraces: Bool
        /// The two designs whose drifts are asked for instead of the table.
        public var pair: (from: String, to: String)?

        /// Makes a query.
        public init(
            model: String?, designs: [String] = [], properties: [String] = [], showsTraces: Bool = false,
            pair: (from: String, to: String)? = nil
        ) {
            self.model = model
            self.designs = designs
            self.properties = properties
            self.showsTraces = showsTraces
            self.pair = pair
        }
    }

    private let models: [any ReferenceModel]

    /// The names of all models' designs, in order, for whoever completes a command line.
    public static var designs: [String] { ReferenceModelCatalog.all.flatMap { $0.designs } }

    /// Makes a session.
    public init(models: [any ReferenceModel] = ReferenceModelCatalog.all) { self.models = models }

    /// Answers a query.
    ///
    /// - Throws: ``ReferenceModelError`` where there is no model, design or property of a name.
    public func answer(_ query: Query) throws -> ModelAnswer {
        guard let name = query.model else { return .models(models.map { ModelSummary($0) }) }
        let model = try ReferenceModelCatalog.model(named: name, among: models)
        if let pair = query.pair { return .drifts(try Self.drifts(model, from: pair.from, to: pair.to)) }
        return .table(
            try Self.table(
                model, designs: query.designs.isEmpty ? nil : query.designs,
                properties: query.properties.isEmpty ? nil : query.properties),
            showsTraces: query.showsTraces)
    }

    /// The table, each violation with its fingerprint.
    static func table(
        _ model: any ReferenceModel, designs: [String]? = nil, properties: [String]? = nil
    ) throws -> PropertyTable {
        var table = try PropertyTable(model, designs: designs, properties: properties)
        for row in table.rows.indices {
            let statement = table.rows[row].property
            for cell in table.rows[row].cells.indices {
                let design = table.rows[row].cells[cell].design
                func stamp(_ violations: inout [PropertyTable.Violation]) {
                    for index in violations.indices {
                        let trace = violations[index].replay(model: model.name, design: design, of: statement)
                        violations[index].fingerprint = ModelFingerprint(trace).text
                    }
                }
                stamp(&table.rows[row].cells[cell].violations)
                stamp(&table.rows[row].cells[cell].exceptions)
            }
        }
        return table
    }

    /// The drifts, each with its fingerprint.
    static func drifts(_ model: any ReferenceModel, from: String, to: String) throws -> DriftTable {
        var table = try DriftTable(model, from: from, to: to)
        for index in table.drifts.indices {
            let trace = table.drifts[index].replay(model: model.name, from: table.from, to: table.to)
            table.drifts[index].fingerprint = ModelFingerprint(trace).text
        }
        return table
    }
}
