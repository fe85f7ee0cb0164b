import Crypto
import Drift
import Foundation

/// What the tool says of itself.
public enum Tool {
    /// The version that reports carry.
    public static let version = "0.1.0"
}

/// Names findings across runs.
enum Fingerprint {
    /// The finding with its fingerprint: the first 16 hex digits of a SHA-256 over its identity.
    static func stamped(_ finding: Finding) -> Finding {
        var finding = finding
        finding.fingerprint = digest(Array(finding.identity.utf8), bytes: 8)
        return finding
    }

    /// The first bytes of a SHA-256 as hex digits.
    static func digest(_ text: [UInt8], bytes: Int = 20) -> String {
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

/// The order findings are reported in.
enum ReportOrder {
    /// By the new side's revision, then the old side's, then ``Swift/Array/inReportOrder``.
    static func sorted(_ findings: [Finding], revisions: [String]) -> [Finding] {
        var position: [String: Int] = [:]
        for (index, label) in revisions.enumerated() { position[label] = index }
        func place(_ label: String) -> Int {
            position[label] ?? position[String(label.prefix { $0 != " " })] ?? revisions.count
        }
        let groups = Dictionary(grouping: findings) { [place($0.to), place($0.from)] }
        return groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.flatMap { $0.value.inReportOrder }
    }
}
