import Foundation
import Testing

@testable import Flavors
@testable import KernelTree

/// Which Makefile builds a unit, with which flags, under which options.
@Suite struct UnitBuildTests {
    let place: TemporaryDirectory

    init() throws {
        place = try TemporaryDirectory()
        try place.write([
            "Makefile": "VERSION = 5\nPATCHLEVEL = 16\nSUBLEVEL = 0\n",
            "include/linux/x.h": "",
            "drivers/Makefile": "obj-$(CONFIG_ROOM)\t+= room/\nobj-y += other/\n",
            "drivers/room/Makefile": """
            subdir-ccflags-y := -I$(srctree)/drivers/room/shared
            obj-$(CONFIG_LAMP) += lamp/
            """,
            "drivers/room/shared/x.h": "", "drivers/room/lamp/include/x.h": "",
            "drivers/room/dimmer/inc/x.h": "",
            "drivers/room/lamp/Makefile": """
            ROOM = $(srctree)/$(src)/..
            DIMMER = ../dimmer
            ccflags-y := -I$(ROOM)/lamp/include \\
            \t-I$(UNKNOWN)/include -DLAMP_COUNT=3
            ccflags-$(CONFIG_LAMP_DEBUG) += -DDEBUG
            lamp-y := main.o deep/inner.o
            lamp-$(CONFIG_LAMP_PM) += pm.o
            ifneq ($(CONFIG_DIMMER),)
            include $(ROOM)/dimmer/Makefile
            lamp-y += $(DIMMER_FILES)
            endif
            ifeq ($(CC),clang)
            ccflags-y += -DCLANG
            endif
            CFLAGS_pm.o := -I $(src)/include -DPM
            obj-$(CONFIG_LAMP) += lamp.o
            """,
            "drivers/room/lamp/main.c": "", "drivers/room/lamp/deep/inner.c": "",
            "drivers/room/lamp/pm.c": "",
            "drivers/room/dimmer/Makefile": """
            subdir-ccflags-y += -I$(ROOM)/dimmer/inc
            DIMMER_FILES = $(addprefix $(DIMMER)/,dim.o dark.o)
            """,
            "drivers/room/dimmer/dim.c": "",
        ])
    }

    private func tree() throws -> PatchedTree { PatchedTree(base: try SourceTree(kernel: place.path)) }

    private func flags(_ unit: String, on: Set<String> = []) throws -> [String] {
        let tree = try tree()
        return try UnitBuild(unit: unit, in: tree).flags(in: tree, isOn: on.contains)
    }

    private func requirements(_ unit: String) throws -> [[String]] {
        try UnitBuild(unit: unit, in: try tree()).requirements
    }

    @Test func aCompositeObjectAndItsDirectoriesAreGated() throws {
        #expect(
            try requirements("drivers/room/lamp/main.c") == [["CONFIG_ROOM", "CONFIG_LAMP"]])
        #expect(
            try requirements("drivers/room/lamp/pm.c") == [["CONFIG_ROOM", "CONFIG_LAMP", "CONFIG_LAMP_PM"]])
    }

    @Test func aMakefileAboveBuildsWhatLiesBelow() throws {
        #expect(
            try requirements("drivers/room/lamp/deep/inner.c") == [["CONFIG_ROOM", "CONFIG_LAMP"]])
        #expect(try flags("drivers/room/lamp/deep/inner.c").contains("-Idrivers/room/lamp/include"))
    }

    @Test func aMakefileBesideIncludesTheUnitsOwn() throws {
        let unit = "drivers/room/dimmer/dim.c"
        #expect(try requirements(unit) == [["CONFIG_ROOM", "CONFIG_LAMP", "CONFIG_DIMMER"]])
        #expect(
            try flags(unit) == [
                "-Idrivers/room/shared", "-Idrivers/room/lamp/include", "-DLAMP_COUNT=3",
                "-Idrivers/room/dimmer/inc",
            ])
    }

    @Test func macrosHoldWhereTheirOptionIsOn() throws {
        let unit = "drivers/room/lamp/main.c"
        #expect(try !flags(unit).contains("-DDEBUG"))
        #expect(try flags(unit, on: ["CONFIG_LAMP_DEBUG"]).contains("-DDEBUG"))
        #expect(try !flags(unit).contains("-DCLANG"))
    }

    @Test func aUnitHasFlagsOfItsOwn() throws {
        #expect(try flags("drivers/room/lamp/pm.c").contains("-DPM"))
        #expect(try !flags("drivers/room/lamp/main.c").contains("-DPM"))
    }

    @Test func whereNoMakefileSpeaksOfItNothingIsRequired() throws {
        try place.write(["drivers/other/Makefile": "obj-y += some.o\n", "drivers/other/lone.c": ""])
        #expect(try requirements("drivers/other/lone.c").isEmpty)
        #expect(try requirements("drivers/other/some.c") == [[]])
        #expect(try flags("init/main.c").isEmpty)
    }

    /// A shell would take the quotes off.
    @Test func quotesAreTakenOff() throws {
        try place.write([
            "drivers/other/Makefile": """
            ccflags-y += -DNAMED='"LIGHTS"' -DESCAPED=\\"LIGHTS\\" -DBARE=LIGHTS
            ccflags-y += -DRUN=`date` -DOPEN='"two words"'
            obj-y += some.o
            """,
            "drivers/other/some.c": "",
        ])
        #expect(
            try flags("drivers/other/some.c") == [
                "-DNAMED=\"LIGHTS\"", "-DESCAPED=\"LIGHTS\"", "-DBARE=LIGHTS",
            ])
    }

    /// A header package links the build's own scripts to another package.
    @Test func anIncludedFileOutsideTheTreeSaysNothing() throws {
        try place.write([
            "drivers/other/Makefile":
                "include $(srctree)/scripts/Makefile.more\nobj-$(CONFIG_SOME) += some.o\n",
            "drivers/other/some.c": "",
        ])
        try place.link("scripts", to: "/usr/lib")
        #expect(try requirements("drivers/other/some.c") == [["CONFIG_SOME"]])
    }
}
