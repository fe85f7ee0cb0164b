/// The header lines of one file in a diff, as git writes them.
enum DiffHeader {
    /// The header lines with their line ends; as they are where the paths begin with `a/` and `b/`.
    static func normalized(_ lines: ArraySlice<Bytes>, of diff: FileDiff) -> [UInt8] {
        guard diff.written != nil else {
            return Array(lines.map { $0 + [.newline] }.joined())
        }
        let old = quoted("a/", diff.oldPath ?? diff.path)
        let new = quoted("b/", diff.path)
        var text = "diff --git \(old) \(new)\n"
        if lines.first?.starts(with: "diff --git ") == true {
            for line in lines.dropFirst() where !line.starts(with: "--- ") && !line.starts(with: "+++ ") {
                text += line.lossyText + "\n"
            }
        } else {
            if diff.isNew { text += "new file mode 100644\n" }
            if diff.isDeleted { text += "deleted file mode 100644\n" }
        }
        if !diff.hunks.isEmpty {
            text += "--- \(diff.isNew ? "/dev/null" : old)\n+++ \(diff.isDeleted ? "/dev/null" : new)\n"
        }
        return Array(text.utf8)
    }

    /// The path in git's quotes where it has to be in them.
    private static func quoted(_ prefix: String, _ path: String) -> String {
        let path = prefix + path
        guard path.utf8.contains(where: { $0 < 32 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") })
        else { return path }
        var result = "\""
        for scalar in path.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
