import ABIModel

enum RecordRemoved: Rule {
    static let id = "record-removed"
    static let title = "struct or union removed"
    static let severity = Severity.error
    static let question = RuleQuestion.nobodyNeedsIt
    static let nameLoss = NameLoss.removed(.declaration)
    static let rationale = """
        Code that uses the record no longer compiles. Where a forward declaration is left, pointers may \
        still be passed around, but nobody can look inside.
        """
    static let example = RuleExample(
        before: "struct ring { int head; int tail; };\n", after: "struct ring;\n")

    static func findings(in comparison: Comparison) -> [Finding] {
        // A part goes with its whole.
        let gone = comparison.records.removed.filter { !$0.isPart }.map { record in
            let isOpaque = comparison.new.records.contains { $0.name == record.name }
            return comparison.finding(
                self, comparison.removedSubject(record.name, symbol: record.typeName, record.site),
                message: isOpaque
                    ? "the definition of \(code: record.typeName) was removed; a forward declaration is left"
                    : "\(code: record.typeName) was removed",
                before: .record(record))
        }
        let hidden = comparison.records.pairs.filter(isHidden).map { pair in
            comparison.finding(
                self, comparison.subject(pair), severity: .warning,
                message:
                    "\(code: pair.old.typeName) was moved to \(pair.new.site.file), which others cannot include",
                before: .record(pair.old), after: .record(pair.new))
        }
        let left = comparison.left(
            comparison.records.pairs.filter { !$0.old.isPart }, among: comparison.new.records, \.guard
        ).map { pair in
            comparison.finding(
                self, comparison.subject(pair),
                message:
                    "\(code: pair.old.typeName) was moved to \(pair.new.site.file), which user space does not see",
                before: .record(pair.old), after: .record(pair.new))
        }
        let untagged = comparison.records.renamed.filter { !$0.old.isPart && $0.new.isPart }.map { pair in
            comparison.finding(
                self, comparison.removedSubject(pair.old.name, symbol: pair.old.typeName, pair.old.site),
                message:
                    "\(code: pair.old.typeName) has no tag any more: it is the record of \(code: pair.new.typeName)",
                before: .record(pair.old))
        }
        return gone + hidden + left + untagged
    }

    /// Whether others could include it and no longer can.
    private static func isHidden(_ pair: Pair<Record>) -> Bool {
        !pair.old.isPart && !pair.isRename && SurfaceMap.surface(ofFile: pair.old.site.file) != nil
            && SurfaceMap.surface(ofFile: pair.new.site.file) == nil
    }
}
