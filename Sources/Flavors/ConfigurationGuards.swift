import KernelTree
import SourceText

/// Which configuration symbols decide between two sides of the same declarations.
public enum ConfigurationGuards {
    /// The symbols for which a header has something else to offer when they are off: an `#ifdef CONFIG_X`
    /// (or `#ifndef`, `#if IS_ENABLED(CONFIG_X)`, `#if defined(CONFIG_X)`) with an `#else`, where at least
    /// one side holds a static inline function or a function-like macro.
    ///
    /// - Parameter texts: The texts of the headers that a series touches.
    /// - Returns: The names with `CONFIG_`, sorted.
    public static func worthExamining(in texts: [[UInt8]]) -> [String] {
        var names: Set<String> = []
        for text in texts { collect(from: text, changed: { _ in true }, into: &names) }
        return names.sorted()
    }

    /// As ``worthExamining(in:)``, but only the symbols that have a line between their `#if` and `#endif`
    /// which one of two texts of a header has and the other has not, or a condition of which that is so.
    ///
    /// Lines are compared as a set: a line that only moved is no reason to read a header again.
    public static func worthExamining(old: [UInt8], new: [UInt8]) -> [String] {
        var names: Set<String> = []
        for group in changedGroups(old: old, new: new) where group.hasElse && group.hasStub {
            names.formUnion(group.symbols)
        }
        return names.sorted()
    }

    /// The settings without which what differs between two texts may not be seen: those that a changed line stands under,
    /// and, where conditions tell `y` from `m`, that one.
    ///
    /// A condition of several symbols is left to those who read the lines that no flavor compiles.
    public static func neededSettings(old: [UInt8], new: [UInt8]) -> [ConfigurationSetting] {
        var settings: Set<ConfigurationSetting> = []
        var forms: [String: Set<GuardAtom.Form>] = [:]
        var reformed: Set<String> = []
        for group in changedGroups(old: old, new: new) {
            let atoms = GuardAtom.all(in: group.condition)
            for atom in atoms { forms[atom.symbol, default: []].insert(atom.form) }
            if group.isReformed { reformed.formUnion(atoms.map(\.symbol)) }
            guard let atom = atoms.first, atoms.count == 1, GuardAtom.isWhole(group.condition), !group.hasElif
            else {
                continue
            }
            for isElse in group.changedBranches { settings.insert(atom.setting(holds: !isElse)) }
        }
        for (symbol, forms) in forms where forms.contains(.module) || forms.count > 1 {
            settings.insert(ConfigurationSetting(name: symbol, value: "m"))
        }
        for symbol in reformed {
            for value in ["y", "n"] { settings.insert(ConfigurationSetting(name: symbol, value: value)) }
        }
        return settings.sorted()
    }

    /// The symbols that decide whether a line which says the word is seen, or what stands in its place.
    public static func options(guarding word: String, in text: [UInt8]) -> [String] {
        var names: Set<String> = []
        let wanted = Array(word.utf8)
        let says = { (line: ArraySlice<UInt8>) -> Bool in
            line.indices.contains { line[$0...].starts(with: wanted) }
        }
        collect(from: text, changed: says, into: &names)
        return names.sorted()
    }

    /// What stands between an `#if` and its `#endif`.
    private struct Group {
        var condition: [UInt8]
        var symbols: [String]
        var hasElse = false
        var hasElif = false
        var hasStub = false
        /// The branches that have a changed line: the one behind `#else` is true.
        var changedBranches: Set<Bool> = []
        /// Whether the condition itself is another.
        var isReformed = false

        var hasChange: Bool { isReformed || !changedBranches.isEmpty }
    }

    private static func changedGroups(old: [UInt8], new: [UInt8]) -> [Group] {
        let newline = UInt8(ascii: "\n")
        let oldLines = Set(old.split(separator: newline))
        let newLines = Set(new.split(separator: newline))
        var groups: [Group] = []
        visit(old, changed: { !newLines.contains($0) }) { groups.append($0) }
        visit(new, changed: { !oldLines.contains($0) }) { groups.append($0) }
        return groups.filter(\.hasChange)
    }

    private static func collect(
        from text: [UInt8], changed: (ArraySlice<UInt8>) -> Bool, into names: inout Set<String>
    ) {
        visit(text, changed: changed) { group in
            if group.hasElse, group.hasStub, group.hasChange { names.formUnion(group.symbols) }
        }
    }

    /// Calls back with each group at its end, inner ones first.
    private static func visit(
        _ text: [UInt8], changed: (ArraySlice<UInt8>) -> Bool, _ found: (Group) -> Void
    ) {
        var open: [Group] = []
        for line in text.split(separator: UInt8(ascii: "\n")) {
            let isChanged = changed(line)
            if isChanged {
                for index in open.indices { open[index].changedBranches.insert(open[index].hasElse) }
            }
            let trimmed = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            guard trimmed.first == UInt8(ascii: "#") else {
                if trimmed.starts(with: staticInline) { markStub(&open) }
                continue
            }
            let directive = CLexer(Array(trimmed)).directive(at: 0)
            switch directive.word {
            case "if", "ifdef", "ifndef":
                var group = Group(
                    condition: directive.rest, symbols: symbols(in: directive.rest), isReformed: isChanged)
                if directive.word != "if" {
                    let sign = directive.word == "ifndef" ? "!" : ""
                    group.condition = Array("\(sign)defined(\(directive.name))".utf8)
                }
                open.append(group)
            case "else", "elif":
                guard let last = open.indices.last else { break }
                open[last].hasElse = true
                if directive.word == "elif" { open[last].hasElif = true }
            case "endif":
                if let group = open.popLast() { found(group) }
            case "define":
                let head = directive.rest.prefix { !CLexer.isSpace($0) }
                if head.contains(UInt8(ascii: "(")) { markStub(&open) }
            default:
                break
            }
        }
    }

    private static let staticInline = Array("static inline".utf8)

    private static func markStub(_ open: inout [Group]) {
        for index in open.indices { open[index].hasStub = true }
    }

    /// The `CONFIG_…` names in a condition; those of modules stand for the symbol itself.
    private static func symbols(in condition: [UInt8]) -> [String] {
        condition.split { !CLexer.isOfName($0) }.map { String(decoding: $0, as: UTF8.self) }
            .filter { $0.hasPrefix("CONFIG_") }
            .map { $0.hasSuffix("_MODULE") ? String($0.dropLast(7)) : $0 }
    }
}
