@testable import Flavors
import Foundation
import Testing

@testable import KernelTree

@Suite struct ArchitectureTests {
    /// The file is all that a new architecture needs: the build lists what is in the directory.
    @Test func everyFileIsAnArchitecture() throws {
        let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Sources/Flavors/Architectures").standardized
        let files = try FileManager.default.contentsOfDirectory(atPath: directory.path)
        #expect(Architecture.all.map { "\($0.name).swift" } == files.sorted())
        #expect(Architecture.list.split(separator: ", ").count == files.count)
        #expect(Architecture.all.contains(.standard))
    }

    @Test func namesMeanOneEach() throws {
        let names = Architecture.all.flatMap { [$0.name] + $0.otherNames }
        #expect(Set(names).count == names.count)
        for architecture in Architecture.all {
            for name in [architecture.name] + architecture.otherNames {
                #expect(try Architecture(named: name) == architecture)
            }
        }
        let error = #expect(throws: KernelTreeError.self) { try Architecture(named: "vax") }
        #expect(error?.hint == "choose from \(Architecture.list)")
    }

    /// A build's configuration tells the architecture; each is told from its sisters.
    @Test func configurationsAreTold() {
        for architecture in Architecture.all {
            var configuration = KernelConfiguration()
            for symbol in [architecture.familySymbol, architecture.symbol] + architecture.impliedSymbols {
                configuration.values[symbol] = "y"
            }
            #expect(Architecture.configured(configuration) == architecture)
            for other in Architecture.all {
                let name = other.other(in: configuration)
                #expect((name == nil) == (other == architecture), "\(other.name) and \(architecture.name)")
            }
        }
        #expect(Architecture.configured(KernelConfiguration()) == nil)
        #expect(Architecture.x86_64.other(in: KernelConfiguration()) == nil)
        let narrow = KernelConfiguration(values: ["X86": "y", "X86_32": "y"])
        #expect(Architecture.x86_64.other(in: narrow) == "i386")
        #expect(Architecture.arm64.other(in: narrow) == "i386")
        #expect(Architecture.i386.other(in: KernelConfiguration(values: ["PPC": "y"])) == "powerpc")
    }

    /// What Kconfig would ask the compiler follows from the architecture's file.
    @Test(arguments: [
        ("cc-option", "-mharden-sls=all", ["arm64", "i386", "x86_64"]),
        ("cc-option", "-mabi=ms", ["x86_64"]),
        ("cc-option", "-mstack-protector-guard=tls", ["arm", "powerpc64le", "riscv64"]),
        ("cc-option", "-fsanitize=kcfi", []), ("cc-option", "-march=z13", ["s390x"]),
        ("cc-option", "-D__SIZEOF_INT128__=0", ["arm", "i386"]),
    ])
    func toolchain(_ macro: String, _ flag: String, _ names: [String]) {
        let known = Architecture.all.filter {
            KconfigToolchain(architecture: $0).value(of: macro, [flag]) == "y"
        }
        #expect(known.map(\.name) == names)
    }

    @Test func widths() {
        func answers(_ macro: String) -> [String] {
            Architecture.all.filter { KconfigToolchain(architecture: $0).value(of: macro, []) != "" }.map(
                \.name)
        }
        #expect(answers("m64-flag") == ["i386", "powerpc64le", "s390x", "x86_64"])
        #expect(answers("m32-flag") == ["i386", "powerpc64le", "x86_64"])
        for architecture in Architecture.all {
            let toolchain = KconfigToolchain(architecture: architecture)
            #expect(toolchain.value(of: "cc-option", ["-fpatchable-function-entry=1"]) == "y")
            #expect(
                toolchain.value(of: "cc-option-bit", ["-m64"])
                    == (architecture.pointerBytes == 8 ? "-m64" : ""))
        }
    }
}
