/// The part of a patch's diff that concerns one file, as one input for `git apply`.
struct DiffSection {
    /// The file's path, for messages.
    var name: String
    /// The bytes that git is given.
    var diff: [UInt8]
    /// The only path of ``diff`` that counts, `nil` when the diff holds nothing else.
    var onlyPath: String?

    /// Takes a patch apart, file by file.
    ///
    /// With `diff --git` lines each file has bytes of its own, so that a damaged file diff does not take
    /// the others with it; without them git picks the files out of the whole diff.
    static func sections(of patch: PatchInput) -> [DiffSection] {
        let starts = lineStarts(in: patch.diff).filter { patch.diff[$0...].starts(with: marker) }
        guard let first = starts.first else {
            let files =
                patch.files.isEmpty ? [PatchInput.TouchedFile(oldPath: nil, newPath: "")] : patch.files
            return files.map { file in
                DiffSection(
                    name: file.name, diff: patch.diff, onlyPath: files.count == 1 ? nil : file.name)
            }
        }
        let isNamed = starts.count == patch.files.count
        return zip([first] + starts.dropFirst(), Array(starts.dropFirst()) + [patch.diff.count])
            .enumerated().map { number, range in
                let bytes = Array(patch.diff[range.0..<range.1])
                return DiffSection(
                    name: isNamed ? patch.files[number].name : headerName(bytes), diff: bytes, onlyPath: nil)
            }
    }

    /// The names of the blobs that the `index` lines give for the files before the patch, as written.
    var preimageIDs: [String] {
        var names: [String] = []
        for start in Self.lineStarts(in: diff) {
            let line = diff[start...].prefix { $0 != UInt8(ascii: "\n") }
            if line.starts(with: Array("@@".utf8)) { break }
            guard line.starts(with: Array("index ".utf8)) else { continue }
            let name = line.dropFirst(6).prefix { byte in
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
            }
            let isWhole = line[name.endIndex...].starts(with: Array("..".utf8))
            if isWhole, (4...64).contains(name.count), name.contains(where: { $0 != UInt8(ascii: "0") }) {
                names.append(String(decoding: name, as: UTF8.self))
            }
        }
        return names
    }

    /// Whether the file is gone afterwards.
    var deletesFile: Bool {
        Self.lineStarts(in: diff).contains { start in
            ["deleted file mode ", "+++ /dev/null"].contains { diff[start...].starts(with: $0.utf8) }
        }
    }

    /// Whether the file comes from another one.
    var isCopy: Bool {
        Self.lineStarts(in: diff).contains { start in
            ["rename ", "copy "].contains { diff[start...].starts(with: $0.utf8) }
        }
    }

    /// The diff with LF line ends where a mail program made every header line end with CRLF.
    ///
    /// git itself writes header lines with LF, also for files with CRLF, so a CRLF there came on the way.
    static func withoutMailLineEnds(_ diff: [UInt8]) -> [UInt8] {
        let carriageReturn = UInt8(ascii: "\r")
        guard diff.contains(carriageReturn) else { return diff }
        var headers = 0
        for start in lineStarts(in: diff) {
            let rest = diff[start...]
            let isHeader = headerMarkers.contains { rest.starts(with: $0) }
            guard isHeader else { continue }
            headers += 1
            let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
            guard end > start, diff[end - 1] == carriageReturn else { return diff }
        }
        guard headers > 0 else { return diff }
        var result: [UInt8] = []
        result.reserveCapacity(diff.count)
        for (index, byte) in diff.enumerated() {
            let isBeforeEnd = index + 1 == diff.count || diff[index + 1] == UInt8(ascii: "\n")
            if byte != carriageReturn || !isBeforeEnd { result.append(byte) }
        }
        return result
    }

    private static let marker = Array("diff --git ".utf8)
    private static let headerMarkers = ["diff --git ", "@@ -"].map { Array($0.utf8) }

    private static func lineStarts(in bytes: [UInt8]) -> [Int] {
        var starts = bytes.isEmpty ? [] : [0]
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") && index + 1 < bytes.count {
            starts.append(index + 1)
        }
        return starts
    }

    /// The path that the section's header lines name, for a message only.
    private static func headerName(_ bytes: [UInt8]) -> String {
        let header = String(decoding: bytes.prefix(8192), as: UTF8.self)
        let lines = header.split(separator: "\n").prefix { !$0.hasPrefix("@@") }
        for prefix in ["+++ b/", "rename to ", "copy to ", "--- a/"] {
            if let line = lines.first(where: { $0.hasPrefix(prefix) }) {
                return String(line.dropFirst(prefix.count))
            }
        }
        return lines.first?.split(separator: " ").last.map { String($0.dropFirst(2)) } ?? ""
    }
}
