import ABIModel

/// What the flavors of two revisions know together that one of them alone does not.
///
/// A flavor where an option is off is read through headers only. A function that was made `static` reads
/// there as gone, and may read as renamed to some other that came.
struct FlavorEvidence: Equatable, Sendable {
    /// Names that are two things, though a flavor may pair them.
    private(set) var refuted: Set<RefutedRename> = []
    /// Functions that their header no longer declares and that live on in a unit, by name and header.
    private var hidden: [[String]: FunctionEntity] = [:]

    /// Nothing is known.
    init() {}

    /// Adds what comparisons of the same revisions under several flavors tell of each other.
    func joined(by comparisons: [Comparison]) -> FlavorEvidence {
        guard comparisons.count > 1 else { return self }
        var result = self
        for rename in Set(comparisons.flatMap(\.guessedRenames)) {
            if comparisons.contains(where: { $0.disproves(rename) }) { result.refuted.insert(rename) }
        }
        for comparison in comparisons {
            for pair in comparison.functions.pairs
            where !pair.isRename && pair.new.header == nil {
                guard let header = pair.old.header else { continue }
                let key = [pair.old.name, header]
                result.hidden[key] = result.hidden[key] ?? pair.new
            }
        }
        return result
    }

    /// Whether a comparison made without it comes out differently with it.
    func changes(_ comparison: Comparison) -> Bool {
        comparison.guessedRenames.contains(where: refuted.contains)
            || comparison.functions.removed.contains { hiddenForm(of: $0) != nil }
    }

    /// The form in which a function lives on, where only its header was read. A stub that goes is gone.
    func hiddenForm(of function: FunctionEntity) -> FunctionEntity? {
        guard !hidden.isEmpty, function.linkage == .external, function.units.isEmpty,
            let header = function.header
        else { return nil }
        return hidden[[function.name, header]]
    }
}

extension Comparison {
    /// The renames that were told from names and places.
    fileprivate var guessedRenames: [RefutedRename] {
        func renames<Entity: ScopedName>(_ kind: EntityKind, _ pairing: Pairing<Entity>) -> [RefutedRename] {
            pairing.renamed.filter { !$0.isKnown }.map {
                RefutedRename(kind: kind, old: $0.old.name, new: $0.new.name, container: $0.new.scope)
            }
        }
        var result = renames(.enumeration, enums) + renames(.record, records)
        result += renames(.function, functions) + renames(.macro, macros)
        result += renames(.typedef, typedefs) + renames(.variable, variables)
        for difference in enumDifferences {
            result += difference.renamed.filter { $0.evidence == .heuristic }.map {
                RefutedRename(
                    kind: .constant, old: $0.old.name, new: $0.new.name,
                    container: difference.pair.new.name)
            }
        }
        for difference in recordDifferences {
            for cause in difference.causes where cause.evidence == .heuristic {
                guard case .renamed(let old, let new) = cause.change else { continue }
                result.append(
                    RefutedRename(
                        kind: .member, old: old.path, new: new.path, container: difference.pair.new.name))
            }
        }
        return result
    }

    /// Whether this flavor shows that the old name lives on or that the new one was there before.
    ///
    /// A flavor that makes the same pair proves nothing against it: names may move on, one after the other.
    fileprivate func disproves(_ rename: RefutedRename) -> Bool {
        switch rename.kind {
        case .enumeration: enums.disproves(rename)
        case .record: records.disproves(rename)
        case .function: functions.disproves(rename)
        case .macro: macros.disproves(rename)
        case .typedef: typedefs.disproves(rename)
        case .variable: variables.disproves(rename)
        case .constant:
            !guessedRenames.contains(rename)
                && (newValues[rename.old] != nil || oldValues[rename.new] != nil)
        case .member: disprovesMember(rename)
        }
    }

    private func disprovesMember(_ rename: RefutedRename) -> Bool {
        guard let pair = records.pairs.first(where: { $0.new.name == rename.container }),
            !guessedRenames.contains(rename)
        else { return false }
        return PlacedMember.all(of: pair.new).contains { $0.path == rename.old }
            || PlacedMember.all(of: pair.old).contains { $0.path == rename.new }
    }
}

extension Pairing where Entity: ScopedName {
    fileprivate func disproves(_ rename: RefutedRename) -> Bool {
        var isDisproved = false
        for pair in pairs {
            let (old, new) = (pair.old, pair.new)
            if old.name == rename.old, new.name == rename.new { return false }
            // Every file may have a static function of one name; only those of the same scope count.
            if old.name == new.name, old.name == rename.old || old.name == rename.new,
                old.scope == rename.container || new.scope == rename.container
            {
                isDisproved = true
            }
        }
        return isDisproved || added.contains { $0.name == rename.old && $0.scope == rename.container }
            || removed.contains { $0.name == rename.new && $0.scope == rename.container }
    }
}
