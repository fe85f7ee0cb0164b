import ABIModel

/// How a run ended.
public enum Termination: Hashable, Sendable {
    /// The function returned; `.void` if it has no result.
    case returned(Value)
    /// `BUG()` or `BUG_ON()`.
    case bug(Event)
    /// The machine cannot tell what would happen: the verdict is unknown.
    case unsupported(String, SourceSite)
    /// C or the kernel leaves it undefined: null dereference, use after free, …
    case undefined(String, SourceSite)
    /// The call would wait for itself for ever.
    case deadlock(String, SourceSite)
    /// A bound of ``Limits`` was reached: the verdict is unknown.
    case bound(String)

    /// The value that the function returned, or nil if it did not.
    public var value: Value? {
        if case .returned(let value) = self { return value }
        return nil
    }

    /// Whether a kernel would stop in an oops, the same each time: NULL or an error pointer is used as an address.
    public var isOops: Bool {
        guard case .undefined(let reason, _) = self else { return false }
        return Self.oopses.contains { reason.hasPrefix($0) }
    }

    static let nullPointer = "a null pointer"
    static let errorPointer = "the error pointer"
    private static let oopses = [nullPointer, errorPointer]
}

/// Something that happened on the way, in a form that can be shown.
public struct ObservedEvent: Hashable, Codable, Sendable {
    /// What happened.
    public enum Kind: String, Hashable, Codable, Sendable {
        /// A warning in the kernel log: `WARN_ON`.
        case warn
        /// A bug in the kernel log: `BUG_ON`.
        case bug
        /// A lock that was released by whom does not hold it, or is still held at the end.
        case lockImbalance = "lock-imbalance"
        /// A reference that was put without having been taken, or a counter that saturated.
        case refcountImbalance = "refcount-imbalance"
    }

    /// What happened.
    public var kind: Kind
    /// The macro as it was written, or a sentence.
    public var text: String
    /// Where.
    public var site: SourceSite
    /// The function in which it happened.
    public var function: String
    /// Whether the kernel shows it only the first time (`WARN_ON_ONCE`); the machine reports it each time.
    public var isOnce: Bool
    /// Whether a running kernel shows it in its log.
    public var isLogged: Bool

    /// Makes an event.
    public init(
        kind: Kind, text: String, site: SourceSite, function: String, isOnce: Bool = false,
        isLogged: Bool = false
    ) {
        self.kind = kind
        self.text = text
        self.site = site
        self.function = function
        self.isOnce = isOnce
        self.isLogged = isLogged
    }
}

/// A choice that a shim left open, and how it fell.
public struct ChoiceTaken: Hashable, Codable, Sendable {
    /// What was chosen: `kzalloc`, `driver attaches d0`, …
    public var label: String
    /// Which way it fell, from 0.
    public var index: Int
    /// How many ways there were.
    public var count: Int

    /// Makes a choice.
    public init(label: String, index: Int, of count: Int) {
        self.label = label
        self.index = index
        self.count = count
    }
}

/// What a call of C came back with.
public struct CallReturn: Hashable, Sendable {
    /// The function.
    public var function: String
    /// How deep the call was, from 1.
    public var depth: Int
    /// What it returned; `.void` if it has no result.
    public var value: Value
}

/// One call of a function, from beginning to end.
public struct Run: Sendable {
    /// How it ended.
    public var termination: Termination
    /// What it left behind; not canonical.
    public var state: MachineState
    /// What an observer saw on the way, in order.
    public var events: [ObservedEvent]
    /// The choices on the way, in order.
    public var choices: [ChoiceTaken]
    /// The shims that took part, sorted.
    public var shims: [String]
    /// The functions that were interpreted, sorted.
    public var functions: [String]
    /// What each call came back with, in the order in which they came back; empty unless it was asked for.
    public var returns: [CallReturn]
    /// How many instructions it took.
    public var steps: Int
}

extension Run {
    /// The innermost function that made the result: the one called last of those that came back with what their
    /// caller then came back with. Nil where the returns were not written down or the run did not end.
    public var decidingFunction: String? {
        guard case .returned = termination, var place = returns.indices.last else { return nil }
        while true {
            let caller = returns[place]
            // A call's own calls came back right before it, down to the last one that is not deeper.
            let own = returns[..<place].lastIndex { $0.depth <= caller.depth }.map { $0 + 1 } ?? 0
            let made = returns[own..<place].lastIndex {
                $0.depth == caller.depth + 1 && $0.value == caller.value
            }
            guard let made, caller.value != .void else { return caller.function }
            place = made
        }
    }
}
