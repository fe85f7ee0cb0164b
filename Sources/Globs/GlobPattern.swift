/// A pattern for tree-relative paths: `*` and `?` stay within a component, `**` spans components.
public struct GlobPattern: Hashable, Sendable, CustomStringConvertible {
    /// The pattern as it was written.
    public let description: String
    private let components: [Glob]

    private static let anyComponents = "**"

    /// Reads a pattern; `include/linux/**` matches every file below that directory.
    public init(_ text: String) {
        description = text
        components = text.split(separator: "/").map { Glob($0) }
    }

    /// Whether the whole path fits the pattern.
    public func matches(_ path: String) -> Bool {
        matches(path.split(separator: "/")[...], components[...])
    }

    /// The leading components without wildcards: where a search may begin.
    public var literalPrefix: [String] {
        // The last component is a file's name even when it has no wildcard.
        components.prefix(while: \.isLiteral).prefix(max(components.count - 1, 0)).map(\.description)
    }

    /// The one path that the pattern stands for; nil where it has wildcards.
    public var literalPath: String? {
        components.allSatisfy(\.isLiteral) ? components.map(\.description).joined(separator: "/") : nil
    }

    private func matches(_ names: ArraySlice<Substring>, _ pattern: ArraySlice<Glob>) -> Bool {
        guard let head = pattern.first else { return names.isEmpty }
        let rest = pattern.dropFirst()
        if head.description == Self.anyComponents {
            if rest.isEmpty { return !names.isEmpty }
            return names.indices.contains { matches(names[$0...], rest) }
        }
        guard let name = names.first else { return false }
        return head.matches(name) && matches(names.dropFirst(), rest)
    }
}
