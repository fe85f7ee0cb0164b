import Drift
import Foundation
@_spi(Wording) import Phrases
import Reporting
import Testing

/// What is found, counted, ordered and decided does not depend on how it is said.
@Suite struct RewordingTests {
    /// Nothing but `Reporting` can read the words of a phrase: the compiler sees to it, where nobody else asks for them.
    @Test func onlyReportingReadsWords() throws {
        let sources = EmbeddedReview.root.appendingPathComponent("Sources")
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        var readers: Set<String> = []
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            if try String(contentsOf: file, encoding: .utf8).contains("@_spi(Wording) import") {
                readers.insert(file.path.dropFirst(sources.path.count + 1).description)
            }
        }
        #expect(readers == ["Reporting/Phrasing.swift"])
    }

    /// Every letter of the words becomes another one, and no fact changes.
    private static func other(_ words: String) -> String {
        String(
            String.UnicodeScalarView(
                words.unicodeScalars.map { scalar in
                    let first: UInt32 = scalar.value < 97 ? 65 : 97
                    guard scalar.properties.isAlphabetic, scalar.isASCII else { return scalar }
                    return Unicode.Scalar((scalar.value - first + 13) % 26 + first) ?? scalar
                }))
    }

    /// Sentences, by their keys in the JSON report.
    private static let sentences: Set<String> = [
        "message", "advice", "consequences", "reason", "base", "notes", "detail",
    ]

    private static func facts(_ value: Any) -> Any {
        if let list = value as? [Any] { return list.map(facts) }
        guard let object = value as? [String: Any] else { return value }
        var result: [String: Any] = [:]
        for (key, value) in object where !sentences.contains(key) {
            // One side of a finding is an object; what the mail or a trace says is text in it.
            if ["before", "after"].contains(key), (value as? [String: Any])?["text"] != nil { continue }
            result[key] = facts(value)
        }
        return result
    }

    @Test func theReportIsTheSameInOtherWords() async throws {
        let report = try await EmbeddedReview.reportWithBehavior()
        let other = report.reworded(Self.other)
        #expect(other != report)
        func facts(_ report: DriftReport) throws -> Data {
            let document = try JSONSerialization.jsonObject(with: Data(JSONReporter().render(report).utf8))
            return try JSONSerialization.data(
                withJSONObject: Self.facts(document), options: [.sortedKeys, .prettyPrinted])
        }
        let (said, saidOtherwise) = (try facts(report), try facts(other))
        #expect(said.count > 10_000 && said == saidOtherwise)
        for threshold in Severity.allCases {
            for isStrict in [false, true] {
                #expect(
                    report.status(failOn: threshold, isStrict: isStrict)
                        == other.status(failOn: threshold, isStrict: isStrict))
            }
        }
        let shapes = OutputFormat.allCases.map { format in
            [report, other].map { Self.shape(format.reporter(isColored: false, failOn: .warning).render($0)) }
        }
        for (format, pair) in zip(OutputFormat.allCases, shapes) { #expect(pair[0] == pair[1], "\(format)") }
        #expect(
            report.findings.inReportOrder.map(\.fingerprint)
                == other.findings.inReportOrder.map(\.fingerprint))
    }

    /// A text without its letters: how many lines it has, and every number, mark and blank in it.
    private static func shape(_ text: String) -> String {
        String(text.unicodeScalars.map { $0.properties.isAlphabetic ? "x" : Character($0) })
    }
}

extension DriftReport {
    /// The report with all that its makers said in other words.
    fileprivate func reworded(_ other: (String) -> String) -> DriftReport {
        var report = self
        report.findings = findings.map { $0.reworded(other) }
        report.suppressed = suppressed.map {
            SuppressedFinding(finding: $0.finding.reworded(other), reason: $0.reason.reworded(other))
        }
        report.coverage.notes = coverage.notes.map { $0.reworded(other) }
        for index in report.coverage.unknown.indices {
            report.coverage.unknown[index].reason = coverage.unknown[index].reason.reworded(other)
        }
        for index in report.coverage.revisions.indices {
            report.coverage.revisions[index].base = coverage.revisions[index].base.reworded(other)
        }
        return report
    }
}

extension Finding {
    fileprivate func reworded(_ other: (String) -> String) -> Finding {
        var finding = self
        finding.message = message.reworded(other)
        finding.advice = advice?.reworded(other)
        finding.before = before?.reworded(other)
        finding.after = after?.reworded(other)
        finding.consequences = consequences.map { consequence in
            switch consequence {
            case .stated(let phrase): .stated(phrase.reworded(other))
            case .elsewhere(let flavor, let phrase, let doubt):
                .elsewhere(flavor: flavor, phrase.reworded(other), doubt)
            default: consequence
            }
        }
        return finding
    }
}

extension Declaration {
    fileprivate func reworded(_ other: (String) -> String) -> Declaration {
        guard case .text(let phrase) = self else { return self }
        return .text(phrase.reworded(other))
    }
}
