/// What a function, variable or typedef may be beside its type, as its list of attributes has it. Others stand there as C
/// writes them: `ms_abi`, `aligned(8)`, `asm("name")`.
public enum DeclarationAttribute {
    /// Its result has to be looked at.
    public static let mustCheck = "warn_unused_result"
    /// `f()`: nothing is said of the parameters.
    public static let unprototyped = "()"
    /// Each thread has a variable of its own.
    public static let threadLocal = "__thread"
}
