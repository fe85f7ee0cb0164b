extension Phrase {
    /// The sentence. This is the one place where phrases become text.
    @_spi(Wording)
    public var text: String {
        parts.map { part in
            switch part {
            case .words(let text), .fact(let text): text
            case .code(let text): "`\(text)`"
            case .aside(let phrase): phrase.text
            }
        }.joined()
    }

    /// The same phrase in other words; the facts stay.
    @_spi(Wording)
    public func reworded(_ other: (String) -> String) -> Phrase {
        Phrase(
            parts: parts.map { part in
                switch part {
                case .words(let text): .words(other(text))
                case .code, .fact: part
                case .aside(let phrase): .aside(phrase.reworded(other))
                }
            })
    }
}
