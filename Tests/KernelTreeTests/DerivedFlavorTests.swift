@testable import Flavors
import Testing

@testable import KernelTree

@Suite struct DerivedFlavorTests {
    let place: TemporaryDirectory

    init() throws {
        place = try TemporaryDirectory()
        try place.write([
            "Makefile": "VERSION = 6\nPATCHLEVEL = 1\nSUBLEVEL = 300\nEXTRAVERSION =\n",
            "Kconfig":
                "config HZ\n\tint \"hz\"\n\tdefault 250\nconfig SMP\n\tbool \"smp\"\nconfig X\n\tbool \"x\"\n",
            "arch/x86/configs/x86_64_defconfig": "CONFIG_SMP=y\n",
            "include/linux/kconfig.h": "", "include/linux/stdarg.h": "",
            "include/asm-generic/Kbuild":
                "mandatory-y += own.h\nmandatory-y += fallback.h\nmandatory-y += made.h\n",
            "include/uapi/asm-generic/Kbuild": "mandatory-y += types.h\n",
            "arch/x86/include/asm/Kbuild":
                "# comment\ngenerated-y += made.h\ngeneric-y += one.h two.h \\\n\tthree.h\ngeneric-$(CONFIG_X) += x.h\n",
            "arch/x86/include/asm/own.h": "",
            "kernel/bounds.c": """
            #define __GENERATING_BOUNDS_H
            #include <linux/kbuild.h>
            int main(void)
            {
            	DEFINE(ONE, 1);
            #ifdef CONFIG_SMP
            	DEFINE(TWO, ONE + 1);
            #endif
            	return 0;
            }
            """,
        ])
    }

    private func flavor(_ settings: [String] = []) throws -> Flavor {
        let tree = PatchedTree(base: try SourceTree(kernel: place.path))
        return try Flavor(
            deriving: tree, architecture: .x86_64, settings: try settings.map { try ConfigurationSetting($0) }
        )
    }

    private func text(_ flavor: Flavor, _ path: String) -> String? {
        flavor.virtualFiles[path].map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func wrappersLeadToTheGenericHeaders() throws {
        let flavor = try flavor()
        let base = "arch/x86/include/generated"
        for name in ["one.h", "two.h", "three.h", "fallback.h"] {
            #expect(text(flavor, "\(base)/asm/\(name)") == "#include <asm-generic/\(name)>\n")
        }
        #expect(text(flavor, "\(base)/uapi/asm/types.h") == "#include <asm-generic/types.h>\n")
        for name in ["own.h", "made.h", "x.h"] { #expect(text(flavor, "\(base)/asm/\(name)") == nil) }
        #expect(
            flavor.notes == [
                "\(base)/asm/made.h: no rule is known by which this generated header could be derived"
            ])
        #expect(text(try self.flavor(["X=y"]), "\(base)/asm/x.h") != nil)
    }

    @Test func theConfigurationIsAHeaderInMemory() throws {
        #expect(
            text(try flavor(), "include/generated/autoconf.h")
                == "#define CONFIG_HZ 250\n#define CONFIG_SMP 1\n")
        let forced = try flavor(["SMP=n", "HZ=100"])
        #expect(text(forced, "include/generated/autoconf.h") == "#define CONFIG_HZ 100\n")
        #expect(forced.name == "x86_64 CONFIG_HZ=100 CONFIG_SMP=n")
        #expect(!forced.arguments.contains(Flavor.settingsName))
        #expect(text(forced, "include/generated/timeconst.h")?.contains("HZ_TO_MSEC_NUM\t\t10\n") == true)
    }

