import Drift

/// Terminal colours (ECMA-48 SGR), or none.
public struct TextStyle: Sendable {
    /// Whether to use them at all.
    public var isColored: Bool

    /// Makes a style.
    public init(isColored: Bool) { self.isColored = isColored }

    func bold(_ text: String) -> String { wrap(text, "1") }
    func dim(_ text: String) -> String { wrap(text, "2") }
    func red(_ text: String) -> String { wrap(text, "31") }
    func green(_ text: String) -> String { wrap(text, "32") }
    func yellow(_ text: String) -> String { wrap(text, "33") }

    func severity(_ severity: Severity) -> String {
        switch severity {
        case .error: wrap("error", "1;31")
        case .warning: wrap("warning", "1;33")
        case .note: wrap("note", "36")
        }
    }

    /// A line of a marked-up record: added green, removed red, changed yellow.
    func marked(_ line: String) -> String {
        switch line.first {
        case "+": green(line)
        case "-": red(line)
        case "!": yellow(line)
        default: line
        }
    }

    private func wrap(_ text: String, _ code: String) -> String {
        isColored ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
    }
}
