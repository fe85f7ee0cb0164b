extension DMAOwnership {
    /// All designs that are modelled: what was there before, the revisions in order, merged kernels, and then the
    /// proposals of the review that were not taken up as they were.
    public static let designs: [any OwnershipDesign] = revisions + proposals

    /// `base`, `v1` … `v8`, `v8-resend`, `6.1`, `6.12`, `7.2`.
    public static let revisions: [any OwnershipDesign] =
        [BeforeTheSeries(), Version1(), Version2And3(.v2), Version2And3(.v3), Version4()]
        + Version5To8.Revision.allCases.map(Version5To8.init)
        + [Kernel6_1(), Kernel6_12And7_2(.v6_12), Kernel6_12And7_2(.v7_2)]

    /// The proposals of DMAOwnership.md, E.
    public static let proposals: [any OwnershipDesign] = [
        HellwigPointer(), GunthorpeAttachDevice(), LuUserDomain(), MurphyDerived(),
    ]

    /// The design of that name; upper and lower case are the same.
    public static func design(named name: String) -> (any OwnershipDesign)? {
        designs.first { $0.name.lowercased() == name.lowercased() }
    }
}
