import ReferenceModels

/// Which reference model a comparison is held against.
public enum ReferenceChoice: Hashable, Sendable {
    /// Every model whose subject the trees declare.
    case fitting
    /// None.
    case none
    /// The one of this name, whatever the trees declare.
    case named(String)

    /// Reads `none` or the name of a model; nil for any other word.
    public init?(argument: String) {
        if argument == "none" {
            self = .none
        } else if Self.names.contains(argument) {
            self = .named(argument)
        } else {
            return nil
        }
    }

    /// The names of the models there are, sorted.
    public static let names = ReferenceStructure.all.map(\.name).sorted()

    /// The files that a model's declarations live in, sorted; empty for a model that is not there.
    public static func files(ofModel name: String) -> [String] {
        ReferenceStructure.all.first { $0.name == name }?.homes ?? []
    }

    /// The structures to hold trees against.
    var structures: [ReferenceStructure] {
        switch self {
        case .fitting: ReferenceStructure.all
        case .none: []
        case .named(let name): ReferenceStructure.all.filter { $0.name == name }
        }
    }
}
