import ABIModel

/// Which changes of macros are none.
enum MacroComparison {
    /// Types of another width or signedness with the same value: `1` to `1UL`.
    static func isRetyped(_ old: Macro, _ new: Macro) -> Bool {
        guard old.value == new.value, let before = old.number, let after = new.number else { return false }
        return !before.hasSameRange(as: after)
    }

    static func isSame(_ old: Macro.Value, _ new: Macro.Value, _ texts: TypeText) -> Bool {
        if case .text(let first) = old, case .text(let second) = new { return texts.isSame(first, second) }
        return old == new
    }

    /// `#ifndef __LINUX_IOMMU_H`, `#define __LINUX_IOMMU_H`.
    static func isIncludeGuard(_ macro: Macro) -> Bool {
        guard case .text("") = macro.value else { return false }
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
