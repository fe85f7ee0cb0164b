/// An inline assembly statement (GCC manual, "Extended Asm") but for its operands, which are expressions:
/// ``Expression/Kind/assembly(_:_:)`` holds the outputs' addresses, then the inputs, in this order.
public struct Assembly: Hashable, Sendable {
    /// What it writes.
    public struct Output: Hashable, Sendable {
        /// The constraint as written (`=r`, `+m`, `=@ccz`), for a variable bound to a register with that
        /// register behind it (`=r{r8}`). With `+` it is read, too.
        public var constraint: String
        /// How memory is written at the operand's address.
        public var access: Access

        /// Makes an output.
        public init(constraint: String, access: Access) {
            self.constraint = constraint
            self.access = access
        }
    }

    /// What it reads.
    public struct Input: Hashable, Sendable {
        /// The constraint as written (`r`, `i`, `0`), names of operands replaced by their numbers.
        public var constraint: String
        /// For a memory operand (`m`), how memory is read: the operand is an address then. Nil for a value.
        public var access: Access?

        /// Makes an input.
        public init(constraint: String, access: Access? = nil) {
            self.constraint = constraint
            self.access = access
        }
    }

    /// The instructions, with the operands' numbers in place of their names.
    public var template: String
    /// What it writes, in order.
    public var outputs: [Output]
    /// What it reads, in order.
    public var inputs: [Input]
    /// What it overwrites beyond the outputs: registers, `cc`, `memory`.
    public var clobbers: [String]
    /// Whether it is `volatile`, as all assembly without outputs is.
    public var isVolatile: Bool
    /// The labels it may go to (`asm goto`). Its value is 0 where it goes on, n where it goes to the n-th of them,
    /// counted from 1. Without labels it has no value.
    public var labels: [String]
    /// Whether no instruction but `nop` is in it, so that it does no more than move a value into the register
    /// that it shares with an output. Worked out from the template.
    public let isIdle: Bool

    /// Makes an assembly statement.
    public init(
        template: String, outputs: [Output], inputs: [Input], clobbers: [String], isVolatile: Bool,
        labels: [String] = []
    ) {
        self.template = template
        self.outputs = outputs
        self.inputs = inputs
        self.clobbers = clobbers
        self.isVolatile = isVolatile
        self.labels = labels
        isIdle = Self.isIdle(template)
    }

    /// The input that lies in an output's register (its constraint is the output's number), or nil.
    public func input(sharedWithOutput output: Int) -> Int? {
        inputs.firstIndex { $0.constraint == String(output) }
    }

    /// Whether a template has nothing but blanks, labels, `nop`, and notes for tools (sections `.discard.…`, which the
    /// linker drops).
    private static func isIdle(_ template: String) -> Bool {
        var isNote = false
        for statement in template.split(whereSeparator: { $0 == "\n" || $0 == ";" }) {
            var words = statement.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace)[...]
            while let label = words.first, label.hasSuffix(":") { words = words.dropFirst() }
            guard let word = words.first, word != "nop" else { continue }
            switch word {
            case ".pushsection" where !isNote && (words.dropFirst().first?.hasPrefix(".discard") ?? false):
                isNote = true
            case ".popsection" where isNote: isNote = false
            default:
                guard isNote, word.hasPrefix(".") else { return false }
            }
        }
        return !isNote
    }
}
