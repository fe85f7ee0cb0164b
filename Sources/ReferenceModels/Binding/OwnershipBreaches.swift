import ModelChecking

extension DMAOwnership {
    /// The properties that a design does not keep under ordinary callers, each with a shortest run that starts
    /// where C can start.
    static func breaches(design label: String) -> [PropertyBreach] {
        let model = OwnershipModel()
        guard let system = model.system(of: label, under: []) else { return [] }
        let statements = model.properties.filter { $0.circumstance == nil }
        let result = BreadthFirstChecker(system, bounds: model.bounds).check(
            Set(statements.flatMap(\.clauses)))
        return statements.flatMap { statement in
            statement.clauses.compactMap { clause in
                guard let path = result[clause]?.counterexample else { return nil }
                let group = path.initial.group
                let start = LockstepStart.ofC.first {
                    $0.configuration == group.configuration && $0.d1 == group.d1.presence
                }
                return start.map { start in
                    PropertyBreach(
                        property: clause, statement: statement.statement,
                        calls: path.actions.map(\.description), setting: start.name)
                }
            }
        }
    }
}
