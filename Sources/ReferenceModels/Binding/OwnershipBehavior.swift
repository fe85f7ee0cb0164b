import CProgram
import ModelChecking

extension DMAOwnership {
    /// The C of DMA ownership, run and compared.
    public struct Behavior: BehaviorModel {
        /// `dma-ownership`.
        public let name = "dma-ownership"
        /// The IOMMU core, and where drivers are bound.
        public let readings = [DMAOwnership.reading] + DMAOwnership.busReadings
        /// What a search goes through.
        public var bounds: String {
            let depth = LockstepStart.all.map(\.depth).max() ?? 0
            return "2 devices, 2 tokens and NULL, 2 domains of users, up to \(depth) calls"
        }

        /// Makes the model.
        public init() {}

        /// The functions that were bound to operations.
        public func functions(of program: Program) -> [String] { Binding(program).functions }

        /// What stands for functions that the bound ones call, however indirectly.
        public func shims(of program: Program) -> [String] {
            let catalog = ShimCatalog.kernel.adding(OwnershipSurroundings()).adding(BusSurroundings())
                .adding(FirmwareConfiguration())
            var open = Binding(program).functions
            var seen = Set(open)
            var shims: [String] = []
            while let name = open.popLast() {
                guard let body = program.functions[name] else {
                    if catalog.stands(for: name, program.declarations[name]) { shims.append(name) }
                    continue
                }
                open += body.namedFunctions.filter { seen.insert($0).inserted }
            }
            return shims.sorted()
        }

        /// One search for each start.
        public func comparisons(of old: LinkedProgram, with new: LinkedProgram) -> [BehaviorSearch] {
            LockstepStart.ofC.map { start in
                BehaviorSearch { DMAOwnership.compare(old, new, from: start) }
            } + [BehaviorSearch { DMAOwnership.residues(old, new) }]
        }

        /// One search for each start.
        public func refinements(of program: LinkedProgram, design label: String) -> [BehaviorSearch] {
            guard let design = DMAOwnership.design(named: label) else { return [] }
            return LockstepStart.ofC.map { start in
                BehaviorSearch { DMAOwnership.refine(program, design, from: start) }
            }
        }

        /// P1–P11 where ordinary callers break them.
        public func breaches(design label: String) -> [PropertyBreach] {
            DMAOwnership.breaches(design: label)
        }

        /// What ``OwnershipSystem`` prints of a state.
        public var stateLegend: String {
            "n: uses of the group's owner (owner_cnt); a: attachments; type: the kind of owner; owner: who; "
                + "D: the domain the group is in; d0, d1: the domain each device is attached to; W: a WARN fired"
        }

        /// The operations, and what P1–P12 say.
        public func phrase(for name: String) -> String? {
            Operation(name)?.phrase
                ?? OwnershipModel().properties.first { $0.clauses.contains(name) }?.statement
        }

        /// Runs calls on the C of a revision.
        public func run(_ calls: [String], in setting: String, of program: LinkedProgram) -> BehaviorRun? {
            let operations = calls.compactMap { Operation($0) }
            guard operations.count == calls.count,
                let start = LockstepStart.all.first(where: { $0.name == setting }),
                let system = try? start.system(program).system,
                operations.allSatisfy(system.binding.offers)
            else { return nil }
            return system.run(operations, setting: setting)
        }
    }
}

extension DMAOwnership.LockstepStart {
    /// What is special about the start, as traces name it: `d1 is in the group`; "" where nothing is.
    public var name: String { DMAOwnership.Setting(configuration, d1: d1).description }

    /// The starts that C can be run from. The removal test is a kernel configuration: it is another program.
    static let ofC = all.filter { !$0.configuration.testsDriverRemoval }

    /// The C of a revision at the start; all searches of the revision share what one has learned.
    func system(_ program: LinkedProgram) throws -> InternedSystem<DMAOwnership.CSystem> {
        try program.prepared("dma-ownership \(name)") {
            InternedSystem(
                try DMAOwnership.CSystem(
                    label: program.label, program: program.program, configuration: configuration, d1: d1))
        }
    }
}

extension DMAOwnership.CSystem {
    /// Performs operations one after the other, the environment choosing the usual.
    func run(_ operations: [DMAOwnership.Operation], setting: String) -> BehaviorRun {
        var state = initial
        var run = BehaviorRun(trace: ModelTrace(setting: setting, initial: describe(initial), steps: []))
        for (index, operation) in operations.enumerated() {
            guard let performance = perform(operation, in: state).first,
                case .reached(let next, let seen) = performance.ending
            else { break }
            if index == operations.count - 1, let inspected = inspect(operation, in: state) {
                run.functions = inspected.functions
                run.decidingFunction = inspected.decidingFunction
            }
            state = next
            run.trace.steps.append(
                .init(
                    action: operation.description, result: CallOutcome(seen.outcome),
                    seen: seen.description, state: describe(next))
            )
            var place = seen
            place.outcome = .void
            run.places.append("n=\(count("owner_cnt", in: next) ?? 0) \(place)")
        }
        return run
    }
}

