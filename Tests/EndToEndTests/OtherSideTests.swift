import Drift
import Readings
import Testing

@testable import Sessions

/// What stands under an option that is not as the configuration has it: told where it can be seen, unknown where not, and
/// never taken for removed.
@Suite struct OtherSideTests {
    private static let path = "include/linux/lamp.h"

    private func reports(_ change: TreeChange, runsFunctions: Bool = false) async throws -> [DriftReport] {
        var reports: [DriftReport] = []
        for backwards in [false, true] {
            reports.append(try await change.review(backwards: backwards, runsFunctions: runsFunctions))
            reports.append(try change.diff(backwards: backwards))
        }
        return reports
    }

    /// Under an option's other side only the header with the two sides is read. What that no longer includes is not gone.
    @Test func whatAnUnreadHeaderDeclaresIsNotRemoved() async throws {
        func lamp(_ include: String, _ answer: Int) -> String {
            """
            \(include)struct lamp;
            #ifdef CONFIG_IOMMU_API
            int lamp_on(struct lamp *lamp);
            #else
            static inline int lamp_on(struct lamp *lamp) { return \(answer); }
            #endif

            """
        }
        func bulb(_ more: String) -> String { "#pragma once\nstruct bulb { int watt;\(more) };\n" }
        let change = TreeChange(
            old: [Self.path: lamp("#include <linux/bulb.h>\n", 1), "include/linux/bulb.h": bulb("")],
            new: [Self.path: lamp("", 2), "include/linux/bulb.h": bulb(" int volt;")])
        for report in try await reports(change) {
            #expect(
                !report.findings.contains { $0.symbol == "struct bulb" && $0.rule != .memberAdded },
                "\(report.findings.brief)")
            #expect(report.findings.contains { $0.symbol == "lamp_on" && $0.rule == .stubReturnDiffers })
        }
        var gone = change
        gone.new["include/linux/bulb.h"] = "#pragma once\nstruct base;\n"
        for report in [try await gone.review(), try gone.diff()] {
            #expect(report.findings.of(.recordRemoved).map(\.symbol) == ["struct bulb"])
        }
    }

    @Test func aMacroThatNobodyCompilesIsUnknown() async throws {
        func text(_ value: Int) -> String {
            "#ifdef LAMP_OF_A_MODULE\n#define LAMP_PLACE \(value)\n#else\n#define LAMP_PLACE 0\n#endif\n"
        }
        let change = TreeChange(old: [Self.path: text(1)], new: [Self.path: text(2)])
        for report in try await reports(change) {
            #expect(report.coverage.unknown.contains { $0.isOfLines }, "\(report.coverage.unknown)")
        }
        for report in try await reports(
            TreeChange(old: [Self.path: text(1)], new: [Self.path: text(1) + "\n"]))
        {
            #expect(report.coverage.unknown.isEmpty)
        }
    }

    /// Two options decide together: neither alone shows it.
    @Test func aConditionWithOneMoreOptionIsUnknown() async throws {
        func text(_ condition: String) -> String {
            """
            #if \(condition)
            int lamp_on(void);
            #else
            static inline int lamp_on(void) { return -19; }
            #endif

            """
        }
        let one = "defined(CONFIG_LAMP_A)"
        let change = TreeChange(
            old: [Self.path: text(one)], new: [Self.path: text(one + " || defined(CONFIG_LAMP_B)")])
        for report in try await reports(change) {
            let told =
                report.coverage.unknown.contains { $0.isOfLines }
                || report.findings.contains { $0.symbol == "lamp_on" }
            #expect(told, "\(report.findings.brief) \(report.coverage.unknown)")
        }
        let same = TreeChange(
            old: [Self.path: text(one)], new: [Self.path: text("(\(one) && \(one))")])
        for report in try await reports(same) {
            #expect(report.coverage.unknown.isEmpty && report.findings.isEmpty)
        }
    }

    /// A macro that changes under an option alone sizes a record of another header under that option alone.
    @Test func whatFollowsIsReadUnderTheOptionThatShowsIt() async throws {
        func text(_ slots: Int) -> String {
            "#pragma once\n#ifdef CONFIG_LAMP_BIG\n#define LAMP_SLOTS \(slots)\n#else\n#define LAMP_SLOTS 4\n#endif\n"
        }
        let change = TreeChange(
            common: [
                "include/linux/lamps.h": "#include <linux/lamp.h>\nstruct lamps { int of[LAMP_SLOTS]; };\n"
            ], old: [Self.path: text(8)], new: [Self.path: text(16)])
        for report in try await reports(change) {
            let found = report.findings.filter { $0.symbol.hasPrefix("struct lamps") }
            #expect(!found.isEmpty, "\(report.findings.brief)")
            #expect(found.allSatisfy { $0.flavors.allSatisfy { $0.contains("CONFIG_LAMP_BIG") } })
        }
    }

    /// Code that asks for an option itself is run with the option either way.
    @Test func codeThatAsksForAnOptionIsRunUnderIt() async throws {
        func text(_ value: Int) -> String {
            """
            #include <linux/kconfig.h>
            static inline int lamp_level(int a)
            {
            	if (IS_ENABLED(CONFIG_LAMP_BIG)) {
            		a = a + \(value);
            		return a;
            	}
            	return a;
            }

            """
        }
        let kconfig = """
            #define __PICK_1 0,
            #define __second(a, b, ...) b
            #define __chosen(x) __second(x 1, 0, 0)
            #define __is_set(v) __chosen(__PICK_##v)
            #define __is_on(v) __is_set(v)
            #define IS_ENABLED(o) (__is_on(o) || __is_on(o##_MODULE))

            """
        let change = TreeChange(
            common: ["include/linux/kconfig.h": "#include <generated/autoconf.h>\n" + kconfig],
            old: [Self.path: text(1)], new: [Self.path: text(2)])
        for backwards in [false, true] {
            let report = try await change.review(backwards: backwards, runsFunctions: true)
            let found = report.findings.of(.functionReturnsDiffer)
            #expect(found.map(\.symbol) == ["lamp_level"], "\(report.findings.brief)")
            #expect(found.allSatisfy { $0.flavors.allSatisfy { $0.contains("CONFIG_LAMP_BIG=y") } })
        }
    }

    @Test func aChangedDefaultConfigurationIsSaidNotToBeUsed() async throws {
        let path = "arch/x86/configs/x86_64_defconfig"
        let lamp = [Self.path: "int lamp_on(void);\n"]
        let change = TreeChange(
            old: lamp.merging([path: "CONFIG_A=y\n"]) { $1 },
            new: [Self.path: "int lamp_on(void);\nint lamp_off(void);\n", path: "CONFIG_A=y\nCONFIG_B=y\n"])
        let report = try await change.review()
        #expect(report.coverage.notes.contains { $0.facts.contains(path) || "\($0)".contains(path) })
        let other = try await TreeChange(old: lamp, new: [Self.path: change.new[Self.path] ?? ""]).review()
        #expect(!other.coverage.notes.contains { "\($0)".contains("defconfig") })
    }
}
