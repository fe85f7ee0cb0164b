import Glibc
import KernelTree

extension Flavor {
    /// The option for which the Makefile beside a unit builds it (`obj-$(CONFIG_X) += unit.o`), where the
    /// configuration has that option neither built in nor as a module.
    ///
    /// Such a unit is compiled only where the option is on: a header may give it stubs under `#else` that it
    /// defines itself. It is read as if the option were on. Nil too where the flavor forces the option, or
    /// where no configuration is at hand.
    ///
    /// - Throws: ``KernelTreeError`` for a Makefile that cannot be read.
    public func optionOff(forUnit unit: String, in tree: PatchedTree) throws -> String? {
        let options = try Self.options(forUnit: unit, in: tree)
        // Where two options build a unit, one that is on is enough.
        guard let first = options.first, let configuration = try configurationText(of: tree) else {
            return nil
        }
        let isOn = options.contains { option in
            settings.contains { $0.name == option }
                || ["\(option) ", "\(option)_MODULE "].contains {
                    strstr(configuration, "#define \($0)") != nil
                }
        }
        return isOn ? nil : first
    }

    /// The option for which a unit is built, where the flavor's settings have switched it off: such a unit is
    /// none of this flavor's. `nil` too where the configuration without the settings does not build it either.
    ///
    /// - Throws: ``KernelTreeError`` for a Makefile that cannot be read.
    public func settingsLeaveOut(unit: String) throws -> String? {
        guard !settings.isEmpty, let rules else { return nil }
        let options = try Self.options(forUnit: unit, in: rules.tree)
        guard options.allSatisfy({ !rules.configuration.isEnabled($0) }) else { return nil }
        return options.first { rules.original.isEnabled($0) }
    }

    /// The options for which the Makefile beside a unit builds it.
    private static func options(forUnit unit: String, in tree: PatchedTree) throws -> [String] {
        guard unit.hasSuffix(".c"), let slash = unit.lastIndex(of: "/") else { return [] }
        let object = unit[unit.index(after: slash)...].dropLast(2) + ".o"
        return try MakefileText.lines(in: String(unit[..<slash]), of: tree).compactMap { line in
            guard line.hasPrefix("obj-$(CONFIG_"), let rest = line.after("obj-$("),
                line.split(whereSeparator: { " \t".contains($0) }).dropFirst().contains(object)
            else { return nil }
            return String(rest.prefix { $0 != ")" })
        }
    }

    /// The configuration as a C string: some hundred kilobytes that are searched for every unit.
    private func configurationText(of tree: PatchedTree) throws -> [CChar]? {
        let header = Self.configurationHeader
        guard let text = try virtualFiles[header] ?? tree.base.contents(of: header) else { return nil }
        return text.map { CChar(bitPattern: $0) } + [0]
    }
}
