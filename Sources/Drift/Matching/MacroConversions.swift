import ABIModel

/// Functions that are macros on the other side: to callers they are still there.
///
/// Such a macro is compared as an inline function with the types that the other side declares.
struct MacroConversions: Sendable {
    /// The old side, with functions in the place of macros that are functions on the new side.
    private(set) var old: Snapshot
    /// The new side, with functions in the place of macros that were functions on the old side.
    private(set) var new: Snapshot
    /// The macros that functions became, by name.
    private(set) var becoming: [String: Macro] = [:]
    /// The macros that became functions, by name.
    private(set) var formerly: [String: Macro] = [:]

    init(_ old: Snapshot, _ new: Snapshot) {
        becoming = Self.macros(of: new, insteadOfFunctionsOf: old)
        formerly = Self.macros(of: old, insteadOfFunctionsOf: new)
        self.old = Self.replacing(formerly, in: old, modelledOn: new)
        self.new = Self.replacing(becoming, in: new, modelledOn: old)
    }

    /// Whether a name is a function on one side and a macro on the other.
    func contains(_ name: String) -> Bool { becoming[name] != nil || formerly[name] != nil }

    /// The macros of one side that stand where the other side has a function.
    private static func macros(of side: Snapshot, insteadOfFunctionsOf other: Snapshot) -> [String: Macro] {
        let had = Set(other.macros.map(\.name))
        let fresh = side.macros.filter { !had.contains($0.name) && $0.call?.isDefined != false }
        guard !fresh.isEmpty else { return [:] }
        let functions = Dictionary(grouping: other.functions, by: \.name)
        let own = Set(side.functions.map(\.name))
        var found: [String: Macro] = [:]
        for macro in fresh where found[macro.name] == nil && !own.contains(macro.name) {
            guard macro.call != nil || target(of: macro, in: side) != nil,
                functions[macro.name]?.contains(where: { isSeen($0, where: macro) }) == true
            else { continue }
            found[macro.name] = macro
        }
        return found
    }

    /// A static function of one file is another one than a macro of another file.
    private static func isSeen(_ function: Function, where macro: Macro) -> Bool {
        if function.site.isInUnit, function.linkage != .external {
            return function.site.file == macro.site.file
        }
        return !macro.site.isInUnit || function.site.file == macro.site.file
    }

    /// The function that an object-like macro is another name of.
    private static func target(of macro: Macro, in side: Snapshot) -> Function? {
        guard case .text(let name) = macro.value, macro.call == nil, name != macro.name else { return nil }
        return side.functions.first { $0.name == name }
    }

    private static func replacing(
        _ macros: [String: Macro], in side: Snapshot, modelledOn other: Snapshot
    ) -> Snapshot {
        guard !macros.isEmpty else { return side }
        var result = side
        result.macros.removeAll { macros[$0.name] != nil }
        for name in macros.keys.sorted() {
            guard let macro = macros[name], let model = other.functions.first(where: { $0.name == name })
            else {
                continue
            }
            result.functions.append(function(macro, target(of: macro, in: side), modelledOn: model))
        }
        result.functions.sort { ($0.name, $0.site) < ($1.name, $1.site) }
        return result
    }

    private static func function(_ macro: Macro, _ target: Function?, modelledOn model: Function) -> Function
    {
        if var function = target {
            function.name = macro.name
            function.linkage = .inline
            function.export = nil
            function.documentation = nil
            function.site = macro.site
            function.guard = macro.guard
            return function
        }
        let call = macro.call ?? MacroCall(parameters: [], result: .computed(""))
        let named = call.isVariadic ? model.parameters.map(\.name) : call.parameters
        let parameters = named.enumerated().map { index, name in
            let type = model.parameters.indices.contains(index) ? model.parameters[index].type : "?"
            return Function.Parameter(name: name, type: type)
        }
        return Function(
            name: macro.name, returnType: model.returnType, parameters: parameters,
            isVariadic: call.isVariadic && model.isVariadic, linkage: .inline, isDefinition: true,
            result: call.result.given(back: model.returnType), guard: macro.guard, site: macro.site)
    }
}

extension Function.Result {
    /// The result as a caller of a function of that type has it.
    fileprivate func given(back type: String) -> Function.Result {
        guard case .value(let value) = self else { return self }
        switch type {
        case "void": return .nothing
        case "bool", "_Bool": return .value(value == 0 ? 0 : 1)
        default: return self
        }
    }
}
