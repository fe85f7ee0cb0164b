import Foundation
import Testing

/// The pages for whoever picks the project up name files that are there.
@Suite struct TourTests {
    @Test(arguments: ["Tour", "Reading", "Design"])
    func whatIsNamedExists(_ page: String) throws {
        let root = EmbeddedReview.root
        let text = try String(
            contentsOf: root.appendingPathComponent("Documentation/\(page).md"), encoding: .utf8)
        let folders = ["Sources/", "Tests/", "Documentation/", "scripts/"]
        var seen = 0
        // What stands in back quotes, and what links lead to.
        let quoted = text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
        let linked = text.matches(of: #/\]\(([A-Za-z]+\.md)\)/#).map { "Documentation/\($0.1)" }
        for name in quoted + linked where folders.contains(where: name.hasPrefix) && !name.contains(" ") {
            seen += 1
            #expect(
                FileManager.default.fileExists(atPath: root.appendingPathComponent(name).path),
                "\(page).md names \(name)")
        }
        #expect(seen > (page == "Tour" ? 40 : 0))
    }
}
