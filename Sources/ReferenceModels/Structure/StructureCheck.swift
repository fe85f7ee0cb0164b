import ABIModel

/// Holds what a tree declares of an interface against one reference revision.
struct StructureCheck {
    let view: ReferenceView
    let revision: ReferenceRevision
    let structure: ReferenceStructure
    private var standing = Standing()

    init(_ view: ReferenceView, _ revision: ReferenceRevision, of structure: ReferenceStructure) {
        self.view = view
        self.revision = revision
        self.structure = structure
    }

    var snapshots: [Snapshot] { view.snapshots }

    mutating func run() -> Standing {
        checkEnums()
        checkMacros()
        checkFunctions()
        checkStretches()
        standing.deviations = Set(standing.deviations).sorted()
        standing.unseen = Set(standing.unseen).sorted().filter { !standing.held.contains($0.what) }
        return standing
    }

    mutating func hold(_ what: String) { standing.held.insert(what) }

    mutating func skip(_ what: String, _ reason: String) {
        standing.unseen.append(.init(what: what, reason: reason))
    }

    mutating func deviate(_ symbol: String, expected: String?, found: String?, at site: SourceSite?) {
        standing.deviations.append(
            Deviation(
                symbol: symbol, expected: expected ?? Deviation.absent, found: found ?? Deviation.absent,
                site: site))
    }

    // MARK: Enums and macros

    private mutating func checkEnums() {
        for (name, home) in structure.vocabulary.enums where revision.speaks(of: home) {
            let wanted = revision.enumeration(name)
            let found = snapshots.flatMap(\.enums).filter { $0.name == name }
            let symbol = "enum \(name)"
            if found.isEmpty, let reason = view.doubt(about: name, in: home) {
                skip(symbol, reason)
                continue
            }
            hold(symbol)
            if found.isEmpty, let wanted {
                deviate(symbol, expected: Self.text(wanted.constants), found: nil, at: nil)
            }
            for one in found where one.constants != wanted?.constants {
                deviate(
                    symbol, expected: wanted.map { Self.text($0.constants) }, found: Self.text(one.constants),
                    at: one.site)
            }
        }
    }

    private static func text(_ constants: [Enumeration.Constant]) -> String {
        constants.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
    }

    private mutating func checkMacros() {
        for (name, home) in structure.vocabulary.macros where revision.speaks(of: home) {
            let wanted = revision.macros.first { $0.name == name }
            let found = snapshots.flatMap(\.macros)
                .filter { $0.name == name && ReferenceView.isSame($0.site.file, home) }
            if found.isEmpty, let reason = view.doubt(about: name, in: home) {
                skip(name, reason)
                continue
            }
            hold(name)
            if found.isEmpty, let wanted { deviate(name, expected: "\(wanted.value)", found: nil, at: nil) }
            // Under another configuration the value may be there as text alone.
            for macro in found where wanted.map({ "\($0.value)" }) != Self.text(macro.value) {
                deviate(
                    name, expected: wanted.map { "\($0.value)" }, found: Self.text(macro.value),
                    at: macro.site)
            }
        }
    }

    private static func text(_ value: Macro.Value) -> String {
        switch value {
        case .integer(let number): "\(number)"
        case .string(let text): "\"\(text)\""
        case .text(let text): text
        }
    }
}
