import ABIModel
import Drift
import Globs
import Phrases
import Workers

/// Holds the globs of `--symbol` and `--function` against what was examined: a report on nothing reads like one without drift,
/// and a mistyped name must not pass a gate.
struct FilterCheck {
    /// The names that were examined.
    private let names: Set<String>
    /// The names of functions among them.
    private let functions: Set<String>

    /// - Parameters:
    ///   - revisions: what the sides declare.
    ///   - findings: what was found, which may be about what no side declares.
    ///   - rows: the functions whose bodies differ.
    init(_ revisions: [RevisionSnapshot], findings: [Finding], rows: [FunctionRow]) {
        var names = Set(findings.map(\.symbol))
        var functions = Set(rows.map(\.symbol))
        for snapshot in revisions.flatMap(\.flavors).map(\.snapshot) {
            for value in snapshot.enums {
                names.insert("enum \(value.name)")
                names.formUnion(value.constants.map(\.name))
            }
            for value in snapshot.records {
                names.insert(value.typeName)
                names.formUnion(value.members.map { "\(value.typeName).\($0.name)" })
            }
            functions.formUnion(snapshot.functions.map(\.name))
            names.formUnion(snapshot.macros.map(\.name))
            names.formUnion(snapshot.typedefs.map(\.name))
            names.formUnion(snapshot.variables.map(\.name))
        }
        self.names = names.union(functions)
        self.functions = functions
    }

    /// Looks whether the globs mean something.
    ///
    /// - Returns: what to say of those that mean nothing where others do.
    /// - Throws: ``RunError`` where none of an option's globs does.
    func check(symbols: [String], functions patterns: [String] = []) throws -> [Phrase] {
        try check(symbols, of: names, option: "--symbol", "nothing that was examined has the name")
            + check(
                patterns, of: functions, option: "--function", "no function that was examined has the name")
    }

    private func check(
        _ patterns: [String], of names: Set<String>, option: String, _ words: String
    ) throws -> [Phrase] {
        let idle = patterns.filter { pattern in
            let filter = SymbolFilter(patterns: [pattern])
            return !names.contains { filter.matches($0) }
        }
        guard let first = idle.first else { return [] }
        func hint(_ pattern: String) -> String? {
            NearNames.question(
                for: SymbolFilter.withoutKeyword(pattern).filter { $0 != "*" && $0 != "?" },
                among: Set(names.map(SymbolFilter.withoutKeyword)))
        }
        guard idle.count == patterns.count else {
            return idle.map { pattern in
                Phrase(verbatim: "\(option) \(pattern): \(words)" + (hint(pattern).map { "; \($0)" } ?? ""))
            }
        }
        throw RunError(
            message: "\(words) \(idle.map { "`\($0)`" }.joined(separator: " or ")) (\(option))",
            hint: hint(first)
                ?? "\(option) takes names and globs (`pci_*`); --file names more files to examine")
    }
}
