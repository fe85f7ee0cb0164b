/// Why memory could not be read or written. The machine adds the place in the source.
public enum Fault: Error, Hashable, Sendable {
    /// C leaves it undefined: a null dereference, a use after free, a place out of bounds, …
    case undefined(String)
    /// The machine cannot tell: contents that another unit defines, half a pointer, …
    case unsupported(String)
}

/// What ends a run before the function returns. The machine adds the place in the source.
public enum Stop: Error, Hashable, Sendable {
    /// C leaves it undefined.
    case undefined(String)
    /// The machine cannot tell.
    case unsupported(String)
    /// The run would wait for itself.
    case deadlock(String)
    /// A bound of ``Limits`` was reached.
    case bound(String)
    /// `BUG()`.
    case bug(Event)

    /// The stop that a fault of memory amounts to.
    public init(_ fault: Fault) {
        switch fault {
        case .undefined(let reason): self = .undefined(reason)
        case .unsupported(let reason): self = .unsupported(reason)
        }
    }
}
