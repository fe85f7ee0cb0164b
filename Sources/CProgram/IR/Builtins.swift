import ABIModel

/// What is known of compiler builtins that stand in a program as calls.
public enum Builtins {
    /// Those that neither read nor write memory of the program, and give the same for the same arguments within one call of the
    /// function they stand in.
    public static let pure: Set<String> = [
        "__builtin_return_address", "__builtin_frame_address", "__builtin_extract_return_addr",
        "__builtin_classify_type", "__builtin_clrsb", "__builtin_clrsbl", "__builtin_clrsbll",
    ]

    /// What ends the function as `BUG` does.
    public static let trap = "__builtin_trap"
    /// The event that it is.
    public static let trapEvent = Event(kind: .bug, macro: trap, site: SourceSite(file: "", line: 0))

    /// Those behind which control does not go on.
    public static let endless: Set<String> = ["__builtin_unreachable", "__builtin_trap"]
}
