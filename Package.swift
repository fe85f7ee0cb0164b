// swift-tools-version: 6.1
import Foundation
import PackageDescription

/// The newest installed LLVM that has libclang's C header. Debian and Ubuntu keep
/// each version under `/usr/lib/llvm-N`; 19 is what the set-up installs, 14 still builds. `KDRIFT_LLVM=14` chooses.
let llvm: String? = {
    let root = "/usr/lib"
    if let version = Context.environment["KDRIFT_LLVM"] { return "\(root)/llvm-\(version)" }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    let versions = names.compactMap { name -> Int? in
        guard name.hasPrefix("llvm-") else { return nil }
        return Int(name.dropFirst("llvm-".count))
    }
    return versions.sorted(by: >)
        .map { "\(root)/llvm-\($0)" }
        .first { FileManager.default.fileExists(atPath: "\($0)/include/clang-c/Index.h") }
}()

let clangSettings: [SwiftSetting] = llvm.map { [.unsafeFlags(["-Xcc", "-I\($0)/include"])] } ?? []
let clangLinks: [LinkerSetting] =
    llvm.map { [.unsafeFlags(["-L\($0)/lib", "-Xlinker", "-rpath", "-Xlinker", "\($0)/lib"])] } ?? []

/// Where Z3's header is: `KDRIFT_Z3` names a prefix with `include` and `lib` (`none` builds without), else the system's.
/// Without it everything is built; `kdrift-solve` then says that it has no solver.
let z3: (include: String, lib: String?)? = {
    if let prefix = Context.environment["KDRIFT_Z3"] {
        return prefix == "none" ? nil : ("\(prefix)/include", "\(prefix)/lib")
    }
    // Debian and Ubuntu have the first, Fedora the second.
    return ["/usr/include", "/usr/include/z3"]
        .first { FileManager.default.fileExists(atPath: "\($0)/z3.h") }.map { ($0, nil) }
}()

let z3Settings: [SwiftSetting] =
    z3.map {
        [.define("KDRIFT_WITH_Z3")]
            + ($0.include == "/usr/include" ? [] : [.unsafeFlags(["-Xcc", "-I\($0.include)"])])
    } ?? []
let z3Links: [LinkerSetting] =
    z3.map {
        [.linkedLibrary("z3")]
            + ($0.lib.map { [.unsafeFlags(["-L\($0)", "-Xlinker", "-rpath", "-Xlinker", $0])] } ?? [])
    } ?? []

