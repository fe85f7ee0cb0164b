import ABIModel

/// What has a name that is known in one `.c` file or everywhere.
protocol ScopedName {
    var name: String { get }
    /// The `.c` file that alone knows it; nil for what a header declares or others can call.
    var scope: String? { get }
}

/// What all named top-level entities have.
protocol NamedEntity: Hashable, Sendable, ScopedName {
    var site: SourceSite { get }
}

extension NamedEntity {
    var scope: String? { site.isInUnit ? site.file : nil }
}

extension FunctionEntity: ScopedName {
    var scope: String? { unit }
}

extension Enumeration: NamedEntity {}
extension Record: NamedEntity {}
extension Macro: NamedEntity {}
extension Typedef: NamedEntity {}
extension Variable: NamedEntity {}

extension SourceSite {
    /// Whether the place is in a `.c` file, so that what it declares is known there only.
    var isInUnit: Bool { file.hasSuffix(".c") }
}

/// Matches entities by name, then by likeness.
struct EntityMatcher<Entity: NamedEntity> {
    /// Entities are put in buckets, and only those of one bucket can be renames of each other.
    var bucket: (Entity) -> String
    /// 0…1; nil where the two cannot be one entity.
    var likeness: (Entity, Entity, WordWeights) -> RenameCandidateScore?
    /// What is known of renames of this kind.
    var known: RenameKnowledge

    struct RenameCandidateScore {
        var score: Double
        var isInverted = false
    }

    /// The identity is the name; in `.c` files, and where a name is declared in several files, the
    /// file counts as well.
    func match(old: [Entity], new: [Entity]) -> Pairing<Entity> {
        let crowded = crowdedNames(old).union(crowdedNames(new))
        func key(_ entity: Entity) -> [String] {
            let isScoped = entity.site.isInUnit || crowded.contains(entity.name)
            return [entity.name, isScoped ? entity.site.file : ""]
        }
        let olds = unique(old, key)
        let news = unique(new, key)
        let newByKey = Dictionary(news.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
        var matched: [Pair<Entity>] = []
        var restOld: [Entity] = []
        var usedNew: Set<[String]> = []
        for entity in olds {
            if let partner = newByKey[key(entity)] {
                matched.append(Pair(old: entity, new: partner))
                usedNew.insert(key(entity))
            } else {
                restOld.append(entity)
            }
        }
        var restNew = news.filter { !usedNew.contains(key($0)) }
        // The same name elsewhere: the declaration moved to another file.
        let byName = Dictionary(grouping: restNew.indices) { restNew[$0].name }
        var taken: Set<Int> = []
        restOld = restOld.filter { entity in
            guard let index = byName[entity.name]?.first(where: { !taken.contains($0) }) else { return true }
            taken.insert(index)
            matched.append(Pair(old: entity, new: restNew[index]))
            return false
        }
        restNew = restNew.indices.filter { !taken.contains($0) }.map { restNew[$0] }
        let isOneSided = restOld.isEmpty || restNew.isEmpty
        let weights = isOneSided ? WordWeights() : WordWeights(olds.map(\.name), news.map(\.name))
        let renames = renames(restOld, restNew, weights)
        matched += renames.map {
            Pair(
                old: restOld[$0.old], new: restNew[$0.new], isRename: true, isInverted: $0.isInverted,
                isKnown: $0.isKnown)
        }
        let goneOld = Set(renames.map(\.old))
        let goneNew = Set(renames.map(\.new))
        return Pairing(
            pairs: matched.sorted { ($0.old.name, $0.old.site) < ($1.old.name, $1.old.site) },
            removed: restOld.enumerated().filter { !goneOld.contains($0.offset) }.map(\.element),
            added: restNew.enumerated().filter { !goneNew.contains($0.offset) }.map(\.element))
    }

    private func renames(_ old: [Entity], _ new: [Entity], _ weights: WordWeights) -> [RenameCandidate] {
        var candidates: [RenameCandidate] = []
        for hint in known.hints {
            guard let left = old.firstIndex(where: { $0.name == hint.old }),
                let right = new.firstIndex(where: { $0.name == hint.new })
            else { continue }
            candidates.append(
                RenameCandidate(
                    old: left, new: right, score: 2, isInverted: hint.isInverted, isKnown: true))
        }
        let buckets = Dictionary(grouping: new.indices, by: { bucket(new[$0]) })
        for left in old.indices {
            for right in buckets[bucket(old[left])] ?? [] {
                guard old[left].site.isInUnit == new[right].site.isInUnit,
                    !known.refutes(old[left].name, new[right].name, in: new[right].scope),
                    let found = likeness(old[left], new[right], weights)
                else { continue }
                candidates.append(
                    RenameCandidate(
                        old: left, new: right, score: found.score, isInverted: found.isInverted))
            }
        }
        return RenameMatching.choose(candidates)
    }

    private func crowdedNames(_ entities: [Entity]) -> Set<String> {
        var files: [String: String] = [:]
        var crowded: Set<String> = []
        for entity in entities where !entity.site.isInUnit {
            if let file = files[entity.name], file != entity.site.file { crowded.insert(entity.name) }
            files[entity.name] = entity.site.file
        }
        return crowded
    }

    private func unique(_ entities: [Entity], _ key: (Entity) -> [String]) -> [Entity] {
        var seen: Set<[String]> = []
        return entities.filter { seen.insert(key($0)).inserted }
    }
}
