import PackagePlugin

/// Lists the rules of a module at every build: each Swift file in its directory `Rules` is one.
@main
struct RuleCatalogue: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
        guard let module = target as? any SourceModuleTarget else { return [] }
        let names = module.sourceFiles(withSuffix: "swift").map(\.url)
            .filter { $0.deletingLastPathComponent().lastPathComponent == "Rules" }
            .map { $0.deletingPathExtension().lastPathComponent }.sorted()
        let list = context.pluginWorkDirectoryURL.appending(path: "RuleList.swift")
        return [
            .buildCommand(
                displayName: "Listing \(names.count) rules",
                executable: try context.tool(named: "rule-catalogue").url, arguments: [list.path] + names,
                outputFiles: [list])
        ]
    }
}
