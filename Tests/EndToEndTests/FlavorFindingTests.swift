import Drift
import Foundation
import Readings
import Reporting
import Sessions
import Testing
import Workers

/// Findings say under which architectures and configurations they hold; trees that were never configured.
@Suite struct FlavorFindingTests {
    private static let gear = """
        #ifndef LINUX_GEAR_H
        #define LINUX_GEAR_H
        #include <asm/teeth.h>

        struct gear {
        	struct teeth teeth;
        #ifdef CONFIG_CLUTCH
        	int clutch;
        #endif
        };

        #ifdef CONFIG_CLUTCH
        int gear_engage(struct gear *gear);
        #else
        static inline int gear_engage(struct gear *gear)
        {
        	return 0;
        }
        #endif
        #ifdef CONFIG_LEVER
        int gear_shift(struct gear *gear);
        #ifndef CONFIG_CLUTCH
        #error "a lever needs a clutch"
        #endif
        #endif
        #ifdef CONFIG_TEETH
        int gear_count(struct gear *gear);
        #else
        static inline int gear_count(struct gear *gear)
        {
        	return -1;
        }
        #endif
        #endif

        """

    /// A kernel tree in miniature, for two architectures: one of them has teeth in any configuration.
    private func tree(_ name: String) throws -> ScratchTree {
        let tree = try ScratchTree(name)
        let config = """
            config %@
            	def_bool y
            %@
            config CLUTCH
            	bool "a clutch"
            	default y
            config LEVER
            	bool "a lever"
            	depends on CLUTCH
            	default y
            config TEETH
            	bool "teeth"
            	default y

            """
        let files = [
            "Makefile": "VERSION = 6\nPATCHLEVEL = 1\nSUBLEVEL = 0\n",
            "Kconfig": "source \"arch/$(SRCARCH)/Kconfig\"\n",
            "arch/x86/Kconfig": String(format: config, "X86", ""),
            "arch/arm/Kconfig": String(format: config, "ARM", "\tselect TEETH"),
            "arch/x86/configs/x86_64_defconfig": "CONFIG_X86_64=y\n",
            "arch/arm/configs/multi_v7_defconfig": "CONFIG_ARM=y\n",
            "arch/x86/include/asm/teeth.h": "struct teeth {\n\tint count;\n};\n",
            "arch/arm/include/asm/teeth.h": "struct teeth {\n\tint count;\n};\n",
            "include/linux/kconfig.h": "#include <generated/autoconf.h>\n",
            "include/linux/stdarg.h": "",
            "include/linux/gear.h": Self.gear,
        ]
        for (path, text) in files { try tree.write(text, to: path) }
        return tree
    }

    private func report(
        _ old: ScratchTree, _ new: ScratchTree, _ architectures: String..., settings: [String] = [],
        files: [String] = []
    ) throws -> DriftReport {
        func options(_ tree: ScratchTree) -> TreeOptions {
            TreeOptions(path: tree.path, architectures: architectures, settings: settings)
        }
        return try DiffSession(
            options: .init(old: options(old), new: options(new), files: files, model: .none),
            pool: try ExtractionPool(workerCount: 1)
        ).run()
    }

    private func flavors(_ report: DriftReport, _ rule: RuleID) -> [String] {
        report.findings.of(rule).flatMap(\.flavors)
    }

    @Test func aChangeOfOneArchitectureHoldsThereOnly() throws {
        let (old, new) = (try tree("old"), try tree("new"))
        try new.write("struct teeth {\n\tlong count;\n};\n", to: "arch/arm/include/asm/teeth.h")
        try new.write("struct teeth {\n\tint count;\n\tint width;\n};\n", to: "arch/x86/include/asm/teeth.h")
        let report = try report(
            old, new, "x86_64", "arm", files: ["include/linux/gear.h", "arch/*/include/asm/teeth.h"])
        #expect(flavors(report, .memberAdded) == ["x86_64"])
        #expect(flavors(report, .memberTypeChanged) == ["arm"])
        #expect(report.coverage.unknown.isEmpty)
        #expect(report.coverage.flavors == ["x86_64", "arm"])
    }

