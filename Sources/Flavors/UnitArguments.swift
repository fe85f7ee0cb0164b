import KernelTree
import SourceText

extension Flavor {
    /// The arguments for one unit: the flavor's, the unit's `KBUILD_…` names, the include directories that the
    /// Makefile beside it adds, and the option without which it is not built.
    ///
    /// The Makefile is read as text: `-I` of literal directories, of `$(srctree)/…`, `$(src)` and
    /// `$(obj)`, whatever condition they stand under. Nothing of it is run.
    ///
    /// - Throws: ``KernelTreeError`` for a Makefile that cannot be read.
    public func arguments(forUnit unit: String, in tree: PatchedTree) throws -> [String] {
        let name = Self.symbol(Self.baseName(unit))
        let stem = unit.split(separator: ".").dropLast().joined(separator: ".")
        var result = arguments
        for directory in try Self.includeDirectories(of: unit, in: tree) { result.append("-I\(directory)") }
        if let option = try optionOff(forUnit: unit, in: tree) { result.append("-D\(option)=1") }
        result += [
            "-DKBUILD_MODFILE=\"\(stem)\"", "-DKBUILD_BASENAME=\"\(name)\"", "-DKBUILD_MODNAME=\"\(name)\"",
            "-D__KBUILD_MODNAME=kmod_\(name)",
        ]
        return result
    }

    /// The directories that the Makefile (or Kbuild) beside a unit puts on the include path, in order.
    static func includeDirectories(of unit: String, in tree: PatchedTree) throws -> [String] {
        guard let slash = unit.lastIndex(of: "/") else { return [] }
        let directory = String(unit[..<slash])
        var found: [String] = []
        let object = "CFLAGS_\(baseName(unit)).o"
        for line in try MakefileText.lines(in: directory, of: tree) {
            let words = line.split { $0 == " " || $0 == "\t" }.map(String.init)
            guard let target = words.first?.prefix(while: { $0 != ":" && $0 != "+" && $0 != "=" }) else {
                continue
            }
            let isForUnit = target == object
            guard isForUnit || target.hasPrefix("ccflags-") || target.hasPrefix("subdir-ccflags-") else {
                continue
            }
            for path in includePaths(words, directory: directory)
            where !found.contains(path) && tree.base.hasDirectory(path) {
                found.append(path)
            }
        }
        return found
    }

    private static func includePaths(_ words: [String], directory: String) -> [String] {
        var paths: [String] = []
        for (index, word) in words.enumerated() where word.hasPrefix("-I") {
            let joined = String(word.dropFirst(2))
            var text = joined.isEmpty && index + 1 < words.count ? words[index + 1] : joined
            for root in ["$(srctree)/", "$(objtree)/", "${srctree}/"] {
                text = text.after(root) ?? text
            }
            for here in ["$(src)", "$(obj)", "${src}"] { text = text.replacing(here, with: directory) }
            // Other variables are unknown to us, and `..` may lead out of the tree.
            guard !text.contains("$"), !text.hasPrefix("/"), let path = IncludePath.normalized(text) else {
                continue
            }
            paths.append(path)
        }
        return paths
    }

    private static func baseName(_ unit: String) -> String {
        let file = unit.split(separator: "/").last.map(String.init) ?? unit
        return file.split(separator: ".").dropLast().joined(separator: ".")
    }

    /// The name as kbuild writes it where an identifier is needed.
    private static func symbol(_ name: String) -> String {
        String(
            decoding: name.utf8.map { CLexer.isOfName($0) ? $0 : UInt8(ascii: "_") },
            as: UTF8.self)
    }
}
