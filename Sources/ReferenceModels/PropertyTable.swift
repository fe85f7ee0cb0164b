import ModelChecking

/// Which design keeps which property, with a shortest run for each that it does not.
public struct PropertyTable: Hashable, Codable, Sendable {
    /// How a design does with a property.
    public enum Mark: Hashable, Codable, Sendable {
        /// It keeps it; with exceptions, it keeps it while nobody misbehaves.
        case holds
        /// It does not keep it.
        case fails
        /// It keeps some of its clauses.
        case partly(kept: Int, of: Int)
        /// The design has nothing that the property could be about.
        case notApplicable
        /// The search ended at a bound without finding a violation.
        case unknown
    }

    /// A run that violates a clause.
    public struct Violation: Hashable, Codable, Sendable {
        /// The clause.
        public var clause: String
        /// The circumstance that it takes beyond the one that the property is about; `nil`: none.
        public var circumstance: String?
        /// The run.
        public var trace: ModelTrace
        /// Names the violation across runs: hex digits; "" until somebody has set it.
        public var fingerprint = ""
    }

    /// A circumstance that an exception takes.
    public struct Circumstance: Hashable, Codable, Sendable {
        /// Its name: `stray release`.
        public var name: String
        /// What it is, in a sentence without a full stop; "" where the name says it.
        public var meaning: String
    }

    /// One design and one property.
    public struct Cell: Hashable, Codable, Sendable {
        /// The design's name.
        public var design: String
        /// How it does.
        public var mark: Mark
        /// The clauses that it does not keep.
        public var violations: [Violation]
        /// Where it keeps all of them: what breaks them all the same, one for each circumstance and clause.
        public var exceptions: [Violation]
    }

    /// Everything about one property.
    public struct Row: Hashable, Codable, Sendable {
        /// The property.
        public var property: PropertyStatement
        /// The designs, in order.
        public var cells: [Cell]
    }

    /// The model's name.
    public var model: String
    /// What it is a model of.
    public var title: String
    /// What the model is cut down to; "" where it is not.
    public var scope: String
    /// The designs, in order.
    public var designs: [String]
    /// The properties, in order.
    public var rows: [Row]
    /// How many states were visited for all of it.
    public var stateCount: Int
    /// The bounds that were reached, by design and circumstance; empty: everything was looked at.
    public var reachedBounds: [String]
    /// The circumstances of the exceptions, in the order in which the table comes to them.
    public var circumstances: [Circumstance]

    /// The cell of a property and a design.
    public subscript(property: String, design: String) -> Cell? {
        rows.first { $0.property.name == property }?.cells.first { $0.design == design }
    }
}

extension PropertyTable {
    /// Checks designs of a model.
    ///
    /// - Parameters:
    ///   - model: the model.
    ///   - designs: the designs' names; `nil`: all of them.
    ///   - properties: the properties' names; `nil`: all of them.
    /// - Throws: ``ReferenceModelError`` when the model has no design or property of a name.
    public init<Reference: ReferenceModel>(
        _ model: Reference, designs: [String]? = nil, properties: [String]? = nil
    ) throws(ReferenceModelError) {
        let designs = try Self.chosen(designs, of: model.designs, kind: "design", model.name)
        let names = try Self.chosen(
            properties, of: model.properties.map(\.name), kind: "property", model.name)
        let statements = model.properties.filter { names.contains($0.name) }
        var checks = DesignChecks(model: model, statements: statements)
        let columns = designs.map { checks.cells($0) }
        let rows = statements.indices.map { row in
            Row(property: statements[row], cells: columns.map { $0[row] })
        }
        self.init(
            model: model.name, title: model.title, scope: model.scope, designs: designs, rows: rows,
            stateCount: checks.stateCount, reachedBounds: checks.reachedBounds.sorted(),
            circumstances: Self.circumstances(of: rows).map {
                Circumstance(name: $0, meaning: model.meaning(of: $0))
            })
    }

    private static func circumstances(of rows: [Row]) -> [String] {
        var names: [String] = []
        for exception in rows.flatMap(\.cells).flatMap(\.exceptions) {
            if let name = exception.circumstance, !names.contains(name) { names.append(name) }
        }
        return names
    }

    private static func chosen(
        _ wanted: [String]?, of names: [String], kind: String, _ model: String
    ) throws(ReferenceModelError) -> [String] {
        guard let wanted else { return names }
        var chosen: [String] = []
        for name in wanted { chosen.append(try found(name, among: names, kind: kind, model)) }
        return names.filter(chosen.contains)
    }

