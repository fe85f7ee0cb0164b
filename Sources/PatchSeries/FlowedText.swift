/// Undoes `format=flowed` (RFC 3676): lines that end in a blank go on in the next line.
enum FlowedText {
    /// The text with its paragraphs in one line each.
    ///
    /// In a diff only such lines are joined whose continuation cannot be a diff line itself: a context
    /// line may well end in a blank.
    static func unflow(_ text: String, deletesSpace: Bool) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let start = DiffParser.start(in: lines.map { ArraySlice($0.utf8) }) ?? lines.endIndex
        let prose = paragraphs(lines[..<start], deletesSpace: deletesSpace)
        return (prose + diff(lines[start...], deletesSpace: deletesSpace)).joined(separator: "\n")
    }

    private static func paragraphs(_ lines: ArraySlice<Substring>, deletesSpace: Bool) -> [String] {
        var result: [String] = []
        var open: (depth: Int, text: String)?
        for line in lines {
            let depth = line.prefix { $0 == ">" }.count
            var content = line.dropFirst(depth)
            if content.first == " " { content = content.dropFirst() }
            let isSignature = content == "-- "
            let flows = content.last == " " && !isSignature
            if flows && deletesSpace { content = content.dropLast() }
            if let current = open, current.depth == depth, !isSignature {
                open = (depth, current.text + content)
            } else {
                if let current = open { result.append(quoted(current)) }
                open = (depth, String(content))
            }
            if !flows, let current = open {
                result.append(quoted(current))
                open = nil
            }
        }
        if let current = open { result.append(quoted(current)) }
        return result
    }

    private static func quoted(_ line: (depth: Int, text: String)) -> String {
        line.depth == 0 ? line.text : String(repeating: ">", count: line.depth) + " " + line.text
    }

    // MARK: Diffs

    private static func diff(_ lines: ArraySlice<Substring>, deletesSpace: Bool) -> [String] {
        // A blank is put before lines that begin with one; a program that does not do so leaves
        // context lines with a single blank behind.
        let isStuffed = !lines.contains { line in
            guard line.first == " ", let second = line.dropFirst().first else { return false }
            return second != " " && second != ">" && !line.hasPrefix(" From ")
        }
        var result: [String] = []
        for line in lines {
            if let last = result.last, last.hasSuffix(" "), last != "-- ", !last.allSatisfy({ $0 == " " }),
                !beginsDiffLine(line)
            {
                result[result.count - 1] = (deletesSpace ? String(last.dropLast()) : last) + line
            } else {
                result.append(String(isStuffed && line.first == " " ? line.dropFirst() : line))
            }
        }
        return result
    }

    private static func beginsDiffLine(_ line: Substring) -> Bool {
        guard let first = line.first else { return true }
        let headers = [
            "diff ", "index ", "new ", "old ", "deleted ", "similarity ", "dissimilarity ", "rename ",
            "copy ", "Binary ", "GIT binary", "base-commit:", "prerequisite-",
        ]
        return "+- @\\\t".contains(first) || headers.contains { line.hasPrefix($0) }
    }
}
