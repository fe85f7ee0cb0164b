import Foundation

/// Header lines of a mail (RFC 5322), with other than ASCII in encoded words (RFC 2047).
enum MailHeaderText {
    private static let width = 78

    /// A header of free words.
    static func words(_ name: String, _ text: String) -> [String] {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        if words.allSatisfy({ $0.utf8.allSatisfy { $0 < 128 } }) {
            return folded(name, words, separator: " ")
        }
        return folded(name, encoded(words.joined(separator: " ")), separator: " ")
    }

    /// A header of addresses, each once.
    static func addresses(_ name: String, _ list: [String], without: [String] = []) -> [String] {
        var seen = Set(without.map(address))
        let unique = list.filter { seen.insert(address($0)).inserted }
        guard !unique.isEmpty else { return [] }
        return folded(name, unique.map(mailbox), separator: ", ")
    }

    /// The parts joined, a new line that begins with a blank wherever one grows too long.
    static func folded(_ name: String, _ parts: [String], separator: String) -> [String] {
        var lines: [String] = []
        var line = "\(name):"
        for (index, part) in parts.enumerated() {
            let piece = part + (index + 1 < parts.count ? String(separator.dropLast()) : "")
            if line.count + 1 + piece.count > width, !line.hasSuffix(":"), line.contains(where: { $0 != " " })
            {
                lines.append(line)
                line = ""
            }
            line += " " + piece
        }
        return lines + [line]
    }

    /// The mailboxes of a header: cut at commas that are in no quotes and no comment.
    static func split(_ list: String) -> [String] {
        var result: [String] = []
        var current = ""
        var isQuoted = false
        var depth = 0
        for character in list {
            switch character {
            case "\"": isQuoted.toggle()
            case "(" where !isQuoted: depth += 1
            case ")" where !isQuoted: depth -= 1
            case "," where !isQuoted && depth <= 0:
                result.append(current)
                current = ""
                continue
            default: break
            }
            current.append(character)
        }
        return (result + [current]).map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    /// The name of a mailbox, else its address.
    static func name(of mailbox: String) -> String {
        let plain = mailbox.prefix { $0 != "<" }.trimmingCharacters(in: CharacterSet(charactersIn: " \"'"))
        return plain.isEmpty ? address(mailbox) : plain
    }

    private static func address(_ mailbox: String) -> String {
        guard let open = mailbox.lastIndex(of: "<") else { return mailbox }
        return mailbox[mailbox.index(after: open)...].prefix { $0 != ">" }.lowercased()
    }

    private static func mailbox(_ text: String) -> String {
        guard text.contains(where: { !$0.isASCII }), let open = text.lastIndex(of: "<") else { return text }
        return encoded(name(of: text)).joined(separator: " ") + " " + text[open...]
    }

    /// Encoded words of at most 75 characters, no character cut in two.
    private static func encoded(_ text: String) -> [String] {
        var result: [String] = []
        var piece = ""
        for character in text {
            if (piece + String(character)).utf8.count > 42, !piece.isEmpty {
                result.append(piece)
                piece = ""
            }
            piece.append(character)
        }
        return (result + [piece]).map { "=?UTF-8?B?\(Data($0.utf8).base64EncodedString())?=" }
    }
}
