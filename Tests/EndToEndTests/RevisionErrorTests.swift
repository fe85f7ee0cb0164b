import Drift
import Readings
import Sessions
import Testing

/// A revision that does not compile where its base does is an error, with clang's sentence and the patch.
@Suite struct RevisionErrorTests {
    private static let path = "include/linux/lamp.h"

    private func change(_ second: String) -> TreeChange {
        TreeChange(
            old: [Self.path: "struct lamp { int n; };\nint lamp_on(void);\n"],
            new: [Self.path: "struct lamp { int n; };\n\(second)\n"])
    }

    @Test func theErrorIsToldOnceWithItsPatch() async throws {
        let broken = change("int lamp_on(no_such_type t);\nint lamp_off(no_such_type t);")
        let report = try await broken.review(
            [[Self.path: "struct lamp { int n; };\nint lamp_on(void);\nint lamp_up(void);\n"], broken.new],
            from: broken.old)
        let found = report.findings.of(.revisionDoesNotCompile)
        #expect(found.map(\.symbol) == [Self.path] && found.allSatisfy { $0.severity == .error })
        #expect(found.first?.patch?.number == 2)
        #expect(
            found.first?.message.facts.contains { $0.contains("unknown type name 'no_such_type'") } == true)
        #expect(found.first?.consequences.count == 1)
        #expect(report.coverage.unknown.isEmpty)
    }

    @Test func theOtherWayRoundTheBaseIsUnknown() async throws {
        let report = try await change("int lamp_on(no_such_type t);").review(backwards: true)
        #expect(report.findings.of(.revisionDoesNotCompile).isEmpty)
        #expect(!report.coverage.unknown.isEmpty)
    }

    @Test func whatCompilesIsNoError() async throws {
        for backwards in [false, true] {
            let report = try await change("int lamp_off(void);").review(backwards: backwards)
            #expect(report.findings.of(.revisionDoesNotCompile).isEmpty && report.coverage.unknown.isEmpty)
        }
    }

    @Test func whatWasBrokenBeforeIsUnknown() async throws {
        let text = "int lamp_on(no_such_type t);\n"
        let report = try await TreeChange(
            old: [Self.path: text], new: [Self.path: text + "int lamp_off(void);\n"]
        ).review()
        #expect(report.findings.of(.revisionDoesNotCompile).isEmpty && !report.coverage.unknown.isEmpty)
    }
}
