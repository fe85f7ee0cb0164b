import ExtractionMessages
import Flavors
import Foundation
import KernelTree
import Workers

/// Which tree is meant, and under which architectures and configurations it is read.
public struct TreeOptions: Sendable {
    /// The tree's directory.
    public var path: String
    /// Names of architectures; empty for the standard one, or the one a build directory is for.
    public var architectures: [String]
    /// A `.config` file; nil for the tree's own configuration, else the architecture's default.
    public var configuration: String?
    /// Settings laid over it: `CONFIG_X=y`.
    public var settings: [String]
    /// The directory that the tree was built in (`O=`), if not the tree itself.
    public var buildDirectory: String?

    /// The names of all architectures that there are, for help.
    public static var architectureNames: String { Architecture.list }

    /// Makes options.
    public init(
        path: String, architectures: [String] = [], configuration: String? = nil, settings: [String] = [],
        buildDirectory: String? = nil
    ) {
        self.path = path
        self.architectures = architectures
        self.configuration = configuration
        self.settings = settings
        self.buildDirectory = buildDirectory
    }
}

/// A tree that was opened with its options, ready to give flavors.
package struct TreeInput {
    let source: KernelSource
    private let architectures: [Architecture]
    private let configuration: ConfigurationSource?
    private let settings: [ConfigurationSetting]

    /// The bare tree.
    package var tree: SourceTree { source.tree }

    /// Opens the tree, and notes in the trace what is looked at.
    ///
    /// - Throws: ``KernelTreeError`` for what cannot be used.
    package init(_ options: TreeOptions, trace: ReadTrace = ReadTrace()) throws {
        source = try KernelSource(
            opening: options.path, buildDirectory: options.buildDirectory, trace: trace)
        settings = try options.settings.map { try ConfigurationSetting($0) }
        configuration = try options.configuration.map { path in
            trace.note(file: path)
            guard let data = FileManager.default.contents(atPath: path) else {
                throw RunError(
                    message: "the configuration '\(path)' cannot be read",
                    hint: "give a .config file of a kernel, for instance one of /boot/config-*")
            }
            return .file(name: path, text: [UInt8](data))
        }
        if options.architectures.isEmpty {
            architectures = [try source.build?.architecture() ?? .standard]
        } else {
            architectures = try options.architectures.map { try Architecture(named: $0) }
        }
    }

    /// One flavor for each architecture, with the headers that only a compiler could generate.
    package func flavors(of state: PatchedTree, pool: ExtractionPool) throws -> [Flavor] {
        try architectures.map { architecture in
            var flavor = try Flavor(
                of: source, tree: state, architecture: architecture, configuration: configuration,
                settings: settings)
            while let unit = flavor.constants.first {
                flavor = try evaluate(unit, flavor, state, pool)
            }
            return flavor
        }
    }

    /// Reads a unit of constants, as `make prepare` compiles `kernel/bounds.c`.
    private func evaluate(
        _ unit: ConstantsUnit, _ flavor: Flavor, _ state: PatchedTree, _ pool: ExtractionPool
    ) throws -> Flavor {
        var overlay = flavor.virtualFiles.mapValues { String(decoding: $0, as: UTF8.self) }
        overlay[unit.path] = String(decoding: unit.text, as: UTF8.self)
        let arguments = try flavor.arguments(forUnit: unit.path, in: state)
        try tree.provide(
            unit: unit.path, arguments: arguments,
            overlay: flavor.virtualFiles.merging([unit.path: unit.text]) { _, new in new })
        let response = try pool.extract([
            ExtractionRequest(
                root: tree.root, mainFile: unit.path, arguments: arguments, overlay: overlay,
                evaluatesMacros: false)
        ])[0]
        var values: [String: Int64] = [:]
        for enumeration in response.snapshot.enums where enumeration.name.hasPrefix(ConstantsUnit.enumPrefix)
        {
            let name = String(enumeration.name.dropFirst(ConstantsUnit.enumPrefix.count))
            values[name] = enumeration.constants.first?.value.signed
        }
        var filled = flavor.filling(unit, with: values)
        if let problem = response.failure ?? (values.isEmpty ? response.errors.first?.message : nil) {
            filled.notes.append("\(unit.header): could not be derived: \(problem)")
        }
        return filled
    }
}
