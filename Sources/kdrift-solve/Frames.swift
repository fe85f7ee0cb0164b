import Glibc

/// Texts on a pipe: a line with the count of bytes in decimal digits, then that many bytes of UTF-8.
enum Frames {
    /// The largest script that is read, in bytes.
    static let limit = 1 << 28

    /// The next text on standard input; nil at its end, or when what stands there is no frame.
    ///
    /// Not a byte behind the frame is read.
    static func next() -> String? {
        var count = 0
        var digits = 0
        while true {
            guard let byte = bytes(1)?.first else { return nil }
            if byte == 10 { break }
            guard (48...57).contains(byte) else { return nil }
            count = count * 10 + Int(byte - 48)
            digits += 1
            guard count <= limit, digits <= 9 else { return nil }
        }
        guard digits > 0, let text = bytes(count) else { return nil }
        return String(decoding: text, as: UTF8.self)
    }

    /// That many bytes of standard input; nil where it ends before.
    private static func bytes(_ count: Int) -> [UInt8]? {
        var result = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = result.withUnsafeMutableBytes {
                read(STDIN_FILENO, $0.baseAddress! + filled, count - filled)
            }
            if got < 0 && errno == EINTR { continue }
            guard got > 0 else { return nil }
            filled += got
        }
        return result
    }

    /// Writes all of a text; false where nobody reads it.
    @discardableResult
    static func put(_ text: String, to descriptor: Int32) -> Bool {
        let bytes = Array(text.utf8)
        var written = 0
        while written < bytes.count {
            let got = bytes.withUnsafeBytes {
                write(descriptor, $0.baseAddress! + written, bytes.count - written)
            }
            if got < 0 && errno == EINTR { continue }
            guard got > 0 else { return false }
            written += got
        }
        return true
    }
}
