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
        // Most names have one declaration, and come in order.
        var functions = snapshot.functions
        let isSorted = zip(functions, functions.dropFirst()).allSatisfy { $0.name <= $1.name }
        if !isSorted { functions.sort { $0.name < $1.name } }
        var entities: [FunctionEntity] = []
        var start = 0
        while start < functions.count {
            let name = functions[start].name
            let end = functions[start...].firstIndex { $0.name != name } ?? functions.count
            defer { start = end }
            if end == start + 1 {
                let function = functions[start]
                entities.append(
                    FunctionEntity(name: name, unit: unit(of: function), declarations: [function]))
                continue
            }
            var units: [String?: [Function]] = [:]
            for function in functions[start..<end] {
                units[unit(of: function), default: []].append(function)
            }
            for (unit, declarations) in units.sorted(by: { ($0.key ?? "") < ($1.key ?? "") }) {
                entities.append(
                    FunctionEntity(
                        name: name, unit: unit, declarations: declarations.sorted { $0.site < $1.site }))
            }
        }
        return entities
    }

    private static func unit(of function: Function) -> String? {
        function.linkage != .external && function.site.isInUnit ? function.site.file : nil
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
        declarations.first {
            $0.linkage != .external && !$0.site.isInUnit && !GuardCondition($0.guard).forbidden.isEmpty
        }
    }

    /// Its kernel-doc comments, with what they document.
    var documented: [(Function, KernelDoc)] {
        declarations.compactMap { function in function.documentation.map { (function, $0) } }
    }
}
