import LibClang

/// Finds the records that others have as members, by value, directly or through others: how those are laid
/// out, and how they are drawn, depends on them.
enum MemberRecords {
    /// The definitions of the records that are members of records among some declarations, each once.
    static func cursors(in declarations: [Cursor]) -> [Cursor] {
        var seen: Set<Cursor> = []
        var found: [Cursor] = []
        func visit(_ record: Cursor) {
            for field in record.type.fields {
                var type = field.type.canonical
                while type.kind == .constantArray || type.kind == .incompleteArray {
                    type = type.element.canonical
                }
                guard type.kind == .record else { continue }
                let inner = type.declaration
                guard seen.insert(inner).inserted else { continue }
                found.append(inner)
                visit(inner)
            }
        }
        for declaration in declarations
        where declaration.kind == .structDecl || declaration.kind == .unionDecl {
            visit(declaration)
        }
        return found
    }
}
