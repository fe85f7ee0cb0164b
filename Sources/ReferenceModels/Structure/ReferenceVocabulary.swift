import ABIModel

/// Everything that any revision of a structure speaks of, worked out once.
struct ReferenceVocabulary: Sendable {
    /// A function: which name, in which file, seen how far.
    struct FunctionKey: Hashable, Comparable, Sendable {
        let name: String
        let home: String
        let isStatic: Bool

        init(_ function: ReferenceFunction) {
            name = function.name
            home = function.home
            isStatic = function.linkage == .static
        }

        static func < (left: FunctionKey, right: FunctionKey) -> Bool {
            (left.name, left.home) < (right.name, right.home)
        }
    }

    /// A record with all that is said of it.
    struct RecordEntry: Sendable {
        let tag: String
        let home: String
        /// The members that any revision speaks of.
        let members: Set<String>
    }

    /// Enums with their headers, sorted.
    let enums: [(name: String, home: String)]
    /// Macros with their headers, sorted.
    let macros: [(name: String, home: String)]
    /// Functions, sorted.
    let functions: [FunctionKey]
    /// Records, sorted.
    let records: [RecordEntry]
    /// The names of the functions of each header.
    let headerNames: [String: Set<String>]
    /// All files that are spoken of.
    let homes: Set<String>

    /// The names of ``enums``, ``macros``, ``functions`` and ``records``.
    let enumNames: Set<String>
    let macroNames: Set<String>
    let functionNames: Set<String>
    let recordNames: Set<String>

    init(_ revisions: [ReferenceRevision]) {
        func sorted(_ pairs: [(String, String)]) -> [(name: String, home: String)] {
            Dictionary(pairs, uniquingKeysWith: { first, _ in first }).sorted { $0.key < $1.key }
                .map { ($0.key, $0.value) }
        }
        enums = sorted(revisions.flatMap { $0.enums.map { ($0.name, $0.home) } })
        macros = sorted(revisions.flatMap { $0.macros.map { ($0.name, $0.home) } })
        functions = Set(revisions.flatMap(\.functions).map(FunctionKey.init)).sorted()
        let stretches = Dictionary(grouping: revisions.flatMap(\.stretches), by: \.record)
        records = stretches.sorted { $0.key < $1.key }.compactMap { tag, stretches in
            stretches.first.map {
                RecordEntry(tag: tag, home: $0.home, members: Set(stretches.flatMap(\.members).map(\.name)))
            }
        }
        var headerNames: [String: Set<String>] = [:]
        for key in functions where !key.isStatic { headerNames[key.home, default: []].insert(key.name) }
        self.headerNames = headerNames
        var homes = Set(enums.map(\.home) + macros.map(\.home) + functions.map(\.home) + records.map(\.home))
        homes.formUnion(revisions.flatMap(\.functions).compactMap(\.definition))
        self.homes = homes
        enumNames = Set(enums.map(\.name))
        macroNames = Set(macros.map(\.name))
        functionNames = Set(functions.map(\.name))
        recordNames = Set(records.map(\.tag))
    }
}
