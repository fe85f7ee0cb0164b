import SourceText

/// Which records are laid over a device's registers, as the sources say it: `struct regs __iomem *`.
///
/// `__iomem` is for sparse and means nothing to a compiler, so that no tree has it; it is looked for in the text.
extension SourceTexts {
    /// The records of a file that stand before `__iomem`, as C writes them: `struct regs`, `regs_t`.
    func recordsInDevices(_ file: String) -> Set<String> {
        let text = bytes(file)
        let word = Array("__iomem".utf8)
        var result: Set<String> = []
        var position = 0
        while let found = text[position...].firstRange(of: word) {
            position = found.upperBound
            if let record = Self.record(before: found.lowerBound, text) { result.insert(record) }
            if let record = Self.record(after: found.upperBound, text) { result.insert(record) }
        }
        return result.union(volatileRecords(text))
    }

    /// The records behind `volatile`: `volatile struct regs *`.
    private func volatileRecords(_ text: [UInt8]) -> Set<String> {
        let word = Array("volatile struct ".utf8)
        var result: Set<String> = []
        var position = 0
        while let found = text[position...].firstRange(of: word) {
            position = found.upperBound
            let name = text[position...].prefix(while: CLexer.isOfName)
            if !name.isEmpty { result.insert("struct " + String(decoding: name, as: UTF8.self)) }
        }
        return result
    }

    /// The record's name behind a place, or nil where none stands there: `__iomem struct regs *`.
    private static func record(after place: Int, _ text: [UInt8]) -> String? {
        let words = text[place...].prefix(80).split(maxSplits: 2, omittingEmptySubsequences: true) {
            !CLexer.isOfName($0)
        }
        guard words.count > 1, words[0].elementsEqual("struct".utf8),
            text[place..<words[0].startIndex].allSatisfy({ $0 == 0x20 || $0 == 0x09 })
        else { return nil }
        return "struct " + String(decoding: words[1], as: UTF8.self)
    }

    /// The record's name that ends before a place, or nil where none does.
    private static func record(before place: Int, _ text: [UInt8]) -> String? {
        var place = place
        while place > 0, [0x20, 0x09, UInt8(ascii: "*")].contains(text[place - 1]) { place -= 1 }
        var (name, position) = nameEnding(before: place, text)
        while name == "volatile" || name == "const" { (name, position) = nameEnding(before: position, text) }
        guard !name.isEmpty, name != "void" else { return nil }
        let tag = nameEnding(before: position, text).name
        return tag == "struct" || tag == "union" ? "\(tag) \(name)" : name
    }

    /// The name before a place with blanks between them, and where it begins.
    private static func nameEnding(before place: Int, _ text: [UInt8]) -> (name: String, start: Int) {
        var end = place
        while end > 0, CLexer.isSpace(text[end - 1]) { end -= 1 }
        var start = end
        while start > 0, CLexer.isOfName(text[start - 1]) { start -= 1 }
        return (String(decoding: text[start..<end], as: UTF8.self), start)
    }
}
