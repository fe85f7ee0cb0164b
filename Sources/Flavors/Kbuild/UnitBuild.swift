import KernelTree
import SourceText

/// How kbuild builds a unit: which directory's file names its object, with which flags, under which options.
struct UnitBuild {
    private let unit: String
    /// The file that names the object, or the one beside the unit; nil where there is none.
    private let file: KbuildFile?
    /// The files of the directories above, the nearest first.
    private let above: [KbuildFile]

    /// Looks for the file that builds a unit: in its own directory, in those above it, and, where its own file is only included by
    /// another, in those beside it.
    ///
    /// - Throws: ``KernelTreeError`` for a file that cannot be read.
    init(unit: String, in tree: PatchedTree) throws {
        self.unit = unit
        var found: KbuildFile?
        var fallback: KbuildFile?
        let directories = Self.directories(above: unit)
        for (distance, directory) in directories.prefix(4).enumerated() {
            guard let file = try KbuildFile(in: directory, of: tree) else { continue }
            if !Self.entries(of: file, naming: Self.object(unit)).isEmpty {
                found = file
                break
            }
            if fallback == nil { fallback = file }
            // A directory that builds objects of its own builds all that are below it.
            if distance == 0, file.buildsObjects { break }
        }
        if found == nil, let fragment = fallback, !fragment.buildsObjects {
            found = try Self.including(fragment, unit, directories, tree)
        }
        file = found ?? fallback
        above = try Self.directories(above: "\(file?.directory ?? "")/x").dropFirst().compactMap {
            try KbuildFile(in: $0, of: tree)
        }
    }

    /// The directories that a file lies in, the nearest first, without the tree's root.
    private static func directories(above file: String) -> [String] {
        let parts = file.split(separator: "/").dropLast()
        return (0..<parts.count).map { parts.dropLast($0).joined(separator: "/") }
    }

    private static func object(_ unit: String) -> String {
        unit.hasSuffix(".c") || unit.hasSuffix(".S") ? unit.dropLast(2) + ".o" : unit
    }

    /// The file of a directory nearby that includes another.
    private static func including(
        _ fragment: KbuildFile, _ unit: String, _ directories: [String], _ tree: PatchedTree
    ) throws -> KbuildFile? {
        for directory in directories.dropFirst().prefix(4) where directory.contains("/") {
            for name in try tree.base.names(in: directory) {
                let path = "\(directory)/\(name)"
                guard !directories.contains(path), tree.base.hasDirectory(path),
                    let file = try KbuildFile(in: path, of: tree), file.buildsObjects
                else { continue }
                let includesIt = !file.files.isDisjoint(with: fragment.files)
                if includesIt || !entries(of: file, naming: object(unit)).isEmpty { return file }
            }
        }
        return nil
    }

    /// The entries that name an object.
    private static func entries(of file: KbuildFile, naming object: String) -> [KbuildFile.Entry] {
        let name = object.split(separator: "/").last.map(String.init) ?? object
        return file.entries.filter { entry in
            entry.words.contains {
                $0.hasSuffix(name) && IncludePath.normalized("\(file.directory)/\($0)") == object
            }
        }
    }

    // MARK: Flags

    /// What the lists of flags put on the command line, in order: `-I` of directories that the tree has, whatever they stand under,
    /// and the `-D` of those whose options are on.
    func flags(in tree: PatchedTree, isOn: (String) -> Bool) -> [String] {
        guard let file else { return [] }
        let whole = Self.object(unit)
        let name = whole.split(separator: "/").last ?? ""
        var result: [String] = []
        for (source, entry) in above.reversed().flatMap({ file in file.entries.map { (file, $0) } })
            + file.entries.map({ (file, $0) })
        {
            switch entry.list {
            case "subdir-ccflags": break
            case "ccflags": if source.directory != file.directory { continue }
            default:
                guard let object = entry.list.after("CFLAGS_"), source.directory == file.directory,
                    object == name || IncludePath.normalized("\(file.directory)/\(object)") == whole
                else { continue }
            }
            let isCertain = !entry.isConditional && entry.allOptions.allSatisfy(isOn)
            for flag in Self.flags(entry.words, tree, definesToo: isCertain) where !result.contains(flag) {
                result.append(flag)
            }
        }
        return result
    }

    private static func flags(_ words: [String], _ tree: PatchedTree, definesToo: Bool) -> [String] {
        var result: [String] = []
        for (index, word) in words.enumerated() {
            if word.hasPrefix("-I") {
                let joined = String(word.dropFirst(2))
                let path = joined.isEmpty && index + 1 < words.count ? words[index + 1] : joined
                // `..` may lead out of the tree.
                guard !path.hasPrefix("/"), let directory = IncludePath.normalized(path),
                    tree.base.hasDirectory(directory)
                else { continue }
                result.append("-I\(directory)")
            } else if definesToo, word.hasPrefix("-D") || word.hasPrefix("-U"), word.count > 2,
                let plain = unquoted(word)
            {
                result.append(plain)
            }
        }
        return result
    }

    /// A word as a shell reads it, without the quotes; nil for one whose quotes go on in the next word, or that a shell would
    /// make something else of.
    private static func unquoted(_ word: String) -> String? {
        var result = ""
        var quote: Character?
        var isEscaped = false
        for character in word {
            if isEscaped {
                result.append(character)
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
            } else if character == quote {
                quote = nil
            } else if quote == nil, character == "'" || character == "\"" {
                quote = character
            } else if "`$".contains(character) {
                return nil
            } else {
                result.append(character)
            }
        }
        return quote == nil && !isEscaped ? result : nil
    }

    // MARK: Options

    /// What has to be on for the unit to be built: one of these sets of options. Empty where nothing says so.
    var requirements: [[String]] {
        guard let file else { return [] }
        let here = Self.requirements(of: Self.object(unit), in: file, depth: 0)
        guard !here.isEmpty else { return [] }
        let directory = directoryRequirements
        return here.map { own in directory.filter { !own.contains($0) } + own }
    }

    private static func requirements(of object: String, in file: KbuildFile, depth: Int) -> [[String]] {
        guard depth < 4 else { return [] }
        return entries(of: file, naming: object).flatMap { entry -> [[String]] in
            let own = entry.allOptions
            if entry.list == "obj" || entry.list == "lib" { return [own] }
            let whole = "\(file.directory)/\(entry.list).o"
            guard whole != object else { return [] }
            return requirements(of: whole, in: file, depth: depth + 1).map { $0 + own }
        }
    }

    /// The options under which the directories above have kbuild go into this one.
    private var directoryRequirements: [String] {
        guard let file else { return [] }
        var result: [String] = []
        var directory = file.directory
        for parent in above {
            guard let name = directory.after("\(parent.directory)/") else { continue }
            let entries = parent.entries.filter { $0.list == "obj" && $0.words.contains("\(name)/") }
            guard !entries.isEmpty else { continue }
            let sets = entries.map { $0.allOptions }
            if sets.allSatisfy({ !$0.isEmpty }) { result = sets[0] + result }
            directory = parent.directory
        }
        return result
    }
}
