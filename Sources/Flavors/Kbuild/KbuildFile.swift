import KernelTree
import SourceText

/// What the Kbuild file or Makefile of a directory says, with the files that it includes: which words are added to which lists.
///
/// It is read as text, after the kernel's `Documentation/kbuild/makefiles.rst`: variables, `include`, conditions, `addprefix` and
/// `addsuffix`. Nothing of it is run. Both branches of a condition are taken; an entry says which options it stands under.
struct KbuildFile {
    /// Words that one line adds to a list.
    struct Entry {
        /// The list, without what stands behind its last `-`: `obj`, `lamp`, `ccflags`, or `CFLAGS_lamp.o`.
        var list: String
        /// The option that has to be on: `lamp-$(CONFIG_LAMP_PM) += pm.o`. Nil for `-y`, `-m` and `-objs`.
        var option: String?
        /// The options of the `ifdef` and `ifeq` around it that have to be on.
        var options: [String]
        /// Whether a condition stands around it that is no option's being on.
        var isConditional: Bool
        /// The words, with variables put in; those with unknown ones are left out.
        var words: [String]

        /// All options that have to be on.
        var allOptions: [String] { options + [option].compactMap { $0 } }
    }

    /// The directory.
    let directory: String
    /// What is added to lists, in order.
    private(set) var entries: [Entry] = []
    /// The files that were read, by their paths in the tree.
    private(set) var files: Set<String> = []

    private var variables: [String: String] = [:]
    private var conditions: [Condition] = []

    /// What stands around a line: an option that has to be on, or something else.
    private struct Condition {
        var option: String?
    }

    /// Reads the file of a directory; nil where it has none.
    ///
    /// - Throws: ``KernelTreeError`` for a file that cannot be read.
    init?(in directory: String, of tree: PatchedTree) throws {
        self.directory = directory
        variables = [
            "src": directory, "obj": directory, "srctree": ".", "objtree": ".", "srcroot": ".",
        ]
        for name in ["Kbuild", "Makefile"] where try read("\(directory)/\(name)", of: tree) { return }
        return nil
    }

    /// Whether it builds something itself; one that is included by another may not.
    var buildsObjects: Bool { entries.contains { $0.list == "obj" } }

    // MARK: Lines

    /// True where there is such a file.
    private mutating func read(_ path: String, of tree: PatchedTree) throws -> Bool {
        guard files.count < 400, !files.contains(path), let text = try tree.contents(of: path) else {
            return false
        }
        files.insert(path)
        for line in MakefileText.lines(of: text) where !line.hasPrefix("\t") || line.contains("=") {
            let words = line.split { $0 == " " || $0 == "\t" }
            guard let first = words.first else { continue }
            switch first {
            case "ifdef": conditions.append(Condition(option: words.count > 1 ? option(words[1]) : nil))
            case "ifndef": conditions.append(Condition(option: nil))
            case "ifeq", "ifneq": conditions.append(Condition(option: comparedOption(line)))
            case "else": if !conditions.isEmpty { conditions[conditions.count - 1] = Condition(option: nil) }
            case "endif": _ = conditions.popLast()
            case "include", "-include", "sinclude":
                for word in expanded(words.dropFirst().joined(separator: " "), depth: 0) {
                    guard let path = IncludePath.normalized(word) else { continue }
                    // What a header package links to elsewhere has no object of the tree in it.
                    _ = try? read(path, of: tree)
                }
            default: assign(line)
            }
        }
        return true
    }

    /// The option of `ifdef CONFIG_X`.
    private func option(_ word: Substring) -> String? { word.hasPrefix("CONFIG_") ? String(word) : nil }

    /// The option of `ifeq ($(CONFIG_X),y)`, or of `ifneq ($(CONFIG_X),)`.
    private func comparedOption(_ line: String) -> String? {
        let text = line.filter { $0 != " " && $0 != "\t" && $0 != "\"" }
        for (start, ends) in [("ifeq($(", ["),y)", "),m)"]), ("ifneq($(", ["),)", "),n)"])] {
            guard let rest = text.after(start), let end = ends.first(where: rest.hasSuffix) else { continue }
            return option(rest.dropLast(end.count)[...])
        }
        return nil
    }

