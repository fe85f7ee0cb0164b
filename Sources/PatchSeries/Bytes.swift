import Foundation

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
    var isDigit: Bool { (48...57).contains(self) }
}

extension Collection where Element == UInt8, SubSequence == Bytes {
    /// Whether the bytes begin with an ASCII text.
    func starts(with text: StaticString) -> Bool {
        text.withUTF8Buffer { wanted in
            guard count >= wanted.count else { return false }
            return zip(self, wanted).allSatisfy { $0 == $1 }
        }
    }

    /// Whether the bytes are an ASCII text.
    func equals(_ text: StaticString) -> Bool {
        count == text.utf8CodeUnitCount && starts(with: text)
    }

    /// The bytes as text; what is not UTF-8 becomes U+FFFD.
    var lossyText: String { String(decoding: self, as: UTF8.self) }

    /// Whether there is nothing but blanks and line ends.
    var isAllBlank: Bool { allSatisfy { $0.isBlank || $0 == .newline || $0 == .carriageReturn } }
}

extension ArraySlice<UInt8> {
    /// The first line feed at or after an index. `memchr` reads many bytes at a time.
    func offset(ofNewlineFrom start: Int) -> Int? {
        withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return nil }
            let from = base + (start - startIndex)
            guard let hit = memchr(from, Int32(UInt8.newline), endIndex - start) else { return nil }
            return start + (hit - UnsafeMutableRawPointer(mutating: from))
        }
    }
}

/// Lines of a byte range, each without its line end, with the offset it starts at.
struct ByteLines: Sequence {
    let bytes: Bytes
    /// Whether a carriage return before the line feed belongs to the line end.
    var cutsCarriageReturn = true

    struct Iterator: IteratorProtocol {
        let bytes: Bytes
        let cutsCarriageReturn: Bool
        var position: Int

        mutating func next() -> Bytes? {
            guard position < bytes.endIndex else { return nil }
            let start = position
            var end = bytes.offset(ofNewlineFrom: start) ?? bytes.endIndex
            position = end < bytes.endIndex ? end + 1 : bytes.endIndex
            if cutsCarriageReturn, end > start, bytes[end - 1] == .carriageReturn { end -= 1 }
            return bytes[start..<end]
        }
    }

    func makeIterator() -> Iterator {
        Iterator(bytes: bytes, cutsCarriageReturn: cutsCarriageReturn, position: bytes.startIndex)
    }
}
