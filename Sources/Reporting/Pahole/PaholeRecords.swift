import ABIModel

/// The records that others have as members, by name: what they need of alignment, and whether they end in
/// padding.
struct PaholeRecords {
    private let records: [String: [Record]]
    private let pointerBytes: Int

    init(_ records: [Record], pointerBytes: Int) {
        var table: [String: [Record]] = [:]
        for record in records where record.sizeBytes != nil {
            table[record.typeName, default: []].append(record)
            // clang writes a record that has a typedef and no tag by the typedef's name.
            table[record.name, default: []].append(record)
        }
        self.records = table
        self.pointerBytes = pointerBytes
    }

    /// The alignment in bytes that a record's members need; attributes do not count.
    func naturalAlignment(of record: Record) -> Int {
        record.members.filter { !($0.name.isEmpty && $0.bitWidth != nil) }
            .map(naturalAlignment).max() ?? 1
    }

    /// The alignment in bytes that a member's type needs; attributes do not count.
    func naturalAlignment(of member: Member) -> Int {
        if let record = record(of: member) { return naturalAlignment(of: record) }
        if member.record != nil || isUnknownRecord(member) { return 1 }
        if member.bitWidth != nil { return unitBytes(of: member) }
        let elements = canonicalShape(member).elements
        return elements.count > 0 && member.sizeBits > 0
            ? max(1, member.sizeBits / 8 / elements.count)
            : PaholeTypes.scalarBytes(of: elements.type, pointerBytes: pointerBytes)
    }

    /// The size in bytes of the type that a bit-field is of.
    func unitBytes(of member: Member) -> Int {
        PaholeTypes.scalarBytes(of: canonicalShape(member), pointerBytes: pointerBytes)
    }

    /// The record that a member, or each element of it, is.
    func record(of member: Member) -> Record? {
        if let record = member.record { return record }
        let elements = canonicalShape(member).elements
        guard case .named(let name) = elements.type, let found = records[name] else { return nil }
        let size = elements.count > 0 ? member.sizeBits / 8 / elements.count : nil
        return found.first { $0.sizeBytes == size } ?? found.first
    }

    private func isUnknownRecord(_ member: Member) -> Bool {
        guard case .named(let name) = canonicalShape(member).elements.type else { return false }
        return name.hasPrefix("struct ") || name.hasPrefix("union ")
    }

    /// A member's type as it is written. What a `typeof` of an expression is only clang can tell.
    func shape(_ member: Member) -> CTypeShape {
        let isExpression = member.type.contains("typeof") && !member.type.contains("struct ")
        return CTypeShape(
            isExpression ? member.canonicalType ?? member.type : Self.withoutAnnotations(member.type))
    }

    private func canonicalShape(_ member: Member) -> CTypeShape {
        CTypeShape(member.canonicalType ?? member.type)
    }

    /// pahole reads what a compiler wrote down, which keeps nothing of these words.
    private static func withoutAnnotations(_ type: String) -> String {
        ["__user", "__iomem", "__percpu", "__rcu"].reduce(type) { $0.replacing(" \($1) ", with: " ") }
    }
}
