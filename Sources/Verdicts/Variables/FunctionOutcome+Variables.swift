import Drift
import Parallel

extension FunctionOutcome {
    /// Takes over what the variables of pairs of programs hold at first, where things lie, and what is registered. The same
    /// change in several flavors is one finding.
    package mutating func addVariables(of pairs: [ProgramPair], _ run: VerdictRun) {
        var known: [String: Int] = [:]
        for found in pairs.concurrentMap({ VariableFindings($0, isWanted: run.isWanted) }) {
            for finding in found.findings {
                let key = "\(finding.identity)\n\(finding.message.facts)"
                if let place = known[key] {
                    findings[place].flavors = Set(findings[place].flavors + finding.flavors).sorted()
                } else {
                    known[key] = findings.count
                    findings.append(finding)
                }
            }
            unknown += found.unknown
        }
    }
}
