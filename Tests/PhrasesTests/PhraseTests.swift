import Testing

@_spi(Wording) @testable import Phrases

@Suite struct PhraseTests {
    private let phrase: Phrase = "member \(code: "a") of \(code: "struct r") has \(3)\(aside: " at \(8)") now"

    @Test func factsAreApartFromWords() {
        #expect(phrase.text == "member `a` of `struct r` has 3 at 8 now")
        #expect(phrase.names == ["a", "struct r"])
        #expect(phrase.facts == ["a", "struct r", "3", "8"])
    }

    @Test func otherWordsLeaveTheFactsAlone() {
        let other = phrase.reworded { _ in " x " }
        #expect(other.text == " x `a` x `struct r` x 3 x 8 x ")
        #expect(other.facts == phrase.facts && other.names == phrase.names)
        #expect(other != phrase)
    }

    @Test func asidesAreNotOfTheEssence() {
        let elsewhere: Phrase =
            "member \(code: "a") of \(code: "struct r") has \(3)\(aside: " at \(16)") now"
        #expect(elsewhere != phrase && elsewhere.essence == phrase.essence)
    }

    @Test func numbersAndWhatTheyCount() {
        #expect(
            [0, 1, 2].map { ("\($0, "file", "files")" as Phrase).text } == ["0 files", "1 file", "2 files"])
    }

    @Test func phrasesAreJoined() {
        let parts: [Phrase] = ["one", "\(2)", "three"]
        #expect(parts.joined(separator: ", ").text == "one, 2, three")
        #expect([Phrase]().joined(separator: ", ").isEmpty)
        #expect(("a" + " b" as Phrase).text == "a b" && ("" as Phrase).isEmpty)
        #expect(Phrase(verbatim: "x y").facts == ["x y"] && Phrase(verbatim: "").isEmpty)
    }
}
