import ABIModel
import CProgram
import Drift
import Equivalence
import Phrases

/// Findings on what variables hold at first, where things lie, and what is registered, in one pair of programs.
struct VariableFindings {
    private(set) var findings: [Finding] = []
    /// What could not be compared.
    private(set) var unknown: [Unknown] = []
    private let pair: ProgramPair

    /// How many entries of one variable are told one by one; more are told together.
    private static let entryLimit = 8

    init(_ pair: ProgramPair, isWanted: (String) -> Bool) {
        self.pair = pair
        let comparer = VariableComparer(old: pair.old, new: pair.new, in: pair.files.contains)
        let parameters = ParameterChanges(comparer.registrations)
        for (name, all) in Self.grouped(comparer.differences) where isWanted(name) { add(all) }
        for placement in comparer.placements where isWanted(placement.name) { add(placement) }
        for change in parameters.changes where isWanted(change.name) { add(change) }
        for difference in parameters.rest where isWanted(difference.subject.name) { add(difference) }
        unknown = comparer.unread.filter { isWanted($0.name) }.map { unread in
            Unknown(
                .contents(variable: unread.name, from: pair.from.description, to: pair.to.description),
                reason: Phrase(verbatim: unread.reason), site: unread.site)
        }
    }

    private static func grouped(
        _ differences: [VariableDifference]
    ) -> [(name: String, all: [VariableDifference])] {
        Dictionary(grouping: differences, by: \.name).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private mutating func add(
        _ rule: RuleID, _ symbol: String, _ message: String, old: String?, new: String?, at site: SourceSite,
        consequences: [String] = [], compatibility: Compatibility = .incompatible
    ) {
        findings.append(
            Finding(
                rule: rule, surface: .internal, compatibility: compatibility, symbol: symbol, from: pair.from,
                to: pair.to, message: Phrase(verbatim: message),
                before: old.map { .text(Phrase(verbatim: $0)) },
                after: new.map { .text(Phrase(verbatim: $0)) }, flavors: [pair.flavor],
                site: site.file.isEmpty ? nil : site,
                consequences: consequences.map { .stated(Phrase(verbatim: $0)) }))
    }

    // MARK: Contents

    private mutating func add(_ all: [VariableDifference]) {
        let changed = all.filter { $0.change == .changed }
        let isMany = changed.count > Self.entryLimit
        for difference in all where !(isMany && difference.change == .changed) { add(difference) }
        guard isMany, let first = changed.first else { return }
        let places = changed.map { difference in
            let part = difference.parts[0]
            return "`\(part.path)`: \(part.old.words(at: part.path)) → \(part.new.words(at: part.path))"
        }
        add(
            .initializerChanged, first.name,
            "`\(first.name)` holds something else in \(changed.count) places, the first of them \(places[0])",
            old: nil, new: nil, at: first.newSite, consequences: Array(places.dropFirst()))
    }

    private mutating func add(_ difference: VariableDifference) {
        let symbol = difference.name + difference.entry
        let isTable = difference.entry.hasSuffix("]")
        switch difference.change {
        case .changed:
            let words = difference.parts.map { part in
                let isPointer = part.old.isAddress || part.new.isAddress
                return (
                    place: difference.name + part.path,
                    old: part.old.words(at: part.path, isPointer: isPointer),
                    new: part.new.words(at: part.path, isPointer: isPointer)
                )
            }
            let message = words.map { "`\($0.place)` is \($0.new) instead of \($0.old)" }.joined(
                separator: ", ")
            add(
                .initializerChanged, symbol, message, old: words.map(\.old).joined(separator: ", "),
                new: words.map(\.new).joined(separator: ", "), at: difference.newSite)
        case .removed:
            let old = difference.parts[0].old.words(at: difference.parts[0].path)
            add(
                .initializerEntryRemoved, symbol,
                isTable && difference.parts[0].path == difference.entry
                    ? "`\(difference.name)` has lost an entry: \(old)"
                    : "`\(difference.name)\(difference.parts[0].path)` is not set any more; it was \(old)",
                old: old, new: nil, at: difference.newSite)
        case .added:
            let new = difference.parts[0].new.words(at: difference.parts[0].path)
            add(
                .initializerEntryAdded, symbol,
                isTable && difference.parts[0].path == difference.entry
                    ? "`\(difference.name)` has a new entry: \(new)"
                    : "`\(difference.name)\(difference.parts[0].path)` is set to \(new)",
                old: nil, new: new, at: difference.newSite, compatibility: .extension)
        case .unterminated:
            add(
                .initializerEntryRemoved, symbol,
                "`\(difference.name)` has lost the empty entry at its end, where whoever walks it stops",
                old: "{ }", new: nil, at: difference.newSite)
        }
    }

    // MARK: Places

    private mutating func add(_ placement: PlacementDifference) {
        let name = placement.isFunction ? "\(placement.name)()" : placement.name
        let old = PlacementWords.text(placement.old, isFunction: placement.isFunction)
        let new = PlacementWords.text(placement.new, isFunction: placement.isFunction)
        let message =
            switch (old.isEmpty, new.isEmpty) {
            case (false, true): "`\(name)` is not \(old) any more"
            case (true, _): "`\(name)` is \(new) now"
            case (false, false): "`\(name)` is \(new) instead of \(old)"
            }
        add(
            .sectionChanged, placement.name, message, old: placement.old.joined(separator: ", "),
            new: placement.new.joined(separator: ", "), at: placement.site)
    }

    // MARK: Registrations

    private mutating func add(_ change: ParameterChanges.Change) {
        add(
            change.rule, change.name, change.message, old: change.old, new: change.new, at: change.site,
            compatibility: change.rule == .registrationAdded ? .extension : .incompatible)
    }

    private mutating func add(_ difference: RegistrationDifference) {
        let subject = difference.subject
        let words = RegistrationWords(subject)
        switch difference {
        case .removed:
            add(
                .registrationRemoved, words.symbol, "\(words.text) is gone", old: words.value, new: nil,
                at: subject.site)
        case .added:
            add(
                .registrationAdded, words.symbol, "\(words.text) is new", old: nil, new: words.value,
                at: subject.site,
                compatibility: .extension)
        case .moved(let old, let new):
            let (before, after) = (RegistrationWords(old).phase, RegistrationWords(new).phase)
            add(
                .sectionChanged, words.symbol, "\(words.subject) is \(after) instead of \(before)",
                old: before, new: after,
                at: subject.site)
        case .changed(let old, let new):
            let parts = RegistrationWords.changes(old.content, new.content)
            let (before, after) = (RegistrationWords(old), RegistrationWords(new))
            let text = parts.map { "`\($0.path)` is \($0.new) instead of \($0.old)" }.joined(separator: ", ")
            add(
                .initializerChanged, words.symbol,
                parts.isEmpty ? "\(after.text) instead of \(before.text)" : "\(words.subject): \(text)",
                old: parts.isEmpty ? before.value : parts.map(\.old).joined(separator: ", "),
                new: parts.isEmpty ? after.value : parts.map(\.new).joined(separator: ", "), at: subject.site)
        }
    }
}
