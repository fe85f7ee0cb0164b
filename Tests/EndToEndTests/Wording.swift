import Drift
@_spi(Wording) import Phrases

extension Label {
    /// The label of a name as tests write it: `base`, `v6`, `reference v7`.
    static func named(_ name: String) -> Label {
        let words = name.split(separator: " ").map(String.init)
        if words.count == 2, words[0] == "reference" { return .reference(words[1]) }
        return name == "base" ? .base : name == "configuration" ? .configuration : .revision(name)
    }
}

extension Label: ExpressibleByStringLiteral {
    /// The label of a name, as `named` reads it.
    public init(stringLiteral name: String) { self = .named(name) }
}

extension Phrase {
    /// The phrase as reports have it.
    var said: String { text }
}
