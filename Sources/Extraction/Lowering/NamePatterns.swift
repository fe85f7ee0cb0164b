/// Names of functions, some of them told only by how they begin: `trace_*`.
struct NamePatterns {
    private let exact: Set<String>
    private let prefixes: [String]

    /// Reads names; what ends in `*` is a beginning, and `*` alone the beginning of every name.
    init(_ names: [String]) {
        exact = Set(names.filter { !$0.hasSuffix("*") })
        prefixes = names.filter { $0.hasSuffix("*") }.map { String($0.dropLast()) }
    }

    /// Whether every name is meant.
    var coversAll: Bool { prefixes.contains("") }

    /// Whether a name is listed itself.
    func names(_ name: String) -> Bool { exact.contains(name) }

    /// Whether a name begins as one of them says.
    func covers(_ name: String) -> Bool { prefixes.contains { name.hasPrefix($0) } }
}
