@testable import Flavors
import Testing

@testable import KernelTree

/// What tells two flavors apart, so that what mentions none of it is read once.
@Suite struct FlavorDifferenceTests {
    private func flavor(_ files: [String: String], _ arguments: [String] = ["-Iinclude"]) -> Flavor {
        Flavor(
            name: "x86_64", architecture: .x86_64, settings: [], arguments: arguments,
            virtualFiles: files.mapValues { Array($0.utf8) })
    }

    @Test func optionsAndDirectives() throws {
        let tree = try TemporaryDirectory()
        let base = try SourceTree(directory: tree.path)
        let header = Flavor.configurationHeader
        let on = flavor([header: "#define CONFIG_A 1\n#define CONFIG_B_MODULE 1\n#define CONFIG_S \"a b\"\n"])
        let off = flavor(
            [
                header: "#define CONFIG_A 1\n#define CONFIG_S \"c\"\n",
                Flavor.settingsFile: "#undef CONFIG_A\n",
            ],
            ["-include", Flavor.settingsName, "-Iinclude"])
        let difference = try #require(off.difference(from: on, in: base))
        #expect(difference.options == ["CONFIG_A", "CONFIG_B", "CONFIG_B_MODULE", "CONFIG_S"])
        #expect(
            String(decoding: difference.directives, as: UTF8.self)
                == "#undef CONFIG_A\n#undef CONFIG_B_MODULE\n#undef CONFIG_S\n#define CONFIG_S \"c\"\n")
        #expect(try #require(on.difference(from: on, in: base)).options.isEmpty)
    }

    @Test func moreThanOptions() throws {
        let tree = try TemporaryDirectory()
        let base = try SourceTree(directory: tree.path)
        let header = [Flavor.configurationHeader: ""]
        let plain = flavor(header)
        #expect(flavor(header, ["-Iinclude", "-m32"]).difference(from: plain, in: base) == nil)
        let other = flavor(header.merging(["include/generated/bounds.h": "#define N 1\n"]) { $1 })
        #expect(other.difference(from: plain, in: base) == nil)
        // A configuration that cannot be read.
        #expect(flavor([:]).difference(from: plain, in: base) == nil)
        try tree.write([Flavor.configurationHeader: "#define CONFIG_A 1\n"])
        #expect(flavor([:]).difference(from: plain, in: base)?.options == ["CONFIG_A"])
    }
}