    /// The name as the model writes it; upper and lower case are the same.
    static func found(
        _ name: String, among names: [String], kind: String, _ model: String
    ) throws(ReferenceModelError) -> String {
        guard let found = names.first(where: { $0.lowercased() == name.lowercased() }) else {
            throw .noSuchName(kind: kind, name: name, model: model, names: names)
        }
        return found
    }
}

/// Searches each design, first with ordinary callers and then, for what it keeps, under each circumstance.
private struct DesignChecks<Reference: ReferenceModel> {
    typealias Result = CheckResult<Reference.System.State, Reference.System.Action>
    typealias Cell = PropertyTable.Cell
    typealias Violation = PropertyTable.Violation

    let model: Reference
    let statements: [PropertyStatement]
    private(set) var stateCount = 0
    private(set) var reachedBounds: Set<String> = []

    init(model: Reference, statements: [PropertyStatement]) {
        self.model = model
        self.statements = statements
    }

    /// The cells of a design, one for each statement.
    mutating func cells(_ design: String) -> [Cell] {
        let homes = Set(statements.map(\.circumstance))
        var cells = [Cell?](repeating: nil, count: statements.count)
        for home in homes.sorted(by: { ($0 ?? "") < ($1 ?? "") }) {
            let indices = statements.indices.filter { statements[$0].circumstance == home }
            for (index, cell) in zip(indices, self.cells(design, home, indices.map { statements[$0] })) {
                cells[index] = cell
            }
        }
        return cells.compactMap { $0 }
    }

    /// The cells for statements about the same circumstance.
    private mutating func cells(
        _ design: String, _ home: String?, _ statements: [PropertyStatement]
    ) -> [Cell] {
        let home = Set([home].compactMap { $0 })
        let names = statements.flatMap { $0.clauses + [$0.occurrence].compactMap { $0 } }
        guard let result = check(design, home, Set(names)) else {
            return statements.map { _ in Cell(design: design, mark: .unknown, violations: [], exceptions: [])
            }
        }
        var cells = statements.map { cell($0, design, result) }
        let kept = zip(statements, cells).filter { $0.1.violations.isEmpty && $0.1.mark != .notApplicable }
        let clauses = Set(kept.flatMap { $0.0.clauses })
        guard !clauses.isEmpty else { return cells }
        for circumstance in model.circumstances(of: design) where !home.contains(circumstance) {
            let misused = check(design, home.union([circumstance]), clauses)
            for index in cells.indices where cells[index].violations.isEmpty {
                for clause in statements[index].clauses where clauses.contains(clause) {
                    guard let path = misused?[clause]?.counterexample else { continue }
                    cells[index].exceptions.append(
                        Violation(clause: clause, circumstance: circumstance, trace: model.trace(path)))
                }
            }
        }
        return cells
    }

    private func cell(_ statement: PropertyStatement, _ design: String, _ result: Result) -> Cell {
        let verdicts = statement.clauses.compactMap { clause in result[clause].map { (clause, $0) } }
        var occurs = true
        if let occurrence = statement.occurrence, case .holds? = result[occurrence] { occurs = false }
        guard occurs, !verdicts.isEmpty else {
            return Cell(design: design, mark: .notApplicable, violations: [], exceptions: [])
        }
        let violations = verdicts.compactMap { clause, verdict in
            verdict.counterexample.map {
                Violation(clause: clause, circumstance: nil, trace: model.trace($0))
            }
        }
        let isBounded = verdicts.contains { if case .holdsUpTo = $0.1 { true } else { false } }
        let kept = verdicts.count - violations.count
        let mark: PropertyTable.Mark =
            switch kept {
            case 0: .fails
            case _ where isBounded: .unknown
            case verdicts.count: .holds
            default: .partly(kept: kept, of: verdicts.count)
            }
        return Cell(design: design, mark: mark, violations: violations, exceptions: [])
    }

    private mutating func check(_ design: String, _ circumstances: Set<String>, _ names: Set<String>)
        -> Result?
    {
        guard let system = model.system(of: design, under: circumstances) else { return nil }
        let result = BreadthFirstChecker(system, bounds: model.bounds).check(names)
        stateCount += result.stateCount
        if let bound = result.reachedBound {
            let under = circumstances.sorted().joined(separator: ", ")
            reachedBounds.insert("\(design)\(under.isEmpty ? "" : " under \(under)"): \(bound)")
        }
        return result
    }
}
