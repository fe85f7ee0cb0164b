import ABIModel

/// Findings of one step that have one cause, so that reports can tell of it once.
public struct FindingGroup: Hashable, Sendable {
    /// What the findings have in common.
    public enum Cause: Hashable, Sendable {
        /// Members of one record went on to another: both names, the members, and whether all of them are pointers to functions.
        case moved(from: String, to: String, members: [String], areCallbacks: Bool)
        /// All of it is about one record, enum or function.
        case declaration(String)
        /// One patch did the same to many names of one file.
        case alike(RuleID, file: String)
        /// It follows from the change of these names, which stand elsewhere; sorted.
        case follows([String])
        /// One finding for itself.
        case single
    }

    /// What they have in common.
    public var cause: Cause
    /// The findings, at least one, in the order that they were given in.
    public var findings: [Finding]

    /// The severity of the gravest finding that is certain; nil where none is.
    public var gravest: Severity? { findings.filter { $0.verdict != .unknown }.map(\.severity).max() }

    /// The gravest finding, what is certain first.
    public var first: Finding {
        findings.enumerated().max { left, right in
            (left.element.weight, -left.offset) < (right.element.weight, -right.offset)
        }?.element ?? findings[0]
    }

    /// The patch of all findings; nil where they have several, or none.
    public var patch: PatchReference? {
        let patches = Set(findings.map(\.patch))
        return patches.count == 1 ? patches.first ?? nil : nil
    }

    /// The findings by their cause, in the order of the first finding of each. No finding is lost, and none stands twice.
    public static func groups(of findings: [Finding]) -> [FindingGroup] {
        var grouping = Grouping(findings)
        grouping.takeMoves()
        grouping.takeConsequences()
        grouping.takeDeclarations()
        grouping.takeAlike()
        return grouping.finish()
    }
}

extension Finding {
    /// What orders findings by gravity: what is certain, then the severity.
    fileprivate var weight: Int {
        let severity = Severity.allCases.firstIndex(of: severity) ?? 0
        return verdict == .unknown ? severity : severity + Severity.allCases.count
    }

    /// The record, enum or function that it is about: the whole of a member or constant; nil for what is none of these.
    public var subject: String? {
        // What calls and bodies do is about the function, whatever stands beside it.
        if !trace.isEmpty || !steps.isEmpty { return symbol }
        switch after ?? before {
        case .record(let value)?: return value.typeName
        case .enumeration(let value)?: return value.name.hasPrefix("(") ? nil : "enum \(value.name)"
        case .function(let value)?: return value.name
        case .macro?, .typedef?, .variable?, .text?, nil:
            guard symbol.contains(" "), let dot = symbol.firstIndex(of: ".") else { return nil }
            return String(symbol[..<dot])
        }
    }

    /// The member that came or went, by its name in its record; nil for another finding.
    fileprivate func member(_ rule: RuleID) -> (record: String, name: String)? {
        guard self.rule == rule, let dot = symbol.firstIndex(of: ".") else { return nil }
        return (String(symbol[..<dot]), String(symbol[symbol.index(after: dot)...]))
    }
}

/// Findings while they are put into groups.
private struct Grouping {
    private let findings: [Finding]
    private var groups: [(cause: FindingGroup.Cause, indices: [Int])] = []
    private var taken: Set<Int> = []

    init(_ findings: [Finding]) { self.findings = findings }

    private var open: [Int] { findings.indices.filter { !taken.contains($0) } }

    private mutating func take(_ indices: [Int], for cause: FindingGroup.Cause) {
        guard !indices.isEmpty else { return }
        groups.append((cause, indices.sorted()))
        taken.formUnion(indices)
    }

    /// The fewest members that make a move: one name alone may be chance.
    private static let fewestMoved = 2
    /// The fewest findings that are told of as one because a patch did the same to many names.
    private static let fewestAlike = 4

