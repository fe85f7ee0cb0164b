import ABIModel
import Phrases

/// Matches records; only definitions count.
enum RecordMatching {
    static func match(_ old: Snapshot, _ new: Snapshot, known: RenameKnowledge) -> Pairing<Record> {
        EntityMatcher<Record>(
            bucket: { $0.site.file },
            likeness: { left, right, weights in
                let name = NameWords.likeness(left.name, right.name, weights: weights)
                guard !name.isInverted, left.kind == right.kind else { return nil }
                let members = sharedMembers(left, right)
                let isTelling = min(left.members.count, right.members.count) >= 3
                guard (name.score >= 0.3 && members >= 0.6) || (isTelling && members >= 0.8) else {
                    return nil
                }
                return .init(score: 0.4 * name.score + 0.6 * members)
            }, known: known
        ).match(
            old: old.records.filter { !$0.isForwardDeclaration },
            new: new.records.filter { !$0.isForwardDeclaration })
    }

    /// The share of members with the same name and type, 0…1.
    private static func sharedMembers(_ left: Record, _ right: Record) -> Double {
        let first = Set(left.flattenedMembers.map { $0.name + " " + TypeText().new($0.type) })
        let second = Set(right.flattenedMembers.map { $0.name + " " + TypeText().new($0.type) })
        let all = first.union(second).count
        return all == 0 ? 0 : Double(first.intersection(second).count) / Double(all)
    }
}

/// Matches enums; one without a tag is known by its constants.
enum EnumerationMatching {
    static func match(_ old: Snapshot, _ new: Snapshot, known: RenameKnowledge) -> Pairing<Enumeration> {
        var pairing = EntityMatcher<Enumeration>(
            bucket: { $0.site.file },
            likeness: { left, right, weights in
                let first = Set(left.constants.map(\.name))
                let second = Set(right.constants.map(\.name))
                let all = first.union(second).count
                let shared = all == 0 ? 0 : Double(first.intersection(second).count) / Double(all)
                if shared >= 0.5 { return .init(score: 1 + shared) }
                guard !left.isAnonymous, !right.isAnonymous, left.site.file == right.site.file else {
                    return nil
                }
                let name = NameWords.likeness(left.name, right.name, weights: weights)
                let values = left.constants.map(\.value) == right.constants.map(\.value)
                guard name.score >= 0.5, !name.isInverted, values || shared > 0 else { return nil }
                return .init(score: name.score)
            }, known: known
        ).match(old: old.enums, new: new.enums)
        for index in pairing.pairs.indices
        where pairing.pairs[index].old.isAnonymous && pairing.pairs[index].new.isAnonymous {
            pairing.pairs[index].isRename = false
        }
        return pairing
    }
}

extension Enumeration {
    /// Whether it has no tag.
    var isAnonymous: Bool { name.hasPrefix("(anonymous") }

    /// How a message calls it.
    var spelling: Phrase {
        isAnonymous ? "the enum of \(code: constants.first?.name ?? "?")" : "\(code: "enum \(name)")"
    }

    /// How a finding's symbol calls it.
    var symbol: String { "enum \(name)" }
}
