import Testing

@testable import Reporting

/// Lines on pages of every width, and in every character set.
@Suite struct TextPageTests {
    private static let line =
        "      so: `iommu_group_claim_dma_owner` behaves differently: the last call ends with \u{2212}EPERM"

    @Test(arguments: [20, 40, 80, 200]) func noLineIsWiderThanThePage(columns: Int) {
        let page = TextPage(columns: columns, isASCII: false, isTerminal: true)
        let long = String(repeating: "x", count: 500)
        let lines = page.fit([Self.line, long, "\u{1b}[1m\(Self.line)\u{1b}[0m", "a " + long + " b", ""])
        #expect(lines.allSatisfy { TextPage.width(of: $0) <= columns })
        func words(_ text: String) -> String { text.filter { !$0.isWhitespace } }
        #expect(words(page.fit([Self.line]).joined()) == words(Self.line.replacing("\u{2212}", with: "-")))
        #expect(words(page.fit([long]).joined()) == long)
    }

    @Test func whatFitsStaysAsItIs() {
        let page = TextPage(columns: 120, isASCII: false, isTerminal: true)
        #expect(page.fit(["a", "", "  b  c"]) == ["a", "", "  b  c"])
    }

    @Test func whatGoesOnIsIndented() {
        let page = TextPage(columns: 24, isASCII: false, isTerminal: true)
        #expect(
            page.fit(["  note rule: alpha beta gamma delta"]) == [
                "  note rule: alpha beta", "      gamma delta",
            ])
    }

    @Test func aPipeKeepsLinesAndTheirCharacters() {
        #expect(TextPage.endless.fit([Self.line]) == [Self.line])
        let list = "so: " + Array(repeating: "a_function_name,", count: 500).joined(separator: " ")
        let lines = TextPage.endless.fit([list])
        #expect(lines.count > 10 && lines.allSatisfy { $0.count <= TextPage.longestLine })
    }

    @Test func aTerminalHasTheMinusOfAKeyboard() {
        let page = TextPage(columns: 80, isASCII: false, isTerminal: true)
        #expect(page.spelled("v6 \u{2192} v7: \u{2212}EPERM\u{2026}") == "v6 \u{2192} v7: -EPERM\u{2026}")
    }

    @Test func aLocaleWithoutUTF8GetsASCII() {
        let page = TextPage(columns: 80, isASCII: true, isTerminal: true)
        #expect(
            page.spelled("v6 \u{2192} v7: \u{2212}EPERM\u{2026} \u{2013} J\u{f6}rg")
                == "v6 -> v7: -EPERM... - J?rg")
        #expect(page.spelled(Self.line).unicodeScalars.allSatisfy { $0.isASCII })
    }

    @Test func aCutSaysThatItIsOne() {
        #expect(TextPage.cut("short", to: 10) == "short")
        #expect(TextPage.cut("one two three", to: 9) == "one two\u{2026}")
        #expect(TextPage.cut(String(repeating: "x", count: 30), to: 10).count == 10)
    }
}
