import ABIModel
import Drift

/// The names of headers whose meaning differs between states: what is sized, numbered or answered by them differs too,
/// wherever it stands.
struct ChangedNames: Sendable {
    /// By name the headers that declare it.
    private(set) var declaredIn: [String: Set<String>] = [:]
    /// By name the flavors that show the change.
    private var flavors: [String: Set<String>] = [:]

    /// Adds what differs between two states under the flavors that both were read under.
    mutating func add(_ old: RevisionSnapshot, _ new: RevisionSnapshot) {
        for flavor in new.flavors {
            guard let before = old.snapshot(of: flavor.flavor), before != flavor.snapshot else { continue }
            add(before, flavor.snapshot, flavor.flavor)
        }
    }

    /// The options by whose other side alone the change of a name is seen: that of a flavor `x86_64 CONFIG_X=y`.
    func options(showing name: String) -> Set<String> {
        let all = flavors[name] ?? []
        guard all.allSatisfy({ $0.contains(" CONFIG_") }) else { return [] }
        return Set(
            all.compactMap { flavor in
                flavor.split(separator: " ").last.flatMap { $0.split(separator: "=").first }.map(String.init)
            })
    }

    private mutating func add(_ old: Snapshot, _ new: Snapshot, _ flavor: String) {
        compare(old.macros, new.macros, flavor) { [($0.name, "\($0.value)", $0.site.file)] }
        compare(old.typedefs, new.typedefs, flavor) { [($0.name, $0.type, $0.site.file)] }
        compare(old.enums, new.enums, flavor) { enumeration in
            // The type of an enum sizes members.
            [(enumeration.name, enumeration.underlyingType, enumeration.site.file)]
                + enumeration.constants.map { ($0.name, "\($0.value)", enumeration.site.file) }
        }
        compare(old.records.filter(isWhole), new.records.filter(isWhole), flavor) { record in
            [(record.name, "\(record.sizeBytes ?? 0) \(record.alignBytes ?? 0)", record.site.file)]
        }
    }

    private func isWhole(_ record: Record) -> Bool { !record.isForwardDeclaration }

    /// Each entity gives names with what they mean and the file that says so; the names that mean something else, or
    /// are not on both sides, are taken.
    private mutating func compare<Entity>(
        _ old: [Entity], _ new: [Entity], _ flavor: String,
        _ meanings: (Entity) -> [(name: String, meaning: String, file: String)]
    ) {
        func table(_ entities: [Entity]) -> (meanings: [String: Set<String>], files: [String: Set<String>]) {
            var result: (meanings: [String: Set<String>], files: [String: Set<String>]) = ([:], [:])
            for entry in entities.flatMap(meanings) where entry.file.hasSuffix(".h") {
                result.meanings[entry.name, default: []].insert(entry.meaning)
                result.files[entry.name, default: []].insert(entry.file)
            }
            return result
        }
        let (before, after) = (table(old), table(new))
        for name in Set(before.meanings.keys).union(after.meanings.keys)
        where before.meanings[name] != after.meanings[name] {
            flavors[name, default: []].insert(flavor)
            declaredIn[name, default: []].formUnion(before.files[name] ?? [])
            declaredIn[name, default: []].formUnion(after.files[name] ?? [])
        }
    }
}
