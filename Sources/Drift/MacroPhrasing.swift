import ABIModel
import Phrases

/// How messages speak of macros.
enum MacroPhrasing {
    /// ` (3)`, or nothing for an empty one.
    static func value(_ macro: Macro) -> Phrase {
        if case .text("") = macro.value { return "" }
        return " (\(text(macro.value)))"
    }

    static func text(_ value: Macro.Value) -> Phrase {
        switch value {
        case .integer(let number): "\(number)"
        case .string(let text): "\("\"\(text)\"")"
        case .text(""): "nothing"
        case .text(let text): "\(code: text)"
        }
    }
}