    @Test func aChangeUnderAnOptionHoldsWhereItIsOn() throws {
        let (old, new) = (try tree("old"), try tree("new"))
        try new.edit("include/linux/gear.h", "\tint clutch;\n", "\tint clutch;\n\tint wear;\n")
        try new.edit("include/linux/gear.h", "\treturn 0;\n", "\treturn 1;\n")
        // The other side of the stub is looked at under the first architecture, without being asked for.
        let both = try report(old, new, "x86_64", "arm")
        #expect(both.coverage.unknown.isEmpty)
        #expect(both.coverage.flavors == ["x86_64", "arm", "x86_64 CONFIG_CLUTCH=n"])
        #expect(flavors(both, .memberAdded) == ["arm", "x86_64"])
        #expect(flavors(both, .stubReturnDiffers) == ["x86_64 CONFIG_CLUTCH=n"])
        let off = try report(old, new, "x86_64", "arm", settings: ["CONFIG_CLUTCH=n"])
        #expect(flavors(off, .memberAdded).isEmpty)
        #expect(flavors(off, .stubReturnDiffers) == ["arm CONFIG_CLUTCH=n", "x86_64 CONFIG_CLUTCH=n"])
        #expect(off.coverage.flavors == ["x86_64 CONFIG_CLUTCH=n", "arm CONFIG_CLUTCH=n"])
    }

    /// An option that one side alone has makes no flavor of one side: what holds only there would read as come or gone.
    @Test(arguments: [false, true]) func flavorsAreOnBothSidesOrOnNeither(backwards: Bool) throws {
        let (without, with) = (try tree("without"), try tree("with"))
        try with.edit(
            "arch/x86/Kconfig", "config LEVER", "config HORN\n\tbool \"a horn\"\n\tdefault y\nconfig LEVER")
        try without.edit(
            "include/linux/gear.h", "#ifdef CONFIG_LEVER\n", "int gear_sound(int a);\n#ifdef CONFIG_LEVER\n")
        try with.edit(
            "include/linux/gear.h", "#ifdef CONFIG_LEVER\n",
            """
            #ifdef CONFIG_HORN
            int gear_sound(int a);
            #else
            static inline int gear_sound(int a) { return 0; }
            struct silence { int length; };
            #endif
            #ifdef CONFIG_LEVER

            """)
        let report = backwards ? try report(with, without) : try report(without, with)
        let first = "x86_64"
        // The side that has the option is read with it off, and so is the other, which has no such option: they are held
        // against each other there too, or nowhere.
        let others = report.coverage.flavors.filter { $0.contains("HORN") }
        for finding in report.findings where !finding.flavors.contains(first) {
            #expect(finding.flavors.allSatisfy { report.coverage.flavors.contains($0) })
        }
        #expect(report.findings.filter { $0.rule == .functionRemoved || $0.rule == .functionAdded }.isEmpty)
        #expect(others.count <= 1)
        #expect(!report.coverage.unknown.contains { $0.reason.said.contains("only one side") })
        // The untouched records stay.
        #expect(report.findings.filter { $0.symbol == "struct gear" }.isEmpty)
    }

    /// A tree with more text in its header and with an option that is off.
    private func tree(_ name: String, with text: String) throws -> ScratchTree {
        let tree = try tree(name)
        try tree.edit(
            "arch/x86/Kconfig", "config LEVER",
            "config MODULES\n\tbool \"modules\"\n\tmodules\n\tdefault y\nconfig SPARE\n\tbool \"a spare\"\n"
                + "config HORN\n\ttristate \"a horn\"\n\tdefault y\nconfig LEVER")
        try tree.edit("include/linux/gear.h", "#ifdef CONFIG_LEVER\n", "\(text)#ifdef CONFIG_LEVER\n")
        return tree
    }

    @Test func anOptionThatIsOffIsTriedOn() throws {
        func tree(_ name: String, _ type: String) throws -> ScratchTree {
            try self.tree(name, with: "#ifdef CONFIG_SPARE\nint gear_spare(\(type) x);\n#endif\n")
        }
        for (old, new) in [("int", "long"), ("long", "int")] {
            let report = try report(try tree("old", old), try tree("new", new), "x86_64")
            #expect(flavors(report, .parameterTypeChanged) == ["x86_64 CONFIG_SPARE=y"])
            #expect(report.coverage.unknown.isEmpty)
        }
    }

