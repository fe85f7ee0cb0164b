import Drift

/// Cuts the tokens of C text into declarations.
struct OutlineBuilder {
    private let tokens: [OutlineToken]
    private let definitions: [OutlineTokens.Definition]
    private(set) var entries: [SourceOutline.Entry] = []

    init(_ scanned: OutlineTokens) {
        tokens = scanned.tokens
        definitions = scanned.definitions
    }

    mutating func build() {
        for definition in definitions {
            entries.append(
                .init(
                    kind: .macro, symbol: definition.name, lines: definition.passage.lines,
                    text: definition.passage.text))
        }
        var start = 0
        while start < tokens.count { start = declaration(from: start) }
    }

    // MARK: Top level

    /// Reads one declaration and gives back where the next one begins. One that has no end, as in a
    /// fragment, ends with the text.
    private mutating func declaration(from start: Int) -> Int {
        var index = start
        // A label stands before a statement of a fragment.
        if start + 1 < tokens.count, tokens[start].isWord, tokens[start + 1].text == ":" { return start + 2 }
        var depth = 0
        var record: (keyword: Int, body: Range<Int>)?
        while index < tokens.count {
            let text = tokens[index].text
            if text == "(" { depth += 1 }
            if text == ")" { depth -= 1 }
            if text == "}" { return index + 1 }
            if text == ";", depth <= 0 { break }
            if text == "{" {
                let end = endOfBlock(at: index)
                if depth <= 0, let keyword = aggregateKeyword(before: index, from: start) {
                    record = (keyword, (index + 1)..<end)
                } else if isFunctionHead(start..<index) {
                    add(start..<min(end + 1, tokens.count), record: nil, hasBody: true)
                    return end + 1
                }
                depth = max(0, depth)
                index = end
            }
            index += 1
        }
        add(start..<min(index + 1, tokens.count), record: record, hasBody: false)
        return index + 1
    }

    /// The index of the brace that closes the one at `start`, or of what ends the text. A brace at the margin
    /// closes everything: both sides of a conditional may open one.
    private func endOfBlock(at start: Int) -> Int {
        var depth = 0
        for index in start..<tokens.count {
            let token = tokens[index]
            if token.text == "{" { depth += 1 }
            if token.text == "}" {
                depth -= 1
                if depth == 0 || token.isAtMargin { return index }
            }
        }
        return tokens.count
    }

    /// The keyword of the enum or record whose body begins at a brace.
    private func aggregateKeyword(before brace: Int, from start: Int) -> Int? {
        for back in 1...2 where brace - back >= start {
            if Self.aggregates.contains(tokens[brace - back].text) { return brace - back }
        }
        return nil
    }

    private func isFunctionHead(_ range: Range<Int>) -> Bool {
        functionName(in: range) != nil && !tokens[range].contains { $0.text == "=" }
    }

    private mutating func add(
        _ range: Range<Int>, record: (keyword: Int, body: Range<Int>)?, hasBody: Bool
    ) {
        guard let first = tokens[range].first, let last = tokens[range].last else { return }
        let lines = first.line...max(first.line, last.line)
        func append(_ kind: EntityKind, _ symbol: String) {
            entries.append(
                .init(kind: kind, symbol: symbol, lines: lines, text: text(range), hasBody: hasBody))
        }
        if let record {
            let keyword = tokens[record.keyword].text
            let tag = tokens[record.keyword + 1]
            let name = tag.isWord ? tag.text : lastWord(in: record.body.upperBound..<range.upperBound) ?? ""
            let symbol = tag.isWord ? "\(keyword) \(name)" : name
            append(keyword == "enum" ? .enumeration : .record, symbol)
            if keyword == "enum" {
                constants(record.body)
            } else {
                members(record.body, of: symbol, path: "")
            }
            return
        }
        if Self.statements.contains(first.text) { return }
        if first.text.hasPrefix("EXPORT_SYMBOL"), range.count >= 4 {
            append(.function, tokens[range.lowerBound + 2].text)
        } else if first.text == "typedef" {
            if let name = pointerName(in: range) ?? lastWord(in: range) { append(.typedef, name) }
        } else if let name = functionName(in: range) {
            append(.function, name)
        } else if let name = variableName(in: range) ?? pointerName(in: range) {
            append(.variable, name)
        }
    }

    // MARK: Parts

