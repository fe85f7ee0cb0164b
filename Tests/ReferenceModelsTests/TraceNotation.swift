import ReferenceModels
import Testing

/// Runs a trace that is written as `claim f1 = 0 n1 D=NULL; K d0 = -EBUSY` and holds every step against what is
/// written: the outcome first (`ok` for a silent `void`), then any of `n…`, `a…`, `D=…`, `O=…`, `k=…`, `d0:…`,
/// `d1:…`, `bound`, `unbound`.
func expectTrace(
    _ designs: String, _ trace: String, d1: DMAOwnership.Presence = .absent,
    _ configuration: DMAOwnership.Configuration = .init(), location: SourceLocation = #_sourceLocation
) {
    for name in designs.split(separator: " ") {
        guard let design = DMAOwnership.design(named: String(name)) else {
            Issue.record("there is no design \(name)", sourceLocation: location)
            continue
        }
        var group = design.initialState(configuration, d1: d1)
        for step in trace.split(separator: ";") {
            let sides = step.split(separator: "=", maxSplits: 1).map { $0.trimmingSpaces }
            guard sides.count == 2, let operation = DMAOwnership.Operation(sides[0]) else {
                Issue.record("cannot read the step \(step)", sourceLocation: location)
                return
            }
            guard design.offers(operation) else {
                Issue.record("\(name) has no \(operation)", sourceLocation: location)
                return
            }
            let outcome = design.perform(operation, on: &group)
            let expected = sides[1].split(separator: " ").map(String.init)
            let seen = facts(of: outcome, operation, in: group)
            let missing = expected.filter { !seen.contains($0) }
            #expect(
                missing.isEmpty && expected.contains(seen[0]) && expected.contains("W") == outcome.warned,
                "\(name): \(operation) = \(outcome), \(group); not \(sides[1]) in \(trace)",
                sourceLocation: location)
        }
    }
}

/// Everything that a trace may say about a step, the outcome first.
private func facts(
    of outcome: DMAOwnership.Outcome, _ operation: DMAOwnership.Operation, in group: DMAOwnership.GroupState
) -> [String] {
    let value = DMAOwnership.Outcome(outcome.value).description
    var facts = [value == "\u{2013}" ? (outcome.warned ? "W" : "ok") : value.asciiMinus]
    if outcome.warned { facts.append("W") }
    let saturated = DMAOwnership.GroupState.saturated
    facts.append("n" + (group.ownerCount == saturated ? "max" : "\(group.ownerCount)"))
    facts.append("a" + (group.attachCount == saturated ? "max" : "\(group.attachCount)"))
    facts.append("D=" + (group.domain?.description ?? "NULL"))
    facts.append("O=\(group.owner)")
    facts.append("k=" + (group.token?.description ?? "NULL"))
    for device in DMAOwnership.Device.allCases {
        facts.append("\(device):" + (group[device].attachment?.description ?? "none"))
    }
    if let device = operation.device { facts.append(group[device].isBound ? "bound" : "unbound") }
    return facts
}

extension StringProtocol {
    fileprivate var trimmingSpaces: String {
        String(self.drop { $0 == " " || $0 == "\n" }.reversed().drop { $0 == " " || $0 == "\n" }.reversed())
    }

    fileprivate var asciiMinus: String { map { $0 == "\u{2212}" ? "-" : String($0) }.joined() }
}
