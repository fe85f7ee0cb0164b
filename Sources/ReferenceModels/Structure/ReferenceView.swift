import ABIModel

/// What a tree declares of an interface: its snapshots, one a flavor, cut down to the names that the
/// interface's reference structure speaks of, and which files were read.
public struct ReferenceView: Sendable {
    /// The snapshots, without what is of no concern.
    let snapshots: [Snapshot]
    /// All functions of concern, by name.
    let functions: [String: [Function]]
    /// Whether any of the snapshots declares what shows that the tree has the interface.
    public let isConcerned: Bool
    /// For each file that the structure speaks of, the snapshots that its own declarations are in.
    private let examined: [String: [Snapshot]]

    init(_ whole: [Snapshot], of structure: ReferenceStructure) {
        let names = structure.vocabulary
        let snapshots = whole.map { snapshot in
            Snapshot(
                enums: snapshot.enums.filter { names.enumNames.contains($0.name) },
                records: snapshot.records.filter { names.recordNames.contains($0.name) },
                functions: snapshot.functions.filter { names.functionNames.contains($0.name) },
                macros: snapshot.macros.filter { names.macroNames.contains($0.name) },
                fidelity: snapshot.fidelity)
        }
        self.snapshots = snapshots
        functions = Dictionary(grouping: snapshots.flatMap(\.functions), by: \.name)
        var examined: [String: [Snapshot]] = [:]
        for (snapshot, files) in zip(snapshots, whole.map(Self.files(of:))) {
            for home in names.homes
            where files.contains(home) || files.contains(where: { Self.isSame($0, home) }) {
                examined[home, default: []].append(snapshot)
            }
        }
        self.examined = examined
        isConcerned = whole.contains(where: structure.concerns)
    }

    /// The files whose own declarations are in a snapshot. Records do not tell: those that embed an
    /// examined file's are in it too.
    private static func files(of snapshot: Snapshot) -> Set<String> {
        var files = Set(snapshot.functions.map(\.site.file))
        files.formUnion(snapshot.macros.map(\.site.file))
        files.formUnion(snapshot.enums.map(\.site.file))
        files.formUnion(snapshot.typedefs.map(\.site.file))
        return files.union(snapshot.variables.map(\.site.file))
    }

    /// Whether a file is the one the reference means. A tree that is one file has a shorter path.
    static func isSame(_ file: String, _ home: String) -> Bool {
        file == home || home.hasSuffix("/" + file) || file.hasSuffix("/" + home)
    }

    /// The snapshots that the declarations of a file are in.
    func examining(_ home: String) -> [Snapshot] { examined[home] ?? [] }

    /// Why a name that is in no snapshot might still be declared; nil where it is truly absent.
    func doubt(about name: String, in home: String) -> String? {
        let examining = examining(home)
        guard !examining.isEmpty else {
            let note = snapshots.flatMap(\.fidelity).first { Self.isSame($0.what, home) }
            return note.map(Self.text) ?? "\(home) is not among the files that were read"
        }
        // One snapshot that was read whole shows that it is not there.
        var reason: String?
        for snapshot in examining {
            let note = snapshot.fidelity.first { note in
                note.what == name || note.what.hasSuffix(" \(name)") || Self.isSame(note.what, home)
            }
            guard let note else { return nil }
            reason = reason ?? Self.text(note)
        }
        return reason
    }

    /// A note's reason with its place.
    static func text(_ note: FidelityNote) -> String {
        note.site.line > 0 ? "\(note.reason) (\(note.site))" : note.reason
    }
}
