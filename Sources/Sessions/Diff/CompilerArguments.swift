import Foundation

/// The arguments for clang that a user gives after `--`.
enum CompilerArguments {
    /// Options that name a file or directory, joined to it or followed by it.
    private static let pathOptions = [
        "-I", "-iquote", "-isystem", "-isysroot", "-idirafter", "-include", "-imacros",
    ]

    /// The arguments with their relative paths made absolute, since the reader stands in another directory:
    /// one that names something below the root counts from there, any other from the current directory.
    static func anchored(_ arguments: [String], root: String) -> [String] {
        var result: [String] = []
        var isPath = false
        for argument in arguments {
            if isPath {
                result.append(anchored(argument, root: root))
                isPath = false
            } else if pathOptions.contains(argument) {
                result.append(argument)
                isPath = true
            } else if let option = pathOptions.first(where: { argument.hasPrefix($0) }) {
                result.append(option + anchored(String(argument.dropFirst(option.count)), root: root))
            } else {
                result.append(argument)
            }
        }
        return result
    }

    private static func anchored(_ path: String, root: String) -> String {
        guard !path.hasPrefix("/") else { return path }
        let manager = FileManager.default
        if manager.fileExists(atPath: "\(root)/\(path)") { return path }
        let place = "\(manager.currentDirectoryPath)/\(path)"
        return manager.fileExists(atPath: place) ? URL(fileURLWithPath: place).standardized.path : path
    }
}
