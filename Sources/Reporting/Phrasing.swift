@_spi(Wording) import Phrases

/// Makes sentences of what was found. Every phrase becomes text here, and nothing else reads its words.
public enum Phrasing {
    /// The phrase as a sentence: C in back quotes, facts as they are.
    public static func text(_ phrase: Phrase) -> String { phrase.text }
}

extension Phrase {
    /// The phrase as a sentence.
    var sentence: String { Phrasing.text(self) }
}
