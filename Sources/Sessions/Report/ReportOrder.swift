import Drift
import Workers

extension Finding {
    /// The finding with its fingerprint: the first 16 hex digits of a SHA-256 over its identity.
    var stamped: Finding {
        var finding = self
        finding.fingerprint = Fingerprint.digest(Array(identity.utf8), bytes: 8)
        return finding
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
