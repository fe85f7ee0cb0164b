import KernelTree

extension Flavor {
    /// The flavor as a state of its tree has it: where the state changes Kconfig files, the configuration is what they
    /// make of the same answers and settings.
    ///
    /// - Throws: ``KernelTreeError`` when a file that headers are generated from cannot be read.
    public func following(_ state: PatchedTree) throws -> Flavor {
        guard let rules, rules.hasFiles, !state.changedKconfig.isEmpty else { return self }
        let own = rules.following(state, settings: settings)
        guard own.configuration != rules.configuration else { return self }
        var flavor = self
        flavor.rules = own
        if rules.origin == .built {
            flavor.virtualFiles[Self.configurationHeader] = own.configuration.header
        } else {
            let generated = try Self.generated(
                of: rules.tree, architecture: architecture, configuration: own.configuration)
            flavor.virtualFiles.merge(generated.files) { _, new in new }
        }
        return flavor
    }

    /// The options that have another value under another flavor, each with its `CONFIG_` and as this one has it, sorted.
    public func options(otherThan other: Flavor) -> [ConfigurationSetting] {
        guard let own = rules?.configuration.values, let others = other.rules?.configuration.values else {
            return []
        }
        return Set(own.keys).union(others.keys).filter { own[$0] != others[$0] }.map {
            ConfigurationSetting(name: "CONFIG_\($0)", value: own[$0] ?? "n")
        }.sorted()
    }
}
