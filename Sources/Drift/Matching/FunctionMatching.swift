import ABIModel

/// Matches functions: by name within their scope, by likeness, then by name across scopes.
enum FunctionMatching {
    private static let threshold = 0.33

    static func match(_ old: Snapshot, _ new: Snapshot, types: TypeText, hints: [RenameHint])
        -> Pairing<FunctionEntity>
    {
        let olds = FunctionEntity.all(in: old)
        let news = FunctionEntity.all(in: new)
        func key(_ entity: FunctionEntity) -> [String] { [entity.name, entity.unit ?? ""] }
        let newByKey = Dictionary(news.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
        var result = Pairing<FunctionEntity>()
        var used: Set<[String]> = []
        var restOld: [FunctionEntity] = []
        for entity in olds {
            if let partner = newByKey[key(entity)] {
                result.pairs.append(Pair(old: entity, new: partner))
                used.insert(key(entity))
            } else {
                restOld.append(entity)
            }
        }
        var restNew = news.filter { !used.contains(key($0)) }
        moveWithin(&restOld, &restNew, &result) { ($0.unit == nil) == ($1.unit == nil) }

        let weights = WordWeights(olds.map(\.name), news.map(\.name))
        let renames = candidates(restOld, restNew, types: types, weights: weights, hints: hints)
        for rename in renames {
            result.pairs.append(
                Pair(
                    old: restOld[rename.old], new: restNew[rename.new], isRename: true,
                    isInverted: rename.isInverted))
        }
        let goneOld = Set(renames.map(\.old))
        let goneNew = Set(renames.map(\.new))
        restOld = restOld.enumerated().filter { !goneOld.contains($0.offset) }.map(\.element)
        restNew = restNew.enumerated().filter { !goneNew.contains($0.offset) }.map(\.element)
        // The same name with another linkage: made static, or made public.
        moveWithin(&restOld, &restNew, &result) { _, _ in true }
        result.pairs.sort { key($0.old).lexicographicallyPrecedes(key($1.old)) }
        result.removed = restOld
        result.added = restNew
        return result
    }

    private static func moveWithin(
        _ old: inout [FunctionEntity], _ new: inout [FunctionEntity],
        _ result: inout Pairing<FunctionEntity>, where isAllowed: (FunctionEntity, FunctionEntity) -> Bool
    ) {
        old = old.filter { entity in
            guard let index = new.firstIndex(where: { $0.name == entity.name && isAllowed(entity, $0) })
            else { return true }
            result.pairs.append(Pair(old: entity, new: new.remove(at: index)))
            return false
        }
    }

    private static func candidates(
        _ old: [FunctionEntity], _ new: [FunctionEntity], types: TypeText, weights: WordWeights,
        hints: [RenameHint]
    ) -> [RenameCandidate] {
        var found: [RenameCandidate] = []
        for hint in hints {
            guard let left = old.firstIndex(where: { $0.name == hint.old }),
                let right = new.firstIndex(where: { $0.name == hint.new })
            else { continue }
            found.append(RenameCandidate(old: left, new: right, score: 3, isInverted: hint.isInverted))
        }
        let oldNames = Set(old.map(\.name))
        let newNames = Set(new.map(\.name))
        let byCallType = Dictionary(grouping: new.indices) { types.new(new[$0].main.callType) }
        var substitutions: [String: Int] = [:]
        var plain: [(RenameCandidate, String)] = []
        for left in old.indices {
            for right in byCallType[types.old(old[left].main.callType)] ?? [] {
                guard (old[left].unit == nil) == (new[right].unit == nil) else { continue }
                let sameFile = old[left].main.site.file == new[right].main.site.file
                guard sameFile || old[left].unit == nil else { continue }
                let likeness = NameWords.likeness(old[left].name, new[right].name, weights: weights)
                // Only a question can be turned round; `lock` and `unlock` are two deeds.
                let isQuestion = ["bool", "_Bool"].contains(new[right].main.returnType)
                if likeness.isInverted && !isQuestion { continue }
                guard likeness.score >= (sameFile ? threshold : 0.6) * 0.6 else { continue }
                // A name that lives on in another scope is rather the same function.
                let livesOn = newNames.contains(old[left].name) || oldNames.contains(new[right].name)
                if livesOn && likeness.score < 0.45 { continue }
                let words = NameWords.substitution(old[left].name, new[right].name)
                substitutions[words, default: 0] += 1
                plain.append(
                    (
                        RenameCandidate(
                            old: left, new: right, score: likeness.score, isInverted: likeness.isInverted),
                        words
                    ))
            }
        }
        for (candidate, words) in plain {
            // The same words replaced in several functions is one renaming, carried through.
            let isSystematic = (substitutions[words] ?? 0) > 1
            let sameFile =
                old[candidate.old].main.site.file == new[candidate.new].main.site.file
            var scored = candidate
            scored.score += isSystematic ? 0.2 : 0
            if scored.score >= (sameFile ? threshold : 0.6) { found.append(scored) }
        }
        return RenameMatching.choose(found)
    }
}
