import Drift

/// What a C file, or a fragment of one, declares, and on which lines: told from the text alone.
///
/// libclang sees one side of every `#ifdef` and no place but the first; a comment may stand under any line
/// of any side, and under a fragment that no compiler takes. The outline is for finding what people speak
/// of, not for judging it.
struct SourceOutline: Hashable {
    /// One declaration.
    struct Entry: Hashable {
        /// What it is.
        var kind: EntityKind
        /// Its name, as findings name it.
        var symbol: String
        /// Its lines, from 1.
        var lines: ClosedRange<Int>
        /// The comment right above it.
        var documentation: OutlineTokens.Passage?
        /// Its tokens, one blank between two.
        var text: String
        /// Whether a body was seen (of a function).
        var hasBody = false
    }

    /// The declarations, by line; enums and records stand before their parts.
    private(set) var entries: [Entry] = []

    /// Reads a file or a fragment.
    init(_ source: [UInt8]) {
        let scanned = OutlineTokens(source)
        var builder = OutlineBuilder(scanned)
        builder.build()
        entries = builder.entries.sorted {
            ($0.lines.lowerBound, -$0.lines.upperBound) < ($1.lines.lowerBound, -$1.lines.upperBound)
        }
        let comments = Dictionary(scanned.comments.map { ($0.lines.upperBound, $0) }) { $1 }
        for index in entries.indices {
            entries[index].documentation = comments[entries[index].lines.lowerBound - 1]
        }
    }

    /// The innermost declarations that a line is part of, with whether the line is in the text above one.
    func entries(at line: Int) -> (entries: [Entry], isDocumentation: Bool) {
        let holding = entries.filter { $0.lines.contains(line) }
        if let innermost = holding.map(\.lines.count).min() {
            return (holding.filter { $0.lines.count == innermost }, false)
        }
        let documented = entries.filter { $0.documentation?.lines.contains(line) == true }
        return (documented.isEmpty ? [] : [documented[0]], true)
    }
}
