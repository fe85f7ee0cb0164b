import Drift
import ReferenceModels

/// The state machines of the designs that a report's revisions were held against.
package enum StateDiagrams {
    /// One diagram for each run of revisions whose machines are the same.
    package static func diagrams(for references: [DriftReport.ReferenceMatch]) -> [StateDiagram] {
        var result: [StateDiagram] = []
        for match in references {
            guard let model = ReferenceModelCatalog.all.first(where: { $0.name == match.model }),
                var diagram = model.diagram(of: match.matches) ?? model.diagram(of: match.revision)
            else { continue }
            if let last = result.last, last.model == diagram.model, last.states == diagram.states,
                last.transitions == diagram.transitions
            {
                result[result.count - 1].revisions.append(match.revision)
            } else {
                diagram.revisions = [match.revision]
                result.append(diagram)
            }
        }
        return result
    }
}
