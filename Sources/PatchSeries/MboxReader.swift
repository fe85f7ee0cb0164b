/// Takes an mbox apart into mails; a single mail and a bare diff are read as well.
struct MboxReader {
    /// What to call the input in errors.
    let name: String
    /// What its mails are kept with.
    let origin: String

    /// No mail program writes lines of this length in bytes (RFC 5322 allows 998), and no C file has them.
    static let lineLimit = 16 << 20

    /// Reads all mails.
    ///
    /// - Throws: ``PatchSeriesError`` where the input is empty, is no mail, or has an endless line.
    func messages(in bytes: Bytes) throws -> [MailMessage] {
        guard !bytes.isAllBlank else {
            throw PatchSeriesError(
                file: name, line: 0, reason: "the input is empty",
                hint: "fetch the series with `b4 mbox MESSAGE-ID` or `git format-patch --stdout`")
        }
        if let program = Self.compression(of: bytes) {
            throw PatchSeriesError(
                file: name, line: 0, reason: "the input is compressed",
                hint: "unpack it first: `\(program) -dc FILE | kdrift review - …`")
        }
        guard Self.looksLikeMail(bytes) else {
            throw PatchSeriesError(
                file: name, line: 1,
                reason: "this is not a mail: it begins with neither a header nor `From `",
                hint: "give an mbox, a single mail, or the output of `git format-patch`")
        }
        // Only an mbox has separators, and quote marks before `From `; a single mail may hold files
        // that look like one.
        let isMbox = bytes.drop { $0 == .newline || $0 == .carriageReturn }.starts(with: "From ")
        return try split(bytes, isMbox: isMbox).flatMap { range, line in
            MailParser(source: name, origin: origin, firstLine: line)
                .parse(isMbox ? Self.unquoted(bytes[range]) : bytes[range])
        }
    }

    /// Whether the first line is an mbox separator, a header, or a diff.
    static func looksLikeMail(_ bytes: Bytes) -> Bool {
        guard let line = ByteLines(bytes: bytes).first(where: { !$0.isEmpty }) else { return false }
        return line.starts(with: "From ") || MailParser.isBareDiff(line) || MailHeader.colon(in: line) != nil
    }

    private static func compression(of bytes: Bytes) -> String? {
        if bytes.starts(with: [0x1f, 0x8b]) { return "gzip" }
        if bytes.starts(with: [0xfd, 0x37, 0x7a, 0x58, 0x5a]) { return "xz" }
        if bytes.starts(with: [0x28, 0xb5, 0x2f, 0xfd]) { return "zstd" }
        return nil
    }

    // MARK: Splitting

    /// The mails of an mbox, each with the line that it begins at.
    private func split(_ bytes: Bytes, isMbox: Bool) throws -> [(Range<Int>, Int)] {
        var starts: [(offset: Int, line: Int)] = []
        var lines = ByteLines(bytes: bytes).makeIterator()
        var number = 0
        var previousIsEmpty = true
        var position = lines.position
        while let line = lines.next() {
            number += 1
            guard line.count <= Self.lineLimit else {
                throw PatchSeriesError(
                    file: name, line: number,
                    reason: "the line is \(line.count) bytes long, which no mail has",
                    hint: "take that mail out of the input, or fetch the thread again with `b4 mbox`")
            }
            if isMbox, line.starts(with: "From "),
                Self.isSeparator(line, isBehindEmptyLine: previousIsEmpty, before: bytes[lines.position...])
            {
                starts.append((position, number))
            }
            previousIsEmpty = line.isEmpty
            position = lines.position
        }
        if starts.first?.offset != bytes.startIndex { starts.insert((bytes.startIndex, 1), at: 0) }
        return starts.indices.map { index in
            let end = index + 1 < starts.count ? starts[index + 1].offset : bytes.endIndex
            return (starts[index].offset..<end, starts[index].line)
        }.filter { !bytes[$0.0].isAllBlank }
    }

    /// Of three signs (an empty line before it, a date at its end, a header below it) two are enough: a mail whose
    /// header is damaged must not take the one before it along.
    private static func isSeparator(_ line: Bytes, isBehindEmptyLine: Bool, before rest: Bytes) -> Bool {
        let signs = [isBehindEmptyLine, headerFollows(rest)].filter { $0 }.count
        return signs == 2 || signs == 1 && endsInDate(line)
    }

    /// `From someone Thu Jan  1 00:00:00 1970`: the date is asctime's (RFC 4155), a zone may follow.
    private static func endsInDate(_ line: Bytes) -> Bool {
        let words = line.split(separator: .space)
        guard let time = words.firstIndex(where: { $0.filter { $0 == UInt8(ascii: ":") }.count == 2 }),
            time >= 5, time + 1 < words.count
        else { return false }
        return words[time].allSatisfy { $0.isDigit || $0 == UInt8(ascii: ":") }
            && words[time - 1].allSatisfy(\.isDigit)
            && words[(time + 1)...].contains { $0.count == 4 && $0.allSatisfy(\.isDigit) }
    }

    private static func headerFollows(_ bytes: Bytes) -> Bool {
        let line = bytes.prefix(300).prefix { $0 != .newline }
        return MailHeader.colon(in: line) != nil || line.starts(with: ">From ")
    }

    // MARK: Quoting

    /// Takes one `>` off lines that begin `>From `, `>>From `, … (mboxrd; for mboxo the same).
    private static func unquoted(_ bytes: Bytes) -> Bytes {
        let needsWork = ByteLines(bytes: bytes).contains { quotesFrom($0) }
        guard needsWork else { return bytes }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var lines = ByteLines(bytes: bytes, cutsCarriageReturn: false).makeIterator()
        var start = lines.position
        while let line = lines.next() {
            result += bytes[(quotesFrom(line) ? start + 1 : start)..<lines.position]
            start = lines.position
        }
        return result[...]
    }

    private static func quotesFrom(_ line: Bytes) -> Bool {
        line.first == UInt8(ascii: ">") && line.drop { $0 == UInt8(ascii: ">") }.starts(with: "From ")
    }
}
