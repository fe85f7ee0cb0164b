/// A place in the tree under examination.
public struct SourceSite: Codable, Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The path relative to the tree's root, with `/`.
    public var file: String
    /// The line, counted from 1; 0 where only the file is known.
    public var line: Int

    /// Makes a site from a tree-relative path and a line counted from 1.
    public init(file: String, line: Int) {
        self.file = file
        self.line = line
    }

    /// Orders by file, then line.
    public static func < (left: SourceSite, right: SourceSite) -> Bool {
        (left.file, left.line) < (right.file, right.line)
    }

    /// `file:line`, as compilers print it.
    public var description: String { "\(file):\(line)" }
}
