/// What several readings of one file have in common: the `#include`s that they begin with.
///
/// The first worker that needs it parses them once and leaves them as precompiled headers; the others, and the
/// readings of other states of the tree, go on from there. What a reading says is the same with it and without.
public struct SharedPreamble: Codable, Hashable, Sendable {
    /// What goes on from one another: what many readings begin with comes first, then what fewer of them go on
    /// with.
    public var levels: [Level]
    /// When no worker had read any of it yet, in nanoseconds: a file that was changed since then may not be
    /// what was read.
    public var begun: Int64

    /// One precompiled header.
    public struct Level: Codable, Hashable, Sendable {
        /// The absolute path of the precompiled header. A worker makes it where it is not there yet, and beside
        /// it a file with `.json` after the name, which says what it holds.
        public var file: String
        /// How many bytes of the main file all of these readings begin with; what is kept ends there or before.
        public var length: Int
        /// Where the first file is included that is not the same in all of these readings, as far as the text
        /// tells: from the main file inwards. Empty where none is known to be.
        public var end: [Include]
        /// The tree-relative files that are not the same in all of these readings, sorted: nothing is kept that
        /// depends on one of them.
        public var unsteadyFiles: [String]

        /// Makes a level; see the properties.
        public init(file: String, length: Int, end: [Include] = [], unsteadyFiles: [String]) {
            self.file = file
            self.length = length
            self.end = end
            self.unsteadyFiles = unsteadyFiles
        }
    }

    /// An `#include`.
    public struct Include: Codable, Hashable, Sendable {
        /// The tree-relative file that it stands in.
        public var file: String
        /// The offset in bytes of its `#`.
        public var offset: Int

        /// Makes an include.
        public init(file: String, offset: Int) {
            self.file = file
            self.offset = offset
        }
    }

    /// Makes a preamble; see the properties.
    public init(levels: [Level], begun: Int64) {
        self.levels = levels
        self.begun = begun
    }
}
