/// Everything that a set of files declares under one flavor: pure values, sorted.
///
/// Each list holds what is declared *in* the examined files; ``records`` also holds
/// records of other files that embed one of theirs by value.
public struct Snapshot: Codable, Hashable, Sendable {
    /// Enums, by name.
    public var enums: [Enumeration]
    /// Structs and unions, by name.
    public var records: [Record]
    /// Functions, by name.
    public var functions: [Function]
    /// Macros, by name.
    public var macros: [Macro]
    /// Typedefs, by name.
    public var typedefs: [Typedef]
    /// Variables, by name.
    public var variables: [Variable]
    /// What could not be seen.
    public var fidelity: [FidelityNote]

    /// Makes a snapshot; lists are sorted by name, then place.
    public init(
        enums: [Enumeration] = [], records: [Record] = [], functions: [Function] = [],
        macros: [Macro] = [], typedefs: [Typedef] = [], variables: [Variable] = [],
        fidelity: [FidelityNote] = []
    ) {
        self.enums = enums
        self.records = records
        self.functions = functions
        self.macros = macros
        self.typedefs = typedefs
        self.variables = variables
        self.fidelity = fidelity
        sort()
    }

    /// The number of entities: enums, records, functions, macros, typedefs and variables.
    public var entityCount: Int {
        enums.count + records.count + functions.count + macros.count + typedefs.count + variables.count
    }

    /// Joins snapshots of several files into one; an entity that several of them carry is kept once.
    public static func merging(_ parts: [Snapshot]) -> Snapshot {
        var result = Snapshot(
            enums: unique(parts.flatMap(\.enums)), records: unique(parts.flatMap(\.records)),
            functions: unique(parts.flatMap(\.functions)), macros: unique(parts.flatMap(\.macros)),
            typedefs: unique(parts.flatMap(\.typedefs)), variables: unique(parts.flatMap(\.variables)),
            fidelity: unique(parts.flatMap(\.fidelity)))
        result.attachExports()
        return result
    }

    /// A prototype or an `extern` variable in a header learns of the `EXPORT_SYMBOL…` beside its definition.
    private mutating func attachExports() {
        var exports: [String: Function.Export] = [:]
        for function in functions where function.linkage == .external {
            if let export = function.export { exports[function.name] = export }
        }
        for index in functions.indices
        where functions[index].linkage == .external && functions[index].export == nil {
            functions[index].export = exports[functions[index].name]
        }
        let ofVariables = Dictionary(
            variables.compactMap { variable in variable.export.map { (variable.name, $0) } },
            uniquingKeysWith: { first, _ in first })
        for index in variables.indices where variables[index].export == nil {
            variables[index].export = ofVariables[variables[index].name]
        }
    }

    private static func unique<Element: Hashable>(_ elements: [Element]) -> [Element] {
        var seen: Set<Element> = []
        return elements.filter { seen.insert($0).inserted }
    }

    private mutating func sort() {
        enums.sort { ($0.name, $0.site) < ($1.name, $1.site) }
        records.sort { ($0.name, $0.site) < ($1.name, $1.site) }
        functions.sort { ($0.name, $0.site) < ($1.name, $1.site) }
        macros.sort { ($0.name, $0.site) < ($1.name, $1.site) }
        typedefs.sort { ($0.name, $0.site) < ($1.name, $1.site) }
        variables.sort { ($0.name, $0.site) < ($1.name, $1.site) }
        fidelity.sort()
    }
}
