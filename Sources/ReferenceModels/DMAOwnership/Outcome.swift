extension DMAOwnership {
    /// What the caller of an operation gets to see: what it returns, and whether a WARN fired on the way.
    public struct Outcome: Hashable, Codable, Sendable {
        /// What comes back.
        public enum Value: Hashable, Codable, Sendable {
            /// Nothing: the function is `void`.
            case none
            /// 0 or a negative errno.
            case code(Int32)
            /// An answer.
            case truth(Bool)
            /// Nothing ever: the kernel stopped in a BUG.
            case bug
            /// Nothing that could be told: C leaves undefined what the call does, say by a use after free.
            case undefined
            /// Nothing ever: the call waits for itself.
            case deadlock
        }

        /// What comes back.
        public var value: Value
        /// Whether a WARN fired, once or more often.
        public var warned: Bool

        /// Makes an outcome.
        public init(_ value: Value, warned: Bool = false) {
            self.value = value
            self.warned = warned
        }

        /// 0.
        public static let success = Outcome(.code(0))
        /// A `void` function that came back.
        public static let void = Outcome(.none)
        /// A `void` function that came back after a WARN.
        public static let warning = Outcome(.none, warned: true)
        /// BUG.
        public static let bug = Outcome(.bug)

        /// A failure.
        public static func failure(_ errno: Errno) -> Outcome { Outcome(.code(errno.rawValue)) }

        /// Whether the operation returned 0.
        public var isSuccess: Bool { value == .code(0) }
        /// Whether nothing can come after it.
        public var isEnd: Bool {
            switch value {
            case .bug, .undefined, .deadlock: true
            case .none, .code, .truth: false
            }
        }
        /// Whether the operation returned an error.
        public var isFailure: Bool { if case .code(let code) = value { code < 0 } else { false } }
    }

    /// The errors that the interface returns, as the negative numbers that they are in the kernel
    /// (`include/uapi/asm-generic/errno-base.h`; EPROBE_DEFER: `include/linux/errno.h`).
    public enum Errno: Int32, CaseIterable, Hashable, Codable, Sendable, CustomStringConvertible {
        case notPermitted = -1
        case outOfMemory = -12
        case busy = -16
        case noDevice = -19
        case invalidArgument = -22
        case probeDefer = -517

        /// The kernel's name with a minus sign: `−EPERM`.
        public var description: String {
            switch self {
            case .notPermitted: "\u{2212}EPERM"
            case .outOfMemory: "\u{2212}ENOMEM"
            case .busy: "\u{2212}EBUSY"
            case .noDevice: "\u{2212}ENODEV"
            case .invalidArgument: "\u{2212}EINVAL"
            case .probeDefer: "\u{2212}EPROBE_DEFER"
            }
        }
    }
}

extension CallOutcome {
    /// What the interface returned.
    init(_ outcome: DMAOwnership.Outcome) {
        let text: String? =
            switch outcome.value {
            case .none: nil
            case .code(let code):
                DMAOwnership.Errno(rawValue: code)?.description
                    ?? (code < 0 ? "\u{2212}\(-Int(code))" : "\(code)")
            case .truth(let answer): answer ? "true" : "false"
            case .bug: "BUG"
            case .undefined: "undefined"
            case .deadlock: "deadlock"
            }
        self.init(value: text, isFailure: outcome.isFailure, warned: outcome.warned)
    }
}

extension DMAOwnership.Outcome: CustomStringConvertible {
    /// `0`, `−EPERM`, `0 W`, `W`, `–` for a silent `void`, `true`, `BUG`, `deadlock`.
    public var description: String { CallOutcome(self).description }
}
