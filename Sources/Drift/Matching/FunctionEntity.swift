import ABIModel

/// A function with all its declarations of one snapshot: prototypes, stub and definition.
public struct FunctionEntity: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// The `.c` file that alone knows it; nil for a function that others can call.
    public var unit: String?
    /// All its declarations, by place.
    public var declarations: [Function]

    /// Groups a snapshot's functions; sorted by name, then unit.
    static func all(in snapshot: Snapshot) -> [FunctionEntity] {
        struct Key: Hashable { var name: String; var unit: String? }
        var groups: [Key: FunctionEntity] = [:]
        for function in snapshot.functions {
            let unit = function.linkage != .external && function.site.isInUnit ? function.site.file : nil
            let entity = FunctionEntity(name: function.name, unit: unit, declarations: [])
            groups[Key(name: function.name, unit: unit), default: entity].declarations.append(function)
        }
        return groups.values
            .map { entity in
                guard entity.declarations.count > 1 else { return entity }
                var sorted = entity
                sorted.declarations.sort { $0.site < $1.site }
                return sorted
            }
            .sorted { ($0.name, $0.unit ?? "") < ($1.name, $1.unit ?? "") }
    }

    /// The declaration that callers see: a header's prototype, else an inline body, else the definition.
    public var main: Function {
        let ranked = declarations.min {
            (Self.rank($0), $0.site) < (Self.rank($1), $1.site)
        }
        return ranked ?? Self.none(name)
    }

    private static func rank(_ function: Function) -> Int {
        let isHeader = !function.site.isInUnit
        if isHeader && function.linkage == .external && !function.isDefinition { return 0 }
        if isHeader { return 1 }
        return function.isDefinition ? 3 : 2
    }

    private static func none(_ name: String) -> Function {
        Function(
            name: name, returnType: "void", parameters: [], linkage: .external, isDefinition: false,
            site: SourceSite(file: "", line: 0))
    }

    /// Its export, where any of its declarations carries one.
    public var export: Function.Export? { declarations.lazy.compactMap(\.export).first }

    /// The header that declares it, nil where none does.
    public var header: String? {
        declarations.first { !$0.site.isInUnit }?.site.file
    }

    /// The `.c` files that declare or define it.
    var units: Set<String> { Set(declarations.map(\.site).filter(\.isInUnit).map(\.file)) }

    /// How far its name is seen.
    public var linkage: Function.Linkage {
        if declarations.contains(where: { $0.linkage == .external }) { return .external }
        return unit == nil ? .inline : .static
    }

    /// The inline body in a header that stands in for the real function where an option is off.
    public var stub: Function? {
        declarations.first { $0.linkage != .external && !$0.site.isInUnit && $0.guard != nil }
    }

    /// Its kernel-doc comments, with what they document.
    var documented: [(Function, KernelDoc)] {
        declarations.compactMap { function in function.documentation.map { (function, $0) } }
    }
}
