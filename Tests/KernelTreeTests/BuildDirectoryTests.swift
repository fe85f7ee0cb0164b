@testable import Flavors
import Testing

@testable import KernelTree

@Suite struct BuildDirectoryTests {
    let place: TemporaryDirectory

    init() throws {
        place = try TemporaryDirectory()
        try place.write([
            "src/headers-common/include/linux/kconfig.h": "",
            "src/headers-common/Makefile": "VERSION = 6\nPATCHLEVEL = 1\n",
            "src/headers-common/arch/x86/include/asm/a.h": "",
            "src/headers-amd64/Makefile": "include /usr/src/headers-common/Makefile\n",
            "src/headers-amd64/include/generated/autoconf.h": "#define CONFIG_X86_64 1\n",
            "src/headers-amd64/include/generated/uapi/linux/version.h": "v",
            "src/headers-amd64/arch/x86/include/generated/asm/b.h": "b",
            "src/headers-amd64/include/generated/other.txt": "",
        ])
    }

    @Test func aHeaderPackageIsPutTogether() throws {
        let source = try KernelSource(opening: "\(place.path)/src/headers-amd64")
        #expect(source.tree.root == "\(place.path)/src/headers-common")
        let build = try #require(source.build)
        #expect(try build.architecture() == .x86_64)
        let tree = PatchedTree(base: source.tree)
        let flavor = try Flavor(of: source, tree: tree, architecture: .x86_64)
        #expect(
            flavor.virtualFiles.keys.sorted() == [
                "arch/x86/include/generated/asm/b.h", "include/generated/autoconf.h",
                "include/generated/uapi/linux/version.h",
            ])
        #expect(throws: KernelTreeError.self) { try Flavor(built: tree, in: build, architecture: .i386) }
        let forced = try Flavor(
            of: source, tree: tree, architecture: .x86_64, settings: [try ConfigurationSetting("A=n")])
        #expect(forced.virtualFiles[Flavor.settingsFile] != nil)
    }

    @Test func linksLeadToTheSources() throws {
        try place.write(["out/include/generated/autoconf.h": "", "ubuntu/include/generated/autoconf.h": ""])
        try place.link("out/source", to: "../src/headers-common")
        try place.link("ubuntu/include/linux", to: "../../src/headers-common/include/linux")
        for name in ["out", "ubuntu"] {
            let source = try KernelSource(opening: "\(place.path)/\(name)")
            #expect(source.tree.root == "\(place.path)/src/headers-common")
            #expect(source.build?.files.root == "\(place.path)/\(name)")
        }
        let named = try KernelSource(
            opening: "\(place.path)/src/headers-common", buildDirectory: "\(place.path)/out")
        #expect(named.build?.files.root == "\(place.path)/out")
        #expect(try KernelSource(opening: "\(place.path)/src/headers-common").build == nil)
    }

    @Test func aDirectoryWithoutABuildIsAnError() throws {
        #expect(throws: KernelTreeError.self) {
            try BuildDirectory(directory: "\(place.path)/src/headers-common")
        }
        #expect(throws: KernelTreeError.self) { try KernelSource(opening: "\(place.path)/src") }
        #expect(throws: KernelTreeError.self) {
            try KernelSource(opening: "\(place.path)/src/headers-common", buildDirectory: place.path)
        }
    }
}
