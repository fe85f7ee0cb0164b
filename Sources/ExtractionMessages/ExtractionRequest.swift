import ABIModel
import CProgram

/// One translation unit to read, as it is sent to the `kdrift-extract` process.
///
/// A request is JSON on a line, a response a text of lines (``ResponseWriter``), so that the process that links
/// libclang can die on bad input without taking anything else with it.
public struct ExtractionRequest: Codable, Hashable, Sendable {
    /// What to bring back.
    public enum Scope: Codable, Hashable, Sendable {
        /// What ``ExtractionRequest/mainFile`` itself declares.
        case mainFile
        /// What every file that is read declares.
        case everything
        /// The structs, unions and enums of every file that is read, without what comments and `#if`
        /// lines say of them.
        case layouts
    }

    /// The number that the response carries again.
    public var id: Int
    /// The absolute path of the tree; the worker's directory while it parses.
    public var root: String
    /// The file, relative to ``root``: a `.c` file or a header.
    public var mainFile: String
    /// Compiler arguments without the program and without the file; paths relative to ``root``.
    public var arguments: [String]
    /// Contents that stand in for files of the tree or add to them, by tree-relative path.
    public var overlay: [String: String]
    /// Absolute paths of files whose contents stand in for files of the tree, by tree-relative path.
    /// The same path always holds the same bytes, so that a worker may keep what it has read.
    public var overlayFiles: [String: String]
    /// What to bring back.
    public var scope: Scope
    /// Tree-relative files whose records matter: records elsewhere that embed one of theirs by
    /// value come back too.
    public var touchedFiles: [String]
    /// Whether records elsewhere come back, too, that those of ``mainFile`` have as members by value.
    public var wantsMemberRecords: Bool
    /// Whether to evaluate object-like macros.
    public var evaluatesMacros: Bool
    /// Whether to read structure; false when only a program is wanted.
    public var wantsStructure: Bool
    /// Whether function bodies are passed over: twice as fast, but what is wrong in them goes unseen. What an
    /// inline function of a header gives back is told from its text then. Never with ``lowering``.
    public var skipsFunctionBodies: Bool
    /// Functions to lower with all they call; `iommu_*` for every function of the main file whose name
    /// begins so, `*` for all of them; empty for none. A global variable may be named too.
    public var lowering: [String]
    /// Functions that are declared in the program even where the unit has their body: the machine
    /// knows better what they do. `trace_*` stands for all whose names begin so.
    public var opaqueFunctions: [String]
    /// Structs and unions to lay out in the program beyond those its functions use, by name as C
    /// writes it: `struct iommu_ops`.
    public var wantedRecords: [String]
    /// Whether to say which lines of the main file the preprocessor left out; costs clang a record of
    /// all that it preprocesses.
    public var wantsSkippedLines: Bool
    /// What the main file begins with, where that is read more than once; nil to parse it anew.
    public var preamble: SharedPreamble?
    /// Whether only the precompiled headers of ``preamble`` are to be made; the response says nothing.
    public var isPreparation = false

    /// Makes a request; see the properties.
    public init(
        id: Int = 0, root: String, mainFile: String, arguments: [String], overlay: [String: String] = [:],
        overlayFiles: [String: String] = [:], scope: Scope = .mainFile, touchedFiles: [String] = [],
        wantsMemberRecords: Bool = false, evaluatesMacros: Bool = true, wantsStructure: Bool = true,
        skipsFunctionBodies: Bool = false, lowering: [String] = [],
        opaqueFunctions: [String] = [],
        wantedRecords: [String] = [], wantsSkippedLines: Bool = false,
        preamble: SharedPreamble? = nil
    ) {
        self.id = id
        self.root = root
        self.mainFile = mainFile
        self.arguments = arguments
        self.overlay = overlay
        self.overlayFiles = overlayFiles
        self.scope = scope
        self.touchedFiles = touchedFiles
        self.wantsMemberRecords = wantsMemberRecords
        self.evaluatesMacros = evaluatesMacros
        self.wantsStructure = wantsStructure
        self.skipsFunctionBodies = skipsFunctionBodies
        self.lowering = lowering
        self.opaqueFunctions = opaqueFunctions
        self.wantedRecords = wantedRecords
        self.wantsSkippedLines = wantsSkippedLines
        self.preamble = preamble
    }
}

/// What came of an ``ExtractionRequest``.
public struct ExtractionResponse: Codable, Hashable, Sendable {
    /// One thing clang complained of.
    public struct Complaint: Codable, Hashable, Sendable {
        /// Where; the file is tree-relative.
        public var site: SourceSite
        /// clang's sentence.
        public var message: String

        /// Makes a complaint.
        public init(site: SourceSite, message: String) {
            self.site = site
            self.message = message
        }
    }

    /// The request's number.
    public var id: Int
    /// What the unit declares.
    public var snapshot: Snapshot
    /// The lowered functions, where they were asked for.
    public var program: Program?
    /// The lines of the main file that an `#if` or `#else` took out, counted from 1, where they were
    /// asked for; the directives themselves are not among them.
    public var skippedLines: [ClosedRange<Int>]
    /// Every file that was read, tree-relative where it lies in the tree, sorted.
    public var includedFiles: [String]
    /// Errors of clang's, in its order.
    public var errors: [Complaint]
    /// Why there is nothing at all; nil when the unit was read.
    public var failure: String?
    /// The libclang that read it.
    public var libclangVersion: String

    /// Makes a response; see the properties.
    public init(
        id: Int, snapshot: Snapshot = Snapshot(), program: Program? = nil,
        skippedLines: [ClosedRange<Int>] = [], includedFiles: [String] = [], errors: [Complaint] = [],
        failure: String? = nil,
        libclangVersion: String = ""
    ) {
        self.id = id
        self.snapshot = snapshot
        self.program = program
        self.skippedLines = skippedLines
        self.includedFiles = includedFiles
        self.errors = errors
        self.failure = failure
        self.libclangVersion = libclangVersion
    }
}
