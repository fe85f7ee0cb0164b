/// What a `#define` with parameters has beside its name and its replacement.
public struct MacroCall: Codable, Hashable, Sendable {
    /// What it evaluates to for some arguments.
    public struct Sample: Codable, Hashable, Sendable {
        /// The arguments, as they stand between the parentheses.
        public var arguments: String
        /// The value.
        public var value: CInteger

        /// Makes a sample.
        public init(arguments: String, value: CInteger) {
            self.arguments = arguments
            self.value = value
        }
    }

    /// The parameters as written; the last one ends in `...` where it stands for any number.
    public var parameters: [String]
    /// What it evaluates to, as far as that does not depend on arguments.
    public var result: Function.Result
    /// What it evaluates to for the same few arguments in every tree, where that is a constant.
    public var samples: [Sample]
    /// Whether it is defined under the flavor that was read; false where only the text has it.
    public var isDefined: Bool

    /// Makes one from its parts.
    public init(
        parameters: [String], result: Function.Result, samples: [Sample] = [], isDefined: Bool = true
    ) {
        self.parameters = parameters
        self.result = result
        self.samples = samples
        self.isDefined = isDefined
    }

    /// Whether it takes any number of arguments.
    public var isVariadic: Bool { parameters.last?.hasSuffix("...") ?? false }

    /// `(x, y)`
    public var parameterList: String { "(" + parameters.joined(separator: ", ") + ")" }
}
