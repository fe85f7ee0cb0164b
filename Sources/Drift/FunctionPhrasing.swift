import ABIModel

/// How messages speak of functions.
enum FunctionWords {
    static func countDiffers(_ old: Function, _ new: Function) -> Bool {
        old.parameters.count != new.parameters.count || old.isVariadic != new.isVariadic
    }

    static func count(_ number: Int) -> String {
        number == 0 ? "no parameters" : number == 1 ? "1 parameter" : "\(number) parameters"
    }

    /// What became of the parameters, told from their types and names.
    static func parameterChanges(_ old: Function, _ new: Function, types: TypeText) -> [String] {
        var rest = Array(new.parameters)
        var gone: [Function.Parameter] = []
        for parameter in old.parameters {
            let match =
                rest.firstIndex {
                    types.isSame(parameter.type, $0.type) && parameter.name == $0.name
                } ?? rest.firstIndex { types.isSame(parameter.type, $0.type) }
            if let match { rest.remove(at: match) } else { gone.append(parameter) }
        }
        var words: [String] = []
        for parameter in gone { words.append("`\(parameter.type.declaring(parameter.name))` is gone") }
        for parameter in rest { words.append("`\(parameter.type.declaring(parameter.name))` is new") }
        return words
    }

    static func linkage(_ linkage: Function.Linkage) -> String {
        switch linkage {
        case .external: "external"
        case .static: "static"
        case .inline: "static inline"
        }
    }

    static func text(_ export: Function.Export) -> String {
        export.namespace.map { "\(export.macro), namespace \($0)" } ?? export.macro
    }

    static func exportChange(_ old: Function.Export?, _ new: Function.Export?, isRename: Bool) -> String {
        switch (old, new) {
        case (let old?, nil): "is no longer exported (\(text(old)))"
        case (nil, let new?): "is exported now (\(text(new)))"
        case (let old?, let new?): "is exported by \(text(new)) instead of \(text(old))"
        case (nil, nil): "is not exported"
        }
    }

    /// Whether every module that could link before still can.
    static func isWider(_ old: Function.Export?, _ new: Function.Export?) -> Bool {
        guard let old else { return true }
        guard let new else { return false }
        let oldIsGPL = old.macro.contains("GPL")
        let newIsGPL = new.macro.contains("GPL")
        return (oldIsGPL || !newIsGPL) && (new.namespace == nil || new.namespace == old.namespace)
    }
}