/// What runs C and searches states is compiled with optimisation in debug builds too: without it a review takes
/// minutes where it takes seconds.
let alwaysOptimized: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
    name: "kdrift",
    products: [
        .executable(name: "kdrift", targets: ["kdrift"]),
        .executable(name: "kdrift-extract", targets: ["kdrift-extract"]),
        .executable(name: "kdrift-solve", targets: ["kdrift-solve"]),
        .library(name: "KdriftModels", targets: ["ModelChecking", "CProgram", "ReferenceModels"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .systemLibrary(name: "CLibclang", path: "Headers/CLibclang"),
        .target(name: "LibClang", dependencies: ["CLibclang"], swiftSettings: clangSettings),
        .systemLibrary(name: "CZ3", path: "Headers/CZ3"),
        .target(name: "Z3", dependencies: ["CZ3"], swiftSettings: z3Settings),
        .target(name: "Solving", dependencies: ["HostSystem"]),
        // Lists the rules and the architectures for the build; not a product.
        .executableTarget(name: "catalogue"),
        .plugin(name: "Catalogue", capability: .buildTool(), dependencies: ["catalogue"]),
        .target(name: "Parallel"),
        .target(name: "CHostSystem"),
        .target(name: "HostSystem", dependencies: ["CHostSystem"]),
        .target(name: "Globs"),
        .target(name: "Phrases"),
        .target(name: "SourceText"),
        .target(name: "PatchSeries", dependencies: ["Parallel"]),
        .target(
            name: "KernelTree",
            dependencies: [
                "Parallel", "HostSystem", "Globs", "PatchSeries", "SourceText",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .target(
            name: "Flavors", dependencies: ["Globs", "SourceText", "KernelTree"], plugins: ["Catalogue"]),
        .target(name: "ABIModel"),
        .target(name: "CProgram", dependencies: ["ABIModel"], swiftSettings: alwaysOptimized),
        .target(name: "ExtractionMessages", dependencies: ["SourceText", "ABIModel", "CProgram"]),
        .target(
            name: "Extraction",
            dependencies: [
                "HostSystem", "SourceText", "LibClang", "ABIModel", "CProgram", "ExtractionMessages",
            ],
            swiftSettings: clangSettings),
        .target(name: "Terms", swiftSettings: alwaysOptimized),
        .target(
            name: "SymbolicExecution", dependencies: ["CProgram", "Terms"],
            swiftSettings: alwaysOptimized),
        .target(
            name: "Equivalence", dependencies: ["ABIModel", "CProgram", "Terms", "SymbolicExecution"],
            swiftSettings: alwaysOptimized),
        .target(name: "ModelChecking", swiftSettings: alwaysOptimized),
        .target(
            name: "ReferenceModels", dependencies: ["ABIModel", "CProgram", "ModelChecking"],
            swiftSettings: alwaysOptimized),
        .target(
            name: "Drift", dependencies: ["Globs", "Phrases", "ABIModel", "ReferenceModels"],
            plugins: ["Catalogue"]),
        .target(
            name: "Configuration",
            dependencies: [
                "Globs", "Phrases", "ABIModel", "Drift", .product(name: "Yams", package: "Yams"),
            ]),
        .target(
            name: "Reporting",
            dependencies: [
                "Parallel", "Phrases", "ABIModel", "Drift", "ReferenceModels",
                .product(name: "Mustache", package: "swift-mustache"),
            ]),
        .target(
            name: "Workers",
            dependencies: [
                "Parallel", "HostSystem", "SourceText", "KernelTree", "ExtractionMessages",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .target(
            name: "Readings",
            dependencies: [
                "Parallel", "HostSystem", "Globs", "Phrases", "SourceText", "PatchSeries", "KernelTree",
                "Flavors", "ABIModel", "CProgram", "ExtractionMessages", "ReferenceModels", "Drift",
                "Workers",
            ]),
        .target(
            name: "Behaviour",
            dependencies: [
                "Parallel", "Phrases", "PatchSeries", "KernelTree", "Flavors", "ABIModel", "CProgram",
                "ExtractionMessages",
                "ModelChecking", "ReferenceModels", "Drift", "Workers", "Readings",
            ]),
        .target(
            name: "Verdicts",
            dependencies: [
                "Parallel", "Phrases", "ABIModel", "CProgram", "Equivalence", "Solving", "Drift",
            ]),
        .target(
            name: "ReviewThread",
            dependencies: [
                "Parallel", "Phrases", "SourceText", "PatchSeries", "KernelTree", "ABIModel", "Drift",
            ]),
        .target(
            name: "Sessions",
            dependencies: [
                "Parallel", "HostSystem", "Globs", "Phrases", "SourceText", "PatchSeries", "KernelTree",
                "Flavors", "ABIModel", "ExtractionMessages", "ReferenceModels", "Drift", "Configuration",
                "Reporting",
                "Workers", "Readings", "Behaviour", "ReviewThread", "Solving", "Verdicts",
            ]),
        .executableTarget(
            name: "kdrift",
            dependencies: [
                "Parallel", "Globs", "Sessions", "Behaviour", "Readings", "Workers", "Configuration",
                "Reporting", "Drift", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(
            name: "kdrift-extract", dependencies: ["Extraction", "ExtractionMessages", "LibClang"],
            swiftSettings: clangSettings, linkerSettings: clangLinks),
        .executableTarget(
            name: "kdrift-solve", dependencies: ["Z3"], swiftSettings: z3Settings, linkerSettings: z3Links),
        // For `make conformance`; not a product.
        .executableTarget(
            name: "kdrift-conformance",
            dependencies: [
                "ABIModel", "Readings", "Workers", "Reporting",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .testTarget(
            name: "LibClangTests", dependencies: ["LibClang"], swiftSettings: clangSettings,
            linkerSettings: clangLinks),
        // The program is not linked: the tests run it.
        .testTarget(name: "SolvingTests", dependencies: ["Solving", "kdrift-solve"]),
        .testTarget(name: "PhrasesTests", dependencies: ["Phrases"]),
        .testTarget(name: "SourceTextTests", dependencies: ["SourceText"]),
        .testTarget(name: "PatchSeriesTests", dependencies: ["PatchSeries"]),
        .testTarget(name: "HostSystemTests", dependencies: ["HostSystem"]),
        .testTarget(name: "GlobsTests", dependencies: ["Globs"]),
        .testTarget(
            name: "KernelTreeTests", dependencies: ["KernelTree", "Flavors", "PatchSeries", "Globs"]),
        .testTarget(name: "ABIModelTests", dependencies: ["ABIModel"]),
        .testTarget(name: "CProgramTests", dependencies: ["CProgram", "ABIModel"]),
        .testTarget(
            name: "ExtractionTests", dependencies: ["Extraction", "ExtractionMessages"],
            swiftSettings: clangSettings,
            linkerSettings: clangLinks),
        .testTarget(name: "TermsTests", dependencies: ["Terms"]),
        .testTarget(name: "ModelCheckingTests", dependencies: ["ModelChecking"]),
        .testTarget(name: "ReferenceModelsTests", dependencies: ["ReferenceModels"]),
        .testTarget(
            name: "DriftTests",
            dependencies: ["Drift", "Extraction", "ExtractionMessages", "ReferenceModels"],
            swiftSettings: clangSettings,
            linkerSettings: clangLinks),
        .testTarget(name: "ConfigurationTests", dependencies: ["Configuration", "ABIModel", "Drift"]),
        .testTarget(
            name: "ReportingTests", dependencies: ["Reporting", "Drift", "ABIModel", "ReferenceModels"]),
        .testTarget(name: "ParallelTests", dependencies: ["Parallel"]),
        .testTarget(name: "WorkersTests", dependencies: ["Workers"]),
        .testTarget(name: "ReadingsTests", dependencies: ["Readings"]),
        .testTarget(name: "BehaviourTests", dependencies: ["Behaviour", "Reporting"]),
        .testTarget(name: "ReviewThreadTests", dependencies: ["ReviewThread"]),
        .testTarget(name: "SessionsTests", dependencies: ["Sessions"]),
        // The programs are not linked: the tests run them as a user does.
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "Sessions", "Behaviour", "Readings", "Workers", "Configuration", "Reporting",
                "Drift", "ABIModel", "CProgram",
                "ExtractionMessages", "KernelTree", "Flavors", "ModelChecking", "ReferenceModels", "kdrift",
                "kdrift-extract", "kdrift-solve",
            ],
            exclude: ["Golden"]),
        .executableTarget(
            name: "conformance",
            dependencies: [
                "ABIModel", "Sessions", "Behaviour", "Readings", "Workers", "ReferenceModels", "CProgram",
                "ModelChecking",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Tests/Conformance", exclude: ["equivalent-mutants.txt"]),
    ],
    swiftLanguageModes: [.v6]
)
