import ABIModel
import Drift
import ExtractionMessages
import KernelTree
import Parallel
import PatchSeries
import Readings

/// The states of a tree that a review looks at: the base, each revision, and each patch of each.
struct ReviewStates {
    let series: Series
    let applied: [AppliedRevision]
    let bases: SeriesBases
    /// By the index of a revision the one before it, applied to its base.
    let predecessorsOnNewBase: [Int: AppliedRevision]
    private(set) var plan: FlavorPlan
    private(set) var files: [String]
    /// The files under the flavors that they are read under.
    private(set) var units: [Unit]
    let uncompiled: UncompiledLines
    let declarations: DeclarationTexts
    /// For each header among the files that no patch touches the touched ones that it follows from.
    private(set) var sources: [String: Set<String>] = [:]
    /// The files of which a few names are wanted only, with these.
    private var wantedNames: [String: Set<String>] = [:]

    init(
        series: Series, applied: [AppliedRevision], bases: SeriesBases,
        predecessorsOnNewBase: [Int: AppliedRevision], plan: FlavorPlan, files: [String],
        uncompiled: UncompiledLines, declarations: DeclarationTexts
    ) throws {
        self.series = series
        self.applied = applied
        self.bases = bases
        self.predecessorsOnNewBase = predecessorsOnNewBase
        self.plan = plan
        self.files = files
        self.uncompiled = uncompiled
        self.declarations = declarations
        units = try plan.units(of: files)
    }

    /// The states with headers that follow from what is touched.
    func reaching(_ reached: ReachedHeaders, under plan: FlavorPlan) throws -> ReviewStates {
        var result = try reading(under: plan)
        result.files = (files + reached.files).sorted()
        result.units = try plan.units(of: result.files)
        result.sources = reached.sources
        return result
    }

    /// The states read in another way.
    func reading(under plan: FlavorPlan) throws -> ReviewStates {
        var result = self
        result.plan = plan
        result.units = try plan.units(of: result.files)
        return result
    }

    /// The states with some names of other files.
    func looking(for names: [String: Set<String>]) throws -> ReviewStates {
        var result = self
        result.wantedNames = names
        result.files = (files + names.keys).sorted()
        result.units = try plan.units(of: result.files)
        return result
    }

    /// What was read.
    struct Reading: Sendable {
        /// The base of the first revision, then the revisions.
        var revisions: [RevisionSnapshot]
        /// The base of each revision.
        var bases: [RevisionSnapshot]
        /// By the index of a revision the one before it on its base.
        var predecessorsOnNewBase: [Int: RevisionSnapshot]
        /// For each revision, what is declared after each of its patches.
        var steps: [[SeriesStep]]
        /// For each revision, what each of its patches makes of the files it touches.
        var changes: [[PatchChange]]
        /// How many entities the revisions have, over all flavors.
        var entityCount: Int
        /// What could not be read.
        var unknown: [Unknown]
        /// The files that a revision breaks.
        var errors: [Finding]
    }

    /// Has the bases read, which need not wait for the patches.
    ///
    /// - Parameter units: the units of what is compared, under the flavors that were given.
    static func readAhead(
        _ units: [Unit], _ series: Series, bases: SeriesBases, with reader: UnitReader,
        through queue: UnitQueue
    ) throws {
        let patches = series.revisions.flatMap(\.patches)
        // Two patches that come from one text to one text are the same, whatever revision they are in.
        var texts: [String: Set<String>] = [:]
        for (number, diff) in patches.flatMap(\.fileDiffs).enumerated() {
            texts[diff.path, default: []].insert(diff.newBlob ?? "\(number)")
        }
        let wanted = bases.states.flatMap { state in units.map { (unit: $0, state: state) } }
        try reader.planPreambles(
            of: wanted, changing: Set(patches.flatMap(\.touchedPaths)),
            // The base's own text is one more.
            textCount: { file in (texts[file]?.count ?? 0) + 1 })
        queue.add(wanted)
    }

