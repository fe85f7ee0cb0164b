import LibClang

/// Finds the records without a tag that a declaration defines and that no plain member lays out: elements of arrays, what is
/// behind a pointer, what a function that is pointed to takes or gives back.
///
/// Nothing in C names them; they go by the way that leads to them: `outer.member`.
struct UntaggedRecords {
    /// One of them.
    struct Found {
        var record: Cursor
        var name: String
    }

    private(set) var found: [Found] = []
    private var seen: Set<Cursor> = []

    /// Takes those of a record's members, in order, with those in them.
    mutating func addMembers(of record: Cursor, named name: String) {
        for field in record.type.fields {
            let path = RecordReader.isPlaceName(field.spelling) ? name : "\(name).\(field.spelling)"
            let type = field.type.canonical
            if let inner = untagged(type, within: field.extent) ?? lentName(type, in: record) {
                // A plain member is laid out with its record.
                addMembers(of: inner, named: path)
            } else {
                add(behind: type, named: path, within: field.extent)
            }
        }
    }

    /// Takes those of a variable or a typedef.
    ///
    /// - Parameter isPlain: whether one counts that is the type itself.
    mutating func add(of declaration: Cursor, _ type: CType, named name: String, isPlain: Bool) {
        let type = type.canonical
        if untagged(type, within: declaration.extent) == nil || isPlain {
            add(behind: type, named: name, within: declaration.extent)
        }
    }

    private mutating func add(behind type: CType, named name: String, within extent: SourceExtent) {
        switch type.kind {
        case .constantArray, .incompleteArray:
            add(behind: type.element.canonical, named: name, within: extent)
        case .pointer: add(behind: type.pointee.canonical, named: name, within: extent)
        case .functionProto, .functionNoProto:
            add(behind: type.result.canonical, named: "\(name)()", within: extent)
            for (index, argument) in type.argumentTypes.enumerated() {
                add(behind: argument.canonical, named: "\(name)(\(index + 1))", within: extent)
            }
        default:
            guard let record = untagged(type, within: extent), seen.insert(record).inserted else { return }
            found.append(Found(record: record, name: name))
            addMembers(of: record, named: name)
        }
    }

    /// The record that a type is, where nothing names it and the declaration defines it: what a typedef stands for is found
    /// there.
    private func untagged(_ type: CType, within extent: SourceExtent) -> Cursor? {
        guard type.kind == .record else { return nil }
        let record = type.declaration
        guard record.isDefinition, record.isAnonymous || RecordReader.isPlaceName(record.spelling) else {
            return nil
        }
        let place = record.location
        return place.file == extent.start.file && place.offset >= extent.start.offset
            && place.offset <= extent.end.offset ? record : nil
    }

    /// The record of an unnamed member, whose extent is that of the record's closing brace in some versions of clang.
    private func lentName(_ type: CType, in record: Cursor) -> Cursor? {
        guard type.kind == .record, type.declaration.isAnonymous, record.children.contains(type.declaration)
        else {
            return nil
        }
        return type.declaration
    }
}
