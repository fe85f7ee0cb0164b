@testable import Flavors
import Testing

@testable import KernelTree

/// What goes with an option that is overridden.
@Suite struct ConfigurationRulesTests {
    let place: TemporaryDirectory

    init() throws {
        place = try TemporaryDirectory()
        try place.write([
            "include/linux/kconfig.h": "", "arch/x86/include/asm/a.h": "",
            "arch/x86/configs/x86_64_defconfig": "",
        ])
    }

    /// A machine that has a bus, whose numbers the architecture or a bridge asks for.
    private let kconfig = """
        config X86
        	def_bool y
        	select NUMBERS if BUS
        	select CLOCK
        config BUS
        	bool "a bus"
        	default y
        config NUMBERS
        	bool
        	depends on BUS
        config CLOCK
        	bool
        config BRIDGE
        	bool "a bridge"
        	depends on BUS
        	default y
        	select MAPPING
        config MAPPING_DEFAULT
        	def_bool X86
        	depends on MAPPING_SUPPORT
        	select MAPPING
        config MAPPING_SUPPORT
        	bool "mapping"
        	default y
        config MAPPING
        	bool
        config MAPPING_USER
        	bool "who needs a mapping"
        	depends on MAPPING
        	default y
        	select HELD
        config HELD
        	bool
        config HELD_TWICE
        	bool
        config OTHER_USER
        	bool "another"
        	default y
        	select HELD_TWICE
        config SECOND_USER
        	bool "a second"
        	depends on MAPPING
        	default y
        	select HELD_TWICE
        config EXPERT
        	bool "ask everything"
        config PRINTING
        	bool "printing" if EXPERT
        	default y
        config COUNT
        	int "how many"
        	depends on PRINTING
        	default 8
        config PLUG
        	def_bool y
        	depends on BUS
        config WHEN_SMALL
        	bool
        	default y if !LARGE
        config LARGE
        	bool "large"
        choice
        	prompt "speed"
        	default FAST
        config FAST
        	bool "fast"
        config SLOW
        	bool "slow"
        endchoice

        """

    private func rules(_ kconfig: String? = nil) throws -> ConfigurationRules {
        try place.write(["Kconfig": kconfig ?? self.kconfig])
        let tree = PatchedTree(base: try SourceTree(kernel: place.path))
        return try KernelConfiguration.derived(
            for: tree, architecture: .x86_64,
            from: .file(name: "c", text: Array("CONFIG_X86=y\nCONFIG_X86_64=y\n".utf8))
        ).rules
    }

    private func outcome(_ settings: String..., of rules: ConfigurationRules? = nil) throws
        -> ConfigurationRules.Outcome
    {
        try (rules ?? self.rules()).overriding(settings.map { try ConfigurationSetting($0) })
    }

    /// The options that go off and those that come on, `-A +B`.
    private func changes(_ settings: String...) throws -> [String] {
        let rules = try rules()
        let new = rules.overriding(try settings.map { try ConfigurationSetting($0) }).configuration.values
        let old = rules.configuration.values
        return old.keys.filter { new[$0] == nil }.map { "-\($0)" }.sorted()
            + new.keys.filter { old[$0] == nil }.map { "+\($0)" }.sorted()
            + new.keys.filter { old[$0] != nil && old[$0] != new[$0] }.map { "\($0)=\(new[$0] ?? "")" }
            .sorted()
    }

    @Test func whatDependsOnAnOptionGoesWithIt() throws {
        #expect(try changes("MAPPING_USER=n") == ["-HELD", "-MAPPING_USER"])
        // Bus numbers are selected while there is a bus; the other holder of HELD_TWICE stays.
        #expect(try changes("BUS=n") == ["-BRIDGE", "-BUS", "-NUMBERS", "-PLUG"])
        #expect(try changes("PRINTING=n") == ["-COUNT", "-PRINTING"])
    }

