@testable import Flavors
import Foundation
import Testing

@testable import KernelTree

@Suite struct FlavorTests {
    let place: TemporaryDirectory

    init() throws {
        place = try TemporaryDirectory()
        try place.write([
            "Makefile":
                "# SPDX\nVERSION = 5\nPATCHLEVEL = 16\nSUBLEVEL = 0\nEXTRAVERSION = -rc5\nVERSION = 9\n",
            "include/linux/kconfig.h": "", "include/linux/stdarg.h": "", "include/linux/compiler_types.h": "",
            "include/generated/autoconf.h": "#define CONFIG_IOMMU_API 1\n",
            "arch/x86/include/asm/x.h": "", "drivers/iommu/sub/x.h": "", "drivers/iommu/iommu.c": "",
        ])
    }

    private func tree() throws -> PatchedTree { PatchedTree(base: try SourceTree(kernel: place.path)) }

    @Test func aConfiguredTreeGetsTheKernelsArguments() throws {
        let flavor = try Flavor(configured: try tree(), architecture: .x86_64)
        #expect(flavor.name == "x86_64")
        #expect(flavor.virtualFiles.isEmpty)
        let arguments = flavor.arguments
        #expect(arguments.first == "-nostdinc")
        #expect(arguments.contains("-std=gnu89"))
        #expect(arguments.contains("--target=x86_64-linux-gnu"))
        #expect(!arguments.contains("-funsigned-char"))
        #expect(
            Array(arguments.filter { $0.hasPrefix("-I") }.prefix(3)) == [
                "-Iarch/x86/include", "-Iarch/x86/include/generated", "-Iinclude",
            ])
        #expect(!arguments.contains { $0.hasPrefix("/") || $0.hasPrefix("-I/") })
    }

    @Test func aUnitThatIsNotBuiltIsReadAsIfItWere() throws {
        try place.write([
            "drivers/amba/bus.c": "", "drivers/amba/other.c": "", "drivers/iommu/made.c": "",
            "drivers/amba/Makefile":
                "# obj-$(CONFIG_NO) += bus.o\nobj-$(CONFIG_ARM_AMBA)\t+= \\\n\tmore.o bus.o\nobj-y += other.o\n",
            "drivers/iommu/Makefile":
                "obj-$(CONFIG_IOMMU) += made.o\nobj-$(CONFIG_IOMMU_API) += made.o iommu.o\n",
        ])
        let flavor = try Flavor(configured: try tree(), architecture: .x86_64)
        func option(_ unit: String, _ flavor: Flavor) throws -> String? {
            try flavor.optionOff(forUnit: unit, in: tree())
        }
        #expect(try option("drivers/amba/bus.c", flavor) == "CONFIG_ARM_AMBA")
        #expect(
            try flavor.arguments(forUnit: "drivers/amba/bus.c", in: tree()).contains("-DCONFIG_ARM_AMBA=1"))
        for unit in [
            "drivers/amba/other.c", "drivers/amba/x.h", "drivers/iommu/iommu.c", "drivers/iommu/made.c",
        ] {
            #expect(try option(unit, flavor) == nil)
        }
        // What the user asks for is not overruled.
        let off = try flavor.overriding([try ConfigurationSetting("ARM_AMBA=n")])
        #expect(try option("drivers/amba/bus.c", off) == nil)
    }

    @Test func settingsAreForcedRightAfterKconfig() throws {
        let setting = try ConfigurationSetting("IOMMU_API=n")
        let made = try Flavor(configured: try tree(), architecture: .x86_64, settings: [setting])
        let forced = try Flavor(configured: try tree(), architecture: .x86_64).overriding([setting])
        #expect(made == forced)
        #expect(made.name == "x86_64 CONFIG_IOMMU_API=n")
        let file = try #require(made.virtualFiles[Flavor.settingsFile])
        #expect(
            String(decoding: file, as: UTF8.self)
                == "#undef CONFIG_IOMMU_API\n#undef CONFIG_IOMMU_API_MODULE\n")
        let included = zip(made.arguments, made.arguments.dropFirst()).filter { $0.0 == "-include" }.map(\.1)
        #expect(
            included == ["include/linux/kconfig.h", ".kdrift/flavor.h", "include/linux/compiler_types.h"])
        #expect(
            try forced.overriding([try ConfigurationSetting("IOMMU_API")]).name == "x86_64 CONFIG_IOMMU_API=y"
        )
    }

    @Test func aTreeWithoutWhatIsNeededIsAnError() throws {
        #expect(throws: KernelTreeError.self) { try Flavor(configured: try tree(), architecture: .arm64) }
        let bare = try TemporaryDirectory()
        try bare.write(["include/linux/kconfig.h": "", "arch/x86/include/a.h": ""])
        let unconfigured = PatchedTree(base: try SourceTree(kernel: bare.path))
        #expect(!Flavor.isConfigured(unconfigured.base))
        #expect(throws: KernelTreeError.self) { try Flavor(configured: unconfigured, architecture: .x86_64) }
    }

    @Test(arguments: [
        ("CONFIG_X=y", "#define CONFIG_X 1\n"), ("X=m", "#define CONFIG_X_MODULE 1\n"),
        ("X", "#define CONFIG_X 1\n"),
        ("X=0x10", "#define CONFIG_X 0x10\n"), ("X=\"a b\"", "#define CONFIG_X \"a b\"\n"),
        ("X=-3", "#define CONFIG_X -3\n"),
    ])
    func settings(_ text: String, _ lines: String) throws {
        #expect(try ConfigurationSetting(text).header == "#undef CONFIG_X\n#undef CONFIG_X_MODULE\n" + lines)
    }

    @Test(arguments: [
        "", "=y", "CONFIG_=y", "X=", "X=1\n#include", "X=\"a\"b\"", "A B=y", "X=maybe", "X=0x", "X=-",
    ])
    func settingsThatAreNone(_ text: String) {
        #expect(throws: KernelTreeError.self) { try ConfigurationSetting(text) }
    }

    @Test func aUnitGetsItsNamesAndItsMakefilesDirectories() throws {
        try place.write([
            "drivers/iommu/Makefile": """
            # a comment -Iinclude/linux
            ccflags-$(CONFIG_X) += -Wall -I$(src)/sub \\
                -I $(srctree)/include/linux -I$(unknown)/x -I../../../etc -I/etc
            CFLAGS_iommu.o := -I$(srctree)/drivers/iommu/../iommu
            CFLAGS_other.o := -Iarch
            obj-y += iommu.o
            """
        ])
        let flavor = try Flavor(configured: try tree(), architecture: .x86_64)
        let arguments = try flavor.arguments(forUnit: "drivers/iommu/iommu.c", in: try tree())
        let added = arguments.dropFirst(flavor.arguments.count)
        #expect(
            added == [
                "-Idrivers/iommu/sub", "-Iinclude/linux", "-Idrivers/iommu",
                "-DKBUILD_MODFILE=\"drivers/iommu/iommu\"", "-DKBUILD_BASENAME=\"iommu\"",
                "-DKBUILD_MODNAME=\"iommu\"", "-D__KBUILD_MODNAME=kmod_iommu",
            ])
        let dashed = try flavor.arguments(forUnit: "a-b.c", in: try tree())
        #expect(dashed.contains("-DKBUILD_BASENAME=\"a_b\""))
    }

    @Test func versions() throws {
        #expect(try tree().kernelVersion == KernelVersion(5, 16, 0, extra: "-rc5"))
        #expect(KernelVersion(makefile: "all:\n\ttrue\n") == nil)
        #expect(KernelVersion(5, 9) < KernelVersion(5, 10))
        #expect(KernelVersion(6, 1, 3, extra: "-x").description == "6.1.3-x")
    }

    @Test func architectureNames() throws {
        #expect(try Architecture(named: "amd64") == .x86_64)
        #expect(throws: KernelTreeError.self) { try Architecture(named: "vax") }
        for architecture in Architecture.all {
            #expect(try Architecture(named: architecture.name) == architecture)
        }
    }

    @Test func guardsWithTwoSidesAreWorthAFlavor() {
        let text = """
            #ifndef _A_H
            #define _A_H
            #ifdef CONFIG_PLAIN
            int only_here(void);
            #endif
            #ifdef CONFIG_TWO
            int f(void);
            # if IS_ENABLED(CONFIG_INNER) || defined(CONFIG_MORE_MODULE)
            #  define g(x) (x)
            # else
            #  define g(x) 0
            # endif
            #else /* !CONFIG_TWO */
            static inline int f(void)
            {
                return 0;
            }
            #endif
            #ifdef CONFIG_VALUE
            #define V 1
            #else
            #define V 2
            #endif
            #endif
            #endif
            """
        #expect(
            ConfigurationGuards.worthExamining(in: [Array(text.utf8)])
                == ["CONFIG_INNER", "CONFIG_MORE", "CONFIG_TWO"])
        #expect(ConfigurationGuards.worthExamining(in: []).isEmpty)
    }

    @Test func settingsUnderWhichAChangeIsSeen() {
        func needed(_ old: String, _ new: String) -> [String] {
            ConfigurationGuards.neededSettings(old: Array(old.utf8), new: Array(new.utf8)).map(\.description)
        }
        func member(_ condition: String, _ name: String, _ other: String = "int b;") -> String {
            "#\(condition)\nint \(name);\n#else\n\(other)\n#endif\n"
        }
        #expect(needed(member("ifdef CONFIG_X", "a"), member("ifdef CONFIG_X", "c")) == ["CONFIG_X=y"])
        #expect(needed(member("ifndef CONFIG_X", "a"), member("ifndef CONFIG_X", "c")) == ["CONFIG_X=n"])
        #expect(
            needed(member("ifdef CONFIG_X", "a"), member("ifdef CONFIG_X", "a", "int d;")) == ["CONFIG_X=n"])
        #expect(
            needed(member("if IS_MODULE(CONFIG_X)", "a"), member("if IS_MODULE(CONFIG_X)", "c"))
                == ["CONFIG_X=m"])
        // Whether `m` counts as on is what the two conditions differ in.
        let all = ["CONFIG_X=m", "CONFIG_X=n", "CONFIG_X=y"]
        #expect(needed(member("ifdef CONFIG_X", "a"), member("if IS_ENABLED(CONFIG_X)", "a")) == all)
        #expect(needed(member("if IS_ENABLED(CONFIG_X)", "a"), member("ifdef CONFIG_X", "a")) == all)
        #expect(
            needed(
                member("if defined(CONFIG_X) || defined(CONFIG_X_MODULE)", "a"),
                member("if IS_ENABLED(CONFIG_X)", "a")) == all)
        // What several options decide together is told as lines that nobody compiles.
        #expect(
            needed(
                member("if defined(CONFIG_X) && defined(CONFIG_Y)", "a"),
                member("if defined(CONFIG_X) && defined(CONFIG_Y)", "c")) == [])
        #expect(needed(member("ifdef CONFIG_X", "a"), member("ifdef CONFIG_X", "a")) == [])
    }

    /// A Makefile that cannot be read is not taken for an empty one.
    @Test func aMakefileThatLeavesTheTreeIsAnError() throws {
        try place.link("drivers/iommu/Makefile", to: "/etc/passwd")
        let flavor = try Flavor(configured: try tree(), architecture: .x86_64)
        #expect(throws: KernelTreeError.self) {
            try flavor.arguments(forUnit: "drivers/iommu/iommu.c", in: try tree())
        }
        #expect(throws: KernelTreeError.self) {
            try flavor.optionOff(forUnit: "drivers/iommu/iommu.c", in: try tree())
        }
    }
}
