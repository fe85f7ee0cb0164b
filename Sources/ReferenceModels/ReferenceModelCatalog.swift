/// The reference models that there are. A new model is added to this list, and nowhere else: what it declares, what it
/// runs and how it is drawn come with it.
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
