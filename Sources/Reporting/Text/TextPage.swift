/// The page that a text goes to: how wide it is, and which characters it can show.
public struct TextPage: Hashable, Sendable {
    /// How many columns a line may take; nil for a file or a pipe, where a line of prose is what a program searches.
    public var columns: Int?
    /// Whether it shows ASCII alone.
    public var isASCII: Bool
    /// Whether it is a terminal, where people search for `-EPERM` with the minus of their keyboard.
    public var isTerminal: Bool

    /// A page without edges, for files and pipes.
    public static let endless = TextPage(columns: nil, isASCII: false, isTerminal: false)

    /// The columns of a terminal whose width is not known.
    public static let usualColumns = 80
    /// The longest line of a page without edges, in characters.
    static let longestLine = 400
    /// Narrower than this nobody reads tables.
    private static let fewestColumns = 20

    /// Makes a page.
    public init(columns: Int?, isASCII: Bool, isTerminal: Bool) {
        self.columns = columns.map { max($0, Self.fewestColumns) }
        self.isASCII = isASCII
        self.isTerminal = isTerminal
    }

    /// The most characters of a line.
    var width: Int { columns ?? Self.longestLine }

    /// The lines as the page can show them: in its characters, none wider than it is.
    func fit(_ lines: [String]) -> [String] { lines.flatMap { broken(spelled($0)) } }

    /// One line in the page's characters, cut where it is wider than so many columns.
    public func line(_ text: String, columns: Int) -> String { spelled(Self.cut(text, to: max(1, columns))) }

    /// A line in the page's characters.
    func spelled(_ line: String) -> String {
        guard isTerminal || isASCII else { return line }
        var text = ""
        for character in line.unicodeScalars {
            switch character {
            case "\u{2212}": text += "-"
            case "\t" where columns != nil: text += "    "
            case _ where character.isASCII || !isASCII: text.unicodeScalars.append(character)
            case "\u{2192}": text += "->"
            case "\u{2026}": text += "..."
            case "\u{2013}", "\u{2014}": text += "-"
            case "\u{201C}", "\u{201D}": text += "\""
            case "\u{2018}", "\u{2019}": text += "'"
            case "\u{00D7}": text += "x"
            case "\u{00B7}": text += "*"
            case "\u{2264}": text += "<="
            case "\u{2265}": text += ">="
            default: text += "?"
            }
        }
        return text
    }

    // MARK: Lines that are too long

    /// A line broken at blanks, or in a word that is wider than the page; what goes on is indented by four more.
    private func broken(_ line: String) -> [String] {
        guard Self.width(of: line) > width else { return [line] }
        let head = line.prefix { $0 == " " }.count
        let indent = String(repeating: " ", count: min(head + 4, width / 2))
        var lines: [String] = []
        var current = ""
        var used = 0
        for piece in Self.pieces(of: line) {
            var rest = piece
            var size = Self.width(of: rest)
            let isBlank = rest.allSatisfy { $0 == " " }
            if used + size > width, used > indent.count || lines.isEmpty && used > head {
                lines.append(Self.withoutBlanksAtEnd(current))
                current = indent
                used = indent.count
                if isBlank { continue }
            }
            while used + size > width {
                let part = Self.prefix(of: rest, width: width - used)
                lines.append(current + part)
                rest = String(rest.dropFirst(part.count))
                size = Self.width(of: rest)
                current = indent
                used = indent.count
            }
            current += rest
            used += size
        }
        if !current.allSatisfy({ $0 == " " }) { lines.append(current) }
        return lines
    }

    /// Words, and the blanks between them.
    private static func pieces(of line: String) -> [String] {
        var pieces: [String] = []
        for character in line {
            if let last = pieces.last, (last.first == " ") == (character == " ") {
                pieces[pieces.count - 1].append(character)
            } else {
                pieces.append(String(character))
            }
        }
        return pieces
    }

    private static func withoutBlanksAtEnd(_ line: String) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }

    /// How many columns a text takes: terminal sequences (`ESC [ … m`) take none.
    static func width(of text: String) -> Int {
        var count = 0
        var isSequence = false
        for character in text {
            if isSequence {
                isSequence = character != "m"
            } else if character == "\u{1b}" {
                isSequence = true
            } else {
                count += 1
            }
        }
        return count
    }

    /// The longest beginning of a text that takes so many columns, at least one character of it.
    private static func prefix(of text: String, width: Int) -> String {
        var result = ""
        var count = 0
        var isSequence = false
        for character in text {
            if isSequence {
                isSequence = character != "m"
            } else if character == "\u{1b}" {
                isSequence = true
            } else if count == max(1, width) {
                break
            } else {
                count += 1
            }
            result.append(character)
        }
        return result
    }

    /// The beginning of a text that takes so many columns, with an ellipsis where something is left out.
    static func cut(_ text: String, to width: Int) -> String {
        guard text.count > width else { return text }
        let room = max(1, width - 1)
        var kept = String(text.prefix(room))
        // A word that is cut in two reads like another one.
        if let blank = kept.lastIndex(of: " "), kept.distance(from: blank, to: kept.endIndex) < 24,
            text[kept.endIndex] != " "
        {
            kept = String(kept[..<blank])
        }
        return kept + "…"
    }
}
