import KernelTree
import SourceText

/// One configuration symbol with a value that a flavor forces, as `--define CONFIG_X=y` gives it.
public struct ConfigurationSetting: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The symbol with its `CONFIG_`.
    public let name: String
    /// `y`, `m`, `n`, a number, or a string in double quotes.
    public let value: String

    /// Makes a setting of a name with `CONFIG_` and a value.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }

    /// Reads `CONFIG_X=y`; the prefix may be missing, and so may the value, which is then `y`.
    ///
    /// - Throws: ``KernelTreeError`` when the text is not of that form.
    public init(_ text: String) throws {
        let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
        let symbol = sides.first.map { $0.hasPrefix("CONFIG_") ? $0 : "CONFIG_\($0)" } ?? ""
        let value = sides.count == 2 ? sides[1] : "y"
        let isName = symbol.utf8.dropFirst(7).allSatisfy(CLexer.isOfName)
        guard symbol.utf8.count > 7, isName, Self.isValue(value) else {
            throw KernelTreeError(
                message: "'\(text)' is not a configuration setting",
                hint: "write CONFIG_NAME=y, =m, =n, a number, or a string in double quotes")
        }
        name = symbol
        self.value = value
    }

    /// The symbol without its `CONFIG_`.
    var symbol: String { String(name.dropFirst(7)) }

    /// The setting as it is written on the command line.
    public var description: String { "\(name)=\(value)" }

    /// The preprocessor lines that force the value, whatever it was before.
    var header: String {
        let reset = "#undef \(name)\n#undef \(name)_MODULE\n"
        switch value {
        case "n": return reset
        case "y": return reset + "#define \(name) 1\n"
        case "m": return reset + "#define \(name)_MODULE 1\n"
        default: return reset + "#define \(name) \(value)\n"
        }
    }

    /// Orders by name, then by value.
    public static func < (left: ConfigurationSetting, right: ConfigurationSetting) -> Bool {
        (left.name, left.value) < (right.name, right.value)
    }

    /// A value goes into a header as it is, so nothing but a tristate, a number or a whole string may pass.
    private static func isValue(_ text: String) -> Bool {
        if ["y", "m", "n"].contains(text) { return true }
        if text.hasPrefix("\""), text.hasSuffix("\""), text.count >= 2 {
            return !text.dropFirst().dropLast().contains { "\"\\\n\r".contains($0) }
        }
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        if digits.hasPrefix("0x") { return digits.count > 2 && digits.dropFirst(2).allSatisfy(\.isHexDigit) }
        return !digits.isEmpty && digits.utf8.allSatisfy { (48...57).contains($0) }
    }
}
