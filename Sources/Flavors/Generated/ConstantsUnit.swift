import KernelTree

/// A header of constants that only a compiler can compute, and the unit whose parse computes them.
///
/// A build compiles `kernel/bounds.c` and reads its assembly. Here the same expressions become the values
/// of enums at file scope, which libclang evaluates: parse ``path`` with ``text`` laid over the tree, and
/// read every enum whose name begins with ``enumPrefix``.
public struct ConstantsUnit: Hashable, Sendable {
    /// The tree-relative path under which the unit is parsed; no such file exists in the tree.
    public let path: String
    /// The unit's text.
    public let text: [UInt8]
    /// The header that is made of the values.
    public let header: String

    /// What the names of the enums begin with; the constant's name follows.
    public static let enumPrefix = "kdrift_constant_"

    /// Makes the unit for a C file that defines constants with `DEFINE(name, expression)`.
    ///
    /// Of the file's code only the preprocessor lines and the definitions are kept.
    init(source: [UInt8], path: String, header: String) {
        self.path = path
        self.header = header
        var kept: [String] = []
        var isPastIncludes = false
        for line in String(decoding: source, as: UTF8.self).split(separator: "\n") {
            let trimmed = String(line).trimmingSpaces
            if trimmed.hasPrefix("#") {
                kept.append(trimmed)
            } else if trimmed.hasPrefix("DEFINE(") {
                if !isPastIncludes { kept.append(Self.definition) }
                isPastIncludes = true
                kept.append(trimmed)
            }
        }
        text = Array((kept.joined(separator: "\n") + "\n").utf8)
    }

    /// The header's text for the values by constant name.
    public func headerText(_ values: [String: Int64]) -> [UInt8] {
        var text = "#pragma once\n"
        for (name, value) in values.sorted(by: { $0.key < $1.key }) { text += "#define \(name) \(value)\n" }
        return Array(text.utf8)
    }

    private static let definition = """
        #undef DEFINE
        #define DEFINE(sym, val) enum \(enumPrefix)##sym { kdrift_value_##sym = (val) }
        """

    /// The units of a tree, in the order in which they have to be evaluated.
    static func units(of tree: PatchedTree) throws -> [ConstantsUnit] {
        let known = [
            ("kernel/bounds.c", "kernel/kdrift-bounds.c", "include/generated/bounds.h"),
            (
                "kernel/sched/rq-offsets.c", "kernel/sched/kdrift-rq-offsets.c",
                "include/generated/rq-offsets.h"
            ),
        ]
        return try known.compactMap { source, path, header in
            guard let text = try tree.contents(of: source) else { return nil }
            return ConstantsUnit(source: text, path: path, header: header)
        }
    }
}

extension Flavor {
    /// The flavor with the values of a unit of ``constants`` filled in.
    public func filling(_ unit: ConstantsUnit, with values: [String: Int64]) -> Flavor {
        var flavor = self
        flavor.virtualFiles[unit.header] = unit.headerText(values)
        flavor.constants.removeAll { $0 == unit }
        return flavor
    }
}
