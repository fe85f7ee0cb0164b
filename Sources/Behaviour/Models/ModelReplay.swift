import ReferenceModels

/// Where a side of a replay comes from: the designs of a reference model, the C of a series' revisions.
public protocol ReplaySource: Sendable {
    /// Runs what stands for a label through the calls of a trace.
    ///
    /// - Returns: what it did, or `nil` where the source has nothing of that label.
    /// - Throws: an error in a sentence where it has, but cannot run the trace.
    func side(_ label: String, of trace: ReplayTrace) async throws -> ReplayReport.Side?
}

/// The designs of the reference models, by their labels; `reference v7` is the design v7.
public struct ModelReplay: ReplaySource {
    /// What labels of the reference begin with in findings.
    static let referencePrefix = "reference "

    private let models: [any ReferenceModel]

    /// Makes a source.
    public init(models: [any ReferenceModel] = ReferenceModelCatalog.all) { self.models = models }

    /// Runs the design of that label.
    public func side(_ label: String, of trace: ReplayTrace) throws -> ReplayReport.Side? {
        let name = Self.design(label)
        guard let model = model(of: trace, with: [name]) else { return nil }
        return ReplayReport.Side(
            label: label, source: "design \(name) of the model \(model.name)",
            trace: try model.run(name, from: trace.setting, through: trace.operations))
    }

    /// The label without the word that says that the reference is meant.
    static func design(_ label: String) -> String {
        label.hasPrefix(referencePrefix) ? String(label.dropFirst(referencePrefix.count)) : label
    }

    /// The trace's model, or the first one that has designs of these names.
    func model(of trace: ReplayTrace, with designs: [String]) -> (any ReferenceModel)? {
        models.first { model in
            (trace.model ?? model.name) == model.name && designs.allSatisfy(model.designs.contains)
        }
    }

    /// The counterexample of a model that has a fingerprint; `nil` where there is none.
    func trace(withFingerprint fingerprint: String) throws -> ReplayTrace? {
        for model in models {
            for design in model.designs
            where fingerprint.hasPrefix(ModelFingerprint.subject(model.name, [design])) {
                let table = try ModelSession.table(model, designs: [design])
                for row in table.rows {
                    for violation in row.cells.flatMap({ $0.violations + $0.exceptions })
                    where violation.fingerprint == fingerprint {
                        return violation.replay(model: model.name, design: design, of: row.property)
                    }
                }
            }
            for old in model.designs {
                for new in model.designs
                where fingerprint.hasPrefix(ModelFingerprint.subject(model.name, [old, new])) {
                    let table = try ModelSession.drifts(model, from: old, to: new)
                    for drift in table.drifts where drift.fingerprint == fingerprint {
                        return drift.replay(model: model.name, from: old, to: new)
                    }
                }
            }
        }
        return nil
    }
}
