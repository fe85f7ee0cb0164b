/// A part of a number that a record's layout gives: how far a member lies from the record's start, or the record's size, so many
/// times.
///
/// A number with its terms can be told again under another layout: a member that moved keeps its name.
public struct LayoutTerm: Codable, Hashable, Sendable {
    /// The record's name in ``Program/records``: `struct lamp`.
    public var record: String
    /// The member, by its name in ``RecordShape/members``; nil for the size of the whole record.
    public var member: String?
    /// How many times it counts; negative where `container_of` steps back.
    public var factor: Int64

    /// Makes a term.
    public init(record: String, member: String?, factor: Int64 = 1) {
        self.record = record
        self.member = member
        self.factor = factor
    }

    /// The same, more times.
    public func times(_ number: Int64) -> LayoutTerm {
        LayoutTerm(record: record, member: member, factor: factor &* number)
    }
}

/// A place at which a function takes memory of one type for memory of another. Distances there are those of the layout, not of names.
public struct PointerView: Codable, Hashable, Sendable, Comparable {
    /// What the pointer pointed to: a record by its name, one without a name by what it holds (``untagged``), `void` (also for a number
    /// that is an address), or `scalar`.
    public var from: String
    /// What it points to then, likewise; `bytes` where a library function gets at some of a record's bytes, or a
    /// number is taken for more bytes than it has.
    public var to: String
    /// The function that the pointer is an argument of; nil where it is none.
    public var callee: String?

    /// What a record is taken to be where memory of its whole size is copied or stepped over: itself.
    public static let whole = "whole"

    /// How a record without a name begins.
    public static let untagged = "{"

    /// Makes a view.
    public init(from: String, to: String, callee: String? = nil) {
        self.from = from
        self.to = to
        self.callee = callee
    }

    /// By their words, for a fixed order.
    public static func < (left: PointerView, right: PointerView) -> Bool {
        (left.from, left.to, left.callee ?? "") < (right.from, right.to, right.callee ?? "")
    }
}
