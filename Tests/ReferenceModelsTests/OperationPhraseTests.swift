import ReferenceModels
import Testing

/// The calls of traces in words, as pages for newcomers show them.
@Suite struct OperationPhraseTests {
    private let model = DMAOwnership.Behavior()

    /// No two calls read alike, and each goes behind "the second".
    @Test func everyCallHasItsOwn() {
        let operations = DMAOwnership.Operation.all
        let phrases = operations.map(\.phrase)
        #expect(Set(phrases).count == operations.count)
        for phrase in phrases {
            #expect(
                phrase.first?.isLowercase == true && phrase.last?.isPunctuation != true
                    || phrase.hasSuffix(")"))
        }
    }

    @Test func byTheNamesOfTraces() {
        #expect(model.phrase(for: "claim f1") == "claim by user f1")
        #expect(model.phrase(for: "attach_group UA") == "attaching of domain UA to the group")
        #expect(model.phrase(for: "P2")?.hasSuffix(".") == true)
        #expect(model.phrase(for: "claim f9") == nil && model.phrase(for: "P99") == nil)
    }
}
