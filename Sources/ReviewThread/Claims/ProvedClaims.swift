import Drift
import PatchSeries
import Phrases

/// What messages say and the verdicts on functions prove.
package enum ProvedClaims {
    /// What each patch changes by itself.
    package struct Measured {
        /// The functions.
        var rows: [PatchReference: [FunctionRow]]
        /// The files that were read whole and in which no function and no variable differs.
        var unchanged: [PatchReference: Set<String>]
        /// What else.
        var others: [PatchReference: [Finding]]

        /// Makes a value; see the properties.
        package init(
            rows: [PatchReference: [FunctionRow]], unchanged: [PatchReference: Set<String>] = [:],
            others: [PatchReference: [Finding]]
        ) {
            self.rows = rows
            self.unchanged = unchanged
            self.others = others
        }
    }

    /// One sentence for each patch whose message says that nothing works otherwise and all of whose changed functions are the
    /// same, or that changes nothing at all of what was read.
    package static func notes(on series: Series, _ measured: Measured) -> [Phrase] {
        series.revisions.flatMap { revision in
            revision.patches.compactMap { patch -> Phrase? in
                let reference = PatchReference(patch, in: revision.label)
                guard
                    let stated = ClaimReader.claims(inMessage: patch.message).first(where: {
                        $0.claim == .noFunctionalChange
                    }), let proved = proved(patch, reference, measured)
                else { return nil }
                return "patch \(patch.number) of \(revision.label) says \"\(stated.words)\": "
                    + "proved for \(proved)"
            }
        }
    }

    /// What the claim is proved for; nil where it is not.
    private static func proved(
        _ patch: Patch, _ reference: PatchReference, _ measured: Measured
    ) -> Phrase? {
        let others = measured.others[reference] ?? []
        let rows = measured.rows[reference] ?? []
        guard !rows.isEmpty else {
            return others.isEmpty ? nothing(patch, measured.unchanged[reference] ?? []) : nil
        }
        guard rows.allSatisfy({ $0.verdict == .same }),
            !others.contains(where: { $0.rule.definition.isFunctional })
        else { return nil }
        let premises = Set(rows.flatMap(\.premises)).sorted()
        let given: Phrase =
            premises.isEmpty ? "" : ", as long as \(premises.joined(separator: ", ")) are the same"
        let functions: Phrase = rows.count == 1 ? "the function" : "all \(rows.count) functions"
        return "\(functions) that it changes\(given)"
    }

    /// Where a patch changes no function, variable or declaration: the files that show it; nil where one of them was not read.
    private static func nothing(_ patch: Patch, _ unchanged: Set<String>) -> Phrase? {
        var (read, moved, unread): (Int, [String], [String]) = (0, [], [])
        for file in patch.fileDiffs {
            let isC = file.path.hasSuffix(".c") || file.path.hasSuffix(".h")
            if !isC {
                unread.append(file.path)
            } else if file.hunks.isEmpty, file.isRename, !file.isBinary, file.path.hasSuffix(".c") {
                moved.append(file.path)
            } else if unchanged.contains(file.path), file.oldPath == file.newPath {
                read += 1
            } else if file.isBinary || !file.hunks.isEmpty || file.isNew || file.isDeleted || file.isRename {
                return nil
            }
        }
        guard read + moved.count > 0 else { return nil }
        let what: Phrase =
            read == 0
            ? "the C files, which only move"
            : "the C that it touches: no function, variable or declaration differs"
        let also: Phrase =
            read == 0 || moved.isEmpty ? "" : "; \(moved.count, "other file", "other files") only move"
        let named = unread.prefix(3).joined(separator: ", ") + (unread.count > 3 ? ", …" : "")
        let rest: Phrase =
            switch unread.count {
            case 0: ""
            case 1: "; \(named) was not looked at"
            default: "; \(named) were not looked at"
            }
        return "\(what)\(also)\(rest)"
    }
}
