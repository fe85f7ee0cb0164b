import ABIModel
import Drift
import Foundation
import ReferenceModels
@testable import Reporting

/// A small report that has one of everything: what the embedded review lacks included.
enum SampleReport {
    /// The same header, another answer to the second claim: what a reader of v7 must see.
    static let behavior = Finding(
        rule: .behaviorReturnDiffers, severity: .error, surface: .exported, compatibility: .incompatible,
        symbol: "iommu_group_claim_dma_owner", from: "v6", to: "v7",
        message: "a second claim by the same owner returned 0 and returns -EPERM",
        patch: PatchReference(
            revision: "v7", number: 1, messageID: "v7-01@example.org", title: "iommu: Add ownership"),
        site: SourceSite(file: "drivers/iommu/iommu.c", line: 3190),
        trace: [
            TraceStep(operation: "claim f1", before: end("0", "n1 / f1"), after: end("0", "n1 / f1")),
            TraceStep(
                operation: "claim f1", before: end("0", "n2 / f1"),
                after: end("\u{2212}EPERM", "n1 / f1", isFailure: true)),
        ], fingerprint: "00000000000000b1")

    /// A member that came, and one that moved for it.
    static let layout = Finding(
        rule: .memberAdded, severity: .warning, surface: .internal, compatibility: .extension,
        symbol: "struct iommu_group.owner_cnt", from: "v6", to: "v7",
        message: "\(code: "owner_cnt") was added to \(code: "struct iommu_group"); 1 member moved",
        before: .record(group(withCount: false)), after: .record(group(withCount: true)),
        patch: PatchReference(
            revision: "v7", number: 2, messageID: "v7-02@example.org", title: "iommu: Count owners"),
        flavors: ["x86_64"], site: SourceSite(file: "drivers/iommu/iommu.c", line: 40),
        consequences: [.stated("\(code: "owner") moved from byte 8 to byte 16")],
        fingerprint: "00000000000000b2")

    /// Not told for sure, in text that every format has to escape.
    static let doubt = Finding(
        rule: .macroRemoved, severity: .note, verdict: .unknown, surface: .exported,
        compatibility: .incompatible, symbol: "A<B> & \"C\" #1", from: "v6", to: "v7",
        message: "not certain: 100% of \(code: "A<B>") is gone: 1, 2\nor less",
        fingerprint: "00000000000000b3")

    /// A patch that may break the build: unknown, and yet an error.
    static let broken = Finding(
        rule: .patchBreaksBuild, severity: .error, verdict: .unknown, surface: .internal,
        compatibility: .incompatible, symbol: "iommu: Third", from: "base", to: "v7",
        message: "patch 3 of v7 may leave a file that does not parse",
        site: SourceSite(file: "drivers/odd name,1:2.c", line: 0),
        fingerprint: "00000000000000b4")

    /// Known and accepted.
    static let suppressed = SuppressedFinding(
        finding: Finding(
            rule: .enumConstantRemoved, severity: .error, surface: .exported, compatibility: .incompatible,
            symbol: "DMA_OWNER_NONE", from: "base", to: "v6",
            message: "\(code: "DMA_OWNER_NONE") (0) was removed",
            site: SourceSite(file: "include/linux/iommu.h", line: 12), fingerprint: "00000000000000b5"),
        reason: "no user is left: <agreed> & \"written\" down")

    /// How a call ends.
    static func end(
        _ value: String?, _ state: String, isFailure: Bool = false, warned: Bool = false
    ) -> TraceStep.End {
        .returned(CallOutcome(value: value, isFailure: isFailure, warned: warned), state: state)
    }

    static let report = DriftReport(
        toolVersion: "0.1.0", libclangVersion: "clang version 19", command: "review", inputs: ["a b.mbox"],
        title: "Fix \"it\" <now> & then",
        coverage: Coverage(
            revisions: [
                .init(label: "v6", patches: 2, applied: 2, failed: []),
                .init(label: "v7", patches: 3, applied: 2, failed: []),
            ], flavors: ["x86_64"], files: ["drivers/iommu/iommu.c"], entities: 12, rules: 3,
            unknown: [
                .init(
                    .name("vfio_group_set_container"), of: "v7", reason: "inline assembly",
                    site: SourceSite(file: "drivers/vfio/vfio.c", line: 7)),
                .init(
                    .name("some_function"), of: "v7", reason: "it is not defined in any file that was read"),
            ]),
        revisions: [
            revision("base", nil), revision("v6", group(withCount: false)),
            revision("v7", group(withCount: true)),
        ],
        findings: [broken, behavior, layout, doubt], suppressed: [suppressed], diagrams: diagrams,
        mails: mails)

