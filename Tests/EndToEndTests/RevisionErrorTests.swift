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

    @Test func twoTreesAreToldAsAPatchIs() throws {
        let report = try change("int lamp_on(no_such_type t);\nint lamp_off(no_such_type t);").diff()
        let found = report.findings.of(.revisionDoesNotCompile)
        #expect(found.map(\.symbol) == [Self.path] && found.allSatisfy { $0.severity == .error })
        #expect(found.first?.consequences.count == 1)
        #expect(report.coverage.unknown.isEmpty)
    }

    @Test func theOtherWayRoundTheBaseIsUnknown() async throws {
        let broken = change("int lamp_on(no_such_type t);")
        for report in [try await broken.review(backwards: true), try broken.diff(backwards: true)] {
            #expect(report.findings.of(.revisionDoesNotCompile).isEmpty)
            #expect(!report.coverage.unknown.isEmpty)
        }
    }

    /// A declaration is whole and a body is not: that is an error as well, where bodies are read.
    @Test func aBodyThatDoesNotCompileIsAnError() async throws {
        let unit = "drivers/lamp/lamp.c"
        func text(_ member: String) -> String {
            "#include <linux/lamp.h>\nint lamp_number(struct lamp *lamp)\n{\n\treturn lamp->\(member);\n}\n"
        }
        let change = TreeChange(
            common: [Self.path: "struct lamp { int n; };\n"], old: [unit: text("n")], new: [unit: text("m")])
        let report = try await change.review(runsFunctions: true)
        let found = report.findings.of(.revisionDoesNotCompile)
        #expect(found.map(\.symbol) == [unit] && found.map { $0.patch?.number } == [1])
        #expect(found.first?.site?.line == 4 && found.first?.severity == .error)
        let back = try await change.review(backwards: true, runsFunctions: true)
        #expect(back.findings.of(.revisionDoesNotCompile).isEmpty)
        let other = TreeChange(common: change.common, old: [unit: text("n")], new: [unit: text("n + 1")])
        let fine = try await other.review(runsFunctions: true)
        #expect(fine.findings.of(.revisionDoesNotCompile).isEmpty)
    }

    /// clang makes an `int` of a type that it does not know: that is nothing to compare.
    @Test func whatClangMadeOfAnUnknownTypeIsNoChange() async throws {
        let text = "no_such_bool lamp_ready(no_such_number n);\n"
        let change = TreeChange(
            old: [Self.path: text],
            new: [Self.path: "typedef _Bool no_such_bool;\ntypedef long no_such_number;\n" + text])
        for backwards in [false, true] {
            let reports = [
                try await change.review(backwards: backwards), try change.diff(backwards: backwards),
            ]
            for report in reports {
                let drifted = report.findings.filter { $0.symbol == "lamp_ready" && $0.verdict == .drifted }
                #expect(drifted.isEmpty, "\(report.findings.brief)")
            }
        }
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
