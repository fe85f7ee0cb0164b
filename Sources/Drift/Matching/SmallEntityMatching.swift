import ABIModel

/// Matches macros, typedefs and variables.
enum SmallEntityMatching {
    static func macros(_ old: Snapshot, _ new: Snapshot, known: RenameKnowledge) -> Pairing<Macro> {
        EntityMatcher<Macro>(
            bucket: { $0.site.file + " " + bucket(of: $0) },
            likeness: { left, right, weights in
                let likeness = NameWords.likeness(left.name, right.name, weights: weights)
                // An empty macro or a 0 or 1 says nothing; the name has to say it all.
                let bar = isTelling(left) ? 0.45 : 0.6
                guard likeness.score >= bar, !likeness.isInverted else { return nil }
                return .init(score: likeness.score)
            }, known: known
        ).match(old: old.macros, new: new.macros)
    }

    static func typedefs(_ old: Snapshot, _ new: Snapshot, known: RenameKnowledge) -> Pairing<Typedef> {
        EntityMatcher<Typedef>(
            bucket: { $0.site.file + " " + TypeText().new($0.type) },
            likeness: { left, right, weights in
                let likeness = NameWords.likeness(left.name, right.name, weights: weights)
                guard likeness.score >= 0.45, !likeness.isInverted else { return nil }
                return .init(score: likeness.score)
            }, known: known
        ).match(old: old.typedefs, new: new.typedefs)
    }

    static func variables(_ old: Snapshot, _ new: Snapshot, known: RenameKnowledge) -> Pairing<Variable> {
        EntityMatcher<Variable>(
            bucket: { TypeText().new($0.type) },
            likeness: { left, right, weights in
                let likeness = NameWords.likeness(left.name, right.name, weights: weights)
                guard likeness.score >= 0.45, !likeness.isInverted else { return nil }
                return .init(score: likeness.score)
            }, known: known
        ).match(
            old: preferringDeclarations(old.variables), new: preferringDeclarations(new.variables))
    }

    /// A variable that a header declares and a unit defines is one.
    private static func preferringDeclarations(_ variables: [Variable]) -> [Variable] {
        let declared = Set(variables.filter { !$0.site.isInUnit }.map(\.name))
        let exports = Dictionary(
            variables.compactMap { variable in variable.export.map { (variable.name, $0) } },
            uniquingKeysWith: { first, _ in first })
        return variables.filter { !$0.site.isInUnit || !declared.contains($0.name) }
            .map { variable in
                var copy = variable
                copy.export = copy.export ?? exports[copy.name]
                return copy
            }
    }

    private static func bucket(of macro: Macro) -> String {
        if let call = macro.call { return "c\(call.parameters.count) \(macro.form ?? "")" }
        return switch macro.value {
        case .integer(let number): "i\(number)"
        case .string(let text): "s\(text)"
        case .text(let text): "t\(text)"
        }
    }

    private static func isTelling(_ macro: Macro) -> Bool {
        switch macro.value {
        case .integer(let number): number != 0 && number != 1
        case .string(let text), .text(let text): !text.isEmpty
        }
    }
}
