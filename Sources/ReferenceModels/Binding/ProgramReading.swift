import CProgram

/// What has to be read of a tree so that the C of an interface can be run: one unit, the functions to lower,
/// those whose bodies the machine does not need, and the records that the world is made of.
///
/// The values are those of an `ExtractionRequest`, which this module does not know.
public struct ProgramReading: Hashable, Sendable {
    /// The unit, relative to the tree.
    public var file: String
    /// The functions to lower with all they call. `iommu_*` stands for every function of the file whose name
    /// begins so, `*` for every one. Global variables may be named too.
    public var functions: [String]
    /// Functions that are only declared in the program, since a shim stands for them: `trace_*` for all whose
    /// names begin so.
    public var opaqueFunctions: [String]
    /// Records to lay out beyond those that the functions use, as C writes them: `struct iommu_ops`.
    public var records: [String]

    /// Makes a reading; without opaque functions, those that ``ShimCatalog/kernel`` stands for.
    public init(
        file: String, functions: [String], opaqueFunctions: [String] = ShimCatalog.kernel.names,
        records: [String]
    ) {
        self.file = file
        self.functions = functions
        self.opaqueFunctions = opaqueFunctions
        self.records = records
    }
}

extension DMAOwnership {
    /// What has to be read of a kernel so that ``CSystem`` can run its C.
    ///
    /// All functions with the IOMMU core's prefix are lowered, since ``Binding`` tells by their signatures which
    /// of them perform the operations.
    public static let reading = ProgramReading(
        file: "drivers/iommu/iommu.c", functions: ["iommu_*"],
        opaqueFunctions: ShimCatalog.kernel.names + OwnershipSurroundings.names,
        records: CSystem.wantedRecords)
}
