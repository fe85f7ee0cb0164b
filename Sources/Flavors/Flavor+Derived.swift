import KernelTree

extension Flavor {
    /// The flavor of a tree that was never configured: what a build would generate is derived from the
    /// tree's text and lives in memory.
    ///
    /// ``constants`` names what is still to be computed by a parse, with ``filling(_:with:)``.
    ///
    /// - Throws: ``KernelTreeError`` when the configuration is of another architecture, the tree has none of
    ///   the architecture's code, or no default configuration.
    public init(
        deriving tree: PatchedTree, architecture: Architecture,
        from source: ConfigurationSource = .architectureDefault, settings: [ConfigurationSetting] = []
    ) throws {
        try Self.check(tree, has: architecture)
        let (rules, problems) = try KernelConfiguration.derived(
            for: tree, architecture: architecture, from: source)
        self.init(
            name: Self.name(architecture, []), architecture: architecture, settings: [],
            arguments: try Self.arguments(of: tree, architecture: architecture), virtualFiles: [:],
            notes: problems)
        self.rules = rules
        self = try asked(for: settings)
        let generated = try Self.generated(
            of: tree, architecture: architecture, configuration: self.rules?.configuration ?? .init())
        virtualFiles = generated.files
        notes += generated.notes
        constants = try ConstantsUnit.units(of: tree)
    }

    /// What a build would generate of a tree for a configuration, as far as it can be had from text.
    static func generated(
        of tree: PatchedTree, architecture: Architecture, configuration: KernelConfiguration
    ) throws -> (files: [String: [UInt8]], notes: [String]) {
        var files = [configurationHeader: configuration.seenByClang(architecture).header]
        let wrappers = try AsmWrappers.files(
            of: tree, architecture: architecture, configuration: configuration)
        var own = GeneratedHeaders()
        try architecture.generate(
            ArchitectureSources(tree: tree, configuration: configuration, directory: architecture.directory),
            &own)
        for name in architecture.offsetHeaders { own.files["include/generated/\(name).h"] = [] }
        for part in [wrappers.files, own.files] { files.merge(part) { _, new in new } }
        var notes = own.notes
        if let version = try tree.kernelVersion {
            let headers = VersionHeaders.files(
                version: version, architecture: architecture, configuration: configuration)
            files.merge(headers) { _, new in new }
        } else {
            notes.append(
                "Makefile: the tree's version is not known, so linux/version.h is missing, and C is read as in "
                    + "Linux \(Flavor.assumedVersion.major).\(Flavor.assumedVersion.minor)")
        }
        if let rate = configuration.values["HZ"].flatMap({ Int($0) }),
            let header = TimeConstants.header(ticksPerSecond: rate)
        {
            files["include/generated/timeconst.h"] = header
        } else {
            notes.append("CONFIG_HZ is not set, so include/generated/timeconst.h is missing")
        }
        // Offsets for assembly code; C code includes the file, but uses next to nothing of it.
        files["include/generated/asm-offsets.h"] = []
        files["include/generated/autoksyms.h"] = []
        for path in wrappers.generated where files[path] == nil && !tree.base.hasFile(path) {
            notes.append("\(path): no rule is known by which this generated header could be derived")
        }
        return (files, notes)
    }
}

extension KernelConfiguration {
    /// The configuration as the preprocessor is to see it.
    ///
    /// It is a GCC's, like those of distributions. Where the kernel has assembly constraints in a GCC and a
    /// Clang spelling and tells them apart by the configuration, the parser needs its own.
    func seenByClang(_ architecture: Architecture) -> KernelConfiguration {
        guard architecture.needsClangConfiguration else { return self }
        var configuration = self
        configuration.values["CC_IS_GCC"] = nil
        configuration.values["GCC_VERSION"] = "0"
        configuration.values["CC_IS_CLANG"] = "y"
        configuration.values["CLANG_VERSION"] = "140000"
        return configuration
    }
}