extension DMAOwnership {
    /// Holds the C of two revisions against each other.
    private static func compare(
        _ old: LinkedProgram, _ new: LinkedProgram, from start: LockstepStart
    ) -> BehaviorResult {
        do {
            let left = try start.system(old)
            let right = try start.system(new)
            var search = comparison(of: left, with: right, depth: start.depth)
            if start.configuration.refusal == nil {
                search.tried = { Names(left.names(in: $0), right.names(in: $1)).allow }
            }
            return result(
                of: search, start, .revision(old.label), .revision(new.label), left.describe, right.describe
            ) {
                (left.system.binding.function(for: $0) ?? "", right.system.binding.function(for: $0) ?? "")
            }
        } catch {
            return failure(error, .both(old.label, new.label))
        }
    }

    /// Holds the C of a revision against a design, which is on the old side.
    private static func refine(
        _ program: LinkedProgram, _ design: any OwnershipDesign, from start: LockstepStart
    ) -> BehaviorResult {
        do {
            let left = ObservedDesign(design, start.configuration, d1: start.d1)
            let right = try start.system(program)
            var search = comparison(of: left, with: right, depth: start.depth)
            search.stepsAfterDifference = 0
            if start.configuration.refusal == nil {
                search.tried = { Names($0.names, right.names(in: $1)).allow }
            }
            return result(
                of: search, start, .design(design.name), .revision(program.label), \.description,
                right.describe
            ) { ("", right.system.binding.function(for: $0) ?? "") }
        } catch {
            return failure(error, .revision(program.label))
        }
    }

    static func failure(_ error: any Error, _ side: BehaviorResult.Side) -> BehaviorResult {
        let reason = (error as? BindingError)?.message ?? "\(error)"
        return BehaviorResult(unknown: [.init(side: side, function: "", reason: reason)])
    }

    private static func result<Left: ObservedSystem, Right: ObservedSystem>(
        of search: Comparison<Left, Right, DriftSignature>, _ start: LockstepStart,
        _ old: BehaviorResult.Side, _ new: BehaviorResult.Side, _ describeOld: (Left.State) -> String,
        _ describeNew: (Right.State) -> String,
        _ functions: (Operation) -> (String, String)
    ) -> BehaviorResult where Left.Operation == Operation, Left.Observation == Observation {
        let found = search.run()
        var result = BehaviorResult(pairCount: found.pairCount)
        if case .states? = found.reachedBound { result.isCutOff = true }
        for entry in found.unknown {
            let (oldName, newName) = functions(entry.operation)
            let name = entry.isLeft ? oldName : newName
            result.unknown.insert(
                .init(
                    side: entry.isLeft ? old : new, function: name.isEmpty ? entry.operation.name : name,
                    reason: entry.reason))
        }
        func drift(_ difference: Comparison<Left, Right, DriftSignature>.Difference) -> BehaviorDrift? {
            guard let last = difference.steps.last else { return nil }
            let root = difference.steps.dropLast().first { !$0.isEqual }
            let (oldFunction, newFunction) = functions(last.operation)
            return BehaviorDrift(
                kind: .init(last.leftObservation, last.rightObservation), operation: last.operation.name,
                oldFunction: oldFunction, newFunction: newFunction, key: difference.signature.key,
                old: ModelTrace(
                    setting: start.name, initial: describeOld(search.left.initial),
                    steps: difference.steps.map {
                        .init(
                            action: $0.operation.description,
                            result: CallOutcome($0.leftObservation.outcome),
                            seen: $0.leftObservation.description, state: describeOld($0.leftState))
                    }),
                new: ModelTrace(
                    setting: start.name, initial: describeNew(search.right.initial),
                    steps: difference.steps.map {
                        .init(
                            action: $0.operation.description,
                            result: CallOutcome($0.rightObservation.outcome),
                            seen: $0.rightObservation.description, state: describeNew($0.rightState))
                    }),
                root: root.map { DriftSignature($0.operation, $0.leftObservation, $0.rightObservation).key },
                setting: start.name, isUnusual: difference.trace.contains(where: \.isUnusual))
        }
        result.drifts = (found.differences + found.consequences).compactMap(drift)
        return result
    }
}

extension DMAOwnership.DriftSignature {
    /// The signature as one word.
    var key: String { "\(operation): \(old) \u{2192} \(new)" }
}

extension BehaviorDrift.Kind {
    /// In what two observations of one call differ most.
    init(_ old: DMAOwnership.Observation, _ new: DMAOwnership.Observation) {
        self =
            if old.outcome.value != new.outcome.value {
                .result
            } else if old.outcome.warned != new.outcome.warned {
                new.outcome.warned ? .warning : .precondition
            } else if old.imbalances != new.imbalances {
                (old.imbalances + new.imbalances).contains(.lockImbalance) ? .lock : .refcount
            } else if old.domain != new.domain {
                .state
            } else {
                .effect
            }
    }
}

extension InternedSystem<DMAOwnership.CSystem> {
    fileprivate func names(in state: State) -> DMAOwnership.Names { system.names(in: self.state(state)) }
    fileprivate func describe(_ state: State) -> String { system.describe(self.state(state)) }
}
