import Drift

extension DriftReport {
    /// What was looked at in one line: `11/11 patches, 3 files, 2 flavors, 340 declarations, 41 rules; 0 unknown`.
    public var coverageText: String {
        let patches = coverage.revisions.reduce(0) { $0 + $1.patches }
        let applied = coverage.revisions.reduce(0) { $0 + $1.applied }
        var parts = patches > 0 ? ["\(applied)/\(patches) patches"] : []
        parts += [
            Self.count(coverage.files.count, "file"), Self.count(coverage.flavors.count, "flavor"),
            Self.count(coverage.entities, "declaration"), Self.count(coverage.rules, "rule"),
        ]
        let suppressed = self.suppressed.isEmpty ? "" : ", \(self.suppressed.count) suppressed"
        return parts.joined(separator: ", ") + "; \(coverage.unknown.count) unknown\(suppressed)"
    }

    private static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}
