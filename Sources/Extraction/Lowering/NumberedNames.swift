/// Names that macros number with `__COUNTER__` (`__UNIQUE_ID()`, `compiletime_assert()`): the number says what was expanded
/// before, not what they are, and another `pr_debug()` further up changes all that follow.
enum NumberedNames {
    /// What such names begin with.
    private static let beginnings = [
        "__UNIQUE_ID_", "__compiletime_assert_", "__addressable_", "__initcall_", "__initstub_",
        "__exitcall_",
    ]

    /// A name without its number; other names as they are.
    static func plain(_ name: String) -> String {
        guard name.hasPrefix("__"), beginnings.contains(where: { name.hasPrefix($0) }) else { return name }
        // `__initcall__kmod_x__123_45_f6`: the counter and the line stand within.
        let parts = name.split(separator: "_", omittingEmptySubsequences: false)
        let kept = parts.filter { $0.isEmpty || !$0.allSatisfy(\.isNumber) }.joined(separator: "_")
        let bare =
            kept.hasPrefix("__init") ? kept : String(kept.reversed().drop(while: \.isNumber).reversed())
        return bare
    }
}
