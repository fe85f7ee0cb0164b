import Drift
import Foundation
import Testing

@testable import Reporting

/// The formats of CI systems, over a report that has one of everything. `scripts/formats/check` has the same
/// texts read by programs that are not ours.
@Suite struct CIFormatTests {
    private let report = SampleReport.report

    private func json(_ format: OutputFormat) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(format.reporter().render(report).utf8))
    }

    /// What `scripts/formats/check` reads.
    @Test func samplesForOtherReaders() throws {
        let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../.build/formats/sample").standardizedFileURL
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        for format in OutputFormat.allCases {
            let text = format.reporter().render(report)
            #expect(!text.isEmpty && text == format.reporter().render(report), "\(format)")
            try text.write(
                to: directory.appendingPathComponent("report.\(format)"), atomically: true, encoding: .utf8)
        }
    }

    @Test func sarif() throws {
        let log = try #require(try json(.sarif) as? [String: Any])
        let run = try #require((log["runs"] as? [[String: Any]])?.first)
        let results = try #require(run["results"] as? [[String: Any]])
        #expect(results.count == 5)
        let behavior = results[1]
        #expect(behavior["level"] as? String == "error")
        let flows = try #require(behavior["codeFlows"] as? [[String: Any]])
        let messages = flows.map { flow in
            ((flow["threadFlows"] as? [[String: Any]])?.first?["locations"] as? [[String: Any]])?.compactMap {
                (($0["location"] as? [String: Any])?["message"] as? [String: Any])?["text"] as? String
            }
        }
        #expect(
            messages == [
                ["claim f1: 0  n1 / f1", "claim f1: 0  n2 / f1"],
                ["claim f1: 0  n1 / f1", "claim f1: \u{2212}EPERM  n1 / f1"],
            ])
        let suppression = (results[4]["suppressions"] as? [[String: Any]])?.first
        #expect(suppression?["justification"] as? String == SampleReport.suppressed.reason.sentence)
        #expect(results[0..<4].allSatisfy { $0["suppressions"] == nil })
        func place(_ index: Int) -> [String: Any]? {
            let first = (results[index]["locations"] as? [[String: Any]])?.first
            return first?["physicalLocation"] as? [String: Any]
        }
        // A file without a line has no region; a path is a URI; what has no place stands at the input.
        #expect(place(0)?["region"] == nil)
        #expect(
            (place(0)?["artifactLocation"] as? [String: Any])?["uri"] as? String
                == "drivers/odd%20name%2C1%3A2.c")
        #expect((place(3)?["artifactLocation"] as? [String: Any])?["uri"] as? String == "a%20b.mbox")
        #expect((place(1)?["region"] as? [String: Any])?["startLine"] as? Int == 3190)
        let notes = (run["invocations"] as? [[String: Any]])?.first?["toolExecutionNotifications"]
        #expect((notes as? [[String: Any]])?.count == 2)
    }

    @Test func junitThresholds() {
        let strict = JUnitReporter(failOn: .error).render(report)
        #expect(
            strict.contains(
                "<testsuite name=\"v6 to v7\" tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"1\">"))
        #expect(
            strict.contains(
                "<testsuite name=\"base to v7\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\">"))
        #expect(
            strict.contains(
                "<testsuite name=\"base to v6\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"1\">"))
        #expect(
            strict.contains(
                "<testsuite name=\"coverage\" tests=\"2\" failures=\"0\" errors=\"0\" skipped=\"2\">"))
        #expect(strict.contains("name=\"A&lt;B&gt; &amp; &quot;C&quot; #1\""))
        let gentle = JUnitReporter(failOn: .warning).render(report)
        #expect(
            gentle.contains(
                "<testsuite name=\"v6 to v7\" tests=\"3\" failures=\"2\" errors=\"0\" skipped=\"1\">"))
    }

    /// What cannot be told never reads as passed.
    @Test func unknownNeverPasses() {
        let lines = KTAPReporter().render(report).split(separator: "\n")
        #expect(
            lines.contains(
                "  ok 3 macro-removed A<B> & \"C\" -1 # SKIP unknown: "
                    + "not certain: 100% of `A<B>` is gone: 1, 2 or less"))
        #expect(lines.contains("  not ok 1 patch-breaks-build iommu: Third"))
        #expect(
            lines.contains(
                "  ok 1 v7: vfio_group_set_container # SKIP unknown: inline assembly at "
                    + "drivers/vfio/vfio.c:7"))
        #expect(lines.contains("not ok 2 v6 to v7"))
        #expect(lines.contains("ok 4 coverage # SKIP all of it is skipped"))
        let b4 = B4Reporter().render(report)
        #expect(b4.contains("\"summary\" : \"2 unknown\"") && b4.contains("\"status\" : \"warn\""))
    }

    @Test func githubCommands() {
        let lines = GitHubReporter().render(report).split(separator: "\n")
        #expect(lines.count == 6)
        // The gravest first, whatever the comparison; what is not certain is no error.
        #expect(
            lines[2].hasPrefix(
                "::warning file=drivers/odd name%2C1%3A2.c,title=unknown%3A patch-breaks-build"))
        #expect(
            lines[0].hasPrefix(
                "::error file=drivers/iommu/iommu.c,line=3190,title=behavior-return-differs (v6 to v7)::a second"
            ))
        #expect(lines[0].hasSuffix("%0A2. claim f1: v6: 0  n2 / f1 | v7: \u{2212}EPERM  n1 / f1"))
        #expect(
            lines[3].hasPrefix("::notice title=unknown%3A macro-removed (v6 to v7)::not certain: 100%25 of"))
        #expect(
            lines[4] == "::warning file=drivers/vfio/vfio.c,line=7,title=unknown::v7: "
                + "vfio_group_set_container: inline assembly")
    }

    @Test func theTenGravestOfAStep() {
        var many = report
        many.findings = (0..<30).map { number in
            var finding = SampleReport.layout
            finding.symbol = "struct lamp_\(number)"
            finding.severity = number == 29 ? .error : number < 15 ? .note : .warning
            return finding
        }
        let unknown = many.coverage.unknown[0]
        many.coverage.unknown = (0..<12).map { number in
            Unknown(.name("lamp_\(number)"), of: "v7", reason: unknown.reason)
        }
        let lines = GitHubReporter().render(many).split(separator: "\n")
        #expect(lines.count == 22)
        #expect(lines[0].hasPrefix("::error "))
        #expect(lines[1..<10].allSatisfy { $0.hasPrefix("::warning ") && $0.contains("title=member-added") })
        #expect(lines[20].hasPrefix("::notice title=v6 to v7::20 more"))
        #expect(lines[21].hasPrefix("::notice title=unknown::2 more"))
    }

    /// A change that `base` shows to every later revision is one annotation.
    @Test func oneAnnotationForOneChange() throws {
        var repeated = report
        repeated.findings = ["v1", "v2", "v3"].map { label in
            var finding = SampleReport.layout
            finding.from = "base"
            finding.to = .named(label)
            finding.fingerprint = label
            return finding
        }
        #expect(GitHubReporter().render(repeated).split(separator: "\n").count == 3)
        let issues = try JSONSerialization.jsonObject(with: Data(GitLabReporter().render(repeated).utf8))
        let first = (issues as? [[String: Any]])?.first
        #expect((issues as? [Any])?.count == 3)
        #expect(first?["fingerprint"] as? String == "v3")
        #expect(first?["severity"] as? String == "major")
    }

    @Test func b4Statuses() throws {
        let results = try #require(try json(.b4) as? [[String: String]])
        #expect(results.map { $0["status"] } == ["pass", "fail", "warn"])
        #expect(results[1]["summary"] == "v6 to v7: 1 error, 1 warning, 1 unknown")
        #expect(Set(results.compactMap { $0["tool"] }) == ["kdrift"])
    }

    @Test func nothingFound() {
        var empty = report
        empty.findings = []
        empty.suppressed = []
        empty.coverage.unknown = []
        #expect(KTAPReporter().render(empty).contains("  ok 1 no drift\nok 2 v6 to v7\n"))
        #expect(JUnitReporter().render(empty).contains("name=\"no drift\"/>"))
        #expect(GitHubReporter().render(empty) == "")
        #expect(GitLabReporter().render(empty) == "[\n\n]\n")
    }
}