    @Test func whatSelectsAnOptionGoesWithIt() throws {
        #expect(
            try changes("MAPPING=n") == [
                "-BRIDGE", "-HELD", "-MAPPING", "-MAPPING_DEFAULT", "-MAPPING_SUPPORT", "-MAPPING_USER",
                "-SECOND_USER",
            ])
        let outcome = try outcome("MAPPING=n")
        #expect(outcome.objections.isEmpty)
        #expect(
            outcome.takenAlong[try ConfigurationSetting("MAPPING=n")] == [
                "CONFIG_BRIDGE", "CONFIG_MAPPING_DEFAULT", "CONFIG_MAPPING_SUPPORT",
            ])
        #expect(try changes("HELD_TWICE=n") == ["-HELD_TWICE", "-OTHER_USER", "-SECOND_USER"])
    }

    @Test func whatTheArchitectureSelectsCannotBeOff() throws {
        let clock = try outcome("CLOCK=n")
        #expect(clock.objections.map(\.reason) == ["CONFIG_X86 selects CONFIG_CLOCK"])
        // It holds all the same, and only it changes.
        #expect(try changes("CLOCK=n") == ["-CLOCK"])
        let numbers = try outcome("NUMBERS=n")
        #expect(
            numbers.objections.map(\.reason) == ["CONFIG_X86 selects CONFIG_NUMBERS while CONFIG_BUS is on"])
        #expect(try outcome("X86=n").objections.map(\.reason) == ["CONFIG_X86 belongs to the architecture"])
        let chain = """
            config X86
            	def_bool y
            	select A if B && !C
            config B
            	def_bool y
            config C
            	bool
            config A
            	bool
            	select D
            config D
            	bool
            """
        #expect(
            try outcome("D=n", of: try rules(chain)).objections.map(\.reason) == [
                "CONFIG_A selects CONFIG_D, and CONFIG_X86 selects CONFIG_A under 'CONFIG_B && !CONFIG_C'"
            ])
    }

    @Test func aHiddenQuestionIsAQuestion() throws {
        #expect(try outcome("PRINTING=n").objections.isEmpty)
        // One that nobody is asked goes by what it is set from, or by what it depends on.
        #expect(try changes("PLUG=n") == ["-BRIDGE", "-BUS", "-NUMBERS", "-PLUG"])
        #expect(try changes("WHEN_SMALL=n") == ["-WHEN_SMALL", "+LARGE"])
    }

    @Test func aChoiceTakesAnotherMember() throws {
        #expect(try changes("FAST=n") == ["-FAST", "+SLOW"])
        #expect(try changes("SLOW=y") == ["-FAST", "+SLOW"])
        let outcome = try outcome("FAST=n", "SLOW=n")
        #expect(
            outcome.objections.map(\.reason) == [
                "CONFIG_FAST is all that is left of its choice",
                "CONFIG_SLOW is all that is left of its choice",
            ])
    }

    @Test func severalSettingsHoldTogether() throws {
        #expect(
            try changes("MAPPING_USER=n", "PRINTING=n") == ["-COUNT", "-HELD", "-MAPPING_USER", "-PRINTING"])
        #expect(try changes("COUNT=3", "LARGE=y") == ["-WHEN_SMALL", "+LARGE", "COUNT=3"])
        // What the one setting takes away the other may need.
        let both = try outcome("MAPPING=n", "BRIDGE=y")
        #expect(both.objections.map(\.reason) == ["CONFIG_BRIDGE selects CONFIG_MAPPING"])
        // An override is laid over an override.
        let first = try outcome("HELD_TWICE=n")
        let second = first.rules.overriding([try ConfigurationSetting("PRINTING=n")])
        #expect(second.configuration.values["OTHER_USER"] == nil)
        #expect(second.configuration.values["COUNT"] == nil)
    }

    @Test func anOptionThatIsSwitchedOnNeedsWhatItDependsOn() throws {
        #expect(try changes("LARGE") == ["-WHEN_SMALL", "+LARGE"])
        let text =
            kconfig
            + "config FAR\n\tbool \"far\"\n\tdepends on LARGE && BUS\n\tselect ROAD\nconfig ROAD\n\tbool\n"
        let far = try outcome("FAR", of: try rules(text))
        #expect(far.objections.map(\.reason) == ["it depends on CONFIG_LARGE, which is off"])
        #expect(far.configuration.values["FAR"] == "y" && far.configuration.values["ROAD"] == nil)
        let both = try outcome("FAR", "LARGE", of: try rules(text))
        #expect(both.objections.isEmpty && both.configuration.values["ROAD"] == "y")
    }

    @Test func aSlipOfThePenIsAnError() throws {
        let rules = try rules()
        for (slip, meant) in [
            ("MAPPIN_USER", "MAPPING_USER"), ("MAPPNIG", "MAPPING"), ("OTHERUSER", "OTHER_USER"),
        ] {
            let error = #expect(throws: KernelTreeError.self) {
                try rules.checkSpelling([try ConfigurationSetting("\(slip)=n")])
            }
            #expect(error?.message == "the tree has no option CONFIG_\(slip)")
            #expect(error?.hint == "did you mean CONFIG_\(meant)?")
        }
        for other in ["SOMETHING_NEW", "MAPPING2", "BUZ", "BUS"] {
            try rules.checkSpelling([try ConfigurationSetting("\(other)=n")])
        }
        #expect(try outcome("SOMETHING_NEW=y").undefined.map(\.name) == ["CONFIG_SOMETHING_NEW"])
    }

    @Test func circlesAndDepthsEnd() throws {
        let circle = """
            config A
            	def_bool y
            	select B
            config B
            	bool
            	select A
            """
        #expect(try outcome("B=n", of: try rules(circle)).objections.count == 1)
        let deep = (0..<150).map { "config D\($0)\n\tdef_bool y\n\tselect D\($0 + 1)\n" }.joined()
        let outcome = try outcome("D150=n", of: try rules(deep + "config D150\n\tbool\n"))
        #expect(outcome.objections.count == 1)
    }

    @Test func aBuildsConfigurationKeepsItsAnswers() throws {
        // COMPILER would come out otherwise here; MAPPING_USER was answered with "no".
        try place.write([
            "Kconfig": kconfig + "config COMPILER\n\tdef_bool n\n",
            "Makefile": "VERSION = 6\nPATCHLEVEL = 1\n",
            "include/generated/autoconf.h": """
            #define CONFIG_X86 1
            #define CONFIG_X86_64 1
            #define CONFIG_BUS 1
            #define CONFIG_NUMBERS 1
            #define CONFIG_BRIDGE 1
            #define CONFIG_MAPPING 1
            #define CONFIG_SECOND_USER 1
            #define CONFIG_HELD_TWICE 1
            #define CONFIG_COMPILER 1

            """,
        ])
        let tree = PatchedTree(base: try SourceTree(kernel: place.path))
        let flavor = try Flavor(
            configured: tree, architecture: .x86_64, settings: [try ConfigurationSetting("MAPPING=n")])
        let text = try #require(flavor.virtualFiles[Flavor.configurationHeader])
        #expect(
            KernelConfiguration(header: text).values.keys.sorted() == [
                "BUS", "COMPILER", "NUMBERS", "X86", "X86_64",
            ])
        #expect(flavor.notes == ["CONFIG_MAPPING=n takes along CONFIG_BRIDGE"])
        #expect(flavor.followsKconfig)
    }

    @Test func notesSayWhatTheUserShouldKnow() throws {
        try place.write(["Kconfig": kconfig, "arch/x86/configs/x86_64_defconfig": "CONFIG_X86_64=y\n"])
        let tree = PatchedTree(base: try SourceTree(kernel: place.path))
        func notes(_ settings: String...) throws -> [String] {
            try Flavor(
                deriving: tree, architecture: .x86_64, settings: settings.map { try ConfigurationSetting($0) }
            ).notes.filter { $0.hasPrefix("CONFIG_") && !$0.hasPrefix("CONFIG_HZ") }
        }
        #expect(try notes("PRINTING=n").isEmpty)
        #expect(
            try notes("CLOCK=n") == [
                "CONFIG_CLOCK=n cannot be configured, as CONFIG_X86 selects CONFIG_CLOCK; it is laid over the configuration all the same"
            ])
        #expect(
            try notes("WANTED_LATER") == [
                "CONFIG_WANTED_LATER=y: no Kconfig file of the tree defines CONFIG_WANTED_LATER"
            ])
        #expect(
            try notes("MAPPING=n") == [
                "CONFIG_MAPPING=n takes along CONFIG_BRIDGE, CONFIG_MAPPING_DEFAULT and CONFIG_MAPPING_SUPPORT"
            ])
    }
}
