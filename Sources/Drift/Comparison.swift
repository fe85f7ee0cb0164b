import ABIModel

/// Two snapshots of one flavor, held against each other: which entities belong together, which
/// are renamed, and what of records and enums differs. Rules only read it.
public struct Comparison: Sendable {
    /// The label of the old side.
    public let from: Label
    /// The label of the new side.
    public let to: Label
    /// The old side.
    public let old: Snapshot
    /// The new side.
    public let new: Snapshot
    /// Renames that the caller knows of.
    public let hints: [RenameHint]

    /// Enums that belong together.
    public let enums: Pairing<Enumeration>
    /// Records that belong together; forward declarations are left out.
    public let records: Pairing<Record>
    /// Functions that belong together, each with all its declarations.
    public let functions: Pairing<FunctionEntity>
    /// Macros that belong together.
    public let macros: Pairing<Macro>
    /// Typedefs that belong together.
    public let typedefs: Pairing<Typedef>
    /// Variables that belong together.
    public let variables: Pairing<Variable>

    /// Functions that are macros on the other side.
    let conversions: MacroConversions
    /// What differs in the enums on both sides.
    let enumDifferences: [EnumerationDifference]
    /// What differs in the records on both sides.
    let recordDifferences: [RecordDifference]
    /// Compares types, looking through renamed ones.
    let types: TypeText
    /// What the constants of the old side stand for.
    let oldValues: NamedValues
    /// What the constants of the new side stand for.
    let newValues: NamedValues
    /// Who sees what on the old side.
    let oldSurfaces: SurfaceMap
    /// Who sees what on the new side.
    let newSurfaces: SurfaceMap
    /// What could not be seen on the old side.
    let oldFidelity: FidelityMap
    /// What could not be seen on the new side.
    let newFidelity: FidelityMap

    /// Compares two snapshots of one flavor.
    public init(from: Label, to: Label, old: Snapshot, new: Snapshot, hints: [RenameHint] = []) {
        self.init(from: from, to: to, old: old, new: new, hints: hints, evidence: FlavorEvidence())
    }

    /// Compares two snapshots of one flavor, knowing what other flavors showed.
    init(
        from: Label, to: Label, old: Snapshot, new: Snapshot, hints: [RenameHint],
        evidence: FlavorEvidence
    ) {
        self.from = from
        self.to = to
        let (old, new) = (GivenTags.opened(old, as: new), GivenTags.opened(new, as: old))
        self.old = old
        self.new = new
        self.hints = hints
        func known(_ kind: EntityKind) -> RenameKnowledge {
            RenameKnowledge(kind, hints: hints, refuted: evidence.refuted)
        }

        enums = EnumerationMatching.match(old, new, known: known(.enumeration))
        records = RecordMatching.match(old, new, known: known(.record))
        typedefs = SmallEntityMatching.typedefs(old, new, known: known(.typedef))
        var typeRenames: [String: String] = [:]
        for pair in enums.renamed { typeRenames[pair.old.name] = pair.new.name }
        for pair in records.renamed { typeRenames[pair.old.name] = pair.new.name }
        for pair in typedefs.renamed { typeRenames[pair.old.name] = pair.new.name }
        let types = TypeText(renames: typeRenames)
        self.types = types
        let conversions = MacroConversions(old, new)
        self.conversions = conversions
        functions = FunctionMatching.match(
            conversions.old, conversions.new, types: types, known: known(.function), evidence: evidence)
        macros = SmallEntityMatching.macros(conversions.old, conversions.new, known: known(.macro))
        variables = SmallEntityMatching.variables(old, new, known: known(.variable))

        let oldValues = NamedValues(old)
        let newValues = NamedValues(new)
        self.oldValues = oldValues
        self.newValues = newValues
        let constants = known(.constant)
        enumDifferences = enums.pairs.map {
            EnumerationDifference($0, oldValues: oldValues, newValues: newValues, known: constants)
        }
        recordDifferences = RecordDifference.all(
            records.pairs, types: types, known: known(.member), old: old, new: new)
        oldSurfaces = SurfaceMap(old)
        newSurfaces = SurfaceMap(new)
        oldFidelity = FidelityMap(old)
        newFidelity = FidelityMap(new)
    }

    /// Integer names of the old side that the new side still has with the same value, in whatever form.
    func survives(_ name: String, value: CInteger) -> Bool { newValues[name] == value }

    /// Integer names of the new side that the old side had with the same value, in whatever form.
    func existed(_ name: String, value: CInteger) -> Bool { oldValues[name] == value }
}
