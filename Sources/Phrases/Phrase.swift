/// What is to be said in a sentence: words, and the facts between them. It is not text yet.
///
/// Whoever finds something writes a phrase, as one writes a string with interpolations. `Reporting` alone makes text of
/// it. The words are behind `@_spi(Wording)`, which nobody else imports, so that no other module can decide by them:
/// what a finding is about stands in its facts.
public struct Phrase: Hashable, Sendable {
    /// A stretch of a phrase.
    @_spi(Wording)
    public enum Part: Hashable, Sendable {
        /// What can be said in other words.
        case words(String)
        /// C, as it stands in the source: a name, a type, an expression.
        case code(String)
        /// A number, a label, a place, or what another program has said.
        case fact(String)
        /// What depends on the surroundings, and without which the phrase says the same.
        case aside(Phrase)
    }

    /// The stretches in order.
    @_spi(Wording)
    public private(set) var parts: [Part]

    /// Puts stretches together.
    @_spi(Wording)
    public init(parts: [Part]) { self.parts = parts }

    /// Takes over what a person, a mail or another program has said, word for word.
    public init(verbatim text: String) { parts = text.isEmpty ? [] : [.fact(text)] }

    /// Whether it says nothing.
    public var isEmpty: Bool { parts.isEmpty }

    /// What it names of the C source, in order.
    public var names: [String] {
        parts.flatMap { part -> [String] in
            switch part {
            case .words, .fact: []
            case .code(let text): [text]
            case .aside(let phrase): phrase.names
            }
        }
    }

    /// The facts in order, the C source included.
    public var facts: [String] {
        parts.flatMap { part -> [String] in
            switch part {
            case .words: []
            case .code(let text), .fact(let text): [text]
            case .aside(let phrase): phrase.facts
            }
        }
    }

    /// The phrase without what depends on the surroundings: two phrases are about the same where this is equal.
    public var essence: Phrase {
        var result = self
        result.parts.removeAll { part in
            if case .aside = part { return true }
            return false
        }
        return result
    }

    /// One phrase after the other.
    public static func + (left: Phrase, right: Phrase) -> Phrase {
        var result = left
        result += right
        return result
    }

    /// Says something more.
    public static func += (left: inout Phrase, right: Phrase) { left.parts += right.parts }
}

extension [Phrase] {
    /// One after the other, with words between them.
    public func joined(separator: Phrase) -> Phrase {
        reduce(into: Phrase("")) { result, phrase in
            if !result.isEmpty { result += separator }
            result += phrase
        }
    }
}
