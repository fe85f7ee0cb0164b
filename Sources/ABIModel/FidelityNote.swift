/// Something that could not be seen, with its reason: what it covers is unknown, never "same".
public struct FidelityNote: Codable, Hashable, Sendable, Comparable {
    /// What is affected: a declaration's name, or a file.
    public var what: String
    /// Why, in one sentence.
    public var reason: String
    /// Where.
    public var site: SourceSite

    /// Whether it is on a file as a whole; else it is on a declaration in one.
    public var isOfFile: Bool { site.file.isEmpty || what == site.file }

    /// Makes a note.
    public init(what: String, reason: String, site: SourceSite) {
        self.what = what
        self.reason = reason
        self.site = site
    }

    /// Orders by place, then by what.
    public static func < (left: FidelityNote, right: FidelityNote) -> Bool {
        (left.site, left.what, left.reason) < (right.site, right.what, right.reason)
    }
}
