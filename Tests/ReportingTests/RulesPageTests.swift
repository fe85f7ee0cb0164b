import Foundation
import Reporting
import Testing

@Suite struct RulesPageTests {
    private static let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Documentation/Rules.md").standardizedFileURL

    /// The page is written anew with `KDRIFT_UPDATE_GOLDEN=1`, and the test fails all the same, so that
    /// nobody commits it unread.
    @Test func thePageIsWhatTheCatalogueSays() throws {
        let written = try String(contentsOf: Self.page, encoding: .utf8)
        if written != RulesPage.text, ProcessInfo.processInfo.environment["KDRIFT_UPDATE_GOLDEN"] != nil {
            try Data(RulesPage.text.utf8).write(to: Self.page)
        }
        #expect(
            written == RulesPage.text,
            "Documentation/Rules.md is stale: `kdrift rules --markdown > Documentation/Rules.md`")
    }
}
