/// What several readings of one file have in common: the `#include` lines that it begins with.
///
/// The first worker to read the file parses them once and leaves them as a precompiled header; the others, and
/// the readings of other states of the tree, go on from there. What a reading says is the same with it and
/// without.
public struct SharedPreamble: Codable, Hashable, Sendable {
    /// The absolute path of the precompiled header. A worker makes it where it is not there yet, and beside it
    /// a file with `.json` after the name, which says what it holds.
    public var file: String
    /// How many bytes of the main file all of its readings begin with; what is kept ends there or before.
    public var length: Int
    /// The tree-relative files that are not the same in all readings, sorted: nothing is kept that depends on
    /// one of them.
    public var unsteadyFiles: [String]

    /// When no worker had read any of it yet, in nanoseconds: a file that was changed since then may not be
    /// what was read.
    public var begun: Int64

    /// Makes a preamble; see the properties.
    public init(file: String, length: Int, unsteadyFiles: [String], begun: Int64) {
        self.file = file
        self.length = length
        self.unsteadyFiles = unsteadyFiles
        self.begun = begun
    }
}
