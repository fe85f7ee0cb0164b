import ABIModel
import Drift
import SourceText

/// What one of two states declares in its headers and the other does not, as far as was read.
struct OneSidedNames: Sendable {
    /// The names that the old side alone has.
    private(set) var old: Set<String> = []
    /// The names that the new side alone has.
    private(set) var new: Set<String> = []
    /// Files that are not compared and that hold records which one side alone has shown.
    private(set) var homes: Set<String> = []

    /// Adds two states.
    mutating func add(_ before: RevisionSnapshot, _ after: RevisionSnapshot, compared: [String]) {
        let compared = Set(compared)
        for flavor in after.flavors {
            guard let other = before.snapshot(of: flavor.flavor), other != flavor.snapshot else { continue }
            let (left, right) = (Self.names(in: other), Self.names(in: flavor.snapshot))
            old.formUnion(left.subtracting(right))
            new.formUnion(right.subtracting(left))
            let records = [other, flavor.snapshot].map { snapshot in
                Set(
                    snapshot.records.filter {
                        !$0.isForwardDeclaration && !$0.isPart && !compared.contains($0.site.file)
                    }.map { [$0.name, $0.site.file] })
            }
            homes.formUnion(records[0].symmetricDifference(records[1]).map { $0[1] })
        }
    }

    private static func names(in snapshot: Snapshot) -> Set<String> {
        var result: Set<String> = []
        func add(_ name: String, _ file: String) {
            if file.hasSuffix(".h"), !name.hasPrefix("(") { result.insert(name) }
        }
        for record in snapshot.records where !record.isForwardDeclaration && !record.isPart {
            add(record.name, record.site.file)
        }
        for value in snapshot.enums { add(value.name, value.site.file) }
        for value in snapshot.functions { add(value.name, value.site.file) }
        for value in snapshot.typedefs { add(value.name, value.site.file) }
        for value in snapshot.variables { add(value.name, value.site.file) }
        // The guard of a header is nobody's name.
        for value in snapshot.macros where value.value != .text("") { add(value.name, value.site.file) }
        return result
    }

    /// The files among some whose text defines what the other side lacks; by file the names.
    ///
    /// - Parameters:
    ///   - files: files that are not compared.
    ///   - texts: the text of a file on the old and on the new side.
    func definitions(
        in files: [String], texts: (String) throws -> (old: [UInt8]?, new: [UInt8]?)
    ) rethrows -> [String: Set<String>] {
        var found: [String: Set<String>] = [:]
        guard !old.isEmpty || !new.isEmpty else { return found }
        for file in files {
            let texts = try texts(file)
            guard texts.old != texts.new else { continue }
            func defined(_ text: [UInt8]?, _ names: Set<String>) -> Set<String> {
                guard let text, !names.isEmpty else { return [] }
                return CLexer(text).definitions.reduce(into: []) {
                    $0.formUnion($1.names.intersection(names))
                }
            }
            // What the old side alone has shown may stand elsewhere on the new one, and the other way round.
            let names = defined(texts.new, old).union(defined(texts.old, new))
            if !names.isEmpty { found[file] = names }
        }
        return found
    }
}
