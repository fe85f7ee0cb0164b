import CProgram

/// What an object with static storage holds at first, by member and index. Zeroes are left out, as C has it.
public indirect enum InitialContent: Hashable, Sendable {
    /// Zero, a null pointer, or an aggregate full of zeroes.
    case nothing
    /// An integer, as its type holds it.
    case number(Int64, isUnsigned: Bool)
    /// A string: its address, or an array of characters.
    case text(String)
    /// The address of a function.
    case function(String)
    /// The address of a variable, and a distance from it in bytes.
    case variable(String, Int64)
    /// The address of an object without a name, and what that holds.
    case unnamed(InitialContent)
    /// The members of a struct or union.
    case record(Members)
    /// The elements of an array.
    case list([InitialContent])
    /// A value that the compiler works out and that was not looked into, by its expression without lines.
    case computed(Expression)
    /// What could not be read, with the reason.
    case unread(String)

    /// Members by name, and the order in which they are laid out, which does not count.
    public struct Members: Hashable, Sendable {
        /// What each member holds that is not zero.
        public var contents: [String: InitialContent]
        /// The names, in the order of the layout.
        public var order: [String]

        /// Whether the same members hold the same.
        public static func == (left: Members, right: Members) -> Bool { left.contents == right.contents }

        /// Hashes what counts.
        public func hash(into hasher: inout Hasher) { hasher.combine(contents) }
    }

    /// Whether it is zero.
    public var isNothing: Bool { self == .nothing }

    /// Why a value that is computed cannot be told from another one.
    static let computedReason = "a value that is computed"

    /// The first reason why a part of it could not be read.
    var gap: String? {
        first { content in
            if case .unread(let reason) = content { reason } else { nil }
        }
    }

    /// Why it cannot be told from other content: a part that was not read, or one that is computed.
    var doubt: String? {
        first { content in
            switch content {
            case .unread(let reason): reason
            case .computed: Self.computedReason
            default: nil
            }
        }
    }

    /// What `look` finds first in it, part by part.
    private func first(_ look: @escaping (InitialContent) -> String?) -> String? {
        if let found = look(self) { return found }
        return switch self {
        case .unnamed(let inner): inner.first(look)
        case .record(let members): members.order.lazy.compactMap { members.contents[$0]?.first(look) }.first
        case .list(let elements): elements.lazy.compactMap { $0.first(look) }.first
        case .nothing, .number, .text, .function, .variable, .computed, .unread: nil
        }
    }
}
