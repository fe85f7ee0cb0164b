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
    /// A changed line under an `#if`.
    struct ChangedLine: Hashable {
        /// Counted from 1.
        var number: Int
        /// What it stands under, as the text has it.
        var condition: String
    }

    /// For each revision, by file: the changed lines under an `#if`.
    private let changed: [[String: [ChangedLine]]]

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
            var lines: [String: [ChangedLine]] = [:]
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

    /// Finds the lines of one text of each file that another text of it has not.
    init(old: [String: [UInt8]], new: [String: [UInt8]]) {
        var lines: [String: [ChangedLine]] = [:]
        for (file, text) in new {
            let found = Self.conditionalChanges(Self.marked(old[file] ?? []), Self.marked(text))
            if !found.isEmpty { lines[file] = found }
        }
        changed = [lines]
        files = Set(lines.keys)
    }

    /// The entries for one revision, one for each condition.
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
                read.allSatisfy { $0.skippedLines.contains { $0.contains(line.number) } }
            }
            var order: [String] = []
            for line in missed where !order.contains(line.condition) { order.append(line.condition) }
            return order.compactMap { condition in
                let ranges = Self.ranges(missed.filter { $0.condition == condition }.map(\.number))
                guard let range = ranges.first else { return nil }
                let more = ranges.dropFirst().reduce(0) { $0 + $1.count }
                let others: Phrase =
                    more == 0
                    ? "these changed lines" : "these and \(more, "other changed line", "other changed lines")"
                return Unknown(
                    .lines(file: file, range), of: label,
                    reason: "no examined flavor compiles \(others) under \(code: condition); "
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
    /// conditions and what only the include guard covers do not count.
    static func conditionalChanges(old: [UInt8], new: [UInt8]) -> [Int] {
        conditionalChanges(marked(old), marked(new)).map(\.number)
    }

    private static func conditionalChanges(_ before: [Line], _ after: [Line]) -> [ChangedLine] {
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
            guard case .insert(let offset, let line, _) = change, let condition = line.condition else {
                return nil
            }
            return ChangedLine(number: first + offset + 1, condition: condition)
        }.sorted { $0.number < $1.number }
    }

    /// A line of a text; one that comes under a condition is another line.
    private struct Line: Hashable {
        var text: ArraySlice<UInt8>
        /// nil where it stands under none.
        var condition: String?

        var isConditional: Bool { condition != nil }
    }

    private static func marked(_ text: [UInt8]) -> [Line] {
        let conditional = conditionalLines(text)
        return lines(text).enumerated().map { Line(text: $1, condition: conditional[$0 + 1]) }
    }

    /// The lines between an `#if` and its `#endif` that are neither blank nor conditions, each with what it stands under.
    private static func conditionalLines(_ text: [UInt8]) -> [Int: String] {
        var found: [Int: String] = [:]
        // The conditions of each open `#if`; nil for the include guard, which does not count.
        var open: [[String]?] = []
        var guardName: String?
        var isFirstDirective = true
        var isContinued = false
        var isDefining = false
        let all = lines(text)
        for (index, line) in all.enumerated() {
            let content = line.drop { $0 == 32 || $0 == 9 }
            let isDirective = isContinued || content.first == UInt8(ascii: "#")
            // A definition is as good as a declaration; a condition is no line of its own.
            var isDefinition = isContinued && isDefining
            if isDirective, !isContinued {
                let directive = CLexer(text).directive(at: content.startIndex)
                switch directive.word {
                case "if", "ifdef", "ifndef":
                    if isFirstDirective, directive.word == "ifndef" { guardName = directive.name }
                    open.append([condition(of: directive)])
                case "else", "elif":
                    if let last = open.indices.last, var terms = open[last], let term = terms.popLast() {
                        terms.append(negated(term))
                        if directive.word == "elif" { terms.append(condition(of: directive)) }
                        open[last] = terms
                    }
                    guardName = nil
                case "define":
                    if open.count == 1, directive.name == guardName { open[0] = nil }
                    guardName = nil
                case "endif":
                    _ = open.popLast()
                default:
                    guardName = nil
                }
                isDefinition =
                    (directive.word == "define" || directive.word == "undef")
                    && open.contains { $0 != nil }
                isDefining = isDefinition
                isFirstDirective = false
            }
            if isDefinition || !isDirective, !content.isEmpty, open.contains(where: { $0 != nil }) {
                let terms = open.compactMap { $0 }.flatMap { $0 }
                found[index + 1] =
                    terms.count == 1
                    ? terms[0] : terms.map { $0.contains("||") ? "(\($0))" : $0 }.joined(separator: " && ")
            }
            isContinued = isDirective && line.last == UInt8(ascii: "\\")
        }
        return found
    }

    private static func condition(of directive: CDirective) -> String {
        switch directive.word {
        case "ifdef": return directive.name
        case "ifndef": return "!\(directive.name)"
        default:
            let words = directive.rest.split(whereSeparator: CLexer.isSpace)
            return String(decoding: Array(words.joined(separator: [32])), as: UTF8.self)
        }
    }

    private static func negated(_ term: String) -> String {
        if term.utf8.first == UInt8(ascii: "!"), term.utf8.dropFirst().allSatisfy(CLexer.isOfName) {
            return String(term.dropFirst())
        }
        return term.utf8.allSatisfy(CLexer.isOfName) ? "!\(term)" : "!(\(term))"
    }

    private static func lines(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
        text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    }
}
