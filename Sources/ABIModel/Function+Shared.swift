extension Function {
    /// All of a function but its place.
    struct Content: Codable, Hashable, Sendable {
        var name: String
        var returnType: String
        var canonicalReturnType: String?
        var parameters: [Parameter]
        var isVariadic: Bool
        var linkage: Linkage
        var isDefinition: Bool
        var attributes: [String]?
        var export: Export?
        var result: Result?
        var `guard`: String?
        var documentation: KernelDoc?
    }

    /// A content that several functions have.
    final class Shared: Sendable {
        let content: Content
        /// Of the content.
        let hash: Int

        init(_ content: Content) {
            self.content = content
            hash = content.hashValue
        }
    }

    /// Two functions are equal where all their parts are.
    public static func == (left: Function, right: Function) -> Bool {
        left.site == right.site
            && (left.shared === right.shared
                || left.shared.hash == right.shared.hash && left.shared.content == right.shared.content)
    }

    /// Feeds all parts.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(shared.hash)
        hasher.combine(site)
    }

    private enum Place: String, CodingKey { case site }

    /// Reads all parts from one object.
    public init(from decoder: any Decoder) throws {
        site = try decoder.container(keyedBy: Place.self).decode(SourceSite.self, forKey: .site)
        shared = Shared(try Content(from: decoder))
    }

    /// Writes all parts into one object.
    public func encode(to encoder: any Encoder) throws {
        try shared.content.encode(to: encoder)
        var container = encoder.container(keyedBy: Place.self)
        try container.encode(site, forKey: .site)
    }

    mutating func change(_ body: (inout Content) -> Void) {
        var content = shared.content
        body(&content)
        shared = Shared(content)
    }
}
