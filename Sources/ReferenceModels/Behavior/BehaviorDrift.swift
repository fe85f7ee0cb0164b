/// A shortest sequence of calls that ends differently in two systems.
public struct BehaviorDrift: Hashable, Sendable {
    /// In what the last call differs.
    public enum Kind: Int, Hashable, Sendable, Comparable {
        /// It returns something else.
        case result
        /// It takes or releases a lock that the other leaves alone.
        case lock
        /// It gets a reference or a counter wrong that the other gets right.
        case refcount
        /// It warns where the other does not.
        case warning
        /// It does silently what the other refuses with a warning.
        case precondition
        /// It leaves the subject in another state.
        case state
        /// It has others do something else: a driver's callbacks.
        case effect
        /// It leaves a field that names what is gone, or no longer does.
        case residue

        /// Orders the gravest first.
        public static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
    }

    /// In what the last call differs.
    public var kind: Kind
    /// The name of the last call: `claim`.
    public var operation: String
    /// The old side's C function for it; "" for a design.
    public var oldFunction: String
    /// The new side's C function for it.
    public var newFunction: String
    /// What drifts with the same key have in common: they are one.
    public var key: String
    /// The run on the old side.
    public var old: ModelTrace
    /// The same calls on the new side.
    public var new: ModelTrace
    /// The key of the drift after which the sides had parted before the last call; nil where they had not.
    public var root: String?
    /// Where the run starts, for running it again; "" is the usual place.
    public var setting: String
    /// Whether some call of the run is one that no ordinary caller makes: NULL for a token, an owner type that
    /// means nobody.
    public var isUnusual: Bool
    /// Whether the old side left a field that names what is gone, and the new one clears it (``Kind/residue``).
    public var clearsResidue: Bool

    /// Makes a drift; see the properties.
    public init(
        kind: Kind, operation: String, oldFunction: String, newFunction: String, key: String, old: ModelTrace,
        new: ModelTrace, root: String? = nil, setting: String, isUnusual: Bool = false,
        clearsResidue: Bool = false
    ) {
        self.kind = kind
        self.operation = operation
        self.oldFunction = oldFunction
        self.newFunction = newFunction
        self.key = key
        self.old = old
        self.new = new
        self.root = root
        self.setting = setting
        self.isUnusual = isUnusual
        self.clearsResidue = clearsResidue
    }

    /// The calls, in order.
    public var calls: [String] { new.steps.map(\.action) }
}

/// What searches found.
public struct BehaviorResult: Hashable, Sendable {
    /// Who could not follow a call.
    public enum Side: Hashable, Sendable {
        /// The C of a revision, by its label.
        case revision(String)
        /// A design of the model, by its name.
        case design(String)
        /// Two revisions together.
        case both(String, String)

        fileprivate var name: String {
            switch self {
            case .revision(let name): name
            case .design(let name): "reference \(name)"
            case .both(let first, let second): "\(first) and \(second)"
            }
        }
    }

    /// A call that could not be followed.
    public struct Unknown: Hashable, Sendable, Comparable {
        /// The side that could not.
        public var side: Side
        /// What was called.
        public var function: String
        /// Why it could not be followed.
        public var reason: String

        /// Makes an entry.
        public init(side: Side, function: String, reason: String) {
            self.side = side
            self.function = function
            self.reason = reason
        }

        /// Orders by side, function, reason.
        public static func < (left: Unknown, right: Unknown) -> Bool {
            (left.side.name, left.function, left.reason) < (right.side.name, right.function, right.reason)
        }
    }

    /// What ends differently, one for each key and root.
    public var drifts: [BehaviorDrift]
    /// What could not be followed, each once.
    public var unknown: Set<Unknown>
    /// How many pairs of states were visited.
    public var pairCount: Int
    /// Whether a bound on states, not on depth, ended a search early.
    public var isCutOff: Bool

    /// Makes a result.
    public init(
        drifts: [BehaviorDrift] = [], unknown: Set<Unknown> = [], pairCount: Int = 0, isCutOff: Bool = false
    ) {
        self.drifts = drifts
        self.unknown = unknown
        self.pairCount = pairCount
        self.isCutOff = isCutOff
    }

    /// Whether everything was followed and nothing ends differently.
    public var isFaithful: Bool { drifts.isEmpty && unknown.isEmpty && !isCutOff }

    /// What several searches found: of drifts with the same key and root the one with the fewest calls, the
    /// earlier search's among equals. A difference that is found by itself is not told as a consequence.
    public static func merging(_ results: [BehaviorResult]) -> BehaviorResult {
        struct Key: Hashable {
            var key: String
            var root: String?
        }
        var best: [Key: BehaviorDrift] = [:]
        var merged = BehaviorResult()
        for result in results {
            merged.unknown.formUnion(result.unknown)
            merged.pairCount += result.pairCount
            merged.isCutOff = merged.isCutOff || result.isCutOff
            for drift in result.drifts {
                let key = Key(key: drift.key, root: drift.root)
                if let known = best[key], known.calls.count <= drift.calls.count { continue }
                best[key] = drift
            }
        }
        merged.drifts = best.values.sorted {
            ($0.root == nil ? 0 : 1, $0.calls.count, $0.kind, $0.key, $0.root ?? "")
                < ($1.root == nil ? 0 : 1, $1.calls.count, $1.kind, $1.key, $1.root ?? "")
        }
        let independent = merged.drifts.filter { $0.root == nil }
        let plain = Set(independent.filter { !$0.isUnusual }.map(\.key))
        let unusual = Set(independent.filter(\.isUnusual).map(\.key))
        var told: Set<String> = []
        merged.drifts.removeAll { drift in
            guard drift.root != nil else { return false }
            // What differs by itself is told already, if no stranger calls are needed for it; the same consequence of
            // two drifts is told with the first.
            let isKnown = plain.contains(drift.key) || drift.isUnusual && unusual.contains(drift.key)
            return isKnown || !told.insert(drift.key).inserted
        }
        return merged
    }
}

/// A run of ordinary calls after which a property of a model does not hold.
public struct PropertyBreach: Hashable, Sendable {
    /// The property's name: `P2`.
    public var property: String
    /// What is to hold, as a sentence.
    public var statement: String
    /// A shortest run to the violation.
    public var calls: [String]
    /// Where it starts, as ``BehaviorDrift/setting``.
    public var setting: String

    /// Makes a breach.
    public init(property: String, statement: String, calls: [String], setting: String) {
        self.property = property
        self.statement = statement
        self.calls = calls
        self.setting = setting
    }
}
