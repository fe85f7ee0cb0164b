import Configuration
import Flavors
import Foundation
import KernelTree
import Readings
import Workers

/// Finds and reads a tree's `.kdrift.yml`.
public enum SettingsFile {
    /// The settings that a run goes by.
    ///
    /// - Parameters:
    ///   - path: the file that was asked for; nil for the one at the tree's root, if there is one.
    ///   - tree: the tree, as the command line names it; nil where only a file that was asked for counts.
    ///   - trace: notes what is read.
    /// - Throws: ``ConfigurationError`` for a file with mistakes, ``RunError`` for one that cannot be read.
    public static func settings(
        at path: String?, tree: String?, trace: ReadTrace = ReadTrace()
    ) throws -> Settings {
        if let path {
            trace.note(file: path)
            guard let data = FileManager.default.contents(atPath: path) else {
                throw RunError(
                    message: "the settings '\(path)' cannot be read",
                    hint: "check the path and its permissions")
            }
            return try Settings(yaml: String(decoding: data, as: UTF8.self), file: path)
        }
        guard let tree, let text = try text(ofTree: tree, trace) else { return Settings() }
        return try Settings(yaml: text)
    }

    /// The text at the root of a tree, which may be a revision of a repository; nil where there is none.
    private static func text(ofTree path: String, _ trace: ReadTrace) throws -> String? {
        trace.note(file: path)
        trace.note(file: "\(path)/\(Settings.fileName)")
        var isDirectory: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
        if exists && !isDirectory.boolValue { return nil }
        let bytes =
            exists
            ? FileManager.default.contents(atPath: "\(path)/\(Settings.fileName)").map { [UInt8]($0) }
            : try KernelSource(opening: path, trace: trace).tree.contents(of: Settings.fileName)
        return bytes.map { String(decoding: $0, as: UTF8.self) }
    }
}

extension TreeOptions {
    /// The options with what the settings say where the command line says nothing.
    func filled(from settings: Settings) -> TreeOptions {
        var options = self
        if options.architectures.isEmpty { options.architectures = settings.architectures }
        if options.configuration == nil {
            options.configuration = settings.config.map { $0.hasPrefix("/") ? $0 : "\(path)/\($0)" }
        }
        // What stands later wins.
        options.settings = settings.defines + options.settings
        return options
    }
}