    private mutating func assign(_ line: String) {
        guard let sign = line.firstIndex(of: "=") else { return }
        let left = line[..<sign]
        let isAdded = left.last == "+"
        let name = left.filter { !" \t:+?".contains($0) }
        let value = String(line[line.index(after: sign)...])
        guard !name.isEmpty, !name.contains(":") else { return }
        if let entry = entry(String(name), value) {
            entries.append(entry)
        }
        let isTakenOnce = left.last == ":"
        let text = isTakenOnce ? expanded(value, depth: 0).joined(separator: " ") : value
        // Both branches of a condition are taken.
        let isKept = isAdded || !conditions.isEmpty
        variables[String(name)] = isKept ? (variables[String(name)] ?? "") + " " + text : text
    }

    private func entry(_ name: String, _ value: String) -> Entry? {
        var (list, gate) = (name, "y")
        if !name.hasPrefix("CFLAGS_") {
            guard let dash = name.lastIndex(of: "-") else { return nil }
            (list, gate) = (String(name[..<dash]), String(name[name.index(after: dash)...]))
            if list.hasPrefix("$(") || gate.hasPrefix("$(") && !gate.hasPrefix("$(CONFIG_") { return nil }
        }
        list = expanded(list, depth: 0).first ?? list
        return Entry(
            list: list,
            option: gate.hasPrefix("$(CONFIG_") ? String(gate.dropFirst(2).prefix { $0 != ")" }) : nil,
            options: conditions.compactMap(\.option),
            isConditional: conditions.contains { $0.option == nil },
            words: expanded(value, depth: 0))
    }

    // MARK: Words

    /// The words of a text, with variables put in. A word with a variable that is not known is left out.
    private func expanded(_ text: String, depth: Int) -> [String] {
        guard text.contains("$") else { return text.split { $0 == " " || $0 == "\t" }.map(String.init) }
        guard depth < 12 else { return [] }
        var words: [String?] = [""]
        func end() { if words.last != "" { words.append("") } }
        func add(_ part: String) { words[words.count - 1] = words[words.count - 1].map { $0 + part } }
        var rest = text[...]
        while let next = rest.first {
            if next == " " || next == "\t" {
                end()
                rest = rest.dropFirst()
            } else if next == "$", let reference = Self.reference(&rest) {
                let values = value(of: reference, depth: depth + 1)
                guard let values else {
                    words[words.count - 1] = nil
                    continue
                }
                for (index, value) in values.enumerated() {
                    if index > 0 { end() }
                    add(value)
                }
            } else {
                add(String(next))
                rest = rest.dropFirst()
            }
        }
        return words.compactMap { $0 }.filter { !$0.isEmpty }
    }

    /// What stands between the brackets of `$(…)` or `${…}` at the beginning of a text, which is taken off it.
    private static func reference(_ text: inout Substring) -> String? {
        let start = text.index(after: text.startIndex)
        guard start < text.endIndex, text[start] == "(" || text[start] == "{" else {
            text = text.dropFirst()
            return ""
        }
        var depth = 0
        var index = start
        while index < text.endIndex {
            if "({".contains(text[index]) { depth += 1 }
            if ")}".contains(text[index]) { depth -= 1 }
            if depth == 0 { break }
            index = text.index(after: index)
        }
        let inner = text[text.index(after: start)..<index]
        text = index < text.endIndex ? text[text.index(after: index)...] : ""
        return String(inner)
    }

    /// The words that a reference stands for; nil where that is not known.
    private func value(of reference: String, depth: Int) -> [String]? {
        for (function, isPrefix) in [("addprefix ", true), ("addsuffix ", false)] {
            guard let call = reference.after(function), let comma = call.firstIndex(of: ",") else { continue }
            let fix = expanded(String(call[..<comma]), depth: depth).joined()
            return expanded(String(call[call.index(after: comma)...]), depth: depth).map {
                isPrefix ? fix + $0 : $0 + fix
            }
        }
        return variables[reference].map { expanded($0, depth: depth) }
    }
}
