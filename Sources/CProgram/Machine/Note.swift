/// What a fact in the ledger ``MachineState/notes`` is about. Shims and the environment keep there what
/// stands in no memory: how often an object was taken, what an xarray holds, which domain a device is
/// attached to in hardware.
public struct Note: Hashable, Sendable, Comparable {
    /// What kind of fact: `references`, `xarray`, … Environments choose their own words.
    public var topic: String
    /// The object it is about. A heap object is not kept alive by being noted here.
    public var subject: Pointer?
    /// Which of several facts: an index, an id.
    public var index: Int64

    /// Makes a note.
    public init(_ topic: String, _ subject: Pointer? = nil, index: Int64 = 0) {
        self.topic = topic
        self.subject = subject
        self.index = index
    }

    /// Orders by topic, subject, index.
    public static func < (left: Note, right: Note) -> Bool {
        if left.topic != right.topic { return left.topic < right.topic }
        if left.subject != right.subject {
            guard let first = left.subject else { return true }
            guard let second = right.subject else { return false }
            return first < second
        }
        return left.index < right.index
    }
}

/// A lock that is held.
public struct HeldLock: Hashable, Sendable {
    /// How it is held.
    public enum Mode: String, Hashable, Codable, Sendable {
        /// By one, who may sleep: a mutex.
        case mutex
        /// By one, who may not sleep: a spinlock.
        case spin
        /// A semaphore held by readers.
        case read
        /// A semaphore held by one writer.
        case write
    }

    /// The lock.
    public var lock: Pointer
    /// How it is held.
    public var mode: Mode

    /// Makes a held lock.
    public init(_ lock: Pointer, _ mode: Mode) {
        self.lock = lock
        self.mode = mode
    }
}
