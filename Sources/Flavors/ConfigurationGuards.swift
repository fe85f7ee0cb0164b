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
    /// which one of two texts of a header has and the other has not.
    ///
    /// Lines are compared as a set: a line that only moved is no reason to read a header again.
    public static func worthExamining(old: [UInt8], new: [UInt8]) -> [String] {
        let newline = UInt8(ascii: "\n")
        let oldLines = Set(old.split(separator: newline))
        let newLines = Set(new.split(separator: newline))
        var names: Set<String> = []
        collect(from: old, changed: { !newLines.contains($0) }, into: &names)
        collect(from: new, changed: { !oldLines.contains($0) }, into: &names)
        return names.sorted()
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

    private struct Group {
        var symbols: [String]
        var hasElse = false
        var hasStub = false
        var hasChange = false
    }

    private static func collect(
        from text: [UInt8], changed: (ArraySlice<UInt8>) -> Bool, into names: inout Set<String>
    ) {
        var open: [Group] = []
        for line in text.split(separator: UInt8(ascii: "\n")) {
            if !open.isEmpty, changed(line) { for index in open.indices { open[index].hasChange = true } }
            let trimmed = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            guard trimmed.first == UInt8(ascii: "#") else {
                if trimmed.starts(with: staticInline) { markStub(&open) }
                continue
            }
            let directive = CLexer(Array(trimmed)).directive(at: 0)
            switch directive.word {
            case "if", "ifdef", "ifndef": open.append(Group(symbols: symbols(in: directive.rest)))
            case "else", "elif":
                if !open.isEmpty { open[open.count - 1].hasElse = true }
            case "endif":
                if let group = open.popLast(), group.hasElse, group.hasStub, group.hasChange {
                    names.formUnion(group.symbols)
                }
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
