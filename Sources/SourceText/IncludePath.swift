/// Where clang looks for the files that `#include` lines name: the include directories among compiler arguments.
///
/// Paths are relative to the tree's root or absolute. The order is clang's (Clang command line argument reference,
/// "Include path management"): the directory of the file that has the line and those of `-iquote` for a name in
/// quotes, then those of `-I`, of `-isystem` and of `-idirafter`.
public struct IncludePath: Hashable, Sendable {
    /// The directories that only a name in quotes is looked for in.
    public private(set) var quoted: [String] = []
    /// The directories that every name is looked for in.
    public private(set) var general: [String] = []
    /// All directories, in the order in which they are looked through.
    public private(set) var directories: [String] = []

    /// The files that are read before the unit (`-imacros`, `-include`), as the arguments name them.
    public private(set) var firstFiles: [String] = []

    /// Takes the directories from compiler arguments.
    public init(arguments: [String]) {
        var found: [String: [String]] = [:]
        var pending: String?
        for argument in arguments {
            if let option = pending {
                found[option, default: []].append(argument)
                pending = nil
            } else if let option = Self.options.first(where: argument.hasPrefix) {
                if argument == option {
                    pending = option
                } else if !argument.hasPrefix("-include-") {
                    found[option, default: []].append(String(argument.dropFirst(option.count)))
                }
            }
        }
        quoted = found["-iquote"] ?? []
        let system = found["-isystem"] ?? []
        // A directory of the user's that is a system directory as well is looked through as such.
        general = (found["-I"] ?? []).filter { !system.contains($0) } + system + (found["-idirafter"] ?? [])
        directories = quoted + general
        firstFiles = (found["-imacros"] ?? []) + (found["-include"] ?? [])
    }

    private static let options = ["-isystem", "-iquote", "-idirafter", "-imacros", "-I", "-include"]

    /// The paths that a name may stand for in a file, in the order in which clang looks for them.
    public func places(of include: IncludeName, in file: String) -> [String] {
        let folders = include.isQuoted ? [Self.folder(of: file)] + directories : general
        return folders.compactMap { Self.path(include.name, in: $0) }
    }

    /// The paths that a file may have that is read before the unit, in clang's order.
    public func places(ofFirstFile name: String) -> [String] {
        ([""] + directories).compactMap { Self.path(name, in: $0) }
    }

    /// The names by which the include directories reach a file.
    public func names(of file: String) -> [String] {
        directories.compactMap { Self.name(of: file, below: $0) }
    }

    /// The paths at which a new file would be found instead of one that was found: those of its name in the
    /// directories before.
    public func places(before file: String) -> [String] {
        var places: [String] = []
        for (index, directory) in directories.enumerated() {
            guard let name = Self.name(of: file, below: directory) else { continue }
            places += directories[..<index].map { "\($0)/\(name)" }
        }
        return places
    }

    private static func name(of file: String, below directory: String) -> String? {
        let (file, directory) = (file.utf8, directory.utf8)
        guard file.starts(with: directory) else { return nil }
        let rest = file.dropFirst(directory.count)
        return rest.first == UInt8(ascii: "/") ? String(rest.dropFirst()) : nil
    }

    /// The directory that a path is in, without the `/`.
    public static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }

    // MARK: Paths

    /// The path of a name below a directory; nil when it leaves the tree.
    public static func path(_ name: String, in directory: String) -> String? {
        normalized(directory.isEmpty || name.hasPrefix("/") ? name : "\(directory)/\(name)")
    }

    /// A path as an `#include` or a link spells it, with `.`, `..` and doubled slashes taken out; nil when it leaves
    /// the tree.
    public static func normalized(_ text: String) -> String? {
        guard isUnusual(text) else { return text }
        let root = text.utf8.first == UInt8(ascii: "/") ? "/" : ""
        var parts: [Substring] = []
        for part in text.split(separator: "/") where part != "." {
            if part == ".." {
                // What lies above the root directory is the root directory.
                if parts.popLast() == nil, root.isEmpty { return nil }
            } else {
                parts.append(part)
            }
        }
        return parts.isEmpty ? nil : root + parts.joined(separator: "/")
    }

    /// Whether a path has an empty component, or one that begins or ends with a dot; asked of every `#include`.
    private static func isUnusual(_ text: String) -> Bool {
        var last = UInt8(ascii: "/")
        for byte in text.utf8 {
            if last == UInt8(ascii: "/"), byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") {
                return true
            }
            if last == UInt8(ascii: "."), byte == UInt8(ascii: "/") { return true }
            last = byte
        }
        return false
    }
}
