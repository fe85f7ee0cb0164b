import ABIModel
import Drift

/// A table of what each revision declares: rows of names, one column a revision.
public struct RevisionTable: Hashable, Sendable {
    /// What the table is about: `enum iommu_dma_owner`.
    public var title: String
    /// The labels of the revisions.
    public var columns: [String]
    /// The rows: a name and one cell a revision; an empty cell means "not declared".
    public var rows: [(name: String, cells: [String])]

    /// Equal where title, columns and all rows are.
    public static func == (left: RevisionTable, right: RevisionTable) -> Bool {
        left.title == right.title && left.columns == right.columns
            && left.rows.map(\.name) == right.rows.map(\.name)
            && left.rows.map(\.cells) == right.rows.map(\.cells)
    }

    /// Feeds title, columns and rows.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(title)
        hasher.combine(columns)
        for row in rows {
            hasher.combine(row.name)
            hasher.combine(row.cells)
        }
    }
}

/// Builds tables of what changed over the revisions; what every revision declares alike is left out.
public enum RevisionTables {
    /// One table for each enum whose constants differ between two revisions.
    public static func enums(_ revisions: [RevisionSnapshot]) -> [RevisionTable] {
        let views = revisions.map { $0.flavors.first?.snapshot.enums ?? [] }
        let names = Set(views.joined().map(\.name)).sorted()
        return names.compactMap { name in
            let forms = views.map { view in view.first { $0.name == name } }
            guard Set(forms.map { $0?.constants }).count > 1 else { return nil }
            let constants = ordered(forms.map { $0?.constants.map(\.name) ?? [] })
            return RevisionTable(
                title: "enum \(name)", columns: revisions.map(\.name),
                rows: constants.map { constant in
                    (
                        constant,
                        forms.map { form in
                            form?.constants.first { $0.name == constant }.map { "\($0.value)" } ?? ""
                        }
                    )
                })
        }
    }

    /// One table for each record whose members differ: offsets in bytes, and the size. Members that
    /// never change are left out.
    public static func records(_ revisions: [RevisionSnapshot]) -> [RevisionTable] {
        let views = revisions.map { $0.flavors.first?.snapshot.records ?? [] }
        let keys = Set(views.joined().map(\.typeName)).sorted()
        return keys.compactMap { key in
            let forms = views.map { view in view.first { $0.typeName == key && !$0.isForwardDeclaration } }
            let layouts = forms.map { $0?.members.map(cell(of:)) ?? [] }
            guard Set(layouts).count > 1 else { return nil }
            let members = ordered(forms.map { $0?.members.map { $0.type.declaring($0.name) } ?? [] })
            var rows = members.map { member in
                (
                    member,
                    forms.map { form in
                        form?.members.first { $0.type.declaring($0.name) == member }.map(place) ?? ""
                    }
                )
            }
            rows.removeAll { Set($0.1).count == 1 }
            rows.append(("sizeof", forms.map { $0?.sizeBytes.map(String.init) ?? "" }))
            return RevisionTable(title: key, columns: revisions.map(\.name), rows: rows)
        }
    }

    /// One table of the functions of headers that not all revisions declare alike: a prototype a row, and in
    /// each cell whether it is exported and what stands for it where its option is off.
    public static func prototypes(_ revisions: [RevisionSnapshot]) -> RevisionTable? {
        let views = revisions.map { revision -> [String: String] in
            var cells: [String: String] = [:]
            for function in revision.flavors.first?.snapshot.functions ?? []
            where function.site.file.hasSuffix(".h") && function.linkage == .external {
                cells[function.signature] = function.export == nil ? "yes" : "exported"
            }
            for view in revision.flavors.dropFirst() {
                for function in view.snapshot.functions where function.linkage == .inline {
                    guard let known = cells[function.signature], let result = function.result else {
                        continue
                    }
                    cells[function.signature] = "\(known), stub \(result.shortText)"
                }
            }
            return cells
        }
        let names = Set(views.flatMap(\.keys)).sorted { name($0) == name($1) ? $0 < $1 : name($0) < name($1) }
        let rows = names.map { signature in (signature, views.map { $0[signature] ?? "" }) }
            .filter { Set($0.1).count > 1 }
        guard !rows.isEmpty else { return nil }
        return RevisionTable(title: "prototypes", columns: revisions.map(\.name), rows: rows)
    }

    /// The name in a prototype: the word before its first parameter list.
    private static func name(_ signature: String) -> String {
        let head = signature.prefix { $0 != "(" }
        return head.split { $0 == " " || $0 == "*" }.last.map(String.init) ?? signature
    }

    private static func place(_ member: Member) -> String {
        member.offsetBits % 8 == 0
            ? "\(member.offsetBits / 8)" : "\(member.offsetBits / 8):\(member.offsetBits % 8)"
    }

    private static func cell(of member: Member) -> String {
        "\(member.type)|\(member.name)|\(member.offsetBits)|\(member.sizeBits)"
    }

    /// The names of all lists, each once, in an order that follows the lists as far as they agree.
    private static func ordered(_ lists: [[String]]) -> [String] {
        var result: [String] = []
        for list in lists {
            var position = 0
            for name in list {
                if let known = result.firstIndex(of: name) {
                    position = max(position, known + 1)
                } else {
                    result.insert(name, at: min(position, result.count))
                    position += 1
                }
            }
        }
        return result
    }
}

extension Function.Result {
    /// A few words: `-ENODEV`, `0`, `nothing`, `computed`.
    var shortText: String {
        switch self {
        case .nothing: "nothing"
        case .value(let value): Errno.spelling(of: value, returnType: "int")
        case .computed: "computed"
        }
    }
}
