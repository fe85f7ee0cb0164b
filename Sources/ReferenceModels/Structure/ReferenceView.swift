import ABIModel

/// What a tree declares of an interface: its snapshots, one a flavor, cut down to the names that the
/// interface's reference structure speaks of, and which files were read.
public struct ReferenceView: Sendable {
    /// The snapshots, without what is of no concern.
    let snapshots: [Snapshot]
    /// For each snapshot, the files whose own declarations are in it. Records do not tell: those that embed
    /// an examined file's are in it too.
    private let files: [Set<String>]
    /// Whether any of the snapshots declares what shows that the tree has the interface.
    public let isConcerned: Bool

    init(_ whole: [Snapshot], of structure: ReferenceStructure) {
        let names = structure.names
        snapshots = whole.map { snapshot in
            Snapshot(
                enums: snapshot.enums.filter { names.enums.contains($0.name) },
                records: snapshot.records.filter { names.records.contains($0.name) },
                functions: snapshot.functions.filter { names.functions.contains($0.name) },
                macros: snapshot.macros.filter { names.macros.contains($0.name) },
                fidelity: snapshot.fidelity)
        }
        files = whole.map { snapshot in
            var files = Set(snapshot.functions.map(\.site.file))
            files.formUnion(snapshot.macros.map(\.site.file))
            files.formUnion(snapshot.enums.map(\.site.file))
            files.formUnion(snapshot.typedefs.map(\.site.file))
            return files.union(snapshot.variables.map(\.site.file))
        }
        isConcerned = whole.contains(where: structure.concerns)
    }

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
