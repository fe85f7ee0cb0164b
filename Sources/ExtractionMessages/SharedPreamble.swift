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
        /// A precompiled header of the same file under another configuration that may do; nil where there is none.
        public var reuse: Reuse?

        /// Makes a level; see the properties.
        public init(file: String, length: Int, end: [Include] = [], unsteadyFiles: [String]) {
            self.file = file
            self.length = length
            self.end = end
            self.unsteadyFiles = unsteadyFiles
        }
    }

    /// A precompiled header that was made under another configuration. It says the same under this one where
    /// nothing in it mentions an option that differs; what follows is read with the options set anew.
    public struct Reuse: Codable, Hashable, Sendable {
        /// The precompiled header; it may not be there yet.
        public var file: String
        /// The arguments that it was made with, and then the file that sets the options anew.
        public var arguments: [String]
        /// The texts that stand in for files under the two configurations and differ, as
        /// ``ExtractionRequest/overlayFiles``; "" for a file that nothing stands in for.
        public var overlayFiles: [String: String]
        /// The options that differ, `CONFIG_X`, sorted.
        public var options: [String]

        /// Makes a reuse; see the properties.
        public init(
            file: String, arguments: [String], overlayFiles: [String: String], options: [String]
        ) {
            self.file = file
            self.arguments = arguments
            self.overlayFiles = overlayFiles
            self.options = options
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
