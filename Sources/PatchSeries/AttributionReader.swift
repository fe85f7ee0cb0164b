/// Finds out who wrote the lines at each quote depth of a reply.
///
/// An attribution stands right above the quote it introduces and is one mark less deep:
/// `On Wed, Nov 17, 2021 at 01:22:19PM +0800, A B wrote:`, `A B <a@b> writes:`, the same wrapped over
/// several lines, or `On Wed, 17 Nov 2021` with the verb left out. Outlook puts the original's header
/// (`From:`, `Sent:`) on top of the quote, at the same depth.
struct AttributionReader {
    /// Depth → author.
    private var authors: [Int: String]
    /// The authors of the mails above this one, its parent's first.
    private let ancestors: [String]
    private var lines: [QuotedLine] = []
    private var isDropped: [Bool] = []

    /// No attribution is wrapped over more lines.
    private static let wrapLimit = 3

    /// - Parameters:
    ///   - author: who wrote the mail itself.
    ///   - ancestors: who wrote the mails it answers, its parent's author first, as far as known.
    init(author: String, ancestors: [String]) {
        authors = [0: author]
        self.ancestors = ancestors
    }

    /// Gives every line its author, and leaves attributions out.
    mutating func read(_ raw: [QuotedLine]) -> [QuotedLine] {
        lines = Self.withoutTopPostedHeader(raw)
        isDropped = Array(repeating: false, count: lines.count)
        var previous = 0
        for index in lines.indices {
            let depth = lines[index].depth
            if depth > previous { takeAttributions(above: index, from: previous) }
            if Self.isHeaderBlock(lines, at: index), depth > 0 { takeHeaderBlock(at: index) }
            lines[index].author = authors[depth] ?? inherited(depth)
            // A blank line between two quotes does not end the quoting.
            if depth > 0 || !lines[index].isBlank { previous = depth }
        }
        return zip(lines, isDropped).filter { !$0.1 }.map(\.0)
    }

    /// Without an attribution the thread tells who is quoted, as long as the attributions above agree
    /// with it.
    private func inherited(_ depth: Int) -> String? {
        guard depth > 0, depth <= ancestors.count else { return nil }
        let agrees = (1..<depth).allSatisfy { level in
            authors[level].map { $0 == ancestors[level - 1] } ?? true
        }
        return agrees ? ancestors[depth - 1] : nil
    }

    // MARK: Above the quote

    /// Looks above a line that is quoted deeper than the one before it for those who are quoted.
    private mutating func takeAttributions(above index: Int, from previous: Int) {
        let depth = lines[index].depth
        // The attribution may itself be quoted less deep by more than one.
        for level in stride(from: depth - 1, through: 0, by: -1) {
            guard let (range, name) = attribution(above: index, depth: level) else { continue }
            // Where the first quoted line is deeper, the attribution that led there was cut out.
            authors = authors.filter { $0.key <= level }
            if !name.isEmpty { authors[level + 1] = name }
            for line in range { isDropped[line] = true }
            return
        }
    }

    /// The attribution that ends right above a line, at a depth: its lines, and the name in it.
    private func attribution(above index: Int, depth: Int) -> (Range<Int>, String)? {
        var end = index
        while end > 0, lines[end - 1].isBlank { end -= 1 }
        var text = ""
        for start in stride(from: end - 1, through: max(0, end - Self.wrapLimit), by: -1) {
            guard start >= 0, lines[start].depth == depth, !lines[start].isBlank, !isDropped[start] else {
                break
            }
            text = text.isEmpty ? lines[start].text : lines[start].text + " " + text
            guard let attribution = Attribution(text) else { continue }
            // `A B <a@b> wrote:` may be the second half of a line that begins with `On <date>`.
            if !attribution.hasDate, start > 0, start > end - Self.wrapLimit, lines[start - 1].depth == depth,
                !lines[start - 1].isBlank, Attribution(lines[start - 1].text + " " + text)?.hasDate == true
            {
                continue
            }
            return (start..<end, attribution.name)
        }
        return nil
    }

    // MARK: Outlook

    /// `From: …` with `Sent:` or `Date:` below it.
    private static func isHeaderBlock(_ lines: [QuotedLine], at index: Int) -> Bool {
        guard lines[index].text.hasPrefix("From: "), index + 1 < lines.count,
            lines[index + 1].depth == lines[index].depth
        else { return false }
        return ["Sent: ", "Date: ", "To: "].contains { lines[index + 1].text.hasPrefix($0) }
    }

    private mutating func takeHeaderBlock(at index: Int) {
        let depth = lines[index].depth
        authors = authors.filter { $0.key < depth }
        authors[depth] = Correspondent(String(lines[index].text.dropFirst("From: ".count))).displayName
        if index > 0, lines[index - 1].depth == depth, lines[index - 1].text.hasPrefix("-----Original") {
            isDropped[index - 1] = true
        }
        let names = ["From: ", "Sent: ", "Date: ", "To: ", "Cc: ", "Subject: "]
        for line in index..<lines.count {
            guard lines[line].depth == depth, names.contains(where: { lines[line].text.hasPrefix($0) })
            else { break }
            isDropped[line] = true
        }
    }

    /// An answer on top of an unmarked original: what follows the original's header is quoted.
    private static func withoutTopPostedHeader(_ raw: [QuotedLine]) -> [QuotedLine] {
        guard let start = raw.indices.first(where: { raw[$0].depth == 0 && isHeaderBlock(raw, at: $0) }),
            let text = raw[start...].firstIndex(where: \.isBlank),
            let next = raw[text...].first(where: { !$0.isBlank }), next.depth == 0
        else { return raw }
        var lines = raw
        for index in start..<lines.count { lines[index].depth += 1 }
        if start > 0, lines[start - 1].text.hasPrefix("-----Original") { lines[start - 1].depth += 1 }
        return lines
    }
}

extension QuotedLine {
    fileprivate var isBlank: Bool { text.utf8.allSatisfy { $0.isBlank || $0 == .carriageReturn } }
}
