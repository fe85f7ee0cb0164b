import ABIModel

extension Comparison {
    /// Every rename between the two sides, known or told from names and places, in the comparison's order.
    public var renames: [RenameHint] {
        func hints<Entity>(
            _ kind: EntityKind, _ pairing: Pairing<Entity>, _ name: (Entity) -> String
        ) -> [RenameHint] {
            pairing.renamed.map { pair in
                RenameHint(
                    kind: kind, old: name(pair.old), new: name(pair.new), isInverted: pair.isInverted)
            }
        }
        var result = hints(.enumeration, enums) { $0.symbol }
        result += hints(.record, records) { $0.typeName }
        result += hints(.function, functions) { $0.name }
        result += hints(.macro, macros) { $0.name }
        result += hints(.typedef, typedefs) { $0.name }
        result += hints(.variable, variables) { $0.name }
        for difference in enumDifferences {
            result += difference.renamed.map { renaming in
                RenameHint(
                    kind: .constant, old: renaming.old.name, new: renaming.new.name,
                    container: difference.pair.new.symbol)
            }
        }
        for difference in recordDifferences {
            for cause in difference.causes {
                guard case .renamed(let old, let new) = cause.change else { continue }
                result.append(
                    RenameHint(
                        kind: .member, old: old.path, new: new.path, isInverted: cause.isInverted,
                        container: difference.pair.new.typeName))
            }
        }
        return result
    }
}
