import KernelTree

/// What is laid over the answers of a configuration, by the numbers of symbols.
struct KconfigOverrides: Hashable, Sendable {
    /// Symbols that the user is taken to have switched off, also where the question is hidden. What selects
    /// them still wins.
    var off: Set<Int> = []
    /// Symbols that the user is taken to have switched on, where their dependencies hold.
    var on: Set<Int> = []
    /// Values that hold whatever the Kconfig files say.
    var facts: [Int: String] = [:]
}