    @Test func versionsAreThoseOfTheMakefile() throws {
        let flavor = try flavor()
        let code = 6 << 16 + 1 << 8 + 255
        #expect(
            text(flavor, "include/generated/uapi/linux/version.h")?.hasPrefix(
                "#define LINUX_VERSION_CODE \(code)\n")
                == true)
        #expect(text(flavor, "include/generated/utsrelease.h") == "#define UTS_RELEASE \"6.1.300\"\n")
    }

    @Test func constantsAreLeftToTheParser() throws {
        let flavor = try flavor()
        let unit = try #require(flavor.constants.first)
        #expect(flavor.constants.count == 1)
        #expect(
            String(decoding: unit.text, as: UTF8.self) == """
                #define __GENERATING_BOUNDS_H
                #include <linux/kbuild.h>
                #undef DEFINE
                #define DEFINE(sym, val) enum kdrift_constant_##sym { kdrift_value_##sym = (val) }
                DEFINE(ONE, 1);
                #ifdef CONFIG_SMP
                DEFINE(TWO, ONE + 1);
                #endif

                """)
        let filled = flavor.filling(unit, with: ["TWO": 2, "ONE": -1])
        #expect(filled.constants.isEmpty)
        #expect(text(filled, "include/generated/bounds.h") == "#pragma once\n#define ONE -1\n#define TWO 2\n")
    }

    @Test func timeConstantsFollowTheFormula() throws {
        let header = try #require(TimeConstants.header(ticksPerSecond: 250))
        let lines = Set(String(decoding: header, as: UTF8.self).split(separator: "\n").map(String.init))
        // By hand: 1000/250 = 4 = 2^2, so 2^31 is reached with a shift of 29; 250/1000 = 2^-2 with 33.
        #expect(lines.contains("#define HZ_TO_MSEC_MUL32\tU64_C(0x80000000)"))
        #expect(lines.contains("#define HZ_TO_MSEC_ADJ32\tU64_C(0x0)"))
        #expect(lines.contains("#define HZ_TO_MSEC_SHR32\t29"))
        #expect(lines.contains("#define MSEC_TO_HZ_MUL32\tU64_C(0x80000000)"))
        #expect(lines.contains("#define MSEC_TO_HZ_ADJ32\tU64_C(0x180000000)"))
        #expect(lines.contains("#define MSEC_TO_HZ_SHR32\t33"))
        #expect(lines.contains("#define NSEC_TO_HZ_DEN\t\t4000000"))
        #expect(TimeConstants.header(ticksPerSecond: 1) == nil)
        for rate in [24, 100, 300, 1000, 1024] { #expect(TimeConstants.header(ticksPerSecond: rate) != nil) }
    }

    @Test func systemCallTablesBecomeHeaders() throws {
        let table = SyscallTable(
            Array(
                "# c\n0 common read sys_read\n2\t64\topen sys_open compat_open\n3 x32 odd\n5 common last # x\nbad\n"
                    .utf8))
        func lines(_ bytes: [UInt8]) -> [String] {
            String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        }
        #expect(
            lines(table.numbers(abis: ["common", "64"])) == [
                "#pragma once", "#define __NR_read 0", "#define __NR_open 2", "#define __NR_last 5",
                "#ifdef __KERNEL__", "#define __NR_syscalls 6", "#endif",
            ])
        #expect(
            lines(table.numbers(abis: ["x32"], offset: "B", withCount: false)).last
                == "#define __NR_odd (B + 3)")
        #expect(
            lines(table.entries(abis: ["common", "64"])) == [
                "__SYSCALL(0, sys_read)", "__SYSCALL(1, sys_ni_syscall)",
                "__SYSCALL_WITH_COMPAT(2, sys_open, compat_open)", "__SYSCALL(3, sys_ni_syscall)",
                "__SYSCALL(4, sys_ni_syscall)", "__SYSCALL(5, sys_ni_syscall)",
            ])
    }

    @Test func featureMasksSetTheBitsOfTheConfiguration() {
        let features =
            "#define NCAPINTS 2 /* n */\n#define X86_FEATURE_FPU ( 0*32+ 0) /* x */\n#define X86_FEATURE_LM (1*32+29)\n"
        let header = X86FeatureMasks.header(
            Array(features.utf8),
            configuration: KernelConfiguration(values: [
                "X86_REQUIRED_FEATURE_FPU": "y", "X86_DISABLED_FEATURE_LM": "y",
            ]))
        let text = String(decoding: header, as: UTF8.self)
        #expect(text.contains("#define REQUIRED_MASK0 0x1U\n#define REQUIRED_MASK1 0x0U\n"))
        #expect(text.contains("#define DISABLED_MASK0 0x0U\n#define DISABLED_MASK1 0x20000000U\n"))
    }

    @Test func systemRegistersBecomeMacros() {
        let source = """
            # comment
            Sysreg	REG_ONE	3	0	1	2	4
            Res0	63:8
            UnsignedEnum	7:4	MODE
            	0b0000	OFF
            	0b0001	ON
            EndEnum
            Field	3	BIT
            Res1	2:0
            EndSysreg
            Sysreg	ALIAS	3	0	1	2	5
            Fields	REG_ONE
            EndSysreg
            nonsense here
            """
        let (bytes, problems) = SystemRegisters.header(Array(source.utf8))
        let lines = Set(String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init))
        for line in [
            "#define REG_REG_ONE S3_0_C1_C2_4", "#define SYS_REG_ONE sys_reg(3, 0, 1, 2, 4)",
            "#define SYS_REG_ONE_CRm 2", "#define REG_ONE_MODE GENMASK(7, 4)", "#define REG_ONE_MODE_SHIFT 4",
            "#define REG_ONE_MODE_WIDTH 4", "#define REG_ONE_MODE_SIGNED false",
            "#define REG_ONE_MODE_ON UL(0b0001)", "#define REG_ONE_BIT BIT(3)",
            "#define REG_ONE_RES0 (UL(0) | GENMASK_ULL(63, 8))",
            "#define REG_ONE_RES1 (UL(0) | GENMASK_ULL(2, 0))",
            "#define SYS_ALIAS sys_reg(3, 0, 1, 2, 5)",
        ] {
            #expect(lines.contains(line), "\(line)")
        }
        #expect(!lines.contains { $0.contains("ALIAS_RES0") })
        #expect(problems == ["line 14 is not understood"])
    }
}
