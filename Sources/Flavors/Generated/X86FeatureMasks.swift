import KernelTree

/// `asm/cpufeaturemasks.h` (6.15 and later): which CPU features a configuration requires or rules out.
enum X86FeatureMasks {
    /// The header, from the feature numbers in `asm/cpufeatures.h` and the `X86_…_FEATURE_…` symbols.
    static func header(_ features: [UInt8], configuration: KernelConfiguration) -> [UInt8] {
        var words = 0
        var numbers: [String: Int] = [:]
        for line in String(decoding: features, as: UTF8.self).split(separator: "\n") {
            let parts = line.split { " \t()".contains($0) }
            guard parts.count >= 3, parts[0] == "#define" else { continue }
            if parts[1] == "NCAPINTS" { words = Int(parts[2]) ?? 0 }
            guard let name = String(parts[1]).after("X86_FEATURE_") else { continue }
            numbers[name] = number(parts[2...].prefix { !$0.hasPrefix("/*") }.joined())
        }
        var text = "#pragma once\n"
        for kind in ["REQUIRED", "DISABLED"] {
            var masks = Array(repeating: UInt32(0), count: words)
            for (name, number) in numbers
            where configuration.values["X86_\(kind)_FEATURE_\(name)"] == "y" && number / 32 < words {
                masks[number / 32] |= 1 << UInt32(number % 32)
            }
            var test = "0"
            for (word, mask) in masks.enumerated() {
                text += "#define \(kind)_MASK\(word) 0x\(String(mask, radix: 16))U\n"
                if mask != 0 { test = "(((x) >> 5) == \(word) ? \(kind)_MASK\(word) : \(test))" }
            }
            text += "#define \(kind)_MASK_BIT_SET(x) ((\(test) >> ((x) & 31)) & 1)\n"
        }
        return Array(text.utf8)
    }

    /// The value of `word*32+bit`.
    private static func number(_ text: String) -> Int? {
        let sides = text.split(separator: "+")
        guard sides.count == 2, let bit = Int(sides[1]),
            let word = sides[0].split(separator: "*").first.flatMap({ Int($0) })
        else { return nil }
        return word * 32 + bit
    }
}
