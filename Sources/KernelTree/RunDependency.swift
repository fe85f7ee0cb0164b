/// One thing outside of a run that its report depends on; paths are absolute.
public enum RunDependency: Hashable, Sendable {
    /// What stands at a path, links followed: a text, a directory, nothing.
    case entry(String)
    /// What a path is itself: a link with its text, or no link.
    case link(String)
    /// The names in a directory.
    case names(String)
    /// Where a path leads once all links in it are followed.
    case place(String)
    /// Which commit a name stands for in the repository at a path.
    case revision(directory: String, name: String)
    /// Which branches and tags the repository at a path has, and what they stand for.
    case references(directory: String)
    /// Which of some objects an object directory has, by their names, which may be shortened.
    case objects(directory: String, names: [String])
}
