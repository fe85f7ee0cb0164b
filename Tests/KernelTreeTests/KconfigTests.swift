@testable import Flavors
import Testing

@testable import KernelTree

@Suite struct KconfigTests {
    let place: TemporaryDirectory

    init() throws {
        place = try TemporaryDirectory()
        try place.write(["include/linux/a.h": "", "Makefile": "VERSION = 6\nPATCHLEVEL = 1\nSUBLEVEL = 9\n"])
    }

    /// Evaluates a Kconfig text with answers written like a `.config`.
    private func evaluate(
        _ kconfig: String, _ answers: String = "", architecture: Architecture = .x86_64
    ) throws -> (values: [String: String], notes: [String]) {
        try place.write(["Kconfig": kconfig])
        let tree = PatchedTree(base: try SourceTree(kernel: place.path))
        let model = KconfigReader.model(of: tree, architecture: architecture)
        let configuration = KconfigEvaluator.configuration(
            of: model, answers: KernelConfiguration(configFile: Array(answers.utf8)))
        return (configuration.values, model.notes)
    }

    private let modules = "config MODULES\n\tbool \"m\"\n\tmodules\n\tdefault y\n"

    @Test func dependenciesLimitWhatIsAnswered() throws {
        let text = """
            config A
            	bool "a"
            config B
            	tristate "b"
            	depends on A && !C
            config C
            	bool "c"
            	help
            	  A text with
            	    config FAKE
            	  in it.

            	  And more.
            config D
            	def_bool B || C
            """
        let result = try evaluate(modules + text, "CONFIG_A=y\nCONFIG_B=m\n# CONFIG_C is not set\n")
        #expect(result.values == ["MODULES": "y", "A": "y", "B": "m", "D": "y"])
        #expect(result.notes.isEmpty)
        #expect(try evaluate(modules + text, "CONFIG_B=m").values == ["MODULES": "y"])
        #expect(try evaluate(modules + text, "CONFIG_A=y\nCONFIG_B=m\nCONFIG_C=y").values["B"] == nil)
        let without = try evaluate(modules + text, "CONFIG_A=y\nCONFIG_B=m\n# CONFIG_MODULES is not set\n")
        #expect(without.values == ["A": "y", "B": "y", "D": "y"])
    }

    @Test func selectForcesAndImplySuggests() throws {
        let text = """
            config A
            	bool "a"
            	select FORCED
            	select MAYBE if B
            	imply WISH
            	imply REFUSED
            config B
            	bool "b"
            config FORCED
            	bool
            	depends on B
            config MAYBE
            	tristate
            config WISH
            	bool "w"
            config REFUSED
            	bool "r"
            """
        let result = try evaluate(text, "CONFIG_A=y\n# CONFIG_REFUSED is not set\n")
        #expect(result.values == ["A": "y", "FORCED": "y", "WISH": "y"])
        #expect(try evaluate(text, "CONFIG_A=y\nCONFIG_B=y\n").values["MAYBE"] == "y")
    }

    @Test func theFirstDefaultThatHoldsCounts() throws {
        let text = """
            config N
            	int "n"
            	range 2 64 if SMALL
            	range 2 512
            	default "8" if SMALL
            	default 100
            config SMALL
            	bool "s"
            config H
            	hex
            	default 0x10 if N > 50
            	default 0x20
            config S
            	string "s"
            	default "a \\"b\\" $(KERNELVERSION)"
            config HIDDEN
            	int
            	default 3 if SMALL
            """
        let plain = try evaluate(text)
        #expect(plain.values == ["N": "100", "H": "0x10", "S": "\"a \\\"b\\\" 6.1.9\""])
        let small = try evaluate(text, "CONFIG_SMALL=y\nCONFIG_N=1000\n")
        #expect(small.values["N"] == "64")
        #expect(small.values["HIDDEN"] == "3")
        #expect(try evaluate(text, "CONFIG_S=\"x\\\\y\"\n").values["S"] == "\"x\\\\y\"")
    }

    @Test func aChoiceHasOneMember() throws {
        let text = """
            config EXTRA
            	bool "e"
            choice
            	prompt "which"
            	default SECOND
            config FIRST
            	bool "1"
            config SECOND
            	bool "2"
            if EXTRA
            config THIRD
            	bool "3"
            	select CHOSEN
            endif
            endchoice
            config CHOSEN
            	bool
            choice
            	bool "asked only with extra"
            	depends on EXTRA
            config LONELY
            	bool "l"
            endchoice
            """
        #expect(try evaluate(text).values == ["SECOND": "y"])
        #expect(try evaluate(text, "CONFIG_FIRST=y\n").values == ["FIRST": "y"])
        #expect(try evaluate(text, "CONFIG_THIRD=y\n").values == ["SECOND": "y"])
        let extra = try evaluate(text, "CONFIG_THIRD=y\nCONFIG_EXTRA=y\n").values
        #expect(extra == ["EXTRA": "y", "THIRD": "y", "CHOSEN": "y", "LONELY": "y"])
    }

