import ABIModel
import Synchronization

/// Who sees the declarations of a snapshot.
final class SurfaceMap: Sendable {
    private let snapshot: Snapshot
    /// Types that an exported function's signature reaches, by tag or typedef name; found when they are asked for.
    private let reached = Mutex<Set<String>?>(nil)

    init(_ snapshot: Snapshot) { self.snapshot = snapshot }

    private func reaches(_ name: String) -> Bool {
        reached.withLock { known in
            let reached = known ?? Self.reached(by: snapshot)
            known = reached
            return reached.contains(name)
        }
    }

    private static func reached(by snapshot: Snapshot) -> Set<String> {
        var reached: Set<String> = []
        var fields: [String: [String]] = [:]
        for record in snapshot.records { fields[record.name, default: []] += types(of: record) }
        for alias in snapshot.typedefs { fields[alias.name, default: []].append(alias.type) }
        var open: [String] = []
        for function in snapshot.functions
        where function.export != nil && !(function.linkage == .static) {
            open.append(function.returnType)
            open += function.parameters.map(\.type)
        }
        for variable in snapshot.variables where variable.export != nil { open.append(variable.type) }
        while let type = open.popLast() {
            for word in TypeText.tokens(of: type) where reached.insert(word).inserted {
                open += fields[word] ?? []
            }
        }
        return reached
    }

    /// Who sees a type, macro or constant that is declared at a place.
    func surface(of name: String, at site: SourceSite) -> Surface {
        if let surface = Self.surface(ofFile: site.file) { return surface }
        if site.isInUnit { return .internal }
        // A part is seen by who sees the whole.
        return reaches(String(name.prefix { $0 != "." })) ? .exported : .internal
    }

    /// Who sees a function.
    func surface(of function: FunctionEntity) -> Surface {
        if function.unit != nil { return .internal }
        var widest = function.export == nil ? Surface.internal : .exported
        for declaration in function.declarations {
            guard let surface = Self.surface(ofFile: declaration.site.file) else { continue }
            widest = widest.wider(surface)
        }
        return widest
    }

    /// Who sees a variable.
    func surface(of variable: Variable) -> Surface {
        let surface = Self.surface(ofFile: variable.site.file) ?? .internal
        return variable.export == nil ? surface : surface.wider(.exported)
    }

    /// What the path alone tells: `uapi` and `include` directories are for others.
    static func surface(ofFile file: String) -> Surface? {
        if file.hasSuffix(".c") { return nil }
        let parts = file.utf8.split(separator: UInt8(ascii: "/")).dropLast()
        if parts.contains(where: { $0.elementsEqual("uapi".utf8) }) { return .uapi }
        return parts.contains { $0.elementsEqual("include".utf8) } ? .exported : nil
    }

    /// The types of a record's members, those of records in it included.
    static func types(of record: Record) -> [String] {
        record.members.flatMap { member -> [String] in
            [member.type] + (member.record.map(types(of:)) ?? [])
        }
    }
}

extension Surface {
    /// Who sees what a header declares, as far as its path tells; nil for what only those beside it include.
    package init?(ofFile file: String) {
        guard let surface = SurfaceMap.surface(ofFile: file) else { return nil }
        self = surface
    }

    private var rank: Int {
        switch self {
        case .uapi: 2
        case .exported: 1
        case .internal: 0
        }
    }

    /// The surface with the larger audience.
    func wider(_ other: Surface) -> Surface { rank >= other.rank ? self : other }
}
