import ExtractionMessages

/// Texts that were scanned, kept from unit to unit: every unit of a tree includes much the same headers, and
/// scanning them takes longer than clang takes to find the records in them.
final class ScannedTexts {
    private struct Entry {
        var text: String
        var scanner: SourceScanner
    }

    private var known: [String: Entry] = [:]
    private var bytes = 0

    /// With more text than this, in bytes, all is forgotten: a worker may read a whole tree.
    private let limit: Int

    init(limit: Int = 32 << 20) {
        self.limit = limit
    }

    /// The scanned text of a file as a request has it, relative to the working directory.
    ///
    /// - Throws: ``UnitSource/Unreadable``.
    func scanner(of file: String, in request: ExtractionRequest) throws -> SourceScanner {
        scanner(of: file, text: try UnitSource.text(of: file, in: request))
    }

    /// The scanned form of a file's text.
    func scanner(of file: String, text: String) -> SourceScanner {
        // A path means another text in another state of the tree.
        if let entry = known[file], entry.text == text { return entry.scanner }
        let scanner = SourceScanner(text)
        if bytes + text.utf8.count > limit {
            known = [:]
            bytes = 0
        }
        bytes += text.utf8.count - (known[file]?.text.utf8.count ?? 0)
        known[file] = Entry(text: text, scanner: scanner)
        return scanner
    }
}
