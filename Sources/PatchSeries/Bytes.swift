/// Small operations on raw bytes; mails are bytes before they are text.
typealias Bytes = ArraySlice<UInt8>

extension UInt8 {
    static let newline: UInt8 = 10
    static let carriageReturn: UInt8 = 13
    static let space: UInt8 = 32
    static let tab: UInt8 = 9

    /// The value of a hexadecimal digit, or nil.
    var hexValue: UInt8? {
        switch self {
        case 48...57: self - 48
        case 65...70: self - 55
        case 97...102: self - 87
        default: nil
        }
    }

    var isBlank: Bool { self == .space || self == .tab }
}

extension Collection where Element == UInt8, SubSequence == Bytes {
    /// Whether the bytes begin with an ASCII text.
    func starts(with text: StaticString) -> Bool {
        text.withUTF8Buffer { wanted in
            guard count >= wanted.count else { return false }
            return zip(self, wanted).allSatisfy { $0 == $1 }
        }
    }
}

/// Lines of a byte range, each without its line end, with the offset it starts at.
struct ByteLines: Sequence {
    let bytes: Bytes

    struct Iterator: IteratorProtocol {
        let bytes: Bytes
        var position: Int

        mutating func next() -> Bytes? {
            guard position < bytes.endIndex else { return nil }
            let start = position
            var end = bytes[start...].firstIndex(of: .newline) ?? bytes.endIndex
            position = end < bytes.endIndex ? end + 1 : bytes.endIndex
            if end > start, bytes[end - 1] == .carriageReturn { end -= 1 }
            return bytes[start..<end]
        }
    }

    func makeIterator() -> Iterator { Iterator(bytes: bytes, position: bytes.startIndex) }
}
