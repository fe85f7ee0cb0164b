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
        Case(subject: "[PATCH 6.1 12/345] lamp: shine", number: 12, total: 345),
        Case(subject: "[PATCH v2.1 3/5] lamp: shine", version: 2, number: 3, total: 5),
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
        #expect(tag.title == expected.title)
    }
}
