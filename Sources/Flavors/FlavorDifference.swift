import KernelTree

/// How a flavor's configuration differs from another's: what mentions none of the options reads the same under
/// both.
public struct FlavorDifference: Sendable {
    /// The options as headers may mention them: `CONFIG_X`.
    public var options: Set<String>
    /// Directives that turn the other's configuration into this one's.
    public var directives: [UInt8]
    /// Where the directives may be put, tree-relative.
    public static let file = "include/.kdrift/options.h"
    /// The same as `-include` names it.
    public static let name = ".kdrift/options.h"
    /// The files that may say different things under the two.
    public static let files = [Flavor.configurationHeader, Flavor.settingsFile]
}

extension Flavor {
    /// What tells this flavor from another one of a tree; nil where there is more than options.
    public func difference(from other: Flavor, in tree: SourceTree) -> FlavorDifference? {
        let paths = Set(virtualFiles.keys).union(other.virtualFiles.keys)
        guard Self.common(arguments) == Self.common(other.arguments),
            paths.allSatisfy({
                FlavorDifference.files.contains($0) || virtualFiles[$0] == other.virtualFiles[$0]
            }),
            let new = definitions(in: tree), let old = other.definitions(in: tree)
        else { return nil }
        var difference = FlavorDifference(options: [], directives: [])
        for name in Set(new.keys).union(old.keys).sorted() where new[name] != old[name] {
            difference.options.insert(name)
            // `IS_ENABLED(CONFIG_X)` asks for `CONFIG_X_MODULE` too.
            if name.hasSuffix("_MODULE") { difference.options.insert(String(name.dropLast(7))) }
            difference.directives += Array("#undef \(name)\n".utf8)
            if let value = new[name] { difference.directives += Array("#define \(name) \(value)\n".utf8) }
        }
        return difference
    }

    /// Arguments without the file that makes settings hold.
    public static func common(_ arguments: [String]) -> [String] {
        guard let name = arguments.firstIndex(of: settingsName), name > 0 else { return arguments }
        return Array(arguments[..<(name - 1)] + arguments[(name + 1)...])
    }

    /// What the configuration defines; nil where its header is not to be found.
    private func definitions(in tree: SourceTree) -> [String: String]? {
        let header =
            virtualFiles[Self.configurationHeader] ?? (try? tree.contents(of: Self.configurationHeader))
            ?? nil
        guard let header else { return nil }
        var result: [String: String] = [:]
        for text in [header, virtualFiles[Self.settingsFile] ?? []] {
            for line in text.split(separator: 10) where line.first == UInt8(ascii: "#") {
                let words = line.split(separator: 32, maxSplits: 2)
                guard words.count > 1 else { continue }
                let name = String(decoding: words[1], as: UTF8.self)
                if words[0].elementsEqual("#define".utf8) {
                    result[name] = words.count > 2 ? String(decoding: words[2], as: UTF8.self) : ""
                } else if words[0].elementsEqual("#undef".utf8) {
                    result[name] = nil
                }
            }
        }
        return result
    }
}
