import KernelTree

/// `asm/sysreg-defs.h` of arm64, from the register descriptions in `arch/arm64/tools/sysreg`.
///
/// The names are those that `gen-sysreg.awk` makes: `REG_X`, `SYS_X`, `X_FIELD`, `X_FIELD_MASK`,
/// `X_FIELD_SHIFT`, `X_FIELD_WIDTH`, and the values of enumerated fields.
enum SystemRegisters {
    static func header(_ source: [UInt8]) -> (text: [UInt8], problems: [String]) {
        var lines: [String] = ["#pragma once"]
        var problems: [String] = []
        var register = ""
        var field: String?
        var reserved: [String: [String]] = [:]
        func finish() {
            for kind in ["RES0", "RES1", "UNKN"] {
                let parts = (reserved[kind] ?? []).map { " | \($0)" }.joined()
                lines.append("#define \(register)_\(kind) (UL(0)\(parts))")
            }
            reserved = [:]
        }
        for (index, line) in String(decoding: source, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false
        ).enumerated() {
            let words = line.prefix { $0 != "#" }.split { $0 == " " || $0 == "\t" }.map(String.init)
            guard let keyword = words.first else { continue }
            switch keyword {
            case "Sysreg" where words.count >= 7:
                register = words[1]
                let numbers = words[2...6]
                lines.append(
                    "#define REG_\(register) S\(words[2])_\(words[3])_C\(words[4])_C\(words[5])_\(words[6])")
                lines.append("#define SYS_\(register) sys_reg(\(numbers.joined(separator: ", ")))")
                for (name, number) in zip(["Op0", "Op1", "CRn", "CRm", "Op2"], numbers) {
                    lines.append("#define SYS_\(register)_\(name) \(number)")
                }
            case "SysregFields" where words.count >= 2:
                register = words[1]
            case "EndSysreg", "EndSysregFields":
                if !reserved.isEmpty || keyword == "EndSysregFields" { finish() }
                register = ""
            case "Fields", "Mapping", "Prefix", "EndPrefix":
                // A register that takes its fields, or its meaning, from another description.
                reserved = [:]
            case "EndEnum":
                field = nil
            case "Res0", "Res1", "Unkn":
                guard words.count >= 2, let (high, low) = bits(words[1]) else { break }
                reserved[keyword.uppercased(), default: []].append("GENMASK_ULL(\(high), \(low))")
            case "Field", "Raz", "SignedEnum", "UnsignedEnum", "Enum":
                guard words.count >= 2, let (high, low) = bits(words[1]) else {
                    problems.append("line \(index + 1) has no bit range")
                    break
                }
                if keyword == "Raz" { break }
                guard words.count >= 3 else { break }
                let name = "\(register)_\(words[2])"
                let mask = high == low ? "BIT(\(high))" : "GENMASK(\(high), \(low))"
                lines.append("#define \(name) \(mask)")
                lines.append("#define \(name)_MASK \(mask)")
                lines.append("#define \(name)_SHIFT \(low)")
                lines.append("#define \(name)_WIDTH \(high - low + 1)")
                if reserved.isEmpty { reserved["RES0"] = [] }
                if keyword.hasSuffix("Enum") {
                    field = name
                    if keyword != "Enum" {
                        lines.append("#define \(name)_SIGNED \(keyword == "SignedEnum")")
                    }
                }
            default:
                // Within an enumeration: the value in binary and its name.
                if let field, words.count >= 2, let number = binary(keyword) {
                    lines.append("#define \(field)_\(words[1]) UL(\(number))")
                } else {
                    problems.append("line \(index + 1) is not understood")
                }
            }
        }
        return (Array((lines.joined(separator: "\n") + "\n").utf8), problems)
    }

    /// `63:12` or `7`.
    private static func bits(_ text: String) -> (high: Int, low: Int)? {
        let sides = text.split(separator: ":").map { Int($0) }
        guard let first = sides.first, let high = first else { return nil }
        guard sides.count == 2 else { return (high, high) }
        return sides[1].map { (high, $0) }
    }

    private static func binary(_ text: String) -> String? {
        if let digits = text.after("0b"), !digits.isEmpty, digits.allSatisfy({ "01".contains($0) }) {
            return text
        }
        return Int(text).map { String($0) }
    }
}