    /// What is to be read of the states.
    struct Wanted: Sendable {
        /// The units of each state: of the bases, the revisions and the predecessorsOnNewBase, then of the patches.
        fileprivate var units: [(unit: Unit, state: PatchedTree)] = []
        /// Which of them are of revisions.
        fileprivate var ends = 0..<0
        /// Their numbers in the queue.
        fileprivate var numbers = 0..<0
        /// For each revision and patch, where its units are.
        fileprivate var steps: [[(patch: Int, units: [Unit], start: Int)]] = []
    }

    /// All that is to be read. After a patch only the files it touches are read again: what they include
    /// matters for a revision as a whole, and is read then.
    func wanted() throws -> Wanted {
        var wanted = Wanted()
        for state in bases.states { wanted.units += units.map { ($0, state) } }
        let start = wanted.units.count
        for state in applied.map(\.tree) + guests.map(\.value.tree) {
            wanted.units += units.map { ($0, state) }
        }
        wanted.ends = start..<wanted.units.count
        for (revision, application) in zip(series.revisions, applied) {
            var steps: [(patch: Int, units: [Unit], start: Int)] = []
            for (index, patch) in revision.patches.enumerated() {
                let before = index == 0 ? application.base : application.patches[index - 1].tree
                let touched = Set(
                    try patch.touchedPaths.filter {
                        try changesDeclarations(of: $0, before, application.patches[index].tree)
                    })
                let all = Set(patch.touchedPaths)
                // Another configuration may change what any of the files declares.
                let after = application.patches[index].tree
                let reconfigures =
                    before.changedKconfig != after.changedKconfig
                    || before.changedMakefiles != after.changedMakefiles
                let own = units.filter {
                    reconfigures || touched.contains($0.file)
                        || sources[$0.file].map { !$0.isDisjoint(with: all) } ?? false
                }
                steps.append((index, own, wanted.units.count))
                wanted.units += own.map { ($0, application.patches[index].tree) }
            }
            wanted.steps.append(steps)
        }
        return wanted
    }

    private var guests: [(key: Int, value: AppliedRevision)] {
        predecessorsOnNewBase.sorted { $0.key < $1.key }
    }

    /// Has all of that read.
    func read(_ wanted: inout Wanted, with reader: UnitReader, through queue: UnitQueue) throws {
        try reader.planPreambles(of: wanted.units)
        // What no flavor compiles is asked of a revision, not of each of its patches.
        wanted.numbers = queue.add(wanted.units, findsSkippedLinesOf: wanted.ends)
    }

    /// What was read once the queue is through.
    func reading(_ wanted: Wanted, from queue: UnitQueue) -> Reading {
        let assembly = StateAssembly(plan: plan, files: files, wanted: wantedNames)
        let bareCount = bases.inputs.count
        let responses = queue.answers(to: wanted.numbers)

        func table(at start: Int, _ units: [Unit]) -> [Unit: ExtractionResponse] {
            var result: [Unit: ExtractionResponse] = [:]
            for (offset, unit) in units.enumerated() { result[unit] = responses[start + offset] }
            return result
        }
        let baseTables = (0..<bareCount).map { table(at: $0 * units.count, units) }
        let bare = baseTables.concurrentMap { assembly.snapshot(.base, $0) }
        let own = series.revisions.indices.map { index in
            RevisionTables(
                index: index, base: baseTables[bases.ofRevision[index]], bare: bare[bases.ofRevision[index]],
                final: table(at: (bareCount + index) * units.count, units),
                steps: wanted.steps[index].map { ($0.patch, $0.units, table(at: $0.start, $0.units)) })
        }.concurrentMap { revision($0, assembly, units) }
        let revisions = [bare[0]] + own.map(\.snapshot)
        let unknown = baseTables.flatMap { assembly.unknowns(.base, $0, units) } + own.flatMap(\.unknown)
        var guestSnapshots: [Int: RevisionSnapshot] = [:]
        for (offset, guest) in guests.enumerated() {
            let start = (bareCount + applied.count + offset) * units.count
            guestSnapshots[guest.key] = assembly.snapshot(
                .revision(series.revisions[guest.key - 1].label), table(at: start, units))
        }
        let count = revisions.flatMap(\.flavors).reduce(0) { $0 + $1.snapshot.entityCount }
        return Reading(
            revisions: revisions, bases: bases.ofRevision.map { bare[$0] },
            predecessorsOnNewBase: guestSnapshots,
            steps: own.map(\.steps), changes: own.map(\.changes), entityCount: count,
            unknown: Array(Set(unknown)).sorted(), errors: own.flatMap(\.errors))
    }

