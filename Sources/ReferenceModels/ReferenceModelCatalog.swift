/// The reference models that `kdrift model` and `kdrift replay` know. A new model is added to this list.
public enum ReferenceModelCatalog {
    /// All of them, sorted by name.
    public static let all: [any ReferenceModel] = [DMAOwnership.OwnershipModel()]

    /// The model of that name.
    ///
    /// - Throws: ``ReferenceModelError/noSuchModel(name:names:)``.
    public static func model(
        named name: String, among models: [any ReferenceModel] = all
    ) throws(ReferenceModelError) -> any ReferenceModel {
        guard let model = models.first(where: { $0.name == name }) else {
            throw .noSuchModel(name: name, names: models.map(\.name))
        }
        return model
    }
}
