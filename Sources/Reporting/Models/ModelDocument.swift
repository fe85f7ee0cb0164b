import ReferenceModels

/// The JSON of `kdrift model`. Each object with a `trace` says all that `kdrift replay` needs to run it again.
struct ModelDocument: Encodable {
    struct Version: Encodable {
        var major = 1
        var minor = 0
    }

    struct Property: Encodable {
        var name: String
        var statement: String
        var clauses: [String]
        var cells: [Cell]
    }

    struct Cell: Encodable {
        var design: String
        /// `kept`, `not kept`, `part`, `not applicable` or `unknown`.
        var mark: String
        var clausesKept: Int?
        var violations: [Violation]
        var exceptions: [Violation]
    }

    struct Step: Encodable {
        var operation: String
        var outcome: String
        var state: String
    }

    struct Violation: Encodable {
        var model: String
        var design: String
        var property: String
        var clause: String
        var circumstances: [String]
        var setting: String
        var initial: String
        var trace: [Step]
        var fingerprint: String
    }

    struct PairStep: Encodable {
        var operation: String
        var before: String
        var after: String
    }

    struct Drift: Encodable {
        var model: String
        var from: String
        var to: String
        var operation: String
        var isConsequence: Bool
        var setting: String
        var trace: [PairStep]
        var fingerprint: String
    }

    struct Side: Encodable {
        var label: String
        var source: String
        var initial: String
        var steps: [Step]
    }

    var schema = "kdrift-model"
    var version = Version()
    var models: [ModelSummary]?
    var model: String?
    var title: String?
    var scope: String?
    var designs: [String]?
    var stateCount: Int?
    var reachedBounds: [String]?
    var circumstances: [PropertyTable.Circumstance]?
    var properties: [Property]?
    var drifts: [Drift]?
    var verdict: String?
    var conclusion: String?
    var note: String?
    var setting: String?
    var sides: [Side]?
    var fingerprint: String?

    init(_ answer: ModelAnswer) {
        switch answer {
        case .models(let models): self.models = models
        case .table(let table, _): add(table)
        case .drifts(let drifts): add(drifts)
        }
    }

    init(_ replay: ReplayReport) {
        schema = "kdrift-replay"
        verdict = replay.verdict.rawValue
        conclusion = replay.conclusion
        note = replay.note
        fingerprint = replay.fingerprint
        setting = replay.sides.first?.trace.setting
        sides = replay.sides.map {
            Side(
                label: $0.label, source: $0.source, initial: $0.trace.initial, steps: Self.steps($0.trace))
        }
    }

    private mutating func add(_ table: PropertyTable) {
        (model, title, scope, designs) = (table.model, table.title, table.scope, table.designs)
        (stateCount, reachedBounds) = (table.stateCount, table.reachedBounds)
        circumstances = table.circumstances
        properties = table.rows.map { row in
            Property(
                name: row.property.name, statement: row.property.statement, clauses: row.property.clauses,
                cells: row.cells.map { cell in
                    func violations(_ violations: [PropertyTable.Violation]) -> [Violation] {
                        violations.map { Self.violation($0, of: row.property, cell.design, table.model) }
                    }
                    return Cell(
                        design: cell.design, mark: Self.mark(cell.mark), clausesKept: Self.kept(cell.mark),
                        violations: violations(cell.violations), exceptions: violations(cell.exceptions))
                })
        }
    }

    private mutating func add(_ table: DriftTable) {
        (model, title) = (table.model, table.title)
        drifts = table.drifts.map { drift in
            Drift(
                model: table.model, from: table.from, to: table.to, operation: drift.operation,
                isConsequence: drift.isConsequence, setting: drift.old.setting,
                trace: zip(drift.old.steps, drift.new.steps).map {
                    PairStep(
                        operation: $0.action, before: "\($0.outcome)  \($0.state)",
                        after: "\($1.outcome)  \($1.state)")
                }, fingerprint: drift.fingerprint)
        }
    }

    private static func violation(
        _ violation: PropertyTable.Violation, of property: PropertyStatement, _ design: String,
        _ model: String
    ) -> Violation {
        let circumstances = [property.circumstance, violation.circumstance].compactMap { $0 }
        return Violation(
            model: model, design: design, property: property.name, clause: violation.clause,
            circumstances: Set(circumstances).sorted(), setting: violation.trace.setting,
            initial: violation.trace.initial, trace: steps(violation.trace),
            fingerprint: violation.fingerprint)
    }

    private static func steps(_ trace: ModelTrace) -> [Step] {
        trace.steps.map { Step(operation: $0.action, outcome: $0.outcome, state: $0.state) }
    }

    private static func mark(_ mark: PropertyTable.Mark) -> String {
        switch mark {
        case .holds: "kept"
        case .fails: "not kept"
        case .partly: "part"
        case .notApplicable: "not applicable"
        case .unknown: "unknown"
        }
    }

    private static func kept(_ mark: PropertyTable.Mark) -> Int? {
        if case .partly(let kept, _) = mark { kept } else { nil }
    }
}
