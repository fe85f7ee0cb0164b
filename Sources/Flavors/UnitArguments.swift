import KernelTree
import SourceText

extension Flavor {
    /// The arguments for one unit: the flavor's, the unit's `KBUILD_…` names, the include directories and macros that the
    /// Makefile which builds it adds (``UnitBuild``), and the options without which it is not built,
    /// with what they need and select.
    ///
    /// - Throws: ``KernelTreeError`` for a Makefile that cannot be read.
    public func arguments(forUnit unit: String, in tree: PatchedTree) throws -> [String] {
        let name = Self.symbol(Self.baseName(unit))
        let stem = unit.split(separator: ".").dropLast().joined(separator: ".")
        var result = arguments
        let build = try UnitBuild(unit: unit, in: tree)
        result += build.flags(in: tree, isOn: try enabledOptions(of: tree) ?? { _ in false })
        let missing = try optionsOff(build, in: tree)
        if !missing.isEmpty {
            result +=
                rules?.definitions(switchingOn: missing, keeping: settings) ?? missing.map { "-D\($0)=1" }
        }
        result += [
            "-DKBUILD_MODFILE=\"\(stem)\"", "-DKBUILD_BASENAME=\"\(name)\"", "-DKBUILD_MODNAME=\"\(name)\"",
            "-D__KBUILD_MODNAME=kmod_\(name)",
        ]
        return result
    }

    private static func baseName(_ unit: String) -> String {
        let file = unit.split(separator: "/").last.map(String.init) ?? unit
        return file.split(separator: ".").dropLast().joined(separator: ".")
    }

    /// The name as kbuild writes it where an identifier is needed.
    private static func symbol(_ name: String) -> String {
        String(
            decoding: name.utf8.map { CLexer.isOfName($0) ? $0 : UInt8(ascii: "_") },
            as: UTF8.self)
    }
}
