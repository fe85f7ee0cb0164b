import ABIModel
import Phrases

/// What a finding is about, and on which sides it is seen.
struct Subject: Sendable {
    /// How the finding names it.
    var symbol: String
    /// The name that fidelity notes use.
    var name: String
    /// Where it stood; nil where it is new.
    var oldSite: SourceSite?
    /// Where it stands; nil where it is gone.
    var newSite: SourceSite?
    /// Who sees it, on either side.
    var surface: Surface
    /// For a function, whether it is static on both sides; nil where the places tell.
    var isStatic: Bool?

    /// Whether one `.c` file alone knows it.
    var isLocal: Bool {
        isStatic ?? (surface == .internal && [oldSite, newSite].allSatisfy { $0?.isInUnit ?? true })
    }
}

extension Comparison {
    /// Makes a finding: weighs its severity, and turns it to `unknown` where a note covers its subject.
    func finding(
        _ rule: any Rule.Type, _ subject: Subject, severity: Severity? = nil,
        _ compatibility: Compatibility = .incompatible, evidence: Evidence = .proved, message: Phrase,
        advice: Phrase? = nil, before: Declaration? = nil, after: Declaration? = nil,
        consequences: [Consequence] = []
    ) -> Finding {
        var finding = Finding(
            rule: RuleID(rule),
            severity: (severity ?? rule.severity).weighed(
                subject.surface, compatibility, isLocal: subject.isLocal),
            surface: subject.surface, compatibility: compatibility, evidence: evidence,
            symbol: subject.symbol, from: from, to: to, message: message, advice: advice, before: before,
            after: after, site: subject.newSite ?? subject.oldSite, consequences: consequences)
        if let (label, note) = doubt(about: subject) {
            finding.verdict = .unknown
            finding.severity = .note
            finding.advice = nil
            finding.doubt = .unread(label, reason: note.reason, site: note.site)
        }
        return finding
    }

    /// The note that keeps us from being sure, with the label of its side.
    func doubt(about subject: Subject) -> (Label, FidelityNote)? {
        if let note = oldFidelity.note(name: subject.name) { return (from, note) }
        if let note = newFidelity.note(name: subject.name) { return (to, note) }
        // A side that does not show the subject may hide it behind a parse error. An error that the
        // other side has too did not hide it there.
        if subject.newSite == nil, let file = subject.oldSite?.file,
            let note = newFidelity.note(name: subject.name, file: file),
            !oldFidelity.hasSame(note, file: file)
        {
            return (to, note)
        }
        if subject.oldSite == nil, let file = subject.newSite?.file,
            let note = oldFidelity.note(name: subject.name, file: file),
            !newFidelity.hasSame(note, file: file)
        {
            return (from, note)
        }
        return nil
    }

    /// Pairs that a note covers: they must not read as the same.
    ///
    /// - Parameter includesBoth: whether those are told as well that were read on neither side.
    func uncertain(
        _ rule: any Rule.Type, _ subjects: [Subject], beside found: [Finding], includesBoth: Bool = false
    ) -> [Finding] {
        let told = Set(found.map(\.symbol))
        return subjects.compactMap { subject in
            guard !told.contains(subject.symbol), let (_, note) = doubt(about: subject) else { return nil }
            // What clang could read on neither side is unknown with its file, and nothing tells that it changed.
            if !includesBoth, newFidelity.note(name: subject.name)?.reason == note.reason,
                oldFidelity.note(name: subject.name)?.reason == note.reason
            {
                return nil
            }
            return finding(rule, subject, .none, message: "no change is seen in \(code: subject.symbol)")
        }
    }

    /// The subject of a record, or of one of its members.
    func subject(_ record: Pair<Record>, member: String? = nil) -> Subject {
        let surface = oldSurfaces.surface(of: record.old.name, at: record.old.site)
            .wider(newSurfaces.surface(of: record.new.name, at: record.new.site))
        return Subject(
            symbol: record.new.typeName + (member.map { "." + $0 } ?? ""), name: record.new.name,
            oldSite: record.old.site, newSite: record.new.site, surface: surface)
    }

