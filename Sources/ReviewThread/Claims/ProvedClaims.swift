import Drift
import PatchSeries
import Phrases

/// What messages say and the verdicts on functions prove.
package enum ProvedClaims {
    /// One sentence for each patch whose message says that nothing works otherwise and all of whose changed functions are the
    /// same.
    ///
    /// - Parameters:
    ///   - rows: the functions that each patch changes by itself.
    ///   - others: what else each patch changes by itself.
    package static func notes(
        on series: Series, rows: [PatchReference: [FunctionRow]], others: [PatchReference: [Finding]]
    ) -> [Phrase] {
        series.revisions.flatMap { revision in
            revision.patches.compactMap { patch -> Phrase? in
                let reference = PatchReference(patch, in: revision.label)
                guard let own = rows[reference], !own.isEmpty, own.allSatisfy({ $0.verdict == .same }),
                    others[reference]?.contains(where: { $0.rule.definition.isFunctional }) != true,
                    let stated = ClaimReader.claims(inMessage: patch.message).first(where: {
                        $0.claim == .noFunctionalChange
                    })
                else { return nil }
                let premises = Set(own.flatMap(\.premises)).sorted()
                let given: Phrase =
                    premises.isEmpty ? "" : ", as long as \(premises.joined(separator: ", ")) are the same"
                let functions: Phrase = own.count == 1 ? "the function" : "all \(own.count) functions"
                return "patch \(patch.number) of \(revision.label) says \"\(stated.words)\": proved for "
                    + "\(functions) that it changes\(given)"
            }
        }
    }
}
