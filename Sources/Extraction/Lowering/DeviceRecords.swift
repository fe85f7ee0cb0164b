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
        }
        return result
    }

    /// The record's name that ends before a place, or nil where none does.
    private static func record(before place: Int, _ text: [UInt8]) -> String? {
        var (name, position) = nameEnding(before: place, text)
        while name == "volatile" || name == "const" { (name, position) = nameEnding(before: position, text) }
        guard !name.isEmpty, name != "void" else { return nil }
        let tag = nameEnding(before: position, text).name
        return tag == "struct" || tag == "union" ? "\(tag) \(name)" : name
    }

    /// The name before a place with blanks between them, and where it begins.
    private static func nameEnding(before place: Int, _ text: [UInt8]) -> (name: String, start: Int) {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 0x09 && byte <= 0x0d }
        func isOfName(_ byte: UInt8) -> Bool {
            byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte)
                || (0x61...0x7a).contains(byte)
        }
        var end = place
        while end > 0, isBlank(text[end - 1]) { end -= 1 }
        var start = end
        while start > 0, isOfName(text[start - 1]) { start -= 1 }
        return (String(decoding: text[start..<end], as: UTF8.self), start)
    }
}