    /// The subject of an enum, or of one of its constants.
    func subject(_ pair: Pair<Enumeration>, constant: String? = nil) -> Subject {
        let surface = oldSurfaces.surface(of: pair.old.name, at: pair.old.site)
            .wider(newSurfaces.surface(of: pair.new.name, at: pair.new.site))
        return Subject(
            symbol: constant ?? pair.new.symbol, name: pair.new.name, oldSite: pair.old.site,
            newSite: pair.new.site, surface: surface)
    }

    /// The subject of a function on both sides.
    func subject(_ pair: Pair<FunctionEntity>) -> Subject {
        Subject(
            symbol: pair.new.name, name: pair.new.name, oldSite: pair.old.main.site,
            newSite: pair.new.main.site,
            surface: oldSurfaces.surface(of: pair.old).wider(newSurfaces.surface(of: pair.new)),
            isStatic: pair.old.unit != nil && pair.new.unit != nil)
    }

    /// The subject of a function that only one side has.
    func subject(removed function: FunctionEntity) -> Subject {
        Subject(
            symbol: function.name, name: function.name, oldSite: function.main.site, newSite: nil,
            surface: oldSurfaces.surface(of: function), isStatic: function.unit != nil)
    }

    /// The subject of a function that only one side has.
    func subject(added function: FunctionEntity) -> Subject {
        Subject(
            symbol: function.name, name: function.name, oldSite: nil, newSite: function.main.site,
            surface: newSurfaces.surface(of: function), isStatic: function.unit != nil)
    }

    /// The subject of something that only the old side has.
    func removedSubject(
        _ name: String, symbol: String? = nil, _ site: SourceSite, _ surface: Surface? = nil
    ) -> Subject {
        Subject(
            symbol: symbol ?? name, name: name, oldSite: site, newSite: nil,
            surface: surface ?? oldSurfaces.surface(of: name, at: site))
    }

    /// The subject of something that only the new side has.
    func addedSubject(
        _ name: String, symbol: String? = nil, _ site: SourceSite, _ surface: Surface? = nil
    ) -> Subject {
        Subject(
            symbol: symbol ?? name, name: name, oldSite: nil, newSite: site,
            surface: surface ?? newSurfaces.surface(of: name, at: site))
    }

    /// The subject of a macro, typedef or variable on both sides.
    func subject(_ old: some NamedEntity, _ new: some NamedEntity) -> Subject {
        Subject(
            symbol: new.name, name: new.name, oldSite: old.site, newSite: new.site,
            surface: oldSurfaces.surface(of: old.name, at: old.site)
                .wider(newSurfaces.surface(of: new.name, at: new.site)))
    }

    /// The subject of a variable on both sides.
    func subject(_ old: Variable, _ new: Variable) -> Subject {
        Subject(
            symbol: new.name, name: new.name, oldSite: old.site, newSite: new.site,
            surface: oldSurfaces.surface(of: old).wider(newSurfaces.surface(of: new)))
    }

    /// A finding for each cause of a record change that a rule cares for.
    func recordFindings(_ make: (RecordDifference, RecordDifference.Cause) -> Finding?) -> [Finding] {
        recordDifferences.flatMap { difference in
            difference.causes.compactMap { make(difference, $0) }
        }
    }
}

extension FidelityMap {
    /// Whether there is a note of the same wording.
    func hasSame(_ note: FidelityNote, file: String) -> Bool {
        self.note(name: note.what, file: file)?.reason == note.reason
    }
}

extension RecordDifference.Cause {
    /// `; 2 members moved`, or nothing.
    var moves: Phrase {
        let count = consequences.count(where: \.isMove)
        return count == 0 ? "" : "\(aside: "; \(count, "member", "members") moved")"
    }
}
