import ABIModel
import Phrases

/// How messages speak of functions.
package enum FunctionPhrasing {
    static func count(_ number: Int) -> Phrase {
        number == 0 ? "no parameters" : "\(number, "parameter", "parameters")"
    }

    /// What became of the parameters, told from their types and names.
    static func parameterChanges(_ old: Function, _ new: Function, types: TypeText) -> [Phrase] {
        var rest = Array(new.parameters)
        var gone: [Function.Parameter] = []
        for parameter in old.parameters {
            let match =
                rest.firstIndex {
                    types.isSame(parameter.type.asParameterType, $0.type.asParameterType)
                        && parameter.name == $0.name
                }
                ?? rest.firstIndex {
                    types.isSame(parameter.type.asParameterType, $0.type.asParameterType)
                }
            if let match { rest.remove(at: match) } else { gone.append(parameter) }
        }
        return gone.map { "\(code: $0.type.declaring($0.name)) is gone" }
            + rest.map { "\(code: $0.type.declaring($0.name)) is new" }
    }

    static func linkage(_ linkage: Function.Linkage) -> Phrase {
        switch linkage {
        case .external: "external"
        case .static: "static"
        case .inline: "static inline"
        }
    }

    package static func text(_ export: Function.Export) -> Phrase {
        export.namespace.map { "\(export.macro), namespace \($0)" } ?? "\(export.macro)"
    }

    static func exportChange(_ old: Function.Export?, _ new: Function.Export?) -> Phrase {
        switch (old, new) {
        case (let old?, nil): "is no longer exported (\(text(old)))"
        case (nil, let new?): "is exported now (\(text(new)))"
        case (let old?, let new?): "is exported by \(text(new)) instead of \(text(old))"
        case (nil, nil): "is not exported"
        }
    }
}

/// What of two forms of a function differs for those who call it.
enum FunctionComparison {
    static func countDiffers(_ old: Function, _ new: Function) -> Bool {
        old.parameters.count != new.parameters.count || old.isVariadic != new.isVariadic
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
