import Foundation
import Globs
import KernelTree
import SourceText

/// Finds the files whose text looks as if it declared a name, without parsing anything.
///
/// A file too many costs a parse, a file too few hides a declaration: what is doubtful counts as found.
struct DeclarationSearch {
    private let word: [UInt8]
    /// `struct`, `union` or `enum` where the symbol says so.
    private let tag: String?

    /// Makes a search for an identifier, with or without `struct`, `union`, `enum`; nil for what is none.
    init?(_ symbol: String) {
        let name = SymbolFilter.withoutKeyword(symbol)
        tag = name == symbol ? nil : String(symbol.prefix { $0 != " " })
        word = Array(name.utf8)
        guard !word.isEmpty, word.allSatisfy(CLexer.isOfName) else { return nil }
    }

    /// Lists of files to read, one after the other until one shows the declaration: headers of interfaces
    /// with the C files that export it, then all C text.
    func candidates(in tree: SourceTree) throws -> [[String]] {
        var interfaces: [String] = []
        for directory in ["include", "arch"] where tree.hasDirectory(directory) {
            interfaces += try tree.files(matching: GlobPattern("\(directory)/**")).filter {
                $0.hasSuffix(".h") && (directory == "include" || $0.contains("/include/"))
            }
        }
        let headers = try declaring(interfaces, in: tree)
        let isFunction = try headers.contains { try isCallable(in: $0, of: tree) }
        if !headers.isEmpty, !isFunction { return [headers, try everywhere(tree, except: headers)] }
        return [headers + (try everywhere(tree, except: headers))]
    }

    private func everywhere(_ tree: SourceTree, except known: [String]) throws -> [String] {
        let known = Set(known)
        let paths = try tree.files(matching: GlobPattern("**")).filter { path in
            (path.hasSuffix(".c") || path.hasSuffix(".h")) && !known.contains(path)
                && !Self.isElsewhere(path)
        }
        return try declaring(paths, in: tree)
    }

    /// Whether a file is no part of the kernel itself.
    static func isElsewhere(_ path: String) -> Bool {
        ["tools/", "scripts/", "samples/", "Documentation/"].contains { path.hasPrefix($0) }
    }

    private func declaring(_ paths: [String], in tree: SourceTree) throws -> [String] {
        try tree.files(of: paths, containing: [word]).filter { path in
            guard let text = try tree.contents(of: path) else { return false }
            return declares(text)
        }
    }

    private func isCallable(in path: String, of tree: SourceTree) throws -> Bool {
        guard let text = try tree.contents(of: path) else { return false }
        return places(in: text).contains { next(after: $0, in: text) == UInt8(ascii: "(") }
    }

    // MARK: One text

    /// Whether one of the places where the name stands looks like a declaration.
    func declares(_ text: [UInt8]) -> Bool {
        places(in: text).contains { isDeclaration(at: $0, in: text) }
    }

    private func isDeclaration(at place: Int, in text: [UInt8]) -> Bool {
        var start = place
        while start > 0, text[start - 1] != 10 { start -= 1 }
        let head = text[start..<place]
        let following = next(after: place, in: text)
        let words = String(decoding: head, as: UTF8.self).split { $0 == " " || $0 == "\t" }
        if let tag {
            // A common word as `page` is said everywhere; a type's definition has the tag or ends a typedef.
            let opens = following == UInt8(ascii: "{") || isFollowedByBrace(place, text)
            let closes = words.first?.hasPrefix("}") ?? (place == start)
            return opens && words.contains { $0 == tag } || closes
        }
        if words.first == "#define" || words == ["#", "define"] { return words.count <= 2 }
        if let tag = words.last, ["struct", "union", "enum"].contains(tag) {
            return following == UInt8(ascii: "{") || isFollowedByBrace(place, text)
        }
        let isIndented = text[start] == 32 || text[start] == 9
        switch following {
        case UInt8(ascii: "("): return !isIndented
        case UInt8(ascii: ")"): return head.starts(with: Array("EXPORT_SYMBOL".utf8))
        case UInt8(ascii: ";"), UInt8(ascii: "["): return !isIndented
        case UInt8(ascii: ","), UInt8(ascii: "="), UInt8(ascii: "}"):
            return words.isEmpty || !isIndented || head.starts(with: Array("EXPORT_SYMBOL".utf8))
        default: return words.isEmpty && isIndented
        }
    }

    /// `struct x __aligned(8) {` as well.
    private func isFollowedByBrace(_ place: Int, _ text: [UInt8]) -> Bool {
        text[(place + word.count)...].prefix { $0 != 10 }.contains(UInt8(ascii: "{"))
    }

    private func next(after place: Int, in text: [UInt8]) -> UInt8 {
        text[(place + word.count)...].first { ![9, 10, 13, 32].contains($0) } ?? 0
    }

    /// Where the name stands as a word of its own.
    private func places(in text: [UInt8]) -> [Int] {
        var result: [Int] = []
        var index = 0
        let first = word[0]
        while index + word.count <= text.count {
            guard let found = text[index...].firstIndex(of: first), found + word.count <= text.count else {
                return result
            }
            index = found + 1
            guard text[found..<found + word.count].elementsEqual(word) else { continue }
            let before = found == 0 ? 0 : text[found - 1]
            let after = found + word.count == text.count ? 0 : text[found + word.count]
            if !CLexer.isOfName(before), !CLexer.isOfName(after) { result.append(found) }
        }
        return result
    }
}