    /// The responses that one revision is put together from.
    private struct RevisionTables {
        var index: Int
        /// Those of its base, and what it declares.
        var base: [Unit: ExtractionResponse]
        var bare: RevisionSnapshot
        var final: [Unit: ExtractionResponse]
        /// For each patch the units that it touches, after it.
        var steps: [(patch: Int, units: [Unit], table: [Unit: ExtractionResponse])]
    }

    private struct RevisionReading {
        var snapshot: RevisionSnapshot
        var steps: [SeriesStep] = []
        var changes: [PatchChange] = []
        var unknown: [Unknown] = []
        var errors: [Finding] = []
    }

    private func revision(
        _ tables: RevisionTables, _ assembly: StateAssembly, _ units: [Unit]
    ) -> RevisionReading {
        let revision = series.revisions[tables.index]
        let name = Label.revision(revision.label)
        let final = tables.final
        var result = RevisionReading(snapshot: assembly.snapshot(name, final))
        result.errors = errors(of: tables, units)
        let broken = Set(result.errors.map(\.symbol))
        // What is an error is told as one.
        result.unknown = assembly.unknowns(name, final, units).filter { entry in
            guard case .unit(let file, let flavor) = entry.subject, broken.contains(file) else { return true }
            return !result.errors.contains { $0.symbol == file && $0.flavors.contains(flavor) }
        }
        result.unknown += uncompiled.unknown(revision: tables.index, label: name) { file in
            units.filter { $0.file == file }.compactMap { final[$0] }
        }
        let (before, after) = (applied[tables.index].base, applied[tables.index].tree)
        for file in files where after.overlay[file] != nil {
            // A file that cannot be read has been told of by now.
            result.unknown +=
                (try? ReformedConditions(plan: plan).unknown(
                    file, of: name, old: before.contents(of: file), new: after.contents(of: file))) ?? []
        }
        var current = tables.base
        for step in tables.steps {
            let patch = revision.patches[step.patch]
            let reference = PatchReference(patch, in: revision.label)
            let label = Label.patch(
                of: revision.label, number: patch.number, count: revision.patches.count)
            let touched = step.units.reduce(into: [Unit: ExtractionResponse]()) { $0[$1] = current[$1] }
            for unit in step.units { current[unit] = step.table[unit] }
            result.changes.append(
                PatchChange(
                    patch: reference,
                    before: assembly.snapshot(label, touched, ofUnitsOnly: true),
                    after: assembly.snapshot(label, step.table, ofUnitsOnly: true)))
            // A patch that touches nothing of this leaves the tree as it was, and what comes of it too.
            var state = result.steps.last?.snapshot ?? tables.bare
            state.label = label
            if !step.units.isEmpty { state = assembly.snapshot(label, current) }
            result.steps.append(SeriesStep(patch: reference, snapshot: state))
        }
        return result
    }

    /// The files that a revision breaks, as far as all of it was applied.
    private func errors(of tables: RevisionTables, _ units: [Unit]) -> [Finding] {
        guard applied[tables.index].patches.allSatisfy(\.failures.isEmpty) else { return [] }
        let readings = units.compactMap { unit in
            tables.final[unit].map { final in
                RevisionErrors.Reading(
                    unit: unit, base: tables.base[unit], final: final,
                    steps: tables.steps.filter { $0.units.contains(unit) }.map { ($0.patch, $0.table[unit]) })
            }
        }
        return RevisionErrors(revision: series.revisions[tables.index], plan: plan).findings(readings)
    }

    /// Whether a patch changes what a file itself declares; in a C file function bodies and initialisers do not
    /// count. A header's inline functions are looked into, since what a stub gives back matters.
    private func changesDeclarations(
        of file: String, _ before: PatchedTree, _ after: PatchedTree
    ) throws -> Bool {
        guard file.hasSuffix(".c"), let old = try declarations.text(of: file, in: before),
            let new = try declarations.text(of: file, in: after)
        else { return true }
        return old != new
    }
}