    /// The machines of v6, in which an owner may claim again, and of v7, in which it may not.
    static let diagrams = [diagram("v6", mayClaimAgain: true), diagram("v7", mayClaimAgain: false)]

    private static func diagram(_ label: String, mayClaimAgain: Bool) -> StateDiagram {
        func call(
            _ from: Int, _ to: Int, _ operation: String, _ outcome: String = "0",
            _ ending: StateDiagram.Ending = .done
        ) -> StateDiagram.Transition {
            .init(from: from, to: to, operation: operation, outcome: outcome, ending: ending)
        }
        let eperm = "\u{2212}EPERM"
        var states: [StateDiagram.State] = [
            .init(name: "free", details: ["n=0", "D=DD"]), .init(name: "kernel", details: ["n=1", "D=DD"]),
            .init(name: "user f1", details: ["n=1", "D=NULL"]),
        ]
        var transitions = [
            call(0, 1, "K d0"), call(0, 2, "claim f1"), call(1, 0, "K-unuse d0", "\u{2013}"),
            call(1, 1, "claim f1", eperm, .refused), call(1, 1, "claim f2", eperm, .refused),
            call(2, 0, "release", "\u{2013}"), call(2, 2, "K d0", "\u{2212}EBUSY", .refused),
            call(2, 2, "claim f2", eperm, .refused),
        ]
        if mayClaimAgain {
            states.append(.init(name: "user f1", details: ["n=2", "D=NULL"]))
            transitions += [call(2, 3, "claim f1"), call(3, 2, "release", "\u{2013}")]
        } else {
            transitions.append(call(2, 2, "claim f1", eperm, .refused))
        }
        return StateDiagram(
            model: "dma-ownership", revisions: [label], subject: "Who may hold the lamp", legend: "n counts.",
            states: states, transitions: transitions)
    }

    /// A cover letter and a patch; names and text that headers and bodies have to encode.
    static let mails = [
        PatchMail(
            revision: "v7", number: 0, subject: "[PATCH v7 0/2] Fix it",
            author: "Ann Example <ann@example.org>",
            date: "Mon, 28 Feb 2022 08:50:45 +0800", messageID: "v7-00@example.org"),
        PatchMail(
            revision: "v7", number: 1,
            subject:
                "[PATCH v7 1/2] iommu: Add ownership, with a subject that goes on for long enough to be folded",
            author: "J\u{f6}rg \u{c4}hnlich <joerg@example.org>", date: "Mon, 28 Feb 2022 08:50:46 +0800",
            messageID: "v7-01@example.org", references: ["v7-00@example.org"],
            recipients: "\"Last, First\" <last@example.org>, Joerg <joerg@example.org>",
            copies: "list@example.org, \"Last, First\" <last@example.org>",
            changes: [
                .init(
                    oldPath: "drivers/iommu/iommu.c", newPath: "drivers/iommu/iommu.c",
                    hunks: [
                        .init(
                            header: "@@ -1,3 +1,4 @@", newStart: 1,
                            lines: [" #include <linux/a.h>", "+#include <linux/b.h>", " ", " static int x;"]),
                        .init(
                            header: "@@ -3180,4 +3181,4 @@ void iommu_group_put(struct iommu_group *group)",
                            newStart: 3181,
                            lines: [
                                " int iommu_group_claim_dma_owner(struct iommu_group *group, void *owner)",
                                " {",
                                "-\tif (group->owner != owner) /* a line that is far wider than any mail should be, kept as it is */",
                                "+\tif (group->owner)",
                                " \t\treturn -EPERM;",
                            ]),
                    ])
            ]),
    ]

    static func group(withCount: Bool) -> Record {
        var members = [Member(name: "name", type: "char *", offsetBits: 0, sizeBits: 64)]
        if withCount {
            members.append(Member(name: "owner_cnt", type: "unsigned int", offsetBits: 64, sizeBits: 32))
        }
        members.append(
            Member(name: "owner", type: "void *", offsetBits: withCount ? 128 : 64, sizeBits: 64))
        return Record(
            name: "iommu_group", sizeBytes: withCount ? 24 : 16, alignBytes: 8, members: members,
            site: SourceSite(file: "drivers/iommu/iommu.c", line: 40))
    }

    private static func revision(_ label: Label, _ record: Record?) -> RevisionSnapshot {
        RevisionSnapshot(
            label: label,
            flavors: [
                FlavorSnapshot(flavor: "x86_64", snapshot: Snapshot(records: record.map { [$0] } ?? []))
            ])
    }
}
