import ABIModel
import Testing

@testable import Drift

/// Macros are compared by what C makes of them.
@Suite struct MacroValueTests {
    private func findings(_ old: String, _ new: String) throws -> [Finding] {
        try DriftTests.findings("#define X \(old)\n", "#define X \(new)\n", path: "include/uapi/linux/x.h")
    }

    private static let different = [
        ("0xffffffff", "0xffffffffffffffff"), ("0xffffffff", "(-1)"), ("(1 << 31)", "(1UL << 31)"),
        ("~0U", "~0UL"),
        ("0x80000000", "(-2147483647 - 1)"),
    ]

    @Test(arguments: different)
    func whatDiffersInCDiffers(old: String, new: String) throws {
        for found in [try findings(old, new), try findings(new, old)] {
            #expect(found.brief == ["macro-value-changed X"])
            #expect(found.map(\.severity) == [.error])
        }
    }

    @Test(arguments: [
        ("16", "0x10"), ("(1 << 4)", "16"), ("1UL", "1ULL"), ("'a'", "97"), ("sizeof(int)", "4UL"),
    ])
    func whatIsTheSameInCIsTheSame(old: String, new: String) throws {
        #expect(try findings(old, new).isEmpty)
        #expect(try findings(new, old).isEmpty)
    }

    @Test(arguments: [("8", "8UL"), ("8", "8U"), ("(1 << 3)", "(1ULL << 3)")])
    func anotherTypeOfTheSameValueIsANote(old: String, new: String) throws {
        for found in [try findings(old, new), try findings(new, old)] {
            #expect(found.brief == ["macro-value-changed X"])
            #expect(found.map(\.severity) == [.note])
        }
    }

    @Test func numbersAreToldAsTheSourceHasThem() throws {
        #expect(try findings("0xffffffff", "(-1)").first?.message.facts == ["X", "0xffffffff", "-1"])
        #expect(try findings("16", "17").first?.message.facts == ["X", "16", "17"])
    }

    @Test func ioctlNumbersAreToldByTheirParts() throws {
        let head = """
            #define _IOC(d, t, n, s) (((d) << 30) | ((t) << 8) | (n) | ((s) << 16))
            #define _IOC_WRITE 1U
            #define _IOC_READ 2U
            #define _IOWR(t, n, a) _IOC(_IOC_READ | _IOC_WRITE, (t), (n), (sizeof(a)))
            #define LAMP_SWAP _IOWR('d', 3, struct lamp)

            """
        let found = try DriftTests.findings(
            head + "struct lamp { long on, off; };\n", head + "struct lamp { long on, off, dim; };\n",
            path: "include/uapi/linux/x.h")
        let finding = try #require(found.first { $0.symbol == "LAMP_SWAP" })
        #expect(
            finding.message.facts == [
                "LAMP_SWAP", "_IOWR('d', 3, 16 bytes)", "0xc0106403", "_IOWR('d', 3, 24 bytes)", "0xc0186403",
            ])
    }

    @Test func topBitConstantsOfEnums() throws {
        let found = try DriftTests.findings("enum e { A = 0x80000000 };\n", "enum e { A = 0x40000000 };\n")
        let finding = try #require(found.first { $0.rule == .enumConstantValueChanged })
        #expect(finding.message.facts == ["A", "2147483648", "1073741824"])
        // A macro that becomes a constant of that value is the same to its users.
        let moved = try DriftTests.findings("#define A 0x80000000\n", "enum { A = 0x80000000 };\n")
        #expect(moved.isEmpty)
        #expect(try DriftTests.findings("enum { A = 0x80000000 };\n", "#define A 0x80000000\n").isEmpty)
    }

    /// Under an option that is off the text alone is there.
    @Test func aTextThatIsTheSameIsTheSame() throws {
        let old = "#ifdef CONFIG_EXAMPLE\n#define X 0x10\n#endif\n"
        #expect(try DriftTests.findings(old, "#define X 0x10\n").isEmpty)
        #expect(try DriftTests.findings("#define X 0x10\n", old).isEmpty)
    }
}
