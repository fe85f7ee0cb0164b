import PackagePlugin

/// Lists what a module has in a directory of its catalogues at every build: each Swift file there is one entry, so
/// that a new one is a new file and nothing else.
@main
struct Catalogue: BuildToolPlugin {
    /// The directories, and the files that list what is in them.
    private static let catalogues = ["Rules": "RuleList.swift", "Architectures": "ArchitectureList.swift"]

    func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
        guard let module = target as? any SourceModuleTarget else { return [] }
        let files = module.sourceFiles(withSuffix: "swift").map(\.url)
        return try Self.catalogues.sorted { $0.key < $1.key }.compactMap { directory, file in
            let names = files.filter { $0.deletingLastPathComponent().lastPathComponent == directory }
                .map { $0.deletingPathExtension().lastPathComponent }.sorted()
            guard !names.isEmpty else { return nil }
            let list = context.pluginWorkDirectoryURL.appending(path: file)
            return .buildCommand(
                displayName: "Listing \(names.count) \(directory.lowercased())",
                executable: try context.tool(named: "catalogue").url,
                arguments: [directory, list.path] + names, outputFiles: [list])
        }
    }
}
