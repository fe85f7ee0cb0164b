import ABIModel
import Phrases

/// How the replacement of a macro with parameters differs.
enum MacroCallChange {
    /// What it gives back, whatever the arguments are.
    case answer(Function.Result, Function.Result)
    /// What it gives back for some arguments.
    case sample(arguments: String, CInteger, CInteger)
    /// The text, and whether it gave the same for all arguments that were tried; nil where none could be.
    case text(isSameWhereTried: Bool)

    /// nil where nothing differs, or where the parameters do.
    static func between(_ old: Macro, _ new: Macro, _ texts: TypeText) -> MacroCallChange? {
        guard let before = old.call, let after = new.call, MacroParameterChange.between(old, new) == nil
        else {
            return nil
        }
        if before.result.isPlain || after.result.isPlain {
            if before.result == after.result { return nil }
            if before.result.isPlain, after.result.isPlain { return .answer(before.result, after.result) }
        }
        if MacroComparison.isSame(old, new, texts) { return nil }
        let known = Dictionary(
            before.samples.map { ($0.arguments, $0.value) }, uniquingKeysWith: { first, _ in first })
        var tried = false
        for sample in after.samples {
            guard let value = known[sample.arguments] else { continue }
            tried = true
            if value != sample.value { return .sample(arguments: sample.arguments, value, sample.value) }
        }
        return .text(isSameWhereTried: tried)
    }
}

/// How the parameters of a macro differ.
enum MacroParameterChange {
    /// It takes another number of arguments.
    case count
    /// It takes any number of further arguments now: all that was written before still is right.
    case further
    /// It has parameters on one side alone, and means the same where it is called.
    case form
    /// It has parameters on one side alone.
    case kind

    /// nil where the parameters are as many, whatever their names are.
    static func between(_ old: Macro, _ new: Macro) -> MacroParameterChange? {
        switch (old.call, new.call) {
        case (nil, nil): return nil
        case (let before?, let after?):
            let (few, many) = (before.parameters.count, after.parameters.count)
            if before.isVariadic == after.isVariadic { return few == many ? nil : .count }
            return after.isVariadic && many <= few + 1 ? .further : .count
        case (nil, let call?): return isPassedOn(new, call, by: old) ? .form : .kind
        case (let call?, nil): return isPassedOn(old, call, by: new) ? .form : .kind
        }
    }

    /// `#define f(x) g(x)` beside `#define f g`
    private static func isPassedOn(_ macro: Macro, _ call: MacroCall, by plain: Macro) -> Bool {
        guard case .text(let name) = plain.value, let form = macro.form else { return false }
        let arguments = call.parameters.indices.map { "$\($0 + 1)" }.joined(separator: " , ")
        return form == "\(name) ( \(arguments.isEmpty ? "" : arguments + " "))"
    }
}

extension Function.Result {
    /// Whether it does not depend on anything.
    var isPlain: Bool {
        if case .computed = self { return false }
        return true
    }

    /// The result in words: a number, an error's name, the text.
    var phrase: Phrase {
        switch self {
        case .nothing: "nothing"
        case .value(let value): "\(Errno.spelling(of: value, returnType: "int"))"
        case .computed(let text): "\(code: text)"
        }
    }
}
