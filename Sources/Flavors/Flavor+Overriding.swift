import KernelTree

extension Flavor {
    /// The same flavor with more settings, as facts of its configuration: what depends on an option that goes
    /// off goes off with it, and so does what would have selected it, where there is a configuration in which
    /// it is off.
    ///
    /// Where there is none, the settings hold all the same, and ``objections`` says why they cannot be. Where
    /// the tree has no Kconfig files, nothing follows from a setting.
    ///
    /// - Throws: ``KernelTreeError`` when a file that headers are generated from cannot be read.
    public func overriding(_ more: [ConfigurationSetting]) throws -> Flavor {
        try overridden(by: more).flavor
    }

    /// Whether an option, named with its `CONFIG_`, is built in or a module. Where the configuration is not known it counts
    /// as on, so that its other side is looked at.
    public func isEnabled(_ option: String) -> Bool {
        if let setting = settings.first(where: { $0.name == option }) { return setting.value != "n" }
        return rules?.configuration.isEnabled(option) ?? true
    }

    /// Whether a setting holds, as far as the configuration is known.
    public func has(_ setting: ConfigurationSetting) -> Bool {
        if let own = settings.first(where: { $0.name == setting.name }) { return own == setting }
        guard let rules else { return false }
        return (rules.configuration.values[String(setting.name.dropFirst(7))] ?? "n") == setting.value
    }

    /// Whether what follows from the settings is known.
    public var followsKconfig: Bool { settings.isEmpty || rules?.hasFiles == true }

    /// Whether the tree has an option; where it has no Kconfig files, it may have any.
    public func knows(option: String) throws -> Bool {
        guard let rules, rules.hasFiles else { return true }
        return rules.defines(try ConfigurationSetting("\(option)=n"))
    }

    /// Reads what ``overriding(_:)`` needs, which keeps it; to be done ahead of time, on any thread.
    public func readRules() { rules?.readFiles() }

    /// The flavor with the settings that the user asks for, and with notes of what he should know of them.
    ///
    /// - Throws: ``KernelTreeError`` for an option that is written almost like one that there is.
    func asked(for settings: [ConfigurationSetting]) throws -> Flavor {
        guard !settings.isEmpty else { return self }
        if rules?.hasFiles == true { try rules?.checkSpelling(settings) }
        var (flavor, outcome) = try overridden(by: settings)
        guard let outcome, rules?.hasFiles == true else { return flavor }
        for setting in outcome.undefined {
            flavor.notes.append("\(setting): no Kconfig file of the tree defines \(setting.name)")
        }
        for (setting, reason) in outcome.objections {
            flavor.notes.append(
                "\(setting) cannot be configured, as \(reason); it is laid over the configuration all the same"
            )
        }
        for (setting, others) in outcome.takenAlong.sorted(by: { $0.key < $1.key })
        where !others.isEmpty {
            flavor.notes.append("\(setting) takes along \(Self.list(others))")
        }
        return flavor
    }

    private func overridden(
        by more: [ConfigurationSetting]
    ) throws -> (flavor: Flavor, outcome: ConfigurationRules.Outcome?) {
        var flavor = self
        let replaced = Set(more.map(\.name))
        flavor.settings = (settings.filter { !replaced.contains($0.name) } + more).sorted()
        flavor.name = Self.name(architecture, flavor.settings)
        guard let rules else {
            flavor.force()
            return (flavor, nil)
        }
        let outcome = rules.overriding(more.sorted())
        flavor.rules = outcome.rules
        flavor.objections += outcome.objections.map(\.reason)
        if rules.origin == .built {
            flavor.force()
            if rules.hasFiles {
                flavor.virtualFiles[Self.configurationHeader] = outcome.configuration.header
            }
        } else if !virtualFiles.isEmpty {
            let generated = try Self.generated(
                of: rules.tree, architecture: architecture, configuration: outcome.configuration)
            flavor.virtualFiles.merge(generated.files) { _, new in new }
        }
        return (flavor, outcome)
    }

    /// Makes the settings hold by a header after `linux/kconfig.h`, whatever configuration that brings.
    private mutating func force() {
        guard !settings.isEmpty else { return }
        virtualFiles[Self.settingsFile] = Array(settings.map(\.header).joined().utf8)
        guard !arguments.contains(Self.settingsName),
            let kconfig = arguments.firstIndex(of: "include/linux/kconfig.h")
        else { return }
        arguments.insert(contentsOf: ["-include", Self.settingsName], at: kconfig + 1)
    }

    /// Names in a row, the rest as a number where there are many.
    private static func list(_ names: [String]) -> String {
        if names.count > 6 {
            return names.prefix(5).joined(separator: ", ") + " and \(names.count - 5) more options"
        }
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and \(last)"
    }
}
