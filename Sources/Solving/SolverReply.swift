/// What a solver printed about the script of a query, read strictly: what is not expected is `unknown`, never a guess.
enum SolverReply {
    /// The answer to a query.
    ///
    /// - Parameters:
    ///   - text: standard output, all of it.
    ///   - solver: who printed it, for the reason of an unknown.
    static func answer(to query: SolverQuery, _ text: [UInt8], solver: String) -> SolverAnswer {
        guard let said = SymbolicExpression.all(in: text), let verdict = said.first else {
            return .unknown("\(solver)'s answer is unreadable\(excerpt(text))")
        }
        let rest = said.dropFirst()
        switch verdict {
        case .atom("unsat"):
            // An error before this would mean that assertions are missing; behind it are those of `get-value`.
            guard rest.allSatisfy({ errorWords($0) != nil || reason($0) != nil }) else {
                return .unknown("\(solver) says more than 'unsat'\(excerpt(text))")
            }
            return .unsatisfiable
        case .atom("sat"):
            guard !query.modelValues.isEmpty else { return .satisfiable([:]) }
            guard let pairs = rest.first, let values = values(pairs, query.modelValues) else {
                return .unknown("\(solver)'s values are unreadable\(excerpt(text))")
            }
            return .satisfiable(values)
        case .atom("unknown"):
            return .unknown(unknown(rest.lazy.compactMap { reason($0) }.first ?? "", query, solver))
        default:
            if let words = errorWords(verdict) { return .unknown("\(solver) reports an error: \(words)") }
            return .unknown("\(solver)'s answer is unreadable\(excerpt(text))")
        }
    }

    /// Why the solver does not know, with one wording for what depends on where in Z3 the limit was met.
    private static func unknown(_ reason: String, _ query: SolverQuery, _ solver: String) -> String {
        switch reason {
        case "canceled", "max. resource limit exceeded", "(resource limits reached)", "resourceout":
            return "\(solver) did not decide it within \(query.effort) steps"
        case "out of memory", "memout": return outOfMemory(solver)
        case "": return "\(solver) does not know"
        default: return "\(solver) does not know: \(reason)"
        }
    }

    /// The reason where memory did not suffice.
    static func outOfMemory(_ solver: String) -> String { "\(solver) ran out of memory" }

    /// The words of `(error "…")`.
    private static func errorWords(_ said: SymbolicExpression) -> String? {
        guard case .list(let parts) = said, parts.count == 2, parts[0] == .atom("error"),
            case .atom(let words) = parts[1]
        else { return nil }
        return unquoted(words)
    }

    /// The words of `(:reason-unknown …)`.
    private static func reason(_ said: SymbolicExpression) -> String? {
        guard case .list(let parts) = said, parts.count == 2, parts[0] == .atom(":reason-unknown") else {
            return nil
        }
        switch parts[1] {
        case .atom(let words): return unquoted(words)
        case .list: return "no reason given"
        }
    }

    private static func unquoted(_ words: String) -> String {
        guard words.count >= 2, words.first == "\"", words.last == "\"" else { return words }
        return String(words.dropFirst().dropLast()).replacing("\"\"", with: "\"").replacing("\n", with: " ")
    }

    /// The values of `((term value) …)`. Solvers may write a term otherwise than the query does, so the order counts.
    private static func values(_ said: SymbolicExpression, _ terms: [String]) -> [String: String]? {
        guard case .list(let pairs) = said, pairs.count == terms.count else { return nil }
        var result: [String: String] = [:]
        for (term, pair) in zip(terms, pairs) {
            guard case .list(let parts) = pair, parts.count == 2, let value = SolverValue.text(parts[1])
            else {
                return nil
            }
            result[term] = value
        }
        return result
    }

    /// The beginning of what was said, for a person.
    private static func excerpt(_ text: [UInt8]) -> String {
        let words = String(decoding: text.prefix(60), as: UTF8.self)
            .map { $0.isNewline || $0 == "\t" ? " " : $0 }
            .filter { !$0.unicodeScalars.contains { $0.value < 32 || $0.value == 127 } }
        return words.isEmpty ? ": it is empty" : ": '\(String(words))\(text.count > 60 ? "…" : "")'"
    }
}
