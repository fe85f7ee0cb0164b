import Foundation
import Testing

/// A reference model is one subject in one place: no other module has a word of what the shipped one is about.
@Suite struct ReferenceModelWordsTests {
    /// Code without its comments. Examples of rules and of command lines are examples, whatever they are about.
    private static func code() throws -> [(place: String, text: String)] {
        let sources = EmbeddedReview.root.appendingPathComponent("Sources")
        let names = try FileManager.default.subpathsOfDirectory(atPath: sources.path)
        return try names.filter {
            $0.hasSuffix(".swift") && !$0.hasPrefix("ReferenceModels/") && !$0.hasPrefix("Drift/Rules/")
                && !$0.hasPrefix("kdrift/")
        }.flatMap { name in
            let text = try String(contentsOf: sources.appendingPathComponent(name), encoding: .utf8)
            return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap {
                let line = $1.trimmingCharacters(in: .whitespaces)
                return line.hasPrefix("//") ? nil : ("\(name):\($0 + 1)", line)
            }
        }
    }

    @Test func nothingElseKnowsTheSubject() throws {
        let subject = #/(?i)iommu|dma.?owner|ownership|owner_?count/#
        let code = try Self.code()
        #expect(code.count > 20_000)
        for (place, text) in code where text.contains(subject) {
            Issue.record("\(place) knows a reference model: \(text)")
        }
    }

    /// What people read: a page that speaks of groups and owners would speak so of every model.
    @Test func noTextOfTheReportSpeaksOfIt() throws {
        let words = #/\b[Tt]he group\b|\bowners?\b|\bNULL_OWNER\b/#
        for (place, text) in try Self.code() where place.hasPrefix("Reporting/") {
            if text.contains(words) { Issue.record("\(place) speaks of a reference model: \(text)") }
        }
    }
}
