import ABIModel
import Drift

/// A record as the revisions have it: one column for each run of revisions that lay it out alike.
struct LayoutColumns {
    /// What became of a member since the column before.
    enum Change: Hashable {
        case same
        case added
        case moved(fromBits: Int)
        case retyped(String)
    }

    /// A member at its place.
    struct Cell: Hashable {
        var declaration: String
        var name: String
        var offsetBits: Int
        var sizeBits: Int
        var change: Change
    }

    /// One layout.
    struct Column {
        /// `v6…v8`.
        var label: String
        var sizeBytes: Int
        var cells: [Cell]
        /// The names of the members that the column before had and this one lacks.
        var gone: [String]

        /// Whether anything differs from the column before.
        var isChanged: Bool { !gone.isEmpty || cells.contains { $0.change != .same } }
    }

    var typeName: String
    var columns: [Column]

    /// How many members are new, moved, of another type or gone, over all columns.
    var changeCount: Int {
        columns.reduce(0) { $0 + $1.gone.count + $1.cells.filter { $0.change != .same }.count }
    }

    /// The records whose layouts differ between revisions, by name. Forms are those of the first flavor.
    static func all(_ revisions: [RevisionSnapshot]) -> [LayoutColumns] {
        let views = revisions.map { $0.flavors.first?.snapshot.records ?? [] }
        let names = Set(views.joined().map(\.typeName)).sorted()
        return names.compactMap { name in
            let forms = views.map { view in view.first { $0.typeName == name && !$0.isForwardDeclaration } }
            return LayoutColumns(name, Array(zip(revisions.map(\.name), forms)))
        }
    }

    /// Nil for a record that has one layout or stands in one revision alone.
    private init?(_ name: String, _ forms: [(label: String, record: Record?)]) {
        typeName = name
        columns = []
        var last: [Member]?
        var runs: [(first: String, last: String, record: Record)] = []
        for (label, record) in forms {
            guard let record else {
                last = nil
                continue
            }
            if record.members == last, !runs.isEmpty {
                runs[runs.count - 1].last = label
            } else {
                runs.append((label, label, record))
            }
            last = record.members
        }
        guard Set(runs.map(\.record.members)).count > 1 else { return nil }
        for (index, run) in runs.enumerated() {
            let before = index > 0 ? runs[index - 1].record.flattenedMembers : nil
            let members = run.record.flattenedMembers
            let names = Set(members.map(\.name))
            columns.append(
                Column(
                    label: run.first == run.last ? run.first : "\(run.first)\u{2026}\(run.last)",
                    sizeBytes: run.record.sizeBytes ?? 0,
                    cells: members.map { Self.cell($0, before) },
                    gone: (before ?? []).map(\.name).filter { !$0.isEmpty && !names.contains($0) }))
        }
    }

    private static func cell(_ member: Member, _ before: [Member]?) -> Cell {
        let bits = member.bitWidth.map { ":\($0)" } ?? ""
        var change = Change.same
        if let before, !member.name.isEmpty {
            if let old = before.first(where: { $0.name == member.name }) {
                if old.type != member.type || old.sizeBits != member.sizeBits {
                    change = .retyped(old.type)
                } else if old.offsetBits != member.offsetBits {
                    change = .moved(fromBits: old.offsetBits)
                }
            } else {
                change = .added
            }
        }
        return Cell(
            declaration: member.type.declaring(member.name) + bits, name: member.name + bits,
            offsetBits: member.offsetBits, sizeBits: member.sizeBits, change: change)
    }
}
