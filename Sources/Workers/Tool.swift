import Crypto
import Foundation

/// What the tool says of itself.
public enum Tool {
    /// The version that reports carry.
    public static let version = "0.1.0"
}

/// SHA-256 as the names of things: texts, cache entries, findings.
package enum Fingerprint {
    /// The first bytes of a SHA-256 as hex digits.
    package static func digest(_ text: [UInt8], bytes: Int = 20) -> String {
        hexadecimal(SHA256.hash(data: text).prefix(bytes))
    }

    /// Bytes as hex digits, two a byte.
    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { byte in
            let text = String(byte, radix: 16)
            return byte < 16 ? "0" + text : text
        }.joined()
    }
}
