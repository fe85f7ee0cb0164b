import ABIModel
import Drift
import Readings
import Sessions
import Testing

/// What neither came nor went, and what only could not be read, is no finding, in both directions.
@Suite struct InventedChangeTests {
    private static let info = "struct lamp_info { int id; int state; };\n"

    @Test(arguments: [false, true], [[], ["include/linux/lamp.h"]])
    func aRecordMovesIntoAnIncludedHeader(backwards: Bool, files: [String]) async throws {
        let change = TreeChange(
            old: ["include/linux/lamp.h": Self.info + "int lamp_on(struct lamp_info *info);\n"],
            new: [
                "include/linux/lamp.h":
                    "#include <linux/lamp-info.h>\nint lamp_on(struct lamp_info *info);\n",
                "include/linux/lamp-info.h": Self.info,
            ])
        // Backwards the header of its own is gone.
        let gone: Set = backwards ? ["header-removed include/linux/lamp-info.h"] : []
        let diff = try change.diff(backwards: backwards, files: files)
        #expect(diff.findings.brief.isSubset(of: gone), "\(diff.findings.brief)")
        let review = try await change.review(backwards: backwards, files: files)
        #expect(review.findings.brief.isSubset(of: gone), "\(review.findings.brief)")
    }

    @Test(arguments: [false, true]) func whatChangesOnItsWayIsTold(backwards: Bool) throws {
        let change = TreeChange(
            old: ["include/linux/lamp.h": Self.info],
            new: [
                "include/linux/lamp.h": "#include <linux/lamp-info.h>\n",
                "include/linux/lamp-info.h": "struct lamp_info { int id; int state; long color; };\n",
            ])
        let report = try change.diff(backwards: backwards, files: ["include/linux/lamp.h"])
        #expect(
            report.findings.brief
                == [
                    backwards
                        ? "member-removed struct lamp_info.color" : "member-added struct lamp_info.color"
                ])
    }

    @Test func aRecordThatOthersCannotIncludeAnyMoreIsTold() throws {
        let change = TreeChange(
            old: ["include/linux/lamp.h": Self.info + "int lamp_on(void);\n"],
            new: ["include/linux/lamp.h": "int lamp_on(void);\n", "drivers/lamp/lamp.h": Self.info])
        let gone = try change.diff().findings
        #expect(gone.brief == ["record-removed struct lamp_info"] && gone.allSatisfy { $0.after != nil })
        #expect(try change.diff(backwards: true).findings.isEmpty)
        // What is really gone is gone.
        let removed = TreeChange(old: change.old, new: ["include/linux/lamp.h": "int lamp_on(void);\n"])
        #expect(try removed.diff().findings.brief == ["record-removed struct lamp_info"])
        #expect(try removed.diff(backwards: true).findings.brief == ["record-added struct lamp_info"])
    }

    @Test(arguments: [false, true]) func aRecordIsNoLongerIncluded(backwards: Bool) async throws {
        func bulb(_ more: String) -> String {
            "#ifndef BULB_H\n#define BULB_H\nstruct bulb { int watt; \(more) };\n#endif\n"
        }
        var change = TreeChange(
            common: [
                "include/linux/lamp.h": "#include <linux/bulb.h>\nstruct lamp { struct bulb bulb; int n; };\n"
            ],
            old: [
                "include/linux/bulb.h": bulb(""),
                "include/linux/room.h": "#include <linux/lamp.h>\nstruct room { struct lamp *lamp; };\n",
            ],
            new: [
                "include/linux/bulb.h": bulb("/* said */"),
                "include/linux/room.h": "struct lamp;\nstruct room { struct lamp *lamp; };\n",
            ])
        #expect(try change.diff(backwards: backwards).findings.isEmpty)
        #expect(try await change.review(backwards: backwards).findings.isEmpty)
        // Its true change is told.
        change.new["include/linux/bulb.h"] = bulb("int volt;")
        for report in [try change.diff(backwards: backwards), try await change.review(backwards: backwards)] {
            let found = report.findings
            #expect(found.map(\.symbol) == ["struct bulb.volt"])
            #expect(
                found.allSatisfy { finding in
                    finding.consequences.contains {
                        if case .outerResized("struct lamp", _, _) = $0 { true } else { false }
                    }
                }, "\(found.map(\.consequences))")
        }
    }

    /// `bool` is the business of who includes the header.
    private static func ready(_ more: String, includes: Bool) -> TreeChange {
        TreeChange(
            common: [
                "kernel/ready.c":
                    "#include <linux/types.h>\n#include <linux/ready.h>\nbool ready(void) { return 1; }\n"
            ],
            old: [
                "include/linux/ready.h":
                    "struct ready { bool is_set; };\nbool ready(void);\n#define READY_MAX 3\n"
            ],
            new: [
                "include/linux/ready.h": (includes ? "#include <linux/types.h>\n" : "")
                    + "struct ready { bool is_set; };\nbool ready(void);\n#define READY_MAX 3\n\(more)"
            ])
    }

    @Test(arguments: [false, true]) func aHeaderThatDoesNotStandAloneGetsItsInclude(backwards: Bool)
        async throws
    {
        for report in [
            try Self.ready("", includes: true).diff(backwards: backwards),
            try await Self.ready("", includes: true).review(backwards: backwards),
        ] {
            #expect(report.findings.isEmpty, "\(report.findings.brief)")
            #expect(report.coverage.unknown.isEmpty)
        }
    }

    @Test(arguments: [false, true]) func whatChangesInSuchAHeaderIsCertain(backwards: Bool) async throws {
        let change = Self.ready("bool ready_again(void);\n", includes: false)
        for report in [try change.diff(backwards: backwards), try await change.review(backwards: backwards)] {
            #expect(
                report.findings.brief
                    == [backwards ? "function-removed ready_again" : "function-added ready_again"])
            #expect(report.findings.allSatisfy { $0.verdict == .drifted } && report.coverage.unknown.isEmpty)
        }
    }

    @Test(arguments: [false, true]) func whatReadsTheSameIsNotUncertain(backwards: Bool) throws {
        // Nobody includes it, and clang cannot read all of it.
        func text(_ member: String) -> String {
            """
            struct lamp { int id; struct bulb_nobody_defines bulb; };
            struct room { int number; \(member) };
            struct hall { int number; };

            """
        }
        let report = try TreeChange(
            old: ["include/linux/lamp.h": text("")], new: ["include/linux/lamp.h": text("long size;")]
        ).diff(backwards: backwards)
        #expect(report.findings.allSatisfy { $0.symbol.hasPrefix("struct room") }, "\(report.findings.brief)")
        #expect(!report.findings.isEmpty && !report.coverage.unknown.isEmpty)
    }

    @Test(arguments: [false, true]) func anErrorInOneStateRemovesNothing(backwards: Bool) throws {
        let text = "struct room { int number; };\nint room_open(void);\n"
        let report = try TreeChange(
            old: ["include/linux/room.h": text],
            new: ["include/linux/room.h": "#include <linux/nobody-has-it.h>\n" + text]
        ).diff(backwards: backwards)
        // On the new side the error itself is told.
        #expect(
            report.findings.map(\.rule) == (backwards ? [] : [.revisionDoesNotCompile]),
            "\(report.findings.brief)")
        #expect(report.coverage.unknown.isEmpty != backwards)
    }
}