    @Test func whatIsAnotherForAModuleIsReadForOne() throws {
        func tree(_ name: String, _ condition: String) throws -> ScratchTree {
            try self.tree(
                name,
                with: "#if \(condition)\nint gear_horn(void);\n#else\n"
                    + "static inline int gear_horn(void)\n{\n\treturn -19;\n}\n#endif\n")
        }
        let conditions = ["defined(CONFIG_HORN)", "defined(CONFIG_HORN) || defined(CONFIG_HORN_MODULE)"]
        for (old, new) in [(conditions[0], conditions[1]), (conditions[1], conditions[0])] {
            let report = try report(try tree("old", old), try tree("new", new), "x86_64")
            #expect(flavors(report, .linkageChanged) == ["x86_64 CONFIG_HORN=m"])
        }
    }

    @Test func linesThatNobodyCompilesAreToldOnceForEachCondition() throws {
        func tree(_ name: String, _ type: String) throws -> ScratchTree {
            let condition = "#if defined(GEAR_WIDE) && GEAR_WIDE > 2\n"
            return try self.tree(
                name,
                with:
                    "\(condition)int gear_one(\(type) x);\n#endif\n\(condition)int gear_two(\(type) x);\n#endif\n"
            )
        }
        let report = try report(try tree("old", "int"), try tree("new", "long"), "x86_64")
        #expect(report.findings.isEmpty)
        #expect(
            report.coverage.unknown.map(\.reason.names) == [
                ["defined(GEAR_WIDE) && GEAR_WIDE > 2"], ["defined(GEAR_WIDE) && GEAR_WIDE > 2"],
            ])
        #expect(report.coverage.unknown.map(\.label) == [.revision("new"), .revision("old")])
    }

    @Test func whatDependsOnAnOptionIsOffWithIt() throws {
        let (old, new) = (try tree("old"), try tree("new"))
        try new.edit("include/linux/gear.h", "\tint clutch;\n", "\tint clutch;\n\tint wear;\n")
        // A lever without a clutch does not compile: it has to go, by the option's own flavor and by --define.
        for settings in [[], ["CONFIG_CLUTCH=n"], ["CLUTCH=n", "TEETH=n"]] {
            let report = try report(old, new, "x86_64", "arm", settings: settings)
            // The change stands under the option: where that was asked to be off, nobody sees it.
            let isOff = !settings.isEmpty
            #expect(
                report.coverage.unknown.map(\.reason.names) == (isOff ? [["CONFIG_CLUTCH"]] : []),
                "\(settings) \(report.coverage.unknown)")
        }
        // Asked for all the same, it is a configuration that cannot be, and that is what is said.
        let report = try report(old, new, "x86_64", settings: ["CLUTCH=n", "LEVER=y"])
        let unknown = try #require(
            report.coverage.unknown.first { $0.reason.said.hasPrefix("clang: ") })
        #expect(
            unknown.reason.said
                == "clang: \"a lever needs a clutch\"; the settings cannot be configured, as it depends on CONFIG_CLUTCH, which is off"
        )
    }

    @Test func anOptionThatTheArchitectureHoldsIsLeftOut() throws {
        let (old, new) = (try tree("old"), try tree("new"))
        try new.edit("include/linux/gear.h", "\treturn -1;\n", "\treturn -2;\n")
        let arm = try report(old, new, "arm")
        #expect(arm.coverage.flavors == ["arm"])
        let reason = "arm CONFIG_TEETH=n cannot be configured, as CONFIG_ARM selects CONFIG_TEETH"
        #expect(arm.coverage.notes.map(\.said).contains("\(reason); it is left out"), "\(arm.coverage.notes)")
        #expect(arm.findings.isEmpty)
        // Another architecture of those that were asked for has it off.
        let both = try report(old, new, "arm", "x86_64")
        #expect(flavors(both, .stubReturnDiffers) == ["x86_64 CONFIG_TEETH=n"])
        #expect(both.coverage.notes.map(\.said).contains("\(reason); it is read under x86_64 instead"))
        // Whoever asks for it gets it, and the note.
        let asked = try report(old, new, "arm", settings: ["TEETH=n"])
        #expect(flavors(asked, .stubReturnDiffers) == ["arm CONFIG_TEETH=n"])
        #expect(!asked.coverage.notes.contains { $0.said.hasSuffix("it is left out") })
        #expect(
            asked.coverage.notes.contains {
                $0.said.hasSuffix(
                    "as CONFIG_ARM selects CONFIG_TEETH; it is laid over the configuration all the same")
            })
    }

    @Test func aMisspelledOptionIsAnError() throws {
        let tree = try tree("tree")
        let run = try ProgramRun([
            "show", "struct gear", "--tree", tree.path, "--define", "CONFIG_CLUCTH=n", "--file",
            "include/linux/gear.h",
        ])
        #expect(run.status == 2)
        #expect(run.errors.contains("the tree has no option CONFIG_CLUCTH"))
        #expect(run.errors.contains("hint: did you mean CONFIG_CLUTCH?"))
        let several = try ProgramRun([
            "show", "struct gear", "--tree", tree.path, "--define", "CONFIG_CLUTCH=n", "--define", "TEETH=n",
            "--arch", "x86_64,arm", "--file", "include/linux/gear.h",
        ])
        #expect(several.status == 0)
        #expect(!several.output.contains("clutch"))
    }

    @Test func withoutKconfigFilesThatIsSaid() throws {
        let tree = try tree("tree")
        try FileManager.default.removeItem(atPath: tree.place("Kconfig"))
        try tree.write(
            "#define CONFIG_CLUTCH 1\n#define CONFIG_LEVER 1\n#define CONFIG_X86_64 1\n",
            to: "include/generated/autoconf.h")
        let report = try report(tree, tree, "x86_64", settings: ["CLUTCH=n"], files: ["include/linux/gear.h"])
        #expect(report.coverage.unknown.count == 2)
        #expect(
            report.coverage.unknown.allSatisfy {
                $0.reason.said.hasSuffix(
                    "; the tree has no Kconfig files, so what depends on CONFIG_CLUTCH was left as it is")
            })
    }

    @Test func aFileThatTheSettingsKeepFromBeingBuiltIsNotRead() throws {
        let (old, new) = (try tree("old"), try tree("new"))
        for tree in [old, new] {
            try tree.write("obj-$(CONFIG_LEVER) += lever.o\n", to: "drivers/gear/Makefile")
            try tree.write(
                "#include <linux/gear.h>\nint gear_shift(struct gear *gear)\n{\n\treturn gear->clutch;\n}\n",
                to: "drivers/gear/lever.c")
        }
        try new.edit("drivers/gear/lever.c", "int gear_shift", "long gear_shift_far")
        let files = ["drivers/gear/lever.c"]
        let on = try report(old, new, "x86_64", files: files)
        #expect(on.findings.of(.functionAdded).map(\.symbol) == ["gear_shift_far"])
        // The lever is off because the clutch is.
        let off = try report(
            old, new, "x86_64", "arm", settings: ["CLUTCH=n", "TEETH=y"],
            files: files + ["include/linux/gear.h"])
        #expect(off.coverage.unknown.isEmpty)
        #expect(off.findings.isEmpty)
        #expect(
            off.coverage.notes.map(\.said).contains(
                "x86_64 CONFIG_CLUTCH=n CONFIG_TEETH=y does not build drivers/gear/lever.c, CONFIG_LEVER being off; it is not read there"
            ))
    }

    @Test func filesOfOneOptionStandInOneSentence() throws {
        let (old, new) = (try tree("old"), try tree("new"))
        let names = ["crank", "lever", "pedal", "wheel"]
        for tree in [old, new] {
            try tree.write(
                "obj-$(CONFIG_LEVER) += \(names.map { $0 + ".o" }.joined(separator: " "))\n",
                to: "drivers/gear/Makefile")
            for name in names { try tree.write("int \(name);\n", to: "drivers/gear/\(name).c") }
        }
        let report = try report(
            old, new, "x86_64", settings: ["CLUTCH=n", "TEETH=y"],
            files: names.map { "drivers/gear/\($0).c" } + ["include/linux/gear.h"])
        #expect(
            report.coverage.notes.map(\.said).filter { $0.contains("CONFIG_LEVER being off") } == [
                "x86_64 CONFIG_CLUTCH=n CONFIG_TEETH=y does not build drivers/gear/crank.c, drivers/gear/lever.c and 2 more, CONFIG_LEVER being off; they are not read there"
            ])
    }
}
