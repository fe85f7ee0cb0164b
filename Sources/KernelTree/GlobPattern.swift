/// A pattern for tree-relative paths: `*` and `?` stay within a component, `**` spans components.
public struct GlobPattern: Hashable, Sendable, CustomStringConvertible {
    /// The pattern as it was written.
    public let description: String
    private let components: [[UInt8]]

    /// Reads a pattern; `include/linux/**` matches every file below that directory.
    public init(_ text: String) {
        description = text
        components = text.split(separator: "/").map { Array($0.utf8) }
    }

    /// Whether the whole path fits the pattern.
    public func matches(_ path: String) -> Bool {
        let names = path.split(separator: "/").map { Array($0.utf8) }
        return matches(names[...], components[...])
    }

    /// The leading components without wildcards: where a search may begin.
    var literalPrefix: [String] {
        let literal = components.prefix { component in
            !component.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
        }
        // The last component is a file's name even when it has no wildcard.
        return literal.prefix(max(components.count - 1, 0)).map { String(decoding: $0, as: UTF8.self) }
    }

    private func matches(_ names: ArraySlice<[UInt8]>, _ pattern: ArraySlice<[UInt8]>) -> Bool {
        guard let head = pattern.first else { return names.isEmpty }
        let rest = pattern.dropFirst()
        if head == Array("**".utf8) {
            if rest.isEmpty { return !names.isEmpty }
            return names.indices.contains { matches(names[$0...], rest) }
        }
        guard let name = names.first else { return false }
        return Self.matchesComponent(name, head) && matches(names.dropFirst(), rest)
    }

    /// Greedy matching with one point to come back to: linear in practice, never exponential.
    private static func matchesComponent(_ name: [UInt8], _ pattern: [UInt8]) -> Bool {
        var position = 0
        var index = 0
        var star: (pattern: Int, name: Int)?
        while position < name.count {
            if index < pattern.count, pattern[index] == UInt8(ascii: "*") {
                star = (index, position)
                index += 1
            } else if index < pattern.count,
                pattern[index] == name[position] || pattern[index] == UInt8(ascii: "?")
            {
                index += 1
                position += 1
            } else if let (starIndex, start) = star {
                index = starIndex + 1
                position = start + 1
                star = (starIndex, start + 1)
            } else {
                return false
            }
        }
        return pattern[index...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
