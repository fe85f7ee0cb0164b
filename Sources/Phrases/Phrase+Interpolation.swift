extension Phrase: ExpressibleByStringInterpolation {
    /// Literal text is words; what is interpolated is a fact unless it is a phrase.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var parts: [Part] = []

        /// Begins a phrase.
        public init(literalCapacity: Int, interpolationCount: Int) {}

        /// Adds words.
        public mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { parts.append(.words(literal)) }
        }

        /// Adds C as it stands in the source; text shows it in back quotes.
        public mutating func appendInterpolation(code text: String) { parts.append(.code(text)) }

        /// Adds a fact: a number, a label, a place.
        public mutating func appendInterpolation(_ fact: some CustomStringConvertible) {
            parts.append(.fact(fact.description))
        }

        /// Adds another phrase.
        public mutating func appendInterpolation(_ phrase: Phrase) { parts += phrase.parts }

        /// Adds what depends on the surroundings: ``Phrase/essence`` leaves it out.
        public mutating func appendInterpolation(aside phrase: Phrase) {
            if !phrase.isEmpty { parts.append(.aside(phrase)) }
        }

        /// Adds a number and what it counts: `1 member`, `2 members`.
        public mutating func appendInterpolation(_ count: Int, _ one: Phrase, _ many: Phrase) {
            parts += [.fact(String(count)), .words(" ")]
            parts += count == 1 ? one.parts : many.parts
        }
    }

    /// Words alone.
    public init(stringLiteral words: String) { self.init(parts: words.isEmpty ? [] : [.words(words)]) }

    /// Words and facts.
    public init(stringInterpolation: StringInterpolation) { self.init(parts: stringInterpolation.parts) }
}
