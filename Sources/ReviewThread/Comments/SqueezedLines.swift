/// The lines of a text without their blanks, which mailers change.
struct SqueezedLines: Sendable {
    private var bytes: [UInt8] = []
    /// Where each line ends in ``bytes``.
    private var ends: [Int] = []

    init(_ text: [UInt8]) {
        bytes.reserveCapacity(text.count)
        text.withUnsafeBufferPointer { text in
            for byte in text {
                switch byte {
                case 10: ends.append(bytes.count)
                case 32, 9, 13: break
                default: bytes.append(byte)
                }
            }
        }
        ends.append(bytes.count)
    }

    /// How many there are: one more than line breaks.
    var count: Int { ends.count }

    /// Whether lines stand at a position, which counts from 0.
    func has(_ lines: [[UInt8]], at position: Int) -> Bool {
        guard position >= 0, position + lines.count <= count else { return false }
        return zip(position..., lines).allSatisfy { number, line in
            let start = number == 0 ? 0 : ends[number - 1]
            return ends[number] - start == line.count && bytes[start..<ends[number]].elementsEqual(line)
        }
    }
}
