import ABIModel

/// Matches functions: by name within their scope, by likeness, then by name across scopes.
enum FunctionMatching {
    private static let threshold = 0.36
    private static let systematicBonus = 0.15

    static func match(
        _ old: Snapshot, _ new: Snapshot, types: TypeText, known: RenameKnowledge,
        evidence: FlavorEvidence
    ) -> Pairing<FunctionEntity> {
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

        // Most steps of a series only add functions: there is nothing to weigh then.
        let isOneSided = restOld.isEmpty || restNew.isEmpty
        let weights = isOneSided ? WordWeights() : WordWeights(olds.map(\.name), news.map(\.name))
        let renames = candidates(restOld, restNew, types: types, weights: weights, known: known)
        for rename in renames {
            result.pairs.append(
                Pair(
                    old: restOld[rename.old], new: restNew[rename.new], isRename: true,
                    isInverted: rename.isInverted, isKnown: rename.isKnown))
        }
        let goneOld = Set(renames.map(\.old))
        let goneNew = Set(renames.map(\.new))
        restOld = restOld.enumerated().filter { !goneOld.contains($0.offset) }.map(\.element)
        restNew = restNew.enumerated().filter { !goneNew.contains($0.offset) }.map(\.element)
        // The same name with another linkage: made static, or made public.
        moveWithin(&restOld, &restNew, &result) { _, _ in true }
        restOld = restOld.filter { entity in
            guard let partner = evidence.hiddenForm(of: entity) else { return true }
            result.pairs.append(Pair(old: entity, new: partner))
            return false
        }
        result.pairs.sort { key($0.old).lexicographicallyPrecedes(key($1.old)) }
        result.removed = restOld
        result.added = restNew
        return result
    }

    private static func moveWithin(
        _ old: inout [FunctionEntity], _ new: inout [FunctionEntity],
        _ result: inout Pairing<FunctionEntity>, where isAllowed: (FunctionEntity, FunctionEntity) -> Bool
    ) {
        let byName = Dictionary(grouping: new.indices) { new[$0].name }
        var taken: Set<Int> = []
        old = old.filter { entity in
            let index = byName[entity.name]?.first { !taken.contains($0) && isAllowed(entity, new[$0]) }
            guard let index else { return true }
            taken.insert(index)
            result.pairs.append(Pair(old: entity, new: new[index]))
            return false
        }
        new = new.indices.filter { !taken.contains($0) }.map { new[$0] }
    }

    private static func candidates(
        _ old: [FunctionEntity], _ new: [FunctionEntity], types: TypeText, weights: WordWeights,
        known: RenameKnowledge
    ) -> [RenameCandidate] {
        var found: [RenameCandidate] = []
        for hint in known.hints {
            guard let left = old.firstIndex(where: { $0.name == hint.old }),
                let right = new.firstIndex(where: { $0.name == hint.new })
            else { continue }
            found.append(
                RenameCandidate(
                    old: left, new: right, score: 3, isInverted: hint.isInverted, isKnown: true))
        }
        let byCallType = Dictionary(grouping: new.indices) { types.new(new[$0].main.callType) }
        var substitutions: [String: Int] = [:]
        var plain: [(RenameCandidate, String)] = []
        let oldWords = old.map { NameWords.words(of: $0.name) }
        let newWords = new.map { NameWords.words(of: $0.name) }
        let oldFiles = old.map(\.main.site.file)
        let newFiles = new.map(\.main.site.file)
        for left in old.indices {
            for right in byCallType[types.old(old[left].main.callType)] ?? [] {
                guard (old[left].unit == nil) == (new[right].unit == nil),
                    !known.refutes(old[left].name, new[right].name, in: new[right].scope)
                else { continue }
                let sameFile = oldFiles[left] == newFiles[right]
                guard sameFile || old[left].unit == nil else { continue }
                let likeness = NameWords.likeness(
                    of: oldWords[left], to: newWords[right], weights: weights)
                // Only a question can be turned round; `lock` and `unlock` are two deeds.
                if likeness.isInverted, !["bool", "_Bool"].contains(new[right].main.returnType) { continue }
                guard likeness.score >= (sameFile ? threshold : 0.6) - systematicBonus else { continue }
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
        // A name that lives on in another scope is rather the same function, unless a function of
        // that scope all but took the name: then the names moved on, one after the other.
        let certainOld = Set(plain.filter { $0.0.score >= 0.9 }.map { old[$0.0.old].name })
        let certainNew = Set(plain.filter { $0.0.score >= 0.9 }.map { new[$0.0.new].name })
        let livingNew = Set(new.map(\.name)).subtracting(certainNew)
        let livingOld = Set(old.map(\.name)).subtracting(certainOld)
        // Made static where it stands, and otherwise as it was: no likeness of other names outweighs that.
        func livesOnInPlace(_ entity: FunctionEntity) -> Bool {
            new.contains {
                $0.name == entity.name && livingNew.contains($0.name)
                    && !$0.units.isDisjoint(with: entity.units)
                    && types.new($0.main.callType) == types.old(entity.main.callType)
            }
        }
        plain.removeAll { candidate, _ in
            livesOnInPlace(old[candidate.old])
                || candidate.score < 0.45
                    && (livingNew.contains(old[candidate.old].name)
                        || livingOld.contains(new[candidate.new].name))
        }
        for (candidate, words) in plain {
            // The same words replaced in several functions is one renaming, carried through.
            let isSystematic = (substitutions[words] ?? 0) > 1
            let sameFile = oldFiles[candidate.old] == newFiles[candidate.new]
            var scored = candidate
            scored.score += isSystematic ? systematicBonus : 0
            if scored.score >= (sameFile ? threshold : 0.6) { found.append(scored) }
        }
        return RenameMatching.choose(found)
    }
}
