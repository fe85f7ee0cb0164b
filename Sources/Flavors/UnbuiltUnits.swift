import Glibc
import KernelTree

extension Flavor {
    /// The option for which a Makefile builds a unit (`obj-$(CONFIG_X) += unit.o`, or that of a composite object or a directory), where
    /// the configuration has that option neither built in nor as a module.
    ///
    /// Such a unit is compiled only where the option is on: a header may give it stubs under `#else` that it
    /// defines itself. It is read as if the option were on. Nil too where the flavor forces the option, or
    /// where no configuration is at hand.
    ///
    /// - Throws: ``KernelTreeError`` for a Makefile that cannot be read.
    public func optionOff(forUnit unit: String, in tree: PatchedTree) throws -> String? {
        try optionsOff(UnitBuild(unit: unit, in: tree), in: tree).first
    }

    /// The options that are off and without which a unit is not built.
    func optionsOff(_ build: UnitBuild, in tree: PatchedTree) throws -> [String] {
        let requirements = build.requirements
        // Where two options build a unit, one that is on is enough.
        guard let first = requirements.first, let isOn = try enabledOptions(of: tree) else { return [] }
        let isKnown = { option in settings.contains { $0.name == option } || isOn(option) }
        if requirements.contains(where: { $0.allSatisfy(isKnown) }) { return [] }
        var seen: Set<String> = []
        return first.filter { !isKnown($0) && seen.insert($0).inserted }
    }

    /// The option for which a unit is built, where the flavor's settings have switched it off: such a unit is
    /// none of this flavor's. `nil` too where the configuration without the settings does not build it either.
    ///
    /// - Throws: ``KernelTreeError`` for a Makefile that cannot be read.
    public func settingsLeaveOut(unit: String) throws -> String? {
        guard !settings.isEmpty, let rules else { return nil }
        let requirements = try UnitBuild(unit: unit, in: rules.tree).requirements
        guard requirements.allSatisfy({ !$0.allSatisfy(rules.configuration.isEnabled) }) else { return nil }
        return requirements.joined().first {
            rules.original.isEnabled($0) && !rules.configuration.isEnabled($0)
        }
    }

    /// Tells of an option whether it is built in or a module; nil where no configuration is at hand.
    func enabledOptions(of tree: PatchedTree) throws -> ((String) -> Bool)? {
        guard let configuration = try configurationText(of: tree) else { return nil }
        return { option in
            ["\(option) ", "\(option)_MODULE "].contains { strstr(configuration, "#define \($0)") != nil }
        }
    }

    /// The configuration as a C string: some hundred kilobytes that are searched for every unit.
    private func configurationText(of tree: PatchedTree) throws -> [CChar]? {
        let header = Self.configurationHeader
        guard let text = try virtualFiles[header] ?? tree.base.contents(of: header) else { return nil }
        return text.map { CChar(bitPattern: $0) } + [0]
    }
}
