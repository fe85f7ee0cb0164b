import ABIModel
import Drift
import KernelTree
import PatchSeries
import SourceText

/// Tells which declarations a comment is about.
struct CommentTargeting {
    let names: NamedDeclarations
    let places: HunkPlaces?
    let before: PatchedTree
    let after: PatchedTree
    let store: OutlineStore

    /// Of a quote that was not trimmed, only the end is what the comment answers.
    private static let answeredLines = 30

    /// The targets, the surest first, and the place of the last quoted diff line.
    func targets(of comment: ReviewComment) -> (targets: [CommentTarget], site: SourceSite?) {
        let spots = places?.places(of: comment.quote) ?? comment.quote.map { _ in nil }
        let answered = Self.answered(comment.quote)
        let site = spots.last { $0 != nil }?.map { SourceSite(file: $0.file, line: $0.line) }
        var result = Targets()
        // The lines right above the comment: they are its subject if the last of them is of the diff.
        for spot in Self.subject(spots[answered]) { add(spot, .quoted, to: &result) }
        let diff = InlineDiff(comment.text)
        let records = Set(
            result.targets.filter { $0.kind == .record || $0.kind == .member }.map(\.recordSymbol))
        for named in names.mentioned(in: diff.words, records: records) {
            result.add(named.symbol, named.kind, .named)
        }
        for entry in diff.changed { result.add(entry.symbol, entry.kind, .proposed) }
        if result.targets.isEmpty {
            let text = comment.quote[answered].map(\.text).joined(separator: "\n")
            for named in names.mentioned(in: text) { result.add(named.symbol, named.kind, .answered) }
        }
        if result.targets.isEmpty {
            for spot in Self.subject(spots.suffix(Self.answeredLines)) { add(spot, .thread, to: &result) }
        }
        return (result.targets, site)
    }

    /// Of the quoted diff lines those that the patch changes, if there are any: the others give context.
    private static func subject(_ spots: ArraySlice<HunkPlaces.Place?>) -> [HunkPlaces.Place] {
        let all = spots.compactMap { $0 }
        let changed = all.filter { !$0.isContext }
        return changed.isEmpty ? all : changed
    }

    private func add(_ spot: HunkPlaces.Place, _ basis: CommentTarget.Basis, to result: inout Targets) {
        let found: (entries: [SourceOutline.Entry], isDocumentation: Bool)
        if spot.isInTree {
            // The lines of the file were found in the tree, so that it can be read.
            let state = spot.isRemoved ? before : after
            guard let outline = (try? store.outline(of: spot.file, in: state)) ?? nil else { return }
            found = outline.entries(at: spot.line)
        } else {
            guard let fragment = places?.fragment(of: spot.hunk, isOld: spot.isRemoved) else { return }
            found = SourceOutline(fragment.text).entries(at: spot.line - fragment.firstLine + 2)
        }
        for entry in found.entries {
            result.add(entry, of: spot.file, basis, isDocumentation: found.isDocumentation)
        }
    }

    /// The quoted lines right above the comment: those of one depth, back to an empty line where they are
    /// prose, and no more of a diff than a reader sees at once.
    private static func answered(_ quote: [QuotedLine]) -> Range<Int> {
        guard let depth = quote.last?.depth else { return 0..<0 }
        var start = quote.count
        while start > 0, quote.count - start < answeredLines, quote[start - 1].depth == depth { start -= 1 }
        return start..<quote.count
    }

    /// The targets of a comment whose patch is not at hand: quoted diff lines are read as fragments, and
    /// only what is called or quoted counts as a name.
    static func targetsAlone(of comment: ReviewComment) -> [CommentTarget] {
        var result = Targets()
        let outline = SourceOutline(fragment(comment.quote))
        let answered = Self.answered(comment.quote)
        let isAboutDiff = comment.quote[answered].contains { isDiffLine($0.text) }
        if isAboutDiff { for entry in outline.entries { result.add(entry, of: "", .quoted) } }
        for name in calledNames(in: comment.text) { result.add(name, .function, .named) }
        if result.targets.isEmpty { for entry in outline.entries { result.add(entry, of: "", .thread) } }
        return result.targets
    }

    private static func isDiffLine(_ text: String) -> Bool {
        guard let mark = text.first, mark == "+" || mark == "-" else { return false }
        return !text.hasPrefix("--") && text.dropFirst().contains { !$0.isWhitespace }
    }

    /// The quoted diff lines as C. Lines that stand deeper than the margin, with no head above them, are
    /// the inside of a record that the quote does not show.
    private static func fragment(_ quote: [QuotedLine]) -> [UInt8] {
        var text = ""
        for line in quote where isDiffLine(line.text) { text += line.text.dropFirst() + "\n" }
        return Array(text.utf8)
    }

    /// `name()` and `name(x)` in prose.
    private static func calledNames(in text: String) -> [String] {
        var result: [String] = []
        var word = ""
        for character in text {
            if CLexer.isOfName(character) {
                word.append(character)
                continue
            }
            if character == "(", word.contains("_"), !result.contains(word) { result.append(word) }
            word = ""
        }
        return result
    }

    /// Targets, each symbol once, on its surest basis.
    private struct Targets {
        private(set) var targets: [CommentTarget] = []
        /// The lines of enums and records that are targets as a whole.
        private var wholes: [(file: String, lines: ClosedRange<Int>)] = []

        /// Adds what an outline tells; a part of an enum or record that is a target itself is left out.
        mutating func add(
            _ entry: SourceOutline.Entry, of file: String, _ basis: CommentTarget.Basis,
            isDocumentation: Bool = false
        ) {
            let isPart = entry.kind == .constant || entry.kind == .member
            if isPart,
                wholes.contains(where: { $0.file == file && $0.lines.contains(entry.lines.lowerBound) })
            {
                return
            }
            if entry.kind == .enumeration || entry.kind == .record { wholes.append((file, entry.lines)) }
            add(entry.symbol, entry.kind, basis, isDocumentation: isDocumentation)
        }

        mutating func add(
            _ symbol: String, _ kind: EntityKind, _ basis: CommentTarget.Basis, isDocumentation: Bool = false
        ) {
            guard !targets.contains(where: { $0.symbol == symbol }) else { return }
            targets.append(
                CommentTarget(symbol: symbol, kind: kind, basis: basis, isDocumentation: isDocumentation))
        }
    }
}

extension CommentTarget {
    /// The record itself, or the one that the member is of.
    fileprivate var recordSymbol: String { String(symbol.prefix { $0 != "." }) }
}
