/// The models that can run C, by name.
public enum BehaviorModels {
    /// All there are.
    public static let all: [any BehaviorModel] = ReferenceModelCatalog.all.compactMap { $0.behavior }

    /// The one of that name.
    public static func model(named name: String) -> (any BehaviorModel)? { all.first { $0.name == name } }
}
