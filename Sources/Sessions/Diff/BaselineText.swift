import Foundation

extension Baseline {
    /// The text of the file, ending in a line end.
    public var text: String {
        get throws {
            var bytes: [UInt8] = []
            try write { bytes += $0 }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    /// Hands the text of the file to `put`, one flavor after the other: the flavors of a large tree take more
    /// memory as text than all else together.
    public func write(_ put: ([UInt8]) throws -> Void) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        var frame = self
        frame.flavors = []
        let text = try encoder.encode(frame)
        // A line feed within a text is escaped, so these lines can only be the frame's own.
        guard !flavors.isEmpty, let gap = text.firstRange(of: Data("\n  \"flavors\" : [\n\n  ]".utf8)) else {
            return try put(Array(text) + Array("\n".utf8))
        }
        try put(Array(text[..<gap.lowerBound]) + Array("\n  \"flavors\" : [\n".utf8))
        for (number, flavor) in flavors.enumerated() {
            let separator = number + 1 < flavors.count ? ",\n" : "\n  ]"
            try put(Self.indented(try encoder.encode(flavor)) + Array(separator.utf8))
        }
        try put(Array(text[gap.upperBound...]) + Array("\n".utf8))
    }

    /// The lines four spaces to the right; an empty array has an empty line, which stays one.
    private static func indented(_ text: Data) -> [UInt8] {
        let space = Array("    ".utf8)
        var result = space
        result.reserveCapacity(text.count + text.count / 4)
        var isStart = false
        for byte in text {
            if isStart, byte != UInt8(ascii: "\n") { result += space }
            isStart = byte == UInt8(ascii: "\n")
            result.append(byte)
        }
        return result
    }
}