    @Test func macrosAreAnsweredAndNeverRun() throws {
        let trap = "\(place.path)/ran"
        let text = """
            name := $(shell,touch \(trap))
            twice = $(1)$(1)
            config CC_IS_GCC
            	def_bool $(success,test "$(cc-name)" = GCC)
            config CC_IS_CLANG
            	def_bool $(success,test "$(cc-name)" = Clang)
            config VERSION
            	int
            	default $(cc-version)
            config INT128
            	def_bool !$(cc-option,-D__SIZEOF_INT128__=0)
            config UNKNOWN
            	def_bool $(success,touch \(trap))
            config WORD
            	string
            	default "$(twice,ab)"
            config X86
            	def_bool "$(SRCARCH)" = "x86"
            $(error-if,$(failure,command -v $(CC)),no compiler)
            """
        let result = try evaluate(text)
        #expect(
            result.values == [
                "CC_IS_GCC": "y", "VERSION": "120200", "INT128": "y", "WORD": "\"abab\"", "X86": "y",
            ])
        #expect(result.notes.isEmpty)
        #expect(FileReading.kind(of: trap) == nil)
        #expect(try evaluate(text, architecture: .i386).values["INT128"] == nil)
    }

    @Test func menusHideWhatIsInThem() throws {
        let text = """
            config ON
            	bool "on"
            menu "m"
            	visible if ON
            config V
            	bool "v"
            	default y
            comment "a comment"
            	depends on V
            endmenu
            source "sub/Kconfig"
            osource "missing/Kconfig"
            """
        try place.write(["sub/Kconfig": "config SUB\n\tbool \\\n\t\"sub\"\n"])
        #expect(try evaluate(text, "# CONFIG_V is not set\nCONFIG_SUB=y\n").values == ["V": "y", "SUB": "y"])
        let on = try evaluate(text, "CONFIG_ON=y\n# CONFIG_V is not set\n")
        #expect(on.values == ["ON": "y"])
        #expect(on.notes.isEmpty)
    }

    @Test func damagedFilesAreReportedAndSurvived() throws {
        let cut = try evaluate(
            "config A\n\tbool \"a\"\nmenu \"m\"\nif A\nconfig B\n\tbool \"b\"\n\tdepends on (A",
            "CONFIG_A=y\nCONFIG_B=y\n")
        #expect(cut.values["A"] == "y")
        #expect(
            cut.notes == [
                "Kconfig:7: the line is not understood",
                "Kconfig: the file ends inside the 'menu' of line 3",
            ])
        #expect(try evaluate("source \"gone\"\n").notes == ["gone: the Kconfig file is missing"])
        #expect(try evaluate("source \"Kconfig\"\n").notes.last?.contains("too deeply") == true)
        #expect(try evaluate("endmenu\n= y\nconfig\n").notes.count == 3)
        let circle = "config A\n\tbool \"a\"\n\tdepends on B\nconfig B\n\tdef_bool A\n"
        #expect(try evaluate(circle, "CONFIG_A=y\n").values.isEmpty)
        let deep = String(repeating: "(", count: 5000) + "A"
        #expect(try evaluate("config A\n\tdef_bool \(deep)\n").notes.count == 1)
    }

    @Test func configurationFilesAreReadBothWays() throws {
        let text =
            "CONFIG_A=y\r\nCONFIG_B=m\n# CONFIG_C is not set\nCONFIG_D=\"x=y\"\nCONFIG_E=0x1\nrubbish\nCONFIG_\n"
        let read = KernelConfiguration(configFile: Array(text.utf8))
        #expect(read.values == ["A": "y", "B": "m", "C": "n", "D": "\"x=y\"", "E": "0x1"])
        let header = String(decoding: read.header, as: UTF8.self)
        #expect(
            header
                == "#define CONFIG_A 1\n#define CONFIG_B_MODULE 1\n#define CONFIG_D \"x=y\"\n#define CONFIG_E 0x1\n"
        )
        var back = read.values
        back["C"] = nil
        #expect(KernelConfiguration(header: read.header).values == back)
        #expect(read.isEnabled("CONFIG_B") && !read.isEnabled("C"))
    }

    @Test func aConfigurationOfAnotherArchitectureIsAnError() throws {
        let tree = PatchedTree(base: try SourceTree(kernel: place.path))
        func derive(_ text: String, _ architecture: Architecture) throws -> KernelConfiguration {
            try KernelConfiguration.derived(
                for: tree, architecture: architecture, from: .file(name: "c", text: Array(text.utf8))
            ).rules.configuration
        }
        let error = #expect(throws: KernelTreeError.self) { try derive("CONFIG_ARM64=y\n", .x86_64) }
        #expect(error?.message == "'c' is a configuration for arm64, not for x86_64")
        #expect(throws: KernelTreeError.self) { try derive("CONFIG_X86=y\nCONFIG_X86_64=y\n", .i386) }
        #expect(throws: KernelTreeError.self) { try derive("\u{1}\u{2}", .x86_64) }
        #expect(throws: KernelTreeError.self) {
            try KernelConfiguration.derived(for: tree, architecture: .x86_64, from: .architectureDefault)
        }
        // A .config of the tree's own version is taken as it is, without Kconfig.
        try place.write(["Kconfig": "config A\n\tbool \"a\"\n"])
        let own = "#\n# Linux/x86 6.1.9 Kernel Configuration\n#\nCONFIG_X86=y\nCONFIG_X86_64=y\nCONFIG_Z=m\n"
        #expect(try derive(own, .x86_64).values == ["X86": "y", "X86_64": "y", "Z": "m"])
        #expect(try derive("CONFIG_A=y\nCONFIG_Z=m\n", .x86_64).values == ["A": "y"])
    }
}
