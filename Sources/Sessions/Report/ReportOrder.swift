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

extension FunctionRow {
    /// The row with a fingerprint: that of its finding where it has drifted, else the first 16 hex digits of a SHA-256 over
    /// its identity.
    func stamped(_ findings: [Finding]) -> FunctionRow {
        var row = self
        let own = findings.first {
            $0.symbol == symbol && $0.from.description == from && $0.to.description == to
                && $0.site?.file == file
                && !$0.steps.isEmpty
        }
        row.fingerprint = own?.fingerprint ?? Fingerprint.digest(Array(identity.utf8), bytes: 8)
        return row
    }
}

/// The order findings are reported in.
enum ReportOrder {
    /// By the new side's revision, then the old side's, then ``Swift/Array/inReportOrder``.
    static func sorted(_ findings: [Finding], revisions: [Label]) -> [Finding] {
        let places = Place(revisions.map(\.description))
        func place(_ label: Label) -> Int { label.revision.map { places($0) } ?? revisions.count }
        let groups = Dictionary(grouping: findings) { [place($0.to), place($0.from)] }
        return groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.flatMap { $0.value.inReportOrder }
    }

    /// By the new side's revision, then the old side's, then by label, file and name.
    static func sorted(_ rows: [FunctionRow], revisions: [String]) -> [FunctionRow] {
        let place = Place(revisions)
        return rows.sorted { left, right in
            let sides = ([place(left.to), place(left.from)], [place(right.to), place(right.from)])
            if sides.0 != sides.1 { return sides.0.lexicographicallyPrecedes(sides.1) }
            return (left.to, left.from, left.file, left.symbol)
                < (right.to, right.from, right.file, right.symbol)
        }
    }

    /// Where a label stands among the revisions; a patch stands where its revision does.
    private struct Place {
        private var position: [String: Int] = [:]

        init(_ revisions: [String]) {
            for (index, label) in revisions.enumerated() { position[label] = index }
        }

        func callAsFunction(_ label: String) -> Int {
            position[label] ?? position[String(label.prefix { $0 != " " })] ?? position.count
        }
    }
}
