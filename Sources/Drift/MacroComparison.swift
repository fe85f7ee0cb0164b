import ABIModel

/// Which changes of macros are none.
enum MacroComparison {
    /// Types of another width or signedness with the same value: `1` to `1UL`.
    static func isRetyped(_ old: Macro, _ new: Macro) -> Bool {
        guard old.value == new.value, let before = old.number, let after = new.number else { return false }
        return !before.hasSameRange(as: after)
    }

    /// Whether the replacements are the same but for renamed types and, with parameters, for the names of those.
    static func isSame(_ old: Macro, _ new: Macro, _ texts: TypeText) -> Bool {
        switch (old.value, new.value) {
        // What the texts are is another matter then.
        case (.integer, .integer), (.string, .string): return old.value == new.value
        default: break
        }
        // One side may have the text alone, its macro standing under an option that is off.
        if let first = old.form, let second = new.form {
            if first == second { return true }
            let renamed = first.split(separator: " ", omittingEmptySubsequences: false).map {
                texts.renames[String($0)].map { $0[...] } ?? $0
            }
            return renamed.joined(separator: " ") == second
        }
        if case .text(let first) = old.value, case .text(let second) = new.value {
            return texts.isSame(first, second)
        }
        return old.value == new.value
    }

    /// Whether the text alone has the macro, beside a function of its name: it stands on the other side of an option.
    static func isOtherSide(_ macro: Macro, of snapshot: Snapshot) -> Bool {
        macro.call?.isDefined == false && snapshot.functions.contains { $0.name == macro.name }
    }

    /// `#ifndef __LINUX_IOMMU_H`, `#define __LINUX_IOMMU_H`.
    static func isIncludeGuard(_ macro: Macro) -> Bool {
        guard case .text("") = macro.value, macro.call == nil else { return false }
        let file = macro.site.file.split(separator: "/").last.map(String.init) ?? ""
        let stem = NameWords.words(of: String(file.map { $0 == "." || $0 == "-" ? "_" : $0 }))
        let words = NameWords.words(of: macro.name)
        return !stem.isEmpty && (words.suffix(stem.count) == stem[...] || words.last == "h")
    }

    /// `NR_THINGS 3` to `NR_THINGS 4`.
    static func isGrownCount(_ old: Macro, _ new: Macro) -> Bool {
        guard CountSentinel.isName(new.name), case .integer(let before) = old.value,
            case .integer(let after) = new.value
        else { return false }
        return after > before
    }

    /// Whether the new side has the name with the same value as an enumerator.
    static func survives(_ macro: Macro, in comparison: Comparison) -> Bool {
        guard case .integer(let value) = macro.value else { return false }
        return comparison.survives(macro.name, value: value)
    }

    /// Whether the old side had the name with the same value as an enumerator.
    static func existed(_ macro: Macro, in comparison: Comparison) -> Bool {
        guard case .integer(let value) = macro.value else {
            // `#define FOO FOO` beside an enumerator of that name.
            if case .text(macro.name) = macro.value { return true }
            return false
        }
        return comparison.existed(macro.name, value: value)
    }
}
