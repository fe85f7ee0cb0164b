import FoundationEssentials

/// A `compile_commands.json`: the commands of a build, of which only what bears on meaning is used.
///
/// Options are taken from a list of known ones. Others, among them all that make a compiler load or run
/// something (`-fplugin`, `-Xclang`, `@file`), are dropped.
public struct CompileCommands: Sendable {
    private struct Entry: Decodable {
        var directory: String
        var file: String
        var arguments: [String]?
        var command: String?
    }

    private let entries: [String: Entry]

    /// Reads the text of the file.
    ///
    /// - Throws: ``KernelTreeError`` when it is no such file.
    public init(json text: [UInt8], name: String = "compile_commands.json") throws {
        do {
            let list = try JSONDecoder().decode([Entry].self, from: Data(text))
            entries = Dictionary(
                list.map { (Self.absolute($0.file, in: $0.directory), $0) },
                uniquingKeysWith: { first, _ in first })
        } catch {
            throw KernelTreeError(
                message: "'\(name)' is not a list of compile commands",
                hint: "make it with 'make compile_commands.json' in the kernel's build directory")
        }
    }

    /// The number of units with a command.
    public var count: Int { entries.count }

    /// A unit's include directories, included files, macros and language options, with paths inside the tree or
    /// the build directory made relative; `nil` when the unit has no command.
    public func arguments(forUnit unit: String, tree: SourceTree, build: BuildDirectory?) -> [String]? {
        guard let entry = entries["\(tree.root)/\(unit)"] else { return nil }
        let roots = [tree.root] + (build.map { [$0.files.root] } ?? [])
        let words = entry.arguments ?? Self.words(of: entry.command ?? "")
        var result: [String] = []
        var index = 1
        while index < words.count {
            let word = words[index]
            index += 1
            if let option = Self.pathOptions.first(where: { word.hasPrefix($0) }) {
                var path = String(word.dropFirst(option.count))
                if path.isEmpty {
                    guard index < words.count else { break }
                    path = words[index]
                    index += 1
                }
                let place = Self.absolute(path, in: entry.directory)
                let relative = roots.compactMap { root in place == root ? "." : place.after(root + "/") }
                    .first
                result += option == "-I" ? ["-I\(relative ?? place)"] : [option, relative ?? place]
            } else if ["-D", "-U"].contains(word), index < words.count {
                result += [word, words[index]]
                index += 1
            } else if Self.isMeaning(word) {
                result.append(word)
            }
        }
        return result
    }

    private static let pathOptions = ["-isystem", "-iquote", "-idirafter", "-include", "-imacros", "-I"]

    private static func isMeaning(_ word: String) -> Bool {
        word.hasPrefix("-D") || word.hasPrefix("-U") || word.hasPrefix("-std=")
            || [
                "-nostdinc", "-fshort-wchar", "-funsigned-char", "-fsigned-char", "-fms-extensions",
                "-fno-strict-aliasing", "-fno-common", "-ffreestanding", "-O0", "-O1", "-O2", "-O3", "-Os",
            ].contains(word)
    }

    /// The path without `.` and `..`, which are taken literally.
    private static func absolute(_ path: String, in directory: String) -> String {
        var parts: [Substring] = []
        for part in (path.hasPrefix("/") ? path : "\(directory)/\(path)").split(separator: "/")
        where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }

    /// The words of a shell command: quotes and backslashes are understood, nothing is expanded.
    private static func words(of command: String) -> [String] {
        var words: [String] = []
        var word: String?
        var mark: Character?
        var isEscaped = false
        for character in command {
            if isEscaped {
                word = (word ?? "") + String(character)
                isEscaped = false
            } else if character == "\\", mark != "'" {
                isEscaped = true
            } else if character == mark {
                mark = nil
            } else if mark == nil, character == "'" || character == "\"" {
                mark = character
                word = word ?? ""
            } else if mark == nil, character == " " || character == "\t" || character == "\n" {
                if let done = word { words.append(done) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        return words + (word.map { [$0] } ?? [])
    }
}
