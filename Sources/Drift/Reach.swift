import ABIModel

/// What lies behind a type: the exported functions and variables and the declarations for user space that reach it, through
/// parameters, members and typedefs.
struct Reach: Sendable {
    /// Exported functions and variables by the types that they reach.
    private var exported: [String: [String]] = [:]
    /// Records for user space by the types that they reach.
    private var userRecords: [String: [String]] = [:]

    /// Looks through everything that a snapshot declares; what was not read does not count.
    init(_ snapshot: Snapshot) {
        var fields: [String: [String]] = [:]
        for record in snapshot.records { fields[record.name, default: []] += SurfaceMap.types(of: record) }
        for alias in snapshot.typedefs { fields[alias.name, default: []].append(alias.type) }
        let words = fields.mapValues { Set($0.flatMap(TypeText.tokens)).sorted() }
        var closures: [[String]: Set<String>] = [:]
        func closure(of types: [String]) -> Set<String> {
            if let known = closures[types] { return known }
            var reached: Set<String> = []
            var open = types.flatMap(TypeText.tokens)
            while let word = open.popLast() {
                if reached.insert(word).inserted { open += words[word] ?? [] }
            }
            closures[types] = reached
            return reached
        }
        var seen: Set<String> = []
        for function in snapshot.functions where function.export != nil && function.linkage != .static {
            guard seen.insert(function.name).inserted else { continue }
            for type in closure(of: [function.returnType] + function.parameters.map(\.type)) {
                exported[type, default: []].append(function.name)
            }
        }
        for variable in snapshot.variables where variable.export != nil {
            guard seen.insert(variable.name).inserted else { continue }
            for type in closure(of: [variable.type]) { exported[type, default: []].append(variable.name) }
        }
        for record in snapshot.records where SurfaceMap.surface(ofFile: record.site.file) == .uapi {
            for type in closure(of: SurfaceMap.types(of: record)) where type != record.name {
                userRecords[type, default: []].append(record.typeName)
            }
        }
    }

    /// What reaches a type: exported symbols, user space, both or none.
    func consequences(of type: String) -> [Consequence] {
        var result: [Consequence] = []
        if let names = exported[type], !names.isEmpty { result.append(.reachesExports(names.sorted())) }
        if let names = userRecords[type], !names.isEmpty {
            result.append(.reachesUserSpace(Set(names).sorted()))
        }
        return result
    }
}

extension RevisionComparison {
    /// The findings on types with what they reach, on either side, so that one cause stands for all the
    /// functions that it affects.
    public func withReach(_ findings: [Finding]) -> [Finding] {
        guard let main = flavors.first?.comparison else { return findings }
        let isType = { (finding: Finding) in (finding.after ?? finding.before)?.typeTag != nil }
        guard findings.contains(where: isType) else { return findings }
        let sides = [Reach(main.old), Reach(main.new)]
        return findings.map { finding in
            guard finding.compatibility == .incompatible, finding.verdict == .drifted else { return finding }
            let names = [finding.before, finding.after].compactMap { $0?.typeTag }
            guard let name = names.last, !(finding.site?.isInUnit ?? true) else { return finding }
            // The new side tells who is affected; of a type that is gone only the old side knows.
            let reached = sides[1].consequences(of: name)
            var result = finding
            result.consequences += reached.isEmpty ? sides[0].consequences(of: names[0]) : reached
            return result
        }
    }
}

extension Declaration {
    /// The tag or typedef name of a type; nil for what is none.
    fileprivate var typeTag: String? {
        switch self {
        case .enumeration(let value): value.name
        case .record(let value): value.name
        case .typedef(let value): value.name
        case .function, .macro, .variable, .text: nil
        }
    }
}
