import ABIModel
import Drift
import ExtractionMessages
import KernelTree
import Phrases
import SourceText

/// The lines that revisions change under an `#if`, and which of them no examined flavor compiled.
///
/// What stands in a part that the preprocessor leaves out is never seen: a change there is unknown, and
/// the coverage names its lines.
struct UncompiledLines {
    /// For each revision, by file: the changed lines under an `#if`, counted from 1.
    private let changed: [[String: [Int]]]

    /// The files of which it has to be known what the preprocessor left out.
    let files: Set<String>

    /// Finds the lines.
    ///
    /// - Parameters:
    ///   - files: the C files that are compared.
    ///   - states: the tree with each revision.
    init(of files: [String], states: [PatchedTree]) throws {
        // Revisions stand on few bases.
        var bases: [[String]: [Line]] = [:]
        changed = try states.map { state in
            let base = PatchedTree(base: state.base)
            var lines: [String: [Int]] = [:]
            for file in files where state.overlay[file] != nil {
                let after = Self.marked(try state.contents(of: file) ?? [])
                guard after.contains(where: \.isConditional) else { continue }
                let key = [state.base.root, file]
                let before = try bases[key] ?? Self.marked(try base.contents(of: file) ?? [])
                bases[key] = before
                let found = Self.conditionalChanges(before, after)
                if !found.isEmpty { lines[file] = found }
            }
            return lines
        }
        self.files = Set(changed.flatMap(\.keys))
    }

    /// The entries for one revision.
    ///
    /// - Parameters:
    ///   - revision: the revision's index.
    ///   - label: what the report calls it.
    ///   - responses: for a file, the responses of the flavors that it was read under.
    func unknown(
        revision: Int, label: Label, responses: (String) -> [ExtractionResponse]
    ) -> [Unknown] {
        changed[revision].sorted { $0.key < $1.key }.flatMap { file, lines -> [Unknown] in
            // A unit that could not be read is unknown as a whole already.
            let read = responses(file).filter { $0.failure == nil }
            guard !read.isEmpty else { return [] }
            let missed = lines.filter { line in
                read.allSatisfy { $0.skippedLines.contains { $0.contains(line) } }
            }
            return Self.ranges(missed).map { range in
                Unknown(
                    .lines(file: file, range), of: label,
                    reason: "no examined flavor compiles these changed lines; "
                        + "--arch or --define may name one that does",
                    site: SourceSite(file: file, line: range.lowerBound))
            }
        }
    }

    /// Lines in a row as one range.
    static func ranges(_ lines: [Int]) -> [ClosedRange<Int>] {
        var result: [ClosedRange<Int>] = []
        for line in lines {
            if let last = result.last, last.upperBound + 1 == line {
                result[result.count - 1] = last.lowerBound...line
            } else {
                result.append(line...line)
            }
        }
        return result
    }

    /// The lines of a text that another has not at that place and that stand under an `#if`; blank lines,
    /// directives and what only the include guard covers do not count.
    static func conditionalChanges(old: [UInt8], new: [UInt8]) -> [Int] {
        conditionalChanges(marked(old), marked(new))
    }

    private static func conditionalChanges(_ before: [Line], _ after: [Line]) -> [Int] {
        guard after.contains(where: \.isConditional) else { return [] }
        var first = 0
        while first < min(before.count, after.count), before[first] == after[first] { first += 1 }
        var last = 0
        while last < min(before.count, after.count) - first,
            before[before.count - 1 - last] == after[after.count - 1 - last]
        { last += 1 }
        let middle = Array(after[first..<(after.count - last)])
        let difference = middle.difference(from: Array(before[first..<(before.count - last)]))
        return difference.insertions.compactMap { change in
            guard case .insert(let offset, let line, _) = change, line.isConditional else { return nil }
            return first + offset + 1
        }.sorted()
    }

    /// A line of a text; one that comes under a condition is another line.
    private struct Line: Hashable {
        var text: ArraySlice<UInt8>
        var isConditional: Bool
    }

    private static func marked(_ text: [UInt8]) -> [Line] {
        let conditional = conditionalLines(text)
        return lines(text).enumerated().map { Line(text: $1, isConditional: conditional.contains($0 + 1)) }
    }

    /// The lines between an `#if` and its `#endif` that are neither blank nor directives.
    private static func conditionalLines(_ text: [UInt8]) -> Set<Int> {
        var found: Set<Int> = []
        // Whether each open `#if` counts: the include guard does not.
        var open: [Bool] = []
        var guardName: String?
        var isFirstDirective = true
        var isContinued = false
        for (index, line) in lines(text).enumerated() {
            let content = line.drop { $0 == 32 || $0 == 9 }
            let isDirective = isContinued || content.first == UInt8(ascii: "#")
            if isDirective, !isContinued {
                let directive = CLexer(Array(content)).directive(at: 0)
                switch directive.word {
                case "if", "ifdef", "ifndef":
                    if isFirstDirective, directive.word == "ifndef" { guardName = directive.name }
                    open.append(true)
                case "define":
                    if open.count == 1, directive.name == guardName { open[0] = false }
                    guardName = nil
                case "endif":
                    _ = open.popLast()
                default:
                    guardName = nil
                }
                isFirstDirective = false
            } else if !isDirective, !content.isEmpty, open.contains(true) {
                found.insert(index + 1)
            }
            isContinued = isDirective && line.last == UInt8(ascii: "\\")
        }
        return found
    }

    private static func lines(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
        text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    }
}
