import KernelTree

/// The lines of a Kconfig file: continued ones joined, empty ones and comments left out.
struct KconfigLines {
    private let text: [UInt8]
    private var position = 0
    private var number = 0

    init(_ text: [UInt8]) {
        self.text = text
    }

    /// The next line with its number (from 1), `nil` at the end.
    mutating func next() -> (line: [UInt8], number: Int)? {
        while position < text.count {
            var line = takeLine()
            let first = line.first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
            guard let first, first != UInt8(ascii: "#") else { continue }
            let start = number
            guard line.last == UInt8(ascii: "\\") else { return (Array(line), start) }
            var joined: [UInt8] = []
            while line.last == UInt8(ascii: "\\"), position < text.count {
                joined += line.dropLast()
                line = takeLine()
            }
            return (joined + line, start)
        }
        return nil
    }

    /// Passes over a help text: everything indented at least as deeply as its first line.
    mutating func skipHelp() {
        var depth: Int?
        while position < text.count {
            let (before, count) = (position, number)
            let line = takeLine()
            var indent = 0
            var isBlank = true
            for byte in line {
                if byte == UInt8(ascii: " ") {
                    indent += 1
                } else if byte == UInt8(ascii: "\t") {
                    indent = (indent & ~7) + 8
                } else {
                    isBlank = byte == UInt8(ascii: "\r")
                    break
                }
            }
            if isBlank { continue }
            if depth == nil, indent > 0 { depth = indent }
            guard let depth, indent >= depth else {
                (position, number) = (before, count)
                return
            }
        }
    }

    private mutating func takeLine() -> ArraySlice<UInt8> {
        let end = text[position...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
        defer {
            position = end + 1
            number += 1
        }
        let line = text[position..<end]
        return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }
}
