import Drift
import Readings
import Sessions
import Testing

/// A revision is read with its own Kconfig files, in both directions.
@Suite struct KconfigSeriesTests {
    private static func kconfig(_ lamp: String, _ wick: String = "\tdefault n\n", _ more: String = "")
        -> String
    {
        "config X86\n\tdef_bool y\n\(more)config LAMP\n\tbool \"a lamp\"\n\(lamp)config WICK\n\tbool \"a wick\"\n\(wick)"
    }

    private static let header = """
        #ifndef LINUX_LAMP_H
        #define LINUX_LAMP_H
        struct lamp {
        	int oil;
        #ifdef CONFIG_LAMP
        	long light;
        #endif
        };
        #ifdef CONFIG_WICK
        int lamp_trim(struct lamp *lamp);
        #endif
        #endif

        """

    private static let common = [
        "Makefile": "VERSION = 6\nPATCHLEVEL = 1\nSUBLEVEL = 0\n",
        "Kconfig": "source \"arch/$(SRCARCH)/Kconfig\"\nsource \"drivers/lamp/Kconfig*\"\n",
        "arch/x86/configs/x86_64_defconfig": "CONFIG_X86_64=y\n",
        "include/linux/kconfig.h": "#include <generated/autoconf.h>\n",
        "include/linux/stdarg.h": "",
        "include/linux/lamp.h": header,
        "include/linux/dark.h": "struct dark { int CONFIG_LAMPS; };\n",
        "drivers/lamp/lamp.c": "#include <linux/lamp.h>\nint lamp_size = sizeof(struct lamp);\n",
    ]

    private func review(
        _ old: String, _ new: [String], backwards: Bool = false, touching more: [String: String] = [:],
        settings: [String] = []
    ) async throws -> DriftReport {
        let path = "arch/x86/Kconfig"
        let states = backwards ? [new[new.count - 1], old] : [old] + new
        return try await TreeChange(common: Self.common, isBuilt: false, old: [:], new: [:]).review(
            states.dropFirst().map { [path: $0].merging(more) { own, _ in own } }, from: [path: states[0]],
            settings: settings)
    }

    private func members(_ report: DriftReport) -> [String] {
        report.findings.filter {
            [.memberAdded, .memberRemoved, .functionAdded, .functionRemoved].contains($0.rule)
        }
        .map { "\($0.rule) \($0.symbol.split(separator: " ").last ?? "")" }.sorted()
    }

    @Test(arguments: [false, true])
    func aChangedDefaultIsRead(backwards: Bool) async throws {
        let report = try await review(
            Self.kconfig(""), [Self.kconfig("\tdefault y\n")], backwards: backwards)
        #expect(members(report) == [backwards ? "member-removed lamp.light" : "member-added lamp.light"])
        #expect(report.coverage.files == ["include/linux/lamp.h"])
        #expect(report.coverage.unknown.isEmpty)
        #expect(report.findings.allSatisfy { $0.patch?.number == 1 })
        #expect(
            report.coverage.notes.map(\.said).contains {
                $0.contains("CONFIG_LAMP=\(backwards ? "n" : "y")") && $0.contains("x86_64")
            })
    }

    @Test func aSelectAndADependencyAreRead() async throws {
        let off = Self.kconfig("")
        let selected = Self.kconfig("", "\tdefault y\n\tselect LAMP\n")
        let selecting = try await review(off, [selected])
        #expect(members(selecting) == ["function-added lamp_trim", "member-added lamp.light"])
        // What the option depends on is not there.
        let bound = try await review(
            selected, [Self.kconfig("", "\tdefault y\n\tselect LAMP\n\tdepends on LAMPLESS\n")])
        #expect(members(bound) == ["function-removed lamp_trim", "member-removed lamp.light"])
        // Nothing follows from an option that stays off, nor from words of help.
        let idle = try await review(
            off, [Self.kconfig("\thelp\n\t  It shines.\n", "\tdefault n\n\tselect LAMP\n")])
        #expect(idle.findings.isEmpty)
    }

    @Test func whatWasAskedForStands() async throws {
        let report = try await review(
            Self.kconfig(""), [Self.kconfig("\tdefault y\n")], settings: ["CONFIG_LAMP=n"])
        #expect(members(report).isEmpty)
    }

    /// The patch that changes Kconfig is named, not the one that touches the header.
    @Test func thePatchIsNamed() async throws {
        let report = try await review(
            Self.kconfig(""),
            [
                Self.kconfig(""), Self.kconfig("\tdefault y\n"),
                Self.kconfig("\tdefault y\n", "\tdefault n\n", "config NIGHT\n\tbool\n"),
            ],
            touching: ["include/linux/lamp.h": Self.header + "struct oil;\n"])
        let finding = try #require(report.findings.of(.memberAdded).first)
        #expect(finding.symbol == "struct lamp.light")
        #expect(finding.patch?.number == 2)
    }

    /// A Kconfig file that the series brings is found by the pattern that reads it.
    @Test func aNewKconfigFileIsRead() async throws {
        let change = TreeChange(
            common: Self.common, isBuilt: false, old: ["arch/x86/Kconfig": Self.kconfig("")],
            new: [
                "arch/x86/Kconfig": Self.kconfig(""),
                "drivers/lamp/Kconfig": "config NIGHT\n\tbool\n\tdefault y\n\tselect LAMP\n",
            ])
        #expect(members(try await change.review()) == ["member-added lamp.light"])
        #expect(members(try await change.review(backwards: true)) == ["member-removed lamp.light"])
    }
}
