import ABIModel

/// A record that a member is made of may get a tag, or lose it: to C the member is the same, though a record with a tag is
/// one of its own.
enum GivenTags {
    /// The new side with members opened up that are of a record whose tag only this side has, where the old side's member
    /// of that name has its record in place.
    static func opened(_ snapshot: Snapshot, as other: Snapshot) -> Snapshot {
        let inPlace = Dictionary(
            other.records.filter { $0.members.contains { $0.record != nil } }.map { ($0.name, $0) }
        ) { first, _ in first }
        guard !inPlace.isEmpty else { return snapshot }
        let known = Set(other.records.map(\.name))
        let tagged = Dictionary(
            snapshot.records.filter { !known.contains($0.name) && !$0.isForwardDeclaration }.map {
                ($0.name, $0)
            }
        ) { first, _ in first }
        guard !tagged.isEmpty else { return snapshot }
        var result = snapshot
        for index in result.records.indices {
            guard let old = inPlace[result.records[index].name] else { continue }
            open(&result.records[index], as: old, tagged)
        }
        return result
    }

    private static func open(_ record: inout Record, as other: Record, _ tagged: [String: Record]) {
        for index in record.members.indices {
            let member = record.members[index]
            guard !member.name.isEmpty, let old = other.members.first(where: { $0.name == member.name }),
                let inner = old.record
            else { continue }
            if var nested = member.record {
                open(&nested, as: inner, tagged)
                record.members[index].record = nested
                continue
            }
            let words = TypeText.tokens(of: member.type)
            guard words.count > 1, words[0] == inner.kind.rawValue, !words.contains("*"),
                let own = tagged[words[1]]
            else { continue }
            let text = "\(words[0]) \(words[1])"
            record.members[index].type = member.type.replacing(text, with: "\(words[0]) {...}")
            record.members[index].canonicalType = nil
            var opened = own
            opened.name = ""
            open(&opened, as: inner, tagged)
            record.members[index].record = opened
        }
    }
}
