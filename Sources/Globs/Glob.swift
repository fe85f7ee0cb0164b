/// A pattern as a shell has it: `*` stands for any run of characters, `?` for one.
public struct Glob: Hashable, Sendable, CustomStringConvertible {
    /// The pattern as it was written.
    public let description: String
    private let bytes: [UInt8]

    /// Reads a pattern.
    public init(_ text: some StringProtocol) {
        description = String(text)
        bytes = Array(text.utf8)
    }

    /// Whether the pattern stands for itself only.
    public var isLiteral: Bool { !bytes.contains { $0 == Self.run || $0 == Self.one } }

    /// Whether a whole text fits the pattern.
    public func matches(_ text: some StringProtocol) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { matches($0) }
            ?? Array(text.utf8).withUnsafeBufferPointer { matches($0) }
    }

    private static let run = UInt8(ascii: "*")
    private static let one = UInt8(ascii: "?")

    /// Greedy matching with one point to come back to: linear in practice, never exponential.
    private func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var position = 0
        var index = 0
        var retry: (index: Int, position: Int)?
        while position < text.count {
            if index < bytes.count, bytes[index] == Self.run {
                index += 1
                retry = (index, position)
            } else if index < bytes.count, bytes[index] == Self.one {
                index += 1
                position = Self.endOfCharacter(text, position)
            } else if index < bytes.count, bytes[index] == text[position] {
                index += 1
                position += 1
            } else if let last = retry {
                index = last.index
                position = Self.endOfCharacter(text, last.position)
                retry = (index, position)
            } else {
                return false
            }
        }
        return bytes[index...].allSatisfy { $0 == Self.run }
    }

    /// Behind the character that begins at a position of a UTF-8 text.
    private static func endOfCharacter(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var end = start + 1
        while end < text.count, text[end] & 0xc0 == 0x80 { end += 1 }
        return end
    }
}
