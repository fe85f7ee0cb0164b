import KernelTree
import SourceText

/// The values of a kernel's configuration symbols.
public struct KernelConfiguration: Hashable, Sendable {
    /// The values by name without `CONFIG_`: `y`, `m`, a number, or a string in double quotes. A symbol that
    /// is off and one that is not there are told apart by `n` only in what a user answered.
    public var values: [String: String]

    /// Makes a configuration from its values.
    public init(values: [String: String] = [:]) {
        self.values = values
    }

    /// Reads the text of a `.config` or a `defconfig`.
    public init(configFile text: [UInt8]) {
        values = [:]
        for line in text.split(separator: UInt8(ascii: "\n")) {
            if line.starts(with: Array("# CONFIG_".utf8)), line.contains(Array(" is not set".utf8)) {
                let name = line.dropFirst(9).prefix { CLexer.isOfName($0) }
                values[String(decoding: name, as: UTF8.self)] = "n"
            } else if line.starts(with: Array("CONFIG_".utf8)),
                let sign = line.firstIndex(of: UInt8(ascii: "="))
            {
                let name = String(decoding: line[..<sign].dropFirst(7), as: UTF8.self)
                let value = String(decoding: line[(sign + 1)...], as: UTF8.self)
                values[name] = value.filter { $0 != "\r" }
            }
        }
    }

    /// Reads the text of a generated `autoconf.h`.
    public init(header text: [UInt8]) {
        values = [:]
        for line in text.split(separator: UInt8(ascii: "\n"))
        where line.starts(with: Array("#define CONFIG_".utf8)) {
            let words = String(decoding: line.dropFirst(15), as: UTF8.self)
                .split(separator: " ", maxSplits: 1).map(String.init)
            guard words.count == 2 else { continue }
            if words[1] == "1", words[0].hasSuffix("_MODULE") {
                values[String(words[0].dropLast(7))] = "m"
            } else {
                values[words[0]] = words[1] == "1" ? "y" : words[1]
            }
        }
    }

    /// Whether a symbol, named with or without `CONFIG_`, is built in or a module.
    public func isEnabled(_ name: String) -> Bool {
        let value = values[name.after("CONFIG_") ?? name]
        return value == "y" || value == "m"
    }

    /// The configuration with settings forced.
    public func forcing(_ settings: [ConfigurationSetting]) -> KernelConfiguration {
        var configuration = self
        for setting in settings {
            configuration.values[setting.name.after("CONFIG_") ?? setting.name] = setting.value
        }
        return configuration
    }

    /// The text of `include/generated/autoconf.h`.
    public var header: [UInt8] {
        var text = ""
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            switch value {
            case "n": continue
            case "y": text += "#define CONFIG_\(name) 1\n"
            case "m": text += "#define CONFIG_\(name)_MODULE 1\n"
            default: text += "#define CONFIG_\(name) \(value)\n"
            }
        }
        return Array(text.utf8)
    }

    /// A string as a `.config` writes it.
    static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    /// A string of a `.config` without its quotes; other values stay as they are.
    static func unquoted(_ value: String) -> String {
        guard value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") else { return value }
        return String(value.dropFirst().dropLast()).replacing("\\\"", with: "\"").replacing(
            "\\\\", with: "\\")
    }
}
