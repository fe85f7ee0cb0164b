import Globs
import Testing

/// What somebody may have meant.
@Suite struct NearNamesTests {
    private static let commands = ["review", "check", "diff", "show", "snapshot", "model", "rules"]

    @Test(arguments: [
        ("reviw", "review"), ("revwie", "review"), ("dif", "diff"), ("Check", "check"),
        ("snaphsot", "snapshot"),
    ])
    func whatWasMistyped(written: String, meant: String) {
        #expect(NearNames.closest(to: written, among: Self.commands).first == meant)
    }

    @Test func nothingFarAwayIsMeant() {
        #expect(NearNames.closest(to: "xylophone", among: Self.commands).isEmpty)
        #expect(NearNames.closest(to: "", among: Self.commands).isEmpty)
        #expect(NearNames.question(for: "xylophone", among: Self.commands) == nil)
    }

    @Test func aPartOfANameIsCloseAndTheMistypedIsCloser() {
        let rules = ["record-size-changed", "record-added", "record-removed", "member-moved"]
        #expect(NearNames.closest(to: "record-sze-changed", among: rules).first == "record-size-changed")
        #expect(
            NearNames.closest(to: "record", among: rules) == [
                "record-added", "record-removed", "record-size-changed",
            ])
        #expect(NearNames.closest(to: "size-changed", among: rules) == ["record-size-changed"])
    }

    @Test func theQuestionNamesThreeAtMost() {
        #expect(NearNames.question(for: "reviw", among: Self.commands) == "did you mean 'review'?")
        #expect(
            NearNames.question(for: "lamp_aa", among: ["lamp_ab", "lamp_ac", "lamp_ad", "lamp_ae"])
                == "did you mean 'lamp_ab', 'lamp_ac' or 'lamp_ad'?")
    }
}
