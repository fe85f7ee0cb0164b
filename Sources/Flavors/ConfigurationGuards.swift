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
        for atom in atomsInCode(old: old, new: new) { reformed.insert(atom.symbol) }
        for (symbol, forms) in forms where forms.contains(.module) || forms.count > 1 {
            settings.insert(ConfigurationSetting(name: symbol, value: "m"))
        }
        for symbol in reformed {
            for value in ["y", "n"] { settings.insert(ConfigurationSetting(name: symbol, value: value)) }
        }
        return settings.sorted()
    }

    /// A condition that two texts have in different forms.
    public struct ReformedCondition: Sendable {
        /// The new form's line, counted from 1.
        public var line: Int
        /// Its text.
        public var text: String
        /// Settings under which one form holds and the other does not.
        public var example: [ConfigurationSetting]
    }

    /// The conditions of a header or C file that a change gives another meaning, of which no flavor shows that.
    ///
    /// - Parameter flavors: those that the file is read under.
    public static func undecided(old: [UInt8], new: [UInt8], under flavors: [Flavor]) -> [ReformedCondition] {
        var groups: (old: [Group], new: [Group]) = ([], [])
        let newline = UInt8(ascii: "\n")
        let (before, after) = (Set(old.split(separator: newline)), Set(new.split(separator: newline)))
        visit(old, changed: { !after.contains($0) }) { if $0.isReformed { groups.old.append($0) } }
        visit(new, changed: { !before.contains($0) }) { if $0.isReformed { groups.new.append($0) } }
        // Which form became which is told where as many went as came.
        guard groups.old.count == groups.new.count else { return [] }
        return zip(groups.old, groups.new).compactMap { before, after in
            guard !before.hasElif, !after.hasElif, let left = GuardCondition(before.condition),
                let right = GuardCondition(after.condition)
            else { return nil }
            let symbols = left.symbols.union(right.symbols).sorted()
            guard symbols.count <= mostSymbols else { return nil }
            func differs(_ values: (String) -> String) -> Bool { left.holds(values) != right.holds(values) }
            guard
                !flavors.contains(where: { flavor in
                    differs { symbol in
                        ["y", "m"].first { flavor.has(ConfigurationSetting(name: symbol, value: $0)) } ?? "n"
                    }
                }),
                let example = assignments(of: symbols).first(where: { values in differs { values[$0] ?? "n" }
                })
            else { return nil }
            return ReformedCondition(
                line: after.line, text: String(decoding: after.condition, as: UTF8.self),
                example: symbols.map { ConfigurationSetting(name: $0, value: example[$0] ?? "n") })
        }
    }

    /// How many symbols of a condition are tried in all their values.
    private static let mostSymbols = 6

    /// All values of some symbols, `y` and `n` before `m`.
    private static func assignments(of symbols: [String]) -> [[String: String]] {
        func all(_ values: [String]) -> [[String: String]] {
            symbols.reduce([[:]]) { known, symbol in
                known.flatMap { one in values.map { one.merging([symbol: $0]) { _, last in last } } }
            }
        }
        return all(["y", "n"]) + all(["y", "n", "m"])
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

    /// The questions that code asks itself (`if (IS_ENABLED(CONFIG_X))`) on changed lines, and on lines around them that
    /// these stand under: what a line says that is farther to the left, up to the beginning of the function.
    private static func atomsInCode(old: [UInt8], new: [UInt8]) -> Set<GuardAtom> {
        let newline = UInt8(ascii: "\n")
        let lines = [old, new].map { $0.split(separator: newline) }
        let sets = lines.map { Set($0) }
        var found: Set<GuardAtom> = []
        for (own, other) in [(lines[0], sets[1]), (lines[1], sets[0])] {
            let asking = own.map { isCode($0) && says($0, "IS_") && says($0, "(CONFIG_") }
            guard asking.contains(true) else { continue }
            for (index, line) in own.enumerated() where isCode(line) && !other.contains(line) {
                var place = index
                var margin = indent(line) + 1
                while place >= 0, own[place].first != UInt8(ascii: "}") {
                    if isCode(own[place]), indent(own[place]) < margin {
                        margin = indent(own[place])
                        if asking[place] { found.formUnion(GuardAtom.all(in: Array(own[place]))) }
                    }
                    place -= 1
                }
            }
        }
        return found
    }

    private static func isCode(_ line: ArraySlice<UInt8>) -> Bool {
        let content = line.drop { $0 == 32 || $0 == 9 }
        return !content.isEmpty && content.first != UInt8(ascii: "#")
    }

    private static func indent(_ line: ArraySlice<UInt8>) -> Int { line.prefix { $0 == 32 || $0 == 9 }.count }

    private static func says(_ line: ArraySlice<UInt8>, _ text: StaticString) -> Bool {
        let bytes = text.withUTF8Buffer { Array($0) }
        return line.indices.contains { line[$0...].starts(with: bytes) }
    }

    /// What stands between an `#if` and its `#endif`.
    private struct Group {
        var condition: [UInt8]
        /// Where it begins, counted from 1.
        var line: Int
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
        let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() where !line.isEmpty {
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
                    condition: directive.rest, line: number + 1, symbols: symbols(in: directive.rest),
                    isReformed: isChanged)
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
