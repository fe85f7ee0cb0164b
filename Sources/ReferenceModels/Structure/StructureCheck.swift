import ABIModel

/// Holds the snapshots of one tree against one reference revision.
struct StructureCheck {
    let snapshots: [Snapshot]
    let revision: ReferenceRevision
    let structure: ReferenceStructure
    private var standing = Standing()

    /// For each snapshot, the files whose own declarations are in it. Records do not tell: those that embed
    /// an examined file's are in it too.
    private let files: [Set<String>]

    /// How a deviation says that there is no such thing.
    static let absent = "absent"

    init(_ snapshots: [Snapshot], _ revision: ReferenceRevision, of structure: ReferenceStructure) {
        self.snapshots = snapshots
        self.revision = revision
        self.structure = structure
        files = snapshots.map { snapshot in
            var files = Set(snapshot.functions.map(\.site.file))
            files.formUnion(snapshot.macros.map(\.site.file))
            files.formUnion(snapshot.enums.map(\.site.file))
            files.formUnion(snapshot.typedefs.map(\.site.file))
            return files.union(snapshot.variables.map(\.site.file))
        }
    }

    mutating func run() -> Standing {
        checkEnums()
        checkMacros()
        checkFunctions()
        checkStretches()
        standing.deviations = Set(standing.deviations).sorted()
        standing.unseen = Set(standing.unseen).sorted().filter { !standing.held.contains($0.what) }
        return standing
    }

    // MARK: What is seen

    /// Whether a file is the one the reference means. A tree that is one file has a shorter path.
    static func isSame(_ file: String, _ home: String) -> Bool {
        file == home || home.hasSuffix("/" + file) || file.hasSuffix("/" + home)
    }

    /// The snapshots that the declarations of a file are in.
    func examining(_ home: String) -> [Snapshot] {
        zip(snapshots, files).filter { _, files in
            files.contains(home) || files.contains { Self.isSame($0, home) }
        }.map(\.0)
    }

    /// Why a name that is in no snapshot might still be declared; nil where it is truly absent.
    func doubt(about name: String, in home: String) -> String? {
        let examining = examining(home)
        guard !examining.isEmpty else { return "\(home) is not among the files that were read" }
        // One snapshot that was read whole shows that it is not there.
        var reason: String?
        for snapshot in examining {
            let note = snapshot.fidelity.first { note in
                note.what == name || note.what.hasSuffix(" \(name)") || Self.isSame(note.what, home)
            }
            guard let note else { return nil }
            reason = reason ?? "\(note.reason) (\(note.site))"
        }
        return reason
    }

    mutating func hold(_ what: String) { standing.held.insert(what) }

    mutating func skip(_ what: String, _ reason: String) {
        standing.unseen.append(.init(what: what, reason: reason))
    }

    mutating func deviate(_ symbol: String, expected: String?, found: String?, at site: SourceSite?) {
        standing.deviations.append(
            Deviation(
                symbol: symbol, expected: expected ?? Self.absent, found: found ?? Self.absent, site: site))
    }

    // MARK: Enums and macros

    private mutating func checkEnums() {
        var homes: [String: String] = [:]
        for known in structure.revisions.flatMap(\.enums) { homes[known.name] = known.home }
        for (name, home) in homes.sorted(by: { $0.key < $1.key }) where revision.speaks(of: home) {
            let wanted = revision.enumeration(name)
            let found = snapshots.flatMap(\.enums).filter { $0.name == name }
            let symbol = "enum \(name)"
            if found.isEmpty, let reason = doubt(about: name, in: home) {
                skip(symbol, reason)
                continue
            }
            hold(symbol)
            if found.isEmpty, let wanted {
                deviate(symbol, expected: Self.text(wanted.constants), found: nil, at: nil)
            }
            for one in found where one.constants != wanted?.constants {
                deviate(
                    symbol, expected: wanted.map { Self.text($0.constants) }, found: Self.text(one.constants),
                    at: one.site)
            }
        }
    }

    private static func text(_ constants: [Enumeration.Constant]) -> String {
        constants.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
    }

    private mutating func checkMacros() {
        var homes: [String: String] = [:]
        for known in structure.revisions.flatMap(\.macros) { homes[known.name] = known.home }
        for (name, home) in homes.sorted(by: { $0.key < $1.key }) where revision.speaks(of: home) {
            let wanted = revision.macros.first { $0.name == name }
            let found = snapshots.flatMap(\.macros)
                .filter { $0.name == name && Self.isSame($0.site.file, home) }
            if found.isEmpty, let reason = doubt(about: name, in: home) {
                skip(name, reason)
                continue
            }
            hold(name)
            if found.isEmpty, let wanted { deviate(name, expected: "\(wanted.value)", found: nil, at: nil) }
            for macro in found where wanted.map({ .integer($0.value) }) != macro.value {
                deviate(
                    name, expected: wanted.map { "\($0.value)" }, found: Self.text(macro.value),
                    at: macro.site)
            }
        }
    }

    private static func text(_ value: Macro.Value) -> String {
        switch value {
        case .integer(let number): "\(number)"
        case .string(let text): "\"\(text)\""
        case .text(let text): text
        }
    }
}
