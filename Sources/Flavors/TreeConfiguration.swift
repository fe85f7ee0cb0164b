import KernelTree

/// Where the configuration of a flavor comes from.
public enum ConfigurationSource: Hashable, Sendable {
    /// The default that the tree has for the architecture (`arch/x86/configs/x86_64_defconfig`, …).
    case architectureDefault
    /// The text of a `.config`, with a name for messages.
    case file(name: String, text: [UInt8])
}

extension KernelConfiguration {
    /// The configuration of a tree, as `make olddefconfig` would complete it, without running anything.
    ///
    /// The tree's Kconfig files are read as text. What Kconfig would ask the compiler is answered with what
    /// GCC 12.2 answers.
    ///
    /// - Returns: The configuration with the Kconfig files that it obeys, and what of them could not be read.
    /// - Throws: ``KernelTreeError`` when the source is of another architecture, or the tree has no default.
    static func derived(
        for tree: PatchedTree, architecture: Architecture, from source: ConfigurationSource
    ) throws -> (rules: ConfigurationRules, notes: [String]) {
        func stated(_ configuration: KernelConfiguration) -> ConfigurationRules {
            ConfigurationRules(
                complete: configuration.withoutOff, .stated, tree: tree, architecture: architecture)
        }
        let answers: KernelConfiguration
        switch source {
        case .architectureDefault:
            answers = try architectureDefault(of: tree, architecture: architecture)
        case .file(let name, let text):
            answers = KernelConfiguration(configFile: text)
            try answers.check(is: architecture, name: name)
            // A .config of the very version is complete: its values are the build's own answers.
            if let version = try tree.kernelVersion, isComplete(text, for: version) {
                return (stated(answers), [])
            }
        }
        guard tree.base.hasFile("Kconfig") else {
            return (
                stated(answers), ["Kconfig: the tree has none, so the configuration is taken as it is"]
            )
        }
        let model = KconfigReader.model(of: tree, architecture: architecture)
        let rules = ConfigurationRules(model, answers: answers, tree: tree, architecture: architecture)
        return (rules, model.notes)
    }

    /// The configuration without the symbols that are said to be off.
    var withoutOff: KernelConfiguration {
        KernelConfiguration(values: values.filter { $0.value != "n" })
    }

    private static func architectureDefault(
        of tree: PatchedTree, architecture: Architecture
    ) throws -> KernelConfiguration {
        var merged = KernelConfiguration()
        let directory = "arch/\(architecture.directory)/configs"
        for name in architecture.defaultConfigurations {
            guard let text = try tree.contents(of: "\(directory)/\(name)") else { continue }
            merged.values.merge(KernelConfiguration(configFile: text).values) { _, new in new }
        }
        guard !merged.values.isEmpty else {
            throw KernelTreeError(
                message: "the tree has no default configuration for \(architecture.name) in \(directory)",
                hint: "name a configuration with --config")
        }
        return merged
    }

    /// - Throws: ``KernelTreeError`` when the configuration is one of another architecture.
    private func check(is architecture: Architecture, name: String) throws {
        guard !values.isEmpty else {
            throw KernelTreeError(
                message: "'\(name)' holds no configuration",
                hint: "give a .config file of a kernel, for instance /boot/config-…")
        }
        if let other = architecture.other(in: self) {
            throw KernelTreeError(
                message: "'\(name)' is a configuration for \(other), not for \(architecture.name)",
                hint: "choose the architecture with --arch, or name another configuration")
        }
    }

    /// Whether a `.config` was written by the Kconfig of this very version (`# Linux/x86 6.1.0 Kernel …`).
    private static func isComplete(_ text: [UInt8], for version: KernelVersion) -> Bool {
        let head = String(decoding: text.prefix(400), as: UTF8.self)
        guard let line = head.split(separator: "\n").first(where: { $0.hasSuffix("Kernel Configuration") })
        else {
            return false
        }
        let words = line.split(separator: " ")
        return words.count > 2 && words[2] == Substring(version.description)
    }
}
