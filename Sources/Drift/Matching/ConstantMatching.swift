import ABIModel

/// Matches the constants of two forms of an enum.
struct ConstantMatching: Sendable {
    var pairs: [Pair<Enumeration.Constant>] = []
    var added: [Enumeration.Constant] = []
    var removed: [Enumeration.Constant] = []

    init(_ old: Enumeration, _ new: Enumeration, known knowledge: RenameKnowledge) {
        // Broken input may have a name twice; the first goes with the first, the second with the second.
        var places = Dictionary(grouping: new.constants.indices) { new.constants[$0].name }
        var partner: [Int: Int] = [:]
        for (index, constant) in old.constants.enumerated() {
            guard let place = places[constant.name]?.first else { continue }
            places[constant.name]?.removeFirst()
            partner[index] = place
        }
        let inherited = Set(partner.values)
        var restOld = old.constants.indices.filter { partner[$0] == nil }
        var restNew = new.constants.indices.filter { !inherited.contains($0) }
        var renames: Set<Int> = []
        var known: Set<Int> = []
        func take(_ left: Int, _ right: Int) {
            partner[left] = right
            renames.insert(left)
            restOld.removeAll { $0 == left }
            restNew.removeAll { $0 == right }
        }
        for hint in knowledge.hints
        where hint.container == nil || hint.container == old.name || hint.container == new.name {
            guard let left = restOld.first(where: { old.constants[$0].name == hint.old }),
                let right = restNew.first(where: { new.constants[$0].name == hint.new })
            else { continue }
            take(left, right)
            known.insert(left)
        }
        let named = Self.byName(old, new, restOld, restNew, knowledge).map {
            (restOld[$0.old], restNew[$0.new])
        }
        for (left, right) in named { take(left, right) }
        // What is left beside the same neighbour, with the same value, is the same constant, as long
        // as most of the enum is still there and the names are of one family.
        let anchored = restOld.compactMap { left -> (Int, Int)? in
            guard left > 0, let before = partner[left - 1], restNew.contains(before + 1),
                !knowledge.refutes(old.constants[left].name, new.constants[before + 1].name, in: new.name),
                new.constants[before + 1].value == old.constants[left].value
            else { return nil }
            return (left, before + 1)
        }
        if Self.commonWords(old.constants.map(\.name) + new.constants.map(\.name)) > 0,
            anchored.count <= partner.count
        {
            for (left, right) in anchored { take(left, right) }
        }
        pairs = old.constants.indices.compactMap { index in
            partner[index].map {
                Pair(
                    old: old.constants[index], new: new.constants[$0], isRename: renames.contains(index),
                    isKnown: known.contains(index))
            }
        }
        removed = restOld.map { old.constants[$0] }
        added = restNew.map { new.constants[$0] }
    }

    /// Indices count in `restOld` and `restNew` as they are at the call.
    private static func byName(
        _ old: Enumeration, _ new: Enumeration, _ restOld: [Int], _ restNew: [Int],
        _ known: RenameKnowledge
    ) -> [RenameCandidate] {
        let prefix = commonWords(old.constants.map(\.name) + new.constants.map(\.name))
        func own(_ name: String) -> String {
            NameWords.words(of: name).dropFirst(prefix).joined(separator: "_")
        }
        var candidates: [RenameCandidate] = []
        for (left, oldIndex) in restOld.enumerated() {
            for (right, newIndex) in restNew.enumerated() {
                let before = own(old.constants[oldIndex].name)
                let after = own(new.constants[newIndex].name)
                guard !before.isEmpty, !after.isEmpty,
                    !known.refutes(old.constants[oldIndex].name, new.constants[newIndex].name, in: new.name)
                else { continue }
                let likeness = NameWords.likeness(before, after)
                if likeness.isInverted { continue }
                let sameValue = old.constants[oldIndex].value == new.constants[newIndex].value
                var score = likeness.score
                if NameWords.contains(before, after) { score = max(score, 0.5) }
                guard score >= (sameValue ? 0.3 : 0.45) else { continue }
                candidates.append(
                    RenameCandidate(
                        old: left, new: right, score: score + (sameValue ? 0.3 : 0), isInverted: false))
            }
        }
        return RenameMatching.choose(candidates)
    }

    /// How many leading words all names share.
    private static func commonWords(_ names: [String]) -> Int {
        let lists = names.map { NameWords.words(of: $0) }
        guard lists.count > 1, let first = lists.first else { return 0 }
        var count = 0
        while count < first.count - 1, lists.allSatisfy({ $0.count > count + 1 && $0[count] == first[count] })
        {
            count += 1
        }
        return count
    }
}
