import ABIModel
import Phrases

/// How messages speak of macros.
enum MacroPhrasing {
    /// ` (3)`, or nothing for an empty one.
    static func value(_ macro: Macro) -> Phrase {
        if macro.call != nil { return "" }
        if case .text("") = macro.value { return "" }
        return " (\(text(macro)))"
    }

    /// What a macro with parameters expands to, as far as that is short.
    static func body(_ macro: Macro) -> Phrase {
        guard case .text(let text) = macro.value, !text.isEmpty else { return "nothing" }
        return "\(code: text.count > 160 ? text.prefix(160) + "…" : text)"
    }

    /// What it evaluates to, however it is written.
    static func plain(_ macro: Macro) -> Phrase {
        if case .integer(let value) = macro.value { return "\(value)" }
        if let call = macro.call, let form = macro.form { return "\(call.parameters.count) \(code: form)" }
        return text(macro)
    }

    /// What it evaluates to, numbers as the source has them.
    static func text(_ macro: Macro) -> Phrase {
        switch macro.value {
        case .integer(let value):
            switch macro.number?.notation {
            case .decimal?, nil: "\(value)"
            case .hexadecimal?: "\(value.hexadecimal)"
            case .ioctl(let number)?: "\(code: number.description) = \(value.hexadecimal)"
            }
        case .string(let text): "\("\"\(text)\"")"
        case .text(""): "nothing"
        case .text(let text): "\(code: text)"
        }
    }
}
