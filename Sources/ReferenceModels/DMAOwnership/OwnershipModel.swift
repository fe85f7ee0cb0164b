import ModelChecking

extension DMAOwnership {
    /// The behaviour of DMA ownership, as `kdrift model dma-ownership` shows it.
    public struct OwnershipModel: ReferenceModel {
        /// `dma-ownership`.
        public let name = "dma-ownership"
        /// What it is a model of.
        public let title = "DMA ownership of IOMMU groups"

        /// What the checker looks at; see ``Discipline``.
        public let scope =
            "two devices, two tokens, two domains that users bring, at most two claims at a time, counts up to 3"

        /// What v1 to v8 of the series, and the kernels after it, declare.
        public var structure: ReferenceStructure? { DMAOwnership.structure }
        /// What runs `drivers/iommu/iommu.c`.
        public var behavior: (any BehaviorModel)? { Behavior() }

        /// Makes the model.
        public init() {}

        /// All that ``DMAOwnership/designs`` lists.
        public var designs: [String] { DMAOwnership.designs.map(\.name) }

        /// The kinds of misuse that the design has a call for.
        public func circumstances(of design: String) -> [String] {
            guard let design = DMAOwnership.design(named: design) else { return [] }
            return Circumstance.allCases.filter { circumstance in
                switch circumstance {
                case .strayRelease, .removalTest: true
                case .nullToken: design.offers(.claim(nil))
                case .noneArgument: design.offers(.setNone)
                case .mixedClaims: design.offers(.releaseDevice(.d0))
                }
            }
            .map(\.rawValue)
        }

        /// What the circumstance is.
        public func meaning(of circumstance: String) -> String {
            Circumstance(rawValue: circumstance)?.meaning ?? ""
        }

        /// How a lockstep search starts, and how any other run may.
        public var settings: [String] { LockstepStart.all.map(\.setting.description) }

        /// A design by itself.
        public func design(_ name: String, from setting: String) -> ObservedDesign? {
            guard let design = DMAOwnership.design(named: name), let setting = Setting(setting) else {
                return nil
            }
            return ObservedDesign(design, setting.configuration, d1: setting.d1)
        }

        /// More than any design needs: with two devices, two tokens and two domains, at most two claims at a time
        /// and counts up to three, everything is looked at.
        public var bounds: Bounds { Bounds(states: 200_000) }

        /// P1–P12.
        public var properties: [PropertyStatement] {
            [
                .init(
                    "P1",
                    "No device of the group has a driver that uses the DMA API while a user has claimed the group."
                ),
                .init("P2", "At most one user has claimed the group."),
                .init("P3", "The count is the number of owners that were granted and have not let go."),
                .init(
                    "P4",
                    "The group knows an owner exactly while a user has claimed it, and none with a count of 0."
                ),
                .init(
                    "P5", "While a user has claimed the group, no device of it reaches the default domain."),
                .init("P6", "No device of a group that a user owns is attached to the default domain."),
                .init("P7", "The last release of a user puts every device back on the default domain."),
                .init(
                    "P8",
                    """
                    A driver that has attached a domain to its device has the group for itself: no second driver \
                    starts (a; d: also if the first is not counted), all members stay on the domain (b), and the \
                    detach works (c).
                    """, clauses: ["P8a", "P8b", "P8c", "P8d"], occurrence: "P8 occurs"),
                .init("P9", "In a group that a user has claimed, only the user's domain can be attached."),
                .init("P10", "A claim is refused while a foreign domain is attached."),
                .init("P11", "A probe that is refused for ownership fails with an error, without a BUG."),
                .init(
                    "P12", "A release of what nobody holds changes nothing.",
                    circumstance: Circumstance.strayRelease.rawValue),
            ]
        }

        /// A design.
        public func system(of design: String, under circumstances: Set<String>) -> GroupSystem? {
            DMAOwnership.design(named: design).map {
                GroupSystem($0, under: Set(circumstances.compactMap(Circumstance.init)))
            }
        }

        /// Where the second device is, and what is special about the IOMMU driver or the kernel's configuration.
        public func setting(of state: GroupSystem.State) -> String {
            Setting(state.group.configuration, d1: state.group.d1.presence).description
        }

        /// What the last call returned.
        public func outcome(of state: GroupSystem.State) -> String { state.outcome?.description ?? "" }

        /// The group.
        public func account(of state: GroupSystem.State) -> String { state.group.description }

        /// What the call returned.
        public func outcome(seen observation: Observation) -> String { observation.outcome.description }

        /// The shortest calls that end differently, one for each kind of difference.
        public func drifts(from old: String, to new: String) -> [ModelDrift] {
            guard let old = DMAOwnership.design(named: old), let new = DMAOwnership.design(named: new) else {
                return []
            }
            return DMAOwnership.drifts(from: old, to: new)
        }
    }

    /// Which of ``designs`` keeps which of P1–P12, with a shortest run for each that it does not.
    ///
    /// - Throws: ``ReferenceModelError`` when there is no design or property of a name.
    public static func table(
        designs: [String]? = nil, properties: [String]? = nil
    ) throws(ReferenceModelError) -> PropertyTable {
        try PropertyTable(OwnershipModel(), designs: designs, properties: properties)
    }
}
