import Testing

@testable import PatchSeries

/// The brackets of a subject, as mailers and people write them.
@Suite struct SubjectTagTests {
    struct Case: Sendable {
        var subject: String
        var isPatch = true
        var isReply = false
        var version = 1
        var number: Int?
        var total: Int?
        var isRFC = false
        var isResend = false
        var point = 0
        var branch: String?
        var place: Double?
        var title = "lamp: shine"
    }

    @Test(arguments: [
        Case(subject: "[PATCH] lamp: shine"),
        Case(subject: "[PATCH 02/11] lamp: shine", number: 2, total: 11),
        Case(subject: "[PATCH v3 00/11] lamp: shine", version: 3, number: 0, total: 11),
        Case(subject: "[PATCH RFC v3 02/11] lamp: shine", version: 3, number: 2, total: 11, isRFC: true),
        Case(subject: "[RFC PATCH 1/2] lamp: shine", number: 1, total: 2, isRFC: true),
        Case(subject: "[RFC v2 1/2] lamp: shine", version: 2, number: 1, total: 2, isRFC: true),
        Case(subject: "[RFCv2 1/2] lamp: shine", version: 2, number: 1, total: 2, isRFC: true),
        Case(subject: "[PATCHv4 1/2] lamp: shine", version: 4, number: 1, total: 2),
        Case(subject: "[patch V2 1/2] lamp: shine", version: 2, number: 1, total: 2),
        Case(subject: "[PATCH 1/2 v2] lamp: shine", version: 2, number: 1, total: 2),
        Case(subject: "[PATCH net-next v2 1/2] lamp: shine", version: 2, number: 1, total: 2),
        Case(subject: "[PATCH 6.1 12/345] lamp: shine", number: 12, total: 345, branch: "6.1"),
        Case(subject: "[PATCH v2.1 3/5] lamp: shine", version: 2, number: 3, total: 5, point: 1),
        Case(subject: "[PATCH v5.1 10/12] lamp: shine", version: 5, number: 10, total: 12, point: 1),
        Case(subject: "[PATCH v5.15 1/2] lamp: shine", number: 1, total: 2, branch: "5.15"),
        Case(subject: "[PATCH v5.15 v2 1/2] lamp: shine", version: 2, number: 1, total: 2, branch: "5.15"),
        Case(subject: "[PATCH v2 5.10.y] lamp: shine", version: 2, branch: "5.10"),
        Case(subject: "[PATCH 5.10,5.15 1/2] lamp: shine", number: 1, total: 2, branch: "5.10,5.15"),
        Case(subject: "[PATCH 5.15/5.10 1/2] lamp: shine", number: 1, total: 2, branch: "5.10,5.15"),
        Case(subject: "[PATCH AUTOSEL 5.4 1/2] lamp: shine", number: 1, total: 2, branch: "5.4"),
        Case(subject: "[PATCH 6.1.112-stable] lamp: shine", branch: "6.1.112"),
        Case(subject: "[PATCH 012/200] lamp: shine", number: 12, total: 200),
        Case(subject: "[PATCH1/2] lamp: shine", number: 1, total: 2),
        Case(subject: "[PATCH 1/2,v3] lamp: shine", version: 3, number: 1, total: 2),
        Case(subject: "[PATCH,v3,1/2] lamp: shine", version: 3, number: 1, total: 2),
        Case(subject: "[PATCHv3,1/2] lamp: shine", version: 3, number: 1, total: 2),
        Case(subject: "[PATCH-v3 1/2] lamp: shine", version: 3, number: 1, total: 2),
        Case(subject: "[PATCH (v3) 1/2] lamp: shine", version: 3, number: 1, total: 2),
        Case(subject: "[PATCH [v3] 1/2] lamp: shine", version: 3, number: 1, total: 2),
        Case(subject: "[PATCH 1 of 2] lamp: shine", number: 1, total: 2),
        Case(subject: "[PATCH 1 / 2] lamp: shine", number: 1, total: 2),
        Case(subject: "[PATCH take 3 1/2] lamp: shine", version: 3, number: 1, total: 2),
        Case(subject: "[PATCH try#3] lamp: shine", version: 3),
        Case(subject: "[PATCH ver.3] lamp: shine", version: 3),
        Case(subject: "[PATCH/RFC v2 1/2] lamp: shine", version: 2, number: 1, total: 2, isRFC: true),
        Case(subject: "[PATCH][RESEND][v2] lamp: shine", version: 2, isResend: true),
        Case(subject: "[PATCH v2-resend] lamp: shine", version: 2, isResend: true),
        Case(subject: "[v2] lamp: shine", version: 2),
        Case(subject: "[PATCHSET 0/2] lamp: shine", number: 0, total: 2),
        Case(subject: "[patchwork] lamp: shine", isPatch: false),
        Case(subject: "[linux-next:master 12/345] lamp: shine", isPatch: false),
        Case(subject: "[PATCH lamps:master 1/2] lamp: shine", number: 1, total: 2),
        Case(subject: "[Patch 2/2]: lamp: shine", number: 2, total: 2),
        Case(subject: "[PATCH 0.5/2] lamp: shine", number: 1, total: 2, place: 0.5),
        Case(subject: "[PATCH 3/2] lamp: shine", number: 3, total: 2),
        Case(subject: "[PATCH v0 1/2] lamp: shine", version: 0, number: 1, total: 2),
        Case(subject: "[PATCH] res: shine", title: "res: shine"),
        Case(subject: "回复: [PATCH] lamp: shine", isReply: true),
        Case(subject: "Odp: [PATCH] lamp: shine", isReply: true),
        Case(subject: "Re[2]: [PATCH] lamp: shine", isReply: true),
        Case(subject: "Xy: [PATCH] lamp: shine", isReply: true),
        Case(
            subject: "[RESEND PATCH v8 01/11] lamp: shine", version: 8, number: 1, total: 11, isResend: true),
        Case(subject: "[PATCH RESEND] lamp: shine", isResend: true),
        Case(subject: "[v8,01/11] lamp: shine", version: 8, number: 1, total: 11),
        Case(subject: "[lamps] [PATCH 1/2] lamp: shine", number: 1, total: 2),
        Case(subject: "[PATCH 1/2] [LAMP] lamp: shine", number: 1, total: 2),
        Case(subject: "Re: [PATCH v2 1/2] lamp: shine", isReply: true, version: 2, number: 1, total: 2),
        Case(subject: "RE: AW: [PATCH] lamp: shine", isReply: true),
        Case(subject: "[lamps] Re: [PATCH] lamp: shine", isReply: true),
        Case(subject: "lamp: shine", isPatch: false),
        Case(subject: "[ANNOUNCE] lamp: shine", isPatch: false),
        Case(subject: "[PATCH lamp: shine", isPatch: false, title: "[PATCH lamp: shine"),
        Case(subject: "[PATCH vnext 1/2] lamp: shine", number: 1, total: 2),
        Case(subject: "", isPatch: false, title: ""),
    ]) func subject(_ expected: Case) {
        let tag = SubjectTag(expected.subject)
        #expect(tag.isPatch == expected.isPatch)
        #expect(tag.isReply == expected.isReply)
        #expect(tag.version == expected.version)
        #expect(tag.number == expected.number)
        #expect(tag.total == expected.total)
        #expect(tag.isRFC == expected.isRFC)
        #expect(tag.isResend == expected.isResend)
        #expect(tag.point == expected.point)
        #expect(tag.branch == expected.branch)
        #expect(tag.place == expected.place ?? expected.number.map(Double.init))
        #expect(tag.title == expected.title)
    }

