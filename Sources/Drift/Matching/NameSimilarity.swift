/// How alike two snake_case names are, and whether one is the other's opposite.
struct NameLikeness: Hashable, Sendable {
    /// 0 for nothing in common, 1 for the same words.
    var score: Double
    /// Whether the words are the same apart from one negation: `unclaimed` and `claimed`.
    var isInverted: Bool
}

/// How much each word of a set of names tells: a word that all names carry tells nothing.
struct WordWeights: Sendable {
    private var weights: [String: Double] = [:]

    /// Weighs the words of the names on both sides; what is rarer weighs more.
    init(_ old: [String] = [], _ new: [String] = []) {
        for names in [old, new] where names.count > 2 {
            var counts: [String: Int] = [:]
            for name in names {
                for word in Set(NameWords.words(of: name)) { counts[word, default: 0] += 1 }
            }
            for (word, count) in counts {
                let share = Double(count - 1) / Double(names.count)
                let weight = max(0.1, 1 - 2 * share)
                weights[word] = min(weights[word] ?? 1, weight)
            }
        }
    }

    subscript(word: String) -> Double { weights[word] ?? 1 }
}

/// Names taken apart.
enum NameWords {
    private static let negations = ["un", "non", "not", "no", "in", "dis"]

    /// The lower-case words between underscores.
    static func words(of name: String) -> [String] {
        name.utf8.split(separator: UInt8(ascii: "_")).map { word in
            let text = String(decoding: word, as: UTF8.self)
            return word.allSatisfy { !(65...90).contains($0) && $0 < 128 } ? text : text.lowercased()
        }
    }

    /// What is left of a word after its negating prefix; nil where it has none.
    private static func positive(of word: String) -> String? {
        for prefix in negations where word.hasPrefix(prefix) && word.count >= prefix.count + 3 {
            return String(word.dropFirst(prefix.count))
        }
        return nil
    }

    /// Compares two names word by word, weighted.
    static func likeness(_ left: String, _ right: String, weights: WordWeights = WordWeights())
        -> NameLikeness
    {
        likeness(of: words(of: left), to: words(of: right), weights: weights)
    }

    /// Compares two names that are taken apart already.
    static func likeness(of first: [String], to second: [String], weights: WordWeights) -> NameLikeness {
        if first == second { return NameLikeness(score: 1, isInverted: false) }
        if isOpposite(first, second) { return NameLikeness(score: 0.95, isInverted: true) }
        var rest = second
        var common = 0.0
        var total = 0.0
        var plain = 0
        for word in first {
            if let index = rest.firstIndex(where: { isSame(word, $0) }) {
                let weight = (weights[word] + weights[rest[index]]) / 2
                common += weight
                plain += 1
                total += weight
                rest.remove(at: index)
            } else {
                total += weights[word]
            }
        }
        for word in rest { total += weights[word] }
        // Rare words tell more, but with few names around rarity itself tells little: the mean of both.
        let weighted = total > 0 ? common / total : 0
        let all = first.count + second.count - plain
        let unweighted = all > 0 ? Double(plain) / Double(all) : 0
        return NameLikeness(score: (weighted + unweighted) / 2, isInverted: false)
    }

    /// Whether every word of one name occurs in the other.
    static func contains(_ left: String, _ right: String) -> Bool {
        let first = Set(words(of: left))
        let second = Set(words(of: right))
        return !first.isEmpty && !second.isEmpty && (first.isSubset(of: second) || second.isSubset(of: first))
    }

    /// The words that one name has and the other has not, as `old>new`: what a systematic
    /// renaming of several names has in common.
    static func substitution(_ left: String, _ right: String) -> String {
        let first = words(of: left)
        let second = words(of: right)
        let gone = first.filter { !second.contains($0) }
        let come = second.filter { !first.contains($0) }
        return gone.joined(separator: "_") + ">" + come.joined(separator: "_")
    }

    /// Abbreviations count as the same word: `cnt` and `count` do not, `desc` and `descriptor` do.
    private static func isSame(_ left: String, _ right: String) -> Bool {
        if left == right { return true }
        let (short, long) = left.count < right.count ? (left, right) : (right, left)
        return short.count >= 4 && long.hasPrefix(short) && !long.dropFirst(short.count).isEmpty
    }

    private static func isOpposite(_ first: [String], _ second: [String]) -> Bool {
        let (longer, shorter) = first.count >= second.count ? (first, second) : (second, first)
        if longer.count == shorter.count + 1 {
            return longer.indices.contains { index in
                guard ["no", "not", "non"].contains(longer[index]) else { return false }
                var copy = longer
                copy.remove(at: index)
                return copy == shorter
            }
        }
        guard longer.count == shorter.count else { return false }
        let differing = zip(first, second).filter { $0 != $1 }
        guard differing.count == 1, let pair = differing.first else { return false }
        return positive(of: pair.0) == pair.1 || positive(of: pair.1) == pair.0
    }
}
