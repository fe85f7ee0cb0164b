import Drift
import SourceText

/// Finds the declarations that a text names.
struct NamedDeclarations {
    /// A declaration that a name stands for.
    struct Named: Hashable {
        var kind: EntityKind
        var symbol: String
    }

    private var plain: [String: Named] = [:]
    private var tags: [String: Named] = [:]
    private var members: [String: [Named]] = [:]

    /// Takes up what states of a tree declare.
    init(_ states: [DeclaredNames]) {
        for state in states {
            for (symbol, forms) in state.forms {
                guard let kind = forms.first?.entry.kind else { continue }
                let named = Named(kind: kind, symbol: symbol)
                switch kind {
                case .enumeration, .record:
                    let tag = String(symbol.split(separator: " ").last ?? "")
                    tags[tag] = named
                case .member:
                    let name = String(symbol.split(separator: ".").last ?? "")
                    if members[name]?.contains(named) != true { members[name, default: []].append(named) }
                default: plain[symbol] = named
                }
            }
        }
        for name in members.keys { members[name]?.sort { $0.symbol < $1.symbol } }
    }

    /// The declarations named in a text, each once, in the order of their first mention.
    ///
    /// A word counts where it cannot well be an ordinary one: it has an underscore, or parentheses or the
    /// right keyword stand beside it.
    ///
    /// - Parameter records: the records that are spoken of anyway, to tell whose member is meant.
    func mentioned(in text: String, records: Set<String> = []) -> [Named] {
        var result: [Named] = []
        func add(_ named: Named) { if !result.contains(named) { result.append(named) } }
        let words = Self.words(of: text)
        for (index, word) in words.enumerated() {
            let isCalled = word.next == "("
            let isTelling = word.text.utf8.contains(UInt8(ascii: "_")) || isCalled
            let keyword = index > 0 && word.follows ? words[index - 1].text : ""
            if ["struct", "union", "enum"].contains(keyword), let tag = tags[word.text] {
                add(tag)
            } else if isTelling, let named = plain[word.text] {
                add(named)
            } else if word.text.utf8.contains(UInt8(ascii: "_")), !isCalled {
                if let tag = tags[word.text] {
                    add(tag)
                } else if let named = member(word.text, records: records) {
                    add(named)
                }
            }
            if word.next == "/", index + 1 < words.count {
                for name in Self.spelledOut(word.text, words[index + 1].text) {
                    if let named = plain[name] { add(named) }
                }
            }
        }
        return result
    }

    /// The member of a name: that of a record that is spoken of, else the only one there is.
    private func member(_ name: String, records: Set<String>) -> Named? {
        guard let candidates = members[name] else { return nil }
        let spoken = candidates.filter { named in records.contains { named.symbol.hasPrefix($0 + ".") } }
        return spoken.first ?? (candidates.count == 1 ? candidates[0] : nil)
    }

    // MARK: Words

    private struct Word {
        var text: String
        /// The character right behind it.
        var next: Character?
        /// Whether only blanks part it from the word before.
        var follows: Bool
    }

    private static func words(of text: String) -> [Word] {
        var result: [Word] = []
        var current = ""
        var onlyBlanks = true
        for character in text {
            let isWord = CLexer.isOfName(character)
            if isWord {
                current.append(character)
                continue
            }
            if !current.isEmpty {
                result.append(Word(text: current, next: character, follows: onlyBlanks))
                current = ""
                onlyBlanks = true
            }
            if !character.isWhitespace { onlyBlanks = false }
        }
        if !current.isEmpty { result.append(Word(text: current, next: nil, follows: onlyBlanks)) }
        return result
    }

    /// What `iommu_attach/detach_device` stands for: each way of taking the beginning of the one and the end
    /// of the other.
    static func spelledOut(_ first: String, _ second: String) -> [String] {
        let left = first.split(separator: "_", omittingEmptySubsequences: false)
        let right = second.split(separator: "_", omittingEmptySubsequences: false)
        var result = [first + "_" + right.dropFirst().joined(separator: "_"), second]
        for count in 1..<max(2, left.count) {
            result.append((left.prefix(count) + right).joined(separator: "_"))
        }
        for count in 1..<max(2, right.count) {
            result.append((left + right.suffix(count)).joined(separator: "_"))
        }
        return Array(Set(result)).sorted()
    }
}
