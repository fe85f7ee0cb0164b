import ExtractionMessages
import KernelTree

/// A unit that is wanted in a state of its tree.
struct UnitRequest: Sendable {
    /// What its answer is found by.
    var number: Int
    var treeUnit: TreeUnit
    var state: PatchedTree
    /// What differs from the base (``contents(of:)``), the generated files that do as the state has another
    /// configuration, and under ``arguments`` the compiler arguments.
    var changes: [String: String]
    /// Whether the state's Kconfig files make another configuration than the base's, or its Makefiles other arguments.
    var hasOwnConfiguration = false
    /// Whether the lines are wanted that the preprocessor leaves out.
    var wantsSkippedLines: Bool

    /// Stands among the files for the compiler arguments; no file has that name.
    static let arguments = "<arguments>"

    /// Whether only declarations are wanted of a C file, so that function bodies do not count.
    var readsDeclarationsOnly: Bool {
        treeUnit.unit.file.hasSuffix(".c") && treeUnit.unit.lowering == nil && !treeUnit.unit.readsBodies
            && !wantsSkippedLines
    }

    /// Whether the files that a reading was made from are the same in this state, one of them left aside.
    func reads(_ past: PastReading, besides file: String?) -> Bool {
        past.contents.allSatisfy { $0.key == file || changes[$0.key] == $0.value }
            && changes.allSatisfy {
                $0.key == file || past.contents[$0.key] != nil || !past.files.contains($0.key)
            }
    }

    /// What differs from the base, by path: the blob's name, or "" for a deleted file.
    static func contents(of state: PatchedTree) -> [String: String] {
        state.overlay.mapValues { change in
            switch change {
            case .file(let file): file.blobID
            case .deleted: ""
            }
        }
    }
}

/// What a unit said in some state.
struct PastReading: Sendable {
    var request: UnitRequest
    /// The changed files among those read, with their contents as in ``UnitRequest/changes``.
    var contents: [String: String]
    /// The files that were read.
    var files: Set<String>
    var response: ExtractionResponse
    /// Whether it says which lines the preprocessor left out.
    var hasSkippedLines: Bool
}

/// States in which a unit is taken to be the same.
struct GroupKey: Hashable {
    var treeUnit: TreeUnit
    var contents: [String: String]
}