    /// `v6.1` mends a v6 that is there; else it is a branch.
    @Test func aPointOrABranch() {
        #expect(SubjectTag("[PATCH v6.1 1/2] x", versions: [6]).point == 1)
        #expect(SubjectTag("[PATCH v6.1 1/2] x", versions: [5]).branch == "6.1")
        #expect(SubjectTag("[PATCH v6.1 1/2] x", versions: [5]).version == 1)
    }
}

/// The dates of mails.
@Suite struct MailDateTests {
    @Test(
        arguments: [
            ("Mon, 3 Mar 2025 10:00:00 +0100", 1_740_992_400), ("3 Mar 2025 09:00:00 GMT", 1_740_992_400),
            ("Mon Mar  3 10:00:00 2025 +0100", 1_740_992_400), ("Mon, 3 Mar 2025 04:00 EST", 1_740_992_400),
            ("Thu,  1 Jan 1970 00:00:00 -0000", 0), ("29 Feb 00 00:00:00 +0000 (UTC)", 951_782_400),
            ("Mon, 03 Mar 2025 25:00:00 +0100", nil), ("0 Mar 2025 10:00", nil), ("soon", nil), ("", nil),
            ("99 Mar 2025", nil),
        ] as [(String, Int?)]) func dates(_ text: String, _ seconds: Int?)
    {
        #expect(MailDate.seconds(text) == seconds)
    }
}
