import Drift
import Foundation
import Workers

/// A function of which a report shows a case, to be compared again.
public struct FunctionReplay: Sendable {
    /// The report's row.
    public let row: FunctionRow

    /// Looks a fingerprint up among the functions of a report.
    ///
    /// - Returns: nil where the file has no such function: what it has may be a trace of a reference model.
    /// - Throws: ``RunError`` where one has several functions with a case, and no fingerprint was given.
    public init?(in path: String, fingerprint: String?) throws {
        guard let data = FileManager.default.contents(atPath: path),
            let report = try? JSONDecoder().decode(Rows.self, from: data)
        else { return nil }
        let cases = report.functions.filter { $0.fingerprint != nil }
        if let fingerprint {
            guard let row = cases.first(where: { $0.fingerprint == fingerprint }) else { return nil }
            self.row = row
            return
        }
        guard report.hasNoTraces, let row = cases.first else { return nil }
        guard cases.count == 1 else {
            let shown: [String] = cases.prefix(5).map { "\($0.fingerprint ?? "") (\($0.symbol))" }
            let name = URL(fileURLWithPath: path).lastPathComponent
            throw RunError(
                message: "\(name) has \(cases.count) functions with a case",
                hint: "choose one with --fingerprint: \(shown.joined(separator: ", "))"
                    + (cases.count > 5 ? ", …" : ""))
        }
        self.row = row
    }

    /// What is read of a report.
    private struct Rows: Decodable {
        struct Finding: Decodable {
            var rule: String
            var trace: [Step]?
        }
        struct Step: Decodable {}
        var functions: [FunctionRow]
        var findings: [Finding]

        /// Whether nothing but functions has traces.
        var hasNoTraces: Bool {
            !findings.contains { $0.rule.hasPrefix("behavior-") && $0.trace?.isEmpty == false }
        }
    }

    /// Which functions are compared again.
    public func choice(solver: String?, effort: Int?) -> FunctionChoice {
        FunctionChoice(patterns: [row.symbol], solverCommand: solver, effort: effort)
    }

    /// How it ends now.
    public enum Result: Sendable {
        /// Both still differ.
        case drifted
        /// They are the same now, or the function is.
        case gone
        /// It was not decided this time.
        case unknown
    }

    /// The part of a report that is about this function in this step, and how it ends there.
    ///
    /// - Throws: ``RunError`` where the report does not have the step.
    public func part(of report: DriftReport) throws -> (DriftReport, Result) {
        let labels = report.revisions.map(\.name)
        // A patch's own step has no revision of its name.
        let isAPatchs = row.to.contains(" ")
        guard labels.isEmpty || labels.contains(row.to) || isAPatchs else {
            throw RunError(
                message: "the case is about \(row.from) and \(row.to), which are not among "
                    + labels.joined(separator: ", "),
                hint: "give the trees or the series that the report was made of")
        }
        var part = report
        part.functions = report.functions.filter { isSameStep($0) && $0.symbol == row.symbol }
        part.findings = report.findings.filter { finding in
            finding.symbol == row.symbol && finding.from.description == row.from
                && finding.to.description == row.to
                && part.functions.contains { $0.fingerprint == finding.fingerprint }
        }
        part.suppressed = []
        let verdicts = Set(part.functions.map(\.verdict))
        if verdicts.contains(.drifted) { return (part, .drifted) }
        return (part, verdicts.contains(.unknown) ? .unknown : .gone)
    }

    private func isSameStep(_ other: FunctionRow) -> Bool { other.from == row.from && other.to == row.to }
}
