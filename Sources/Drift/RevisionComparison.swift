import ABIModel

/// Two revisions held against each other, flavor by flavor.
public struct RevisionComparison: Sendable {
    /// The old revision.
    public let old: RevisionSnapshot
    /// The new revision.
    public let new: RevisionSnapshot
    /// Renames that the caller knows of.
    public let hints: [RenameHint]
    /// One comparison for each flavor that both revisions have, in the new revision's order.
    public let flavors: [(flavor: String, comparison: Comparison)]
    /// The stubs of both sides, over all flavors.
    let oldStubs, newStubs: StubCheck

    /// Compares two revisions.
    public init(old: RevisionSnapshot, new: RevisionSnapshot, hints: [RenameHint] = []) {
        self.old = old
        self.new = new
        self.hints = hints
        oldStubs = StubCheck(old)
        newStubs = StubCheck(new)
        let shared = new.flavors.compactMap { view in
            old.snapshot(of: view.flavor).map { (flavor: view.flavor, old: $0, new: view.snapshot) }
        }
        func compared(_ index: Int, _ evidence: FlavorEvidence) -> Comparison {
            Comparison(
                from: old.label, to: new.label, old: shared[index].old, new: shared[index].new,
                hints: hints, evidence: evidence)
        }
        var evidence = FlavorEvidence()
        var comparisons = shared.indices.map { compared($0, evidence) }
        // Without a pair that others disprove a flavor may make another; each round disproves more.
        while true {
            let known = evidence.joined(by: comparisons)
            guard known != evidence else { break }
            evidence = known
            for index in comparisons.indices where evidence.changes(comparisons[index]) {
                comparisons[index] = compared(index, evidence)
            }
        }
        flavors = zip(shared, comparisons).map { ($0.flavor, $1) }
    }

    /// Flavors that only one of the revisions has: nothing is known of what changed in them.
    public var flavorsNotCompared: [String] {
        let both = Set(flavors.map(\.flavor))
        return Set(old.flavors.map(\.flavor) + new.flavors.map(\.flavor)).subtracting(both).sorted()
    }

    /// What the rules find, one finding for a change however many flavors show it.
    ///
    /// The order is: graver first, then file, line, symbol, rule.
    public func findings(rules: [any Rule.Type] = RuleCatalog.all) -> [Finding] {
        var merged = FlavorMerge()
        for (flavor, comparison) in flavors {
            for rule in rules {
                for finding in rule.findings(in: comparison) { merged.add(finding, flavor: flavor) }
            }
        }
        var result = merged.findings
        for rule in rules {
            guard let rule = rule as? any RevisionRule.Type else { continue }
            result += rule.findings(in: self)
        }
        return result.inReportOrder
    }
}

/// Compares two revisions with all rules; see ``RevisionComparison/findings(rules:)``.
public func compare(
    _ old: RevisionSnapshot, _ new: RevisionSnapshot, hints: [RenameHint] = []
) -> [Finding] {
    RevisionComparison(old: old, new: new, hints: hints).findings()
}

extension [Finding] {
    /// Graver first, then by file, line, symbol, rule, the run of calls (in a special setting before the usual one) and
    /// the facts of the message; else in the order of the list.
    public var inReportOrder: [Finding] {
        enumerated().sorted { one, other in
            let (left, right) = (one.element, other.element)
            if left.severity != right.severity { return left.severity > right.severity }
            let first = left.site ?? SourceSite(file: "", line: 0)
            let second = right.site ?? SourceSite(file: "", line: 0)
            if first != second { return first < second }
            if left.symbol != right.symbol { return left.symbol < right.symbol }
            if left.rule != right.rule { return left.rule < right.rule }
            let (keys, others) = (left.order, right.order)
            return keys == others ? one.offset < other.offset : keys.lexicographicallyPrecedes(others)
        }.map(\.element)
    }
}

extension Finding {
    /// What orders findings of one rule on one symbol.
    fileprivate var order: [String] {
        [trace.map(\.operation).joined(separator: "; "), setting.isEmpty ? "1" : "0", setting] + message.facts
    }
}

/// Joins what several flavors show of one change.
struct FlavorMerge {
    private var order: [[String]] = []
    private var byKey: [[String]: Finding] = [:]

    mutating func add(_ finding: Finding, flavor: String) {
        // A header of one architecture and that of another are two places of one change.
        let key = [finding.rule.name, finding.symbol, finding.verdict.rawValue, finding.site?.file ?? ""]
        guard var known = byKey[key] else {
            var first = finding
            first.flavors = [flavor]
            order.append(key)
            byKey[key] = first
            return
        }
        if !known.flavors.contains(flavor) { known.flavors = (known.flavors + [flavor]).sorted() }
        known.severity = Swift.max(known.severity, finding.severity)
        if known.message != finding.message || known.doubt != finding.doubt {
            known.consequences.append(.elsewhere(flavor: flavor, finding.message, finding.doubt))
        }
        byKey[key] = known
    }

    /// The findings; where one flavor is certain of a change, another one's doubts are none.
    var findings: [Finding] {
        let certain = Set(byKey.values.filter { $0.verdict == .drifted }.map(\.change))
        return order.compactMap { byKey[$0] }.filter {
            $0.verdict == .drifted || !certain.contains($0.change)
        }
    }
}

extension Finding {
    /// What changed where, whatever the verdict.
    fileprivate var change: [String] { [rule.name, symbol, site?.file ?? ""] }
}
