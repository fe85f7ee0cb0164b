import Drift
import Testing

@testable import Configuration

@Suite struct SettingsTests {
    private static let whole = """
        version: 1
        files: [include/linux/lamp.h, "drivers/lamp/*.c"]
        flavors:
          arch: [x86_64, arm64]
          config: configs/lamp
          define: [CONFIG_LAMP=y]
        model: none
        fail-on: warning
        strict: true
        severities:
          member-added: error
          kernel-doc-mismatch: off
        suppressions:
          - rule: record-size-changed
            symbol: struct lamp*
            reason: lamps are rebuilt with the kernel
            expires: 2027-01-31
          - rule: function-removed
            symbol: lamp_dim
            reason: nobody calls it
        """

    @Test func readsEverything() throws {
        let settings = try Settings(yaml: Self.whole)
        #expect(settings.files == ["include/linux/lamp.h", "drivers/lamp/*.c"])
        #expect(settings.architectures == ["x86_64", "arm64"])
        #expect(settings.config == "configs/lamp" && settings.defines == ["CONFIG_LAMP=y"])
        #expect(
            settings.model == ReferenceChoice.none && settings.failOn == .warning && settings.isStrict == true
        )
        #expect(settings.levels == [.memberAdded: .severity(.error), .kernelDocMismatch: .off])
        #expect(settings.suppressions.map(\.rule) == [.recordSizeChanged, .functionRemoved])
        #expect(settings.suppressions.map(\.line) == [14, 18])
        #expect(settings.suppressions[0].expires?.description == "2027-01-31")
        #expect(settings.suppressions[1].expires == nil)
    }

    @Test(arguments: [
        ("", 0, "the file is empty"),
        ("files: []\n", 1, "there is no `version`"),
        ("version: 2\n", 1, "version `2` is not known"),
        ("version: 1\nfile: [a]\n", 2, "the configuration has no key `file`"),
        ("version: 1\nfiles: a\n", 2, "`files` is no list"),
        ("version: 1\nfail-on: fatal\n", 2, "`fatal` is no severity"),
        ("version: 1\nmodel: nonesuch\n", 2, "there is no reference model `nonesuch`"),
        ("version: 1\nseverities:\n  no-such-rule: note\n", 3, "there is no rule `no-such-rule`"),
        ("version: 1\nversion: 1\n", 1, "the key `version` is there twice"),
        (
            "version: 1\nsuppressions:\n  - rule: enum-removed\n    symbol: x\n", 3,
            "the suppression gives no reason"
        ),
        (
            "version: 1\nsuppressions:\n  - rule: enum-removed\n    symbol: x\n    reason:  # say why\n", 5,
            "`reason` is empty"
        ),
        (
            "version: 1\nsuppressions:\n  - rule: enum-removed\n    symbol: x\n    reason: '  '\n", 5,
            "`reason` is empty"
        ),
        (
            "version: 1\nsuppressions:\n  - symbol: x\n    reason: y\n", 3, "the suppression names no rule"
        ),
        (
            "version: 1\nsuppressions:\n  - {rule: enum-removed, symbol: x, reason: y, expires: 2027-02-30}\n",
            3, "`2027-02-30` is no date"
        ),
    ])
    func mistakesAreToldWithTheirLine(text: String, line: Int, reason: String) throws {
        let error = try #require(throws: ConfigurationError.self) { try Settings(yaml: text) }
        #expect(error.line == line)
        #expect(error.reason == reason)
        #expect(!error.hint.isEmpty)
        #expect(error.description.hasPrefix(line > 0 ? ".kdrift.yml:\(line): " : ".kdrift.yml: "))
    }

    @Test func whatIsNoYAMLIsToldWithItsLine() throws {
        let error = try #require(throws: ConfigurationError.self) {
            try Settings(yaml: "version: 1\nfiles: [a\nfail-on: error\n")
        }
        #expect(error.line > 1)
    }

    @Test func datesAreThoseOfTheCalendar() {
        #expect(CalendarDate("2024-02-29") != nil)
        for text in ["2023-02-29", "2024-13-01", "2024-00-10", "2024-1-01", "24-01-01", "2024-01-01x", ""] {
            #expect(CalendarDate(text) == nil, "\(text)")
        }
        #expect(CalendarDate(secondsSince1970: 0).description == "1970-01-01")
        #expect(CalendarDate(secondsSince1970: 951_782_400).description == "2000-02-29")
        #expect(CalendarDate(secondsSince1970: 951_868_799).description == "2000-02-29")
        #expect(CalendarDate(secondsSince1970: -1).description == "1969-12-31")
        let day = CalendarDate.today(environment: ["SOURCE_DATE_EPOCH": "86400"])
        #expect(day.description == "1970-01-02")
    }
}
