import ABIModel
import Drift
import ExtractionMessages
import KernelTree
import Readings
import Workers

/// A file as it is read under one flavor.
struct ReadUnit: Hashable, Comparable {
    /// Its path.
    var file: String
    /// The flavor's name.
    var flavor: String

    static func < (left: ReadUnit, right: ReadUnit) -> Bool {
        (left.file, left.flavor) < (right.file, right.flavor)
    }
}

/// One side of a comparison, read.
struct SideReading {
    /// What it declares.
    var revision: RevisionSnapshot
    /// What of it could not be read.
    var unknown: [Unknown]
    /// What the reader should know besides.
    var notes: [String]
    /// The libclang that read it; "" for a baseline.
    var libclangVersion: String
    /// What clang says is wrong with each unit that it came through.
    var complaints: [ReadUnit: [ExtractionResponse.Complaint]] = [:]
    /// The files of the tree that were read.
    var includedFiles: Set<String> = []

    /// Takes a baseline as it was stored.
    init(_ baseline: Baseline, label: Label) {
        revision = baseline.revision(label)
        unknown = baseline.unknown(of: label)
        notes = []
        libclangVersion = ""
    }

    /// Reads files of a tree under a plan's flavors, and the records elsewhere that theirs have as members
    /// where those are wanted; `others` are files whose records matter as well, and of
    /// some files a few names may be `wanted` only.
    init(
        _ side: TextSide, label: Label?, plan: FlavorPlan, files: [String], touching others: [String] = [],
        wanted: [String: Set<String>] = [:], wantsMemberRecords: Bool = false,
        changedLines: UncompiledLines? = nil,
        pool: ExtractionPool
    ) throws {
        let reader = try UnitReader(
            tree: side.tree, flavors: plan.flavors, touchedFiles: files + others,
            wantsMemberRecords: wantsMemberRecords,
            pool: pool)
        let units = try plan.units(of: files)
        let state = side.state
        if let changedLines { reader.findSkippedLines(of: changedLines.files) }
        let responses = try reader.read(units.map { ($0, state) })
        var table: [Unit: ExtractionResponse] = [:]
        for (unit, response) in zip(units, responses) { table[unit] = response }
        let assembly = StateAssembly(plan: plan, files: files, wanted: wanted)
        revision = assembly.snapshot(label ?? .revision(""), table)
        unknown = assembly.unknowns(label, table, units)
        if let changedLines, let label {
            unknown += changedLines.unknown(revision: 0, label: label) { file in
                table.compactMap { $0.key.file == file ? $0.value : nil }
            }
        }
        notes = try plan.notes + plan.unbuilt(files, in: state)
        libclangVersion = reader.libclangVersion
        for (unit, response) in table where response.failure == nil {
            complaints[ReadUnit(file: unit.file, flavor: plan.flavors[unit.flavor].name)] = response.errors
        }
        for response in responses {
            includedFiles.formUnion(response?.includedFiles.filter { !$0.hasPrefix("/") } ?? [])
        }
    }

    /// The reading with more that is unknown.
    func knowing(_ more: [Unknown]) -> SideReading {
        var result = self
        result.unknown = Array(Set(unknown + more)).sorted()
        return result
    }

    /// The reading with what another one of the same side has.
    func adding(_ other: SideReading) -> SideReading {
        var result = self
        result.revision.flavors = other.revision.flavors.map { view in
            guard let known = revision.snapshot(of: view.flavor) else { return view }
            return FlavorSnapshot(flavor: view.flavor, snapshot: .merging([known, view.snapshot]))
        }
        result.unknown = Array(Set(unknown + other.unknown)).sorted()
        result.includedFiles.formUnion(other.includedFiles)
        result.complaints.merge(other.complaints) { own, _ in own }
        result.notes += other.notes.filter { !notes.contains($0) }
        return result
    }

    /// How many entities were read, over all flavors.
    var entityCount: Int { revision.flavors.reduce(0) { $0 + $1.snapshot.entityCount } }

    /// Whether a file was not read whole under some flavor.
    func couldNotRead(_ file: String) -> Bool {
        unknown.contains { entry in
            if case .unit(file: file, flavor: _) = entry.subject { return true }
            return false
        }
    }

    /// The reading without what stands in other files.
    func limited(to files: [String]) -> SideReading {
        let files = Set(files)
        var reading = self
        for index in reading.revision.flavors.indices {
            reading.revision.flavors[index].snapshot.keepOnly(files)
        }
        return reading
    }

    /// The reading with one file called by another name, so that two files can be held against each other.
    func calling(_ file: String, _ name: String) -> SideReading {
        guard file != name else { return self }
        var reading = self
        for index in reading.revision.flavors.indices {
            reading.revision.flavors[index].snapshot.rename(file, to: name)
        }
        return reading
    }
}

extension Snapshot {
    /// Drops what stands in other files; without `records` those of other files stay.
    mutating func keepOnly(_ files: Set<String>, records dropsRecords: Bool = true) {
        enums.removeAll { !files.contains($0.site.file) }
        if dropsRecords { records.removeAll { !files.contains($0.site.file) } }
        functions.removeAll { !files.contains($0.site.file) }
        macros.removeAll { !files.contains($0.site.file) }
        typedefs.removeAll { !files.contains($0.site.file) }
        variables.removeAll { !files.contains($0.site.file) }
    }

    /// Moves what one file declares to another.
    fileprivate mutating func rename(_ file: String, to name: String) {
        func move(_ site: inout SourceSite) {
            if site.file == file { site.file = name }
        }
        for index in enums.indices { move(&enums[index].site) }
        for index in records.indices { move(&records[index].site) }
        for index in functions.indices { move(&functions[index].site) }
        for index in macros.indices { move(&macros[index].site) }
        for index in typedefs.indices { move(&typedefs[index].site) }
        for index in variables.indices { move(&variables[index].site) }
        for index in fidelity.indices {
            if fidelity[index].what == file { fidelity[index].what = name }
            move(&fidelity[index].site)
        }
    }
}