    /// Members that one record lost and another, new or known, has gained.
    mutating func takeMoves() {
        struct Place: Hashable {
            var from: String
            var to: String
        }
        struct Move {
            var indices: Set<Int> = []
            var members: [String] = []
            var areCallbacks = true
        }
        var gained: [String: [(record: String, index: Int)]] = [:]
        for index in open {
            if let (record, name) = findings[index].member(.memberAdded) {
                gained[name, default: []].append((record, index))
            } else if findings[index].rule == .recordAdded, case .record(let record)? = findings[index].after
            {
                for member in record.members {
                    gained[member.name, default: []].append((record.typeName, index))
                }
            }
        }
        var moves: [Place: Move] = [:]
        for index in open {
            guard let (record, name) = findings[index].member(.memberRemoved), !name.isEmpty else { continue }
            for home in gained[name] ?? [] where home.record != record {
                let (old, new) = (
                    type(name, in: findings[index].before), type(name, in: findings[home.index].after)
                )
                guard let old, old == new else { continue }
                let place = Place(from: record, to: home.record)
                moves[place, default: Move()].indices.formUnion([index, home.index])
                moves[place]?.members.append(name)
                if !old.contains("(*") { moves[place]?.areCallbacks = false }
            }
        }
        // The greatest move first: a name may have more than one home.
        let ordered = moves.sorted {
            ($1.value.members.count, $0.key.from, $0.key.to) < (
                $0.value.members.count, $1.key.from, $1.key.to
            )
        }
        for (place, move) in ordered
        where move.members.count >= Self.fewestMoved && move.indices.isDisjoint(with: taken) {
            take(
                move.indices.sorted(),
                for: .moved(
                    from: place.from, to: place.to, members: move.members, areCallbacks: move.areCallbacks))
        }
    }

    private func type(_ name: String, in declaration: Declaration?) -> String? {
        guard case .record(let record)? = declaration else { return nil }
        return record.members.first { $0.name == name }?.type
    }

    /// What follows from the change of the same names elsewhere.
    mutating func takeConsequences() {
        var causes: [[String]: [Int]] = [:]
        for index in open {
            for case .follows(let names) in findings[index].consequences {
                causes[names, default: []].append(index)
            }
        }
        for (names, indices) in Self.ordered(causes) where indices.count > 1 {
            take(indices.filter { !taken.contains($0) }, for: .follows(names))
        }
    }

    /// What is about one declaration.
    mutating func takeDeclarations() {
        let subjects = Dictionary(grouping: open.filter { findings[$0].subject != nil }) {
            findings[$0].subject ?? ""
        }
        for (subject, indices) in Self.ordered(subjects) where indices.count > 1 {
            take(indices, for: .declaration(subject))
        }
    }

    /// What one patch did to many names of one file.
    mutating func takeAlike() {
        struct Kind: Hashable {
            var rule: RuleID
            var severity: Severity
            var verdict: Verdict
            var file: String
            var patch: PatchReference?
        }
        let kinds = Dictionary(
            grouping: open.filter { findings[$0].trace.isEmpty && findings[$0].steps.isEmpty }
        ) { index in
            let finding = findings[index]
            return Kind(
                rule: finding.rule, severity: finding.severity, verdict: finding.verdict,
                file: finding.site?.file ?? "", patch: finding.patch)
        }
        for (kind, indices) in Self.ordered(kinds)
        where indices.count >= Self.fewestAlike && !kind.file.isEmpty {
            take(indices, for: .alike(kind.rule, file: kind.file))
        }
    }

    /// The lists by their first finding, so that nothing depends on the order of a dictionary.
    private static func ordered<Key>(_ lists: [Key: [Int]]) -> [(key: Key, value: [Int])] {
        lists.sorted { ($0.value.first ?? 0) < ($1.value.first ?? 0) }
    }

    func finish() -> [FindingGroup] {
        let made = groups.map { cause, indices in
            (indices[0], FindingGroup(cause: cause, findings: indices.map { findings[$0] }))
        }
        let single = open.map { ($0, FindingGroup(cause: .single, findings: [findings[$0]])) }
        return (made + single).sorted { $0.0 < $1.0 }.map(\.1)
    }
}
