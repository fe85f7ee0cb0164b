@testable import Flavors
import Testing

@testable import KernelTree

/// What is on with an option that a unit needs and the configuration does not have.
@Suite struct KconfigDemandTests {
    let place: TemporaryDirectory

    init() throws {
        place = try TemporaryDirectory()
        try place.write([
            "include/linux/kconfig.h": "", "arch/x86/include/asm/a.h": "",
            "arch/x86/configs/x86_64_defconfig": "",
        ])
    }

    private let kconfig = """
        config X86
        	def_bool y
        config OFFLOAD
        	bool "offload to the card"
        	depends on CARD && STACK
        	select HOOK
        	select ALREADY
        config STACK
        	tristate "a stack"
        	depends on FOREIGN || COMPILE_TEST
        config CARD
        	bool
        config SOLD_CARD
        	bool "one that is sold"
        	select CARD
        config COMPILE_TEST
        	bool "compile what cannot run"
        config HOOK
        	bool
        config ALREADY
        	def_bool y
        config FOLLOWS
        	bool "who comes with it"
        	depends on OFFLOAD
        	default y
        config DEPTH
        	int "how deep"
        	depends on OFFLOAD
        	default 12
        config ELSEWHERE
        	bool "only without it"
        	depends on !OFFLOAD
        	default y
        config LONELY
        	bool "on no machine"
        	depends on NOWHERE && !ALREADY && COMPILE_TEST
        config ROUND
        	bool "in a circle"
        	depends on TURN
        config TURN
        	bool "back"
        	depends on ROUND

        """

    private func rules(_ stated: String = "CONFIG_X86=y\nCONFIG_X86_64=y\n") throws -> ConfigurationRules {
        try place.write(["Kconfig": kconfig])
        let tree = PatchedTree(base: try SourceTree(kernel: place.path))
        return try KernelConfiguration.derived(
            for: tree, architecture: .x86_64, from: .file(name: "c", text: Array(stated.utf8))
        ).rules
    }

    @Test func whatAnOptionNeedsSelectsAndBringsIsOn() throws {
        #expect(
            try rules().definitions(switchingOn: ["CONFIG_OFFLOAD"]) == [
                "-DCONFIG_OFFLOAD=1", "-DCONFIG_CARD=1", "-DCONFIG_COMPILE_TEST=1", "-DCONFIG_DEPTH=12",
                "-DCONFIG_FOLLOWS=1", "-DCONFIG_HOOK=1", "-DCONFIG_STACK=1",
            ])
    }

    @Test func whatTheConfigurationHasIsNotSaidAgain() throws {
        let rules = try rules(
            "CONFIG_X86=y\nCONFIG_X86_64=y\nCONFIG_COMPILE_TEST=y\nCONFIG_STACK=m\nCONFIG_MODULES=y\n")
        let definitions = rules.definitions(switchingOn: ["CONFIG_OFFLOAD"])
        #expect(definitions.contains("-DCONFIG_HOOK=1"))
        #expect(!definitions.contains { $0.contains("COMPILE_TEST") })
    }

    @Test func whatCannotBeHadIsLeft() throws {
        #expect(
            try rules().definitions(switchingOn: ["CONFIG_LONELY"]) == [
                "-DCONFIG_LONELY=1", "-DCONFIG_COMPILE_TEST=1",
            ])
        #expect(
            try rules().definitions(switchingOn: ["CONFIG_ROUND"]) == ["-DCONFIG_ROUND=1", "-DCONFIG_TURN=1"])
        #expect(try rules().definitions(switchingOn: ["CONFIG_UNKNOWN"]) == ["-DCONFIG_UNKNOWN=1"])
    }

    @Test func whatWasAskedForStands() throws {
        let setting = try ConfigurationSetting("CONFIG_COMPILE_TEST=n")
        let rules = try rules().overriding([setting]).rules
        let definitions = rules.definitions(switchingOn: ["CONFIG_STACK"], keeping: [setting])
        #expect(definitions == ["-DCONFIG_STACK=1"])
    }

    @Test func aUnitIsReadWithThem() throws {
        try place.write([
            "drivers/net/offload.c": "", "drivers/net/Makefile": "obj-$(CONFIG_OFFLOAD) += offload.o\n",
            "Kconfig": kconfig,
        ])
        let tree = PatchedTree(base: try SourceTree(kernel: place.path))
        let derived = try KernelConfiguration.derived(
            for: tree, architecture: .x86_64,
            from: .file(name: "c", text: Array("CONFIG_X86=y\nCONFIG_X86_64=y\n".utf8)))
        var flavor = Flavor(
            name: "x86_64", architecture: .x86_64, settings: [], arguments: [],
            virtualFiles: [Flavor.configurationHeader: derived.rules.configuration.header])
        flavor.rules = derived.rules
        let arguments = try flavor.arguments(forUnit: "drivers/net/offload.c", in: tree)
        #expect(arguments.contains("-DCONFIG_OFFLOAD=1"))
        #expect(arguments.contains("-DCONFIG_HOOK=1"))
        #expect(!arguments.contains { $0.contains("CONFIG_ALREADY") })
    }
}
