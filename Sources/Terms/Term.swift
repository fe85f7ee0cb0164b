/// A bit vector of 1 to 64 bits, as a place in a ``TermStore``. Equal terms of one store are the same place, so `==` asks
/// "are these the same expression?", never "have they the same value?".
public struct Term: Hashable, Sendable, Comparable {
    let index: Int32

    /// By age: a term is younger than its operands. For a fixed order only.
    public static func < (left: Term, right: Term) -> Bool { left.index < right.index }
}

/// Byte-addressed memory, as a place in a ``TermStore``.
public struct Memory: Hashable, Sendable, Comparable {
    let index: Int32

    /// By age, for a fixed order only.
    public static func < (left: Memory, right: Memory) -> Bool { left.index < right.index }
}

/// What has a value of its own that no other term gives.
public enum Symbol: Hashable, Sendable {
    /// The function's argument at that place; `part` counts the 8-byte parts of a struct that is passed by value.
    case argument(Int, part: Int)
    /// What the event of that number gave back; `part` as above, or an output of inline assembly.
    case result(event: Int, part: Int)
    /// Where an object lies; the number is one of ``TermStore/address(of:)``.
    case address(Int)
    /// What nobody has written, on one side.
    case uninitialized(isLeft: Bool, Int)
    /// A value that a loop's proof knows nothing of.
    case fresh(Int)
}

/// Something with an address of its own.
public enum AddressedObject: Hashable, Sendable {
    /// A local that lives in memory: its name, its size in bytes, and which one of that name and size the run made.
    case local(String, bytes: Int, number: Int)
    /// A global or static variable.
    case global(String)
    /// Likewise, of one side: it holds something else there than the variable of that name on the other side.
    case ownGlobal(String, isLeft: Bool)
    /// A function.
    case function(String)
    /// A string literal.
    case string(String)
}

/// Memory that no store of the run has made.
public enum MemoryRoot: Hashable, Sendable {
    /// What the caller owns when the function begins.
    case initial
    /// What stands in memory after the event of that number.
    case after(event: Int)
    /// A new local of one side, which nobody has written.
    case uninitialized(isLeft: Bool, Int)
    /// Zeroes.
    case zero
    /// What a loop's proof knows nothing of.
    case fresh(Int)
}

/// A comparison of two bit vectors of one width; a bit.
public enum Comparison: Hashable, Sendable { case equal, unsignedLess, signedLess }

/// What is done bit by bit.
public enum BitOperation: Hashable, Sendable { case and, or, xor }

/// An operation that C leaves undefined for some right sides; there its value is a function of both sides that is not known.
public enum PartialOperation: Hashable, Sendable {
    case shiftLeft, shiftRight, shiftRightSigned
    case divide, divideSigned, remainder, remainderSigned
}

/// What a term is made of.
public enum TermNode: Hashable, Sendable {
    /// One summand of a ``sum(_:_:)``.
    public struct Summand: Hashable, Sendable {
        /// How often, modulo the width.
        public var factor: UInt64
        /// What; never a constant or a sum.
        public var term: Term
    }

    case constant(UInt64)
    case symbol(Symbol)
    /// A constant and multiples of terms, in the order of the terms.
    case sum(UInt64, [Summand])
    case product(Term, Term)
    case partial(PartialOperation, Term, Term)
    case bits(BitOperation, [Term])
    case compare(Comparison, Term, Term)
    /// Of one bit.
    case not(Term)
    case choice(Term, Term, Term)
    case extract(Term, low: Int)
    /// The first is above the second.
    case concatenation(Term, Term)
    case extend(Term, isSigned: Bool)
    /// The bytes at an address, the lowest first.
    case load(Memory, Term)
    /// A function of which only its name is known.
    case apply(String, [Term])
}

/// What memory is made of.
public enum MemoryNode: Hashable, Sendable {
    case root(MemoryRoot)
    /// Whole bytes written at an address, the lowest first.
    case store(Memory, address: Term, value: Term)
}
