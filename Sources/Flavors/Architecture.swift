import KernelTree

/// An architecture that a flavor is made for, and all that is known of it.
///
/// Each is one file in `Architectures`, named as the command line names it; the build lists them.
public struct Architecture: Sendable {
    /// The name on the command line and in reports.
    public let name: String
    /// Other names that users, distributions and the kernel's `ARCH=` have for it.
    let otherNames: [String]
    /// The directory below `arch/` with its code.
    public let directory: String
    /// The name that kbuild's `ARCH=` has for it.
    let kbuildName: String
    /// The name that `uname -m` prints.
    let machineName: String
    /// The target triple that clang is given.
    public let target: String
    /// The size of a pointer and of a `long`, in bytes.
    public let pointerBytes: Int
    /// The arguments of the architecture's Makefile that bear on what a declaration means.
    ///
    /// Optimisation, scheduling and hardening choices have no influence on layouts and are left out.
    let compilerArguments: [String]
    /// The files below `arch/…/configs` that make the default configuration, later ones over earlier ones.
    let defaultConfigurations: [String]
    /// The Kconfig symbol of its directory, without `CONFIG_`.
    let familySymbol: String
    /// The Kconfig symbol that is on in its configurations only, without `CONFIG_`.
    let symbol: String
    /// Other Kconfig symbols that make it this architecture and not a sister of it.
    let impliedSymbols: [String]
    /// Which of `-m32` and `-m64` its GCC takes.
    let widthOptions: [String]
    /// What options begin with that its GCC 12.2 knows and that of some other architecture does not.
    let ownOptions: [String]
    /// Whether the kernel tells inline assembly for GCC and for Clang apart by the configuration, so that clang can
    /// only read what a Clang would build.
    let needsClangConfiguration: Bool
    /// Headers with the offsets of vDSO code, which only linking tells; nothing but their own macros needs them.
    let offsetHeaders: [String]
    /// Adds the headers that the architecture's own tools would generate, as far as they can be had from text.
    let generate: @Sendable (ArchitectureSources, inout GeneratedHeaders) throws -> Void

    init(
        name: String, otherNames: [String] = [], directory: String, kbuildName: String? = nil,
        machineName: String? = nil, target: String, pointerBytes: Int = 8, compilerArguments: [String],
        defaultConfigurations: [String] = ["defconfig"], familySymbol: String, symbol: String? = nil,
        impliedSymbols: [String], widthOptions: [String] = [], ownOptions: [String] = [],
        needsClangConfiguration: Bool = false,
        offsetHeaders: [String] = [
            "vdso-offsets", "vdso32-offsets", "vdso64-offsets", "compat_vdso-offsets",
        ],
        generate: @escaping @Sendable (ArchitectureSources, inout GeneratedHeaders) throws -> Void
    ) {
        self.name = name
        self.otherNames = otherNames
        self.directory = directory
        self.kbuildName = kbuildName ?? directory
        self.machineName = machineName ?? name
        self.target = target
        self.pointerBytes = pointerBytes
        self.compilerArguments = compilerArguments
        self.defaultConfigurations = defaultConfigurations
        self.familySymbol = familySymbol
        self.symbol = symbol ?? familySymbol
        self.impliedSymbols = impliedSymbols
        self.widthOptions = widthOptions
        self.ownOptions = ownOptions
        self.needsClangConfiguration = needsClangConfiguration
        self.offsetHeaders = offsetHeaders
        self.generate = generate
    }

    // MARK: All of them

    /// Every architecture that there is, by name.
    public static let all: [Architecture] = found

    /// The architecture that a tree is read under where nobody names one.
    public static let standard = Architecture.x86_64

    /// The names of all, for messages and help.
    public static var list: String { all.map(\.name).joined(separator: ", ") }

    /// Finds an architecture by its name as users, distributions and the kernel's `ARCH=` write it.
    ///
    /// - Throws: ``KernelTreeError`` for a name that is none of ours.
    public init(named name: String) throws {
        guard let known = Self.all.first(where: { $0.name == name || $0.otherNames.contains(name) }) else {
            throw KernelTreeError(
                message: "'\(name)' is not an architecture that can be examined",
                hint: "choose from \(Self.list)")
        }
        self = known
    }

    // MARK: Configurations

    /// The architecture that a configuration is for; nil where it does not tell.
    static func configured(_ configuration: KernelConfiguration) -> Architecture? {
        all.first { configuration.isEnabled($0.symbol) }
    }

    /// What a configuration is for where that is another architecture, for a message; nil where it is for this one,
    /// or does not tell.
    func other(in configuration: KernelConfiguration) -> String? {
        let families = Self.all.filter { configuration.values[$0.familySymbol] == "y" }
        let directories = Set(families.map(\.directory))
        guard !directories.isEmpty else { return nil }
        // Sisters in one directory are told by their width.
        let bytes =
            families.contains { configuration.values[$0.symbol] == "y" && $0.pointerBytes == 8 }
                || configuration.values["64BIT"] == "y" ? 8 : 4
        let sisters = families.filter { $0.directory == directory }
        let isOtherWidth = sisters.count > 1 && bytes != pointerBytes
        guard !directories.contains(directory) || isOtherWidth else { return nil }
        if directories.count == 1, families.count > 1 {
            return families.first { $0.pointerBytes == bytes }?.name ?? families[0].name
        }
        return directories.sorted().joined(separator: ", ")
    }
}

extension Architecture: Hashable {
    /// Two are the same when they have the same name.
    public static func == (left: Architecture, right: Architecture) -> Bool { left.name == right.name }

    /// Hashes the name.
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// What an architecture's headers are generated from.
struct ArchitectureSources {
    let tree: PatchedTree
    let configuration: KernelConfiguration
    /// The directory below `arch/`.
    let directory: String

    /// Where the generated headers belong.
    var generated: String { "arch/\(directory)/include/generated" }

    /// The text of a file; nil where the tree has none.
    func text(_ path: String) throws -> [UInt8]? { try tree.contents(of: path) }

    /// The table of system calls in a file; nil where the tree has none.
    func table(_ path: String) throws -> SyscallTable? { try text(path).map(SyscallTable.init) }
}

/// Headers that a build would generate, as far as they can be had from text.
struct GeneratedHeaders {
    /// The texts, by tree-relative path.
    var files: [String: [UInt8]] = [:]
    /// What could not be derived, one sentence each.
    var notes: [String] = []
}