    private mutating func constants(_ body: Range<Int>) {
        for part in split(body, at: ",") {
            guard let first = tokens[part].first, first.isWord, let last = tokens[part].last else { continue }
            entries.append(
                .init(
                    kind: .constant, symbol: first.text, lines: first.line...last.line, text: text(part)))
        }
    }

    private mutating func members(_ body: Range<Int>, of record: String, path: String) {
        for part in split(body, at: ";") {
            guard let first = tokens[part].first, let last = tokens[part].last else { continue }
            let name =
                pointerName(in: part) ?? lastWord(in: part.lowerBound..<endOfName(in: part)) ?? ""
            if let brace = tokens[part].firstIndex(where: { $0.text == "{" }),
                Self.aggregates.contains(first.text)
            {
                let end = min(endOfBlock(at: brace), part.upperBound)
                let inner = lastWord(in: end..<part.upperBound).map { path + $0 + "." } ?? path
                members((brace + 1)..<end, of: record, path: inner)
                continue
            }
            guard !name.isEmpty, part.count > 1 else { continue }
            entries.append(
                .init(
                    kind: .member, symbol: "\(record).\(path)\(name)",
                    lines: first.line...last.line, text: text(part)))
        }
    }

    private func split(_ range: Range<Int>, at mark: String) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var start = range.lowerBound
        var depth = 0
        for index in range {
            switch tokens[index].text {
            case "{", "(", "[": depth += 1
            case "}", ")", "]": depth -= 1
            case mark where depth == 0:
                result.append(start..<index)
                start = index + 1
            default: break
            }
        }
        if start < range.upperBound { result.append(start..<range.upperBound) }
        return result
    }

    // MARK: Names

    private static let aggregates: Set<String> = ["struct", "union", "enum"]
    private static let statements: Set<String> = [
        "return", "if", "else", "for", "while", "do", "switch", "case", "default", "goto", "break",
        "continue",
    ]
    /// What stands before a name with parentheses of its own.
    private static let annotations: Set<String> = [
        "__attribute__", "__printf", "__scanf", "__section", "__aligned", "__acquires", "__releases",
        "__must_hold", "__alloc_size", "__declspec", "typeof", "__typeof__", "__free", "sizeof",
    ]

    /// The name before the first parameter list; a call that stands alone is no declaration.
    private func functionName(in range: Range<Int>) -> String? {
        var index = range.lowerBound
        while index + 1 < range.upperBound, tokens[index].text != "=" {
            let token = tokens[index]
            guard token.isWord, tokens[index + 1].text == "(" else {
                index += 1
                continue
            }
            guard Self.annotations.contains(token.text) else {
                let isCalled = tokens[index + 2 < range.upperBound ? index + 2 : index].text == "*"
                return index > range.lowerBound && !isCalled ? token.text : nil
            }
            var depth = 0
            repeat {
                index += 1
                if tokens[index].text == "(" { depth += 1 }
                if tokens[index].text == ")" { depth -= 1 }
            } while depth > 0 && index + 1 < range.upperBound
        }
        return nil
    }

    /// The name in `(*name)(…)`.
    private func pointerName(in range: Range<Int>) -> String? {
        for index in range.dropLast(2)
        where tokens[index].text == "(" && tokens[index + 1].text == "*" && tokens[index + 2].isWord {
            return tokens[index + 2].text
        }
        return nil
    }

    private func variableName(in range: Range<Int>) -> String? {
        let end = endOfName(in: range)
        let words = tokens[range.lowerBound..<end].filter(\.isWord)
        let marks = tokens[range.lowerBound..<end].contains { !$0.isWord && $0.text != "*" }
        // `struct x;` declares nothing that has a form.
        let isForward = words.count == 2 && Self.aggregates.contains(words[0].text)
        return words.count >= 2 && !marks && !isForward ? words.last?.text : nil
    }

    /// Where the declarator's name has ended: at `=`, `[`, `:`, `,` or `;`.
    private func endOfName(in range: Range<Int>) -> Int {
        range.first { ["=", "[", ":", ",", ";"].contains(tokens[$0].text) } ?? range.upperBound
    }

    private func lastWord(in range: Range<Int>) -> String? {
        guard range.lowerBound < range.upperBound else { return nil }
        return tokens[range.clamped(to: 0..<tokens.count)].last(where: \.isWord)?.text
    }

    private func text(_ range: Range<Int>) -> String {
        var text = ""
        text.reserveCapacity(range.count * 6)
        for index in range {
            if index > range.lowerBound { text += " " }
            text += tokens[index].text
        }
        return text
    }
}
