import ABIModel
import Phrases

/// How messages speak of macros.
enum MacroPhrasing {
    /// ` (3)`, or nothing for an empty one.
    static func value(_ macro: Macro) -> Phrase {
        if case .text("") = macro.value { return "" }
        return " (\(text(macro)))"
    }

    /// What it evaluates to, however it is written.
    static func plain(_ macro: Macro) -> Phrase {
        if case .integer(let value) = macro.value { return "\(value)" }
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
