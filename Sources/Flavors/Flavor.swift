import KernelTree

/// An architecture and a configuration, as the compiler needs them: arguments and files that stand in for
/// what a build would have generated.
public struct Flavor: Hashable, Sendable {
    /// What a report calls it: `x86_64`, or `x86_64 CONFIG_IOMMU_API=n`.
    public var name: String
    /// The architecture.
    public var architecture: Architecture
    /// The settings that differ from the tree's configuration, sorted.
    public var settings: [ConfigurationSetting]
    /// Arguments for clang, the same for every unit; paths are relative to the tree's root.
    public var arguments: [String]
    /// Files that exist in memory only, by tree-relative path.
    public var virtualFiles: [String: [UInt8]]
    /// What a build would have generated and we could not derive, one sentence each.
    public var notes: [String]
    /// Why settings are no configuration that the tree's Kconfig files allow for the architecture, one clause
    /// each: `CONFIG_A selects CONFIG_B`.
    public internal(set) var objections: [String] = []
    /// The configuration with the Kconfig files that it obeys, where there is one.
    var rules: ConfigurationRules?
    /// Headers of constants that a parse has still to compute, in the order in which they are needed.
    public var constants: [ConstantsUnit] = []

    /// The file that forces the settings, included right after `linux/kconfig.h`.
    public static let settingsFile = "include/.kdrift/flavor.h"
    /// The name by which clang finds that file: along the include path, as it does not exist on disk.
    static let settingsName = ".kdrift/flavor.h"

    /// Makes a flavor from its parts.
    public init(
        name: String, architecture: Architecture, settings: [ConfigurationSetting], arguments: [String],
        virtualFiles: [String: [UInt8]], notes: [String] = []
    ) {
        self.name = name
        self.architecture = architecture
        self.settings = settings
        self.arguments = arguments
        self.virtualFiles = virtualFiles
        self.notes = notes
    }

    /// The flavor of a tree that has been configured and prepared (`make defconfig prepare`), or that
    /// ships its generated headers.
    ///
    /// - Throws: ``KernelTreeError`` when the tree has no `include/generated/autoconf.h`, or none of the
    ///   architecture's code.
    public init(
        configured tree: PatchedTree, architecture: Architecture, settings: [ConfigurationSetting] = []
    ) throws {
        guard tree.base.hasFile(Self.configurationHeader) else {
            throw KernelTreeError(
                message: "the tree has not been configured: it has no include/generated/autoconf.h",
                hint: "run 'make defconfig prepare' in the tree, or name a configuration with --config")
        }
        try Self.check(tree, has: architecture)
        self.init(
            name: Self.name(architecture, []), architecture: architecture, settings: [],
            arguments: try Self.arguments(of: tree, architecture: architecture), virtualFiles: [:])
        let header = try tree.contents(of: Self.configurationHeader) ?? []
        rules = ConfigurationRules(
            complete: KernelConfiguration(header: header), .built, tree: tree, architecture: architecture)
        self = try asked(for: settings)
    }

    /// Whether a tree can be parsed with its own generated headers.
    public static func isConfigured(_ tree: SourceTree) -> Bool {
        tree.hasFile(configurationHeader)
    }

    /// The header that carries the configuration.
    static let configurationHeader = "include/generated/autoconf.h"

    /// What a report calls a flavor.
    static func name(_ architecture: Architecture, _ settings: [ConfigurationSetting]) -> String {
        ([architecture.name] + settings.map(\.description)).joined(separator: " ")
    }

    /// The version whose Makefiles count where a tree does not say which it is.
    static let assumedVersion = KernelVersion(6, 12)

    static func check(_ tree: PatchedTree, has architecture: Architecture) throws {
        guard tree.base.hasDirectory("arch/\(architecture.directory)/include") else {
            throw KernelTreeError(
                message:
                    "the tree has no arch/\(architecture.directory)/include for \(architecture.name)",
                hint: "choose an architecture that the tree has with --arch")
        }
    }

    /// The arguments that the kernel's Makefiles give for every C file, as far as they bear on meaning.
    ///
    /// - Throws: ``KernelTreeError`` for a Makefile that cannot be read.
    static func arguments(of tree: PatchedTree, architecture: Architecture) throws -> [String] {
        let arch = "arch/\(architecture.directory)/include"
        let base = tree.base
        // linux/stdarg.h came with 5.15; before it the compiler's own stdarg.h is wanted.
        var arguments = [base.hasFile("include/linux/stdarg.h") ? "-nostdinc" : "-nostdlibinc"]
        for directory in [
            arch, "\(arch)/generated", "include", "\(arch)/uapi", "\(arch)/generated/uapi", "include/uapi",
            "include/generated/uapi",
        ] {
            arguments.append("-I\(directory)")
        }
        var included = ["include/linux/compiler-version.h"].filter { base.hasFile($0) }
        included.append("include/linux/kconfig.h")
        included += ["include/linux/compiler_types.h"].filter { base.hasFile($0) }
        arguments += included.flatMap { ["-include", $0] }
        let version = try tree.kernelVersion ?? assumedVersion
        arguments += [
            "-D__KERNEL__", "--target=\(architecture.target)",
            version < KernelVersion(5, 18) ? "-std=gnu89" : "-std=gnu11", "-O2", "-fshort-wchar",
        ]
        if version >= KernelVersion(6, 2) { arguments.append("-funsigned-char") }
        if version >= KernelVersion(6, 19) { arguments.append("-fms-extensions") }
        arguments += [
            "-fno-strict-aliasing", "-fno-common", "-fno-PIE", "-fno-delete-null-pointer-checks",
        ]
        return arguments + architecture.compilerArguments + ["-w", "-ferror-limit=0"]
    }
}
