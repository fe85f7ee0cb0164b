/// A patch as the applier needs it: its diff and the files it touches.
public struct PatchInput: Hashable, Sendable {
    /// The files of one file diff; a new file has no old path, a deleted one no new path.
    public struct TouchedFile: Hashable, Sendable {
        /// The path before the patch, relative to the tree's root.
        public var oldPath: String?
        /// The path after the patch, relative to the tree's root.
        public var newPath: String?

        /// Makes a pair of paths.
        public init(oldPath: String?, newPath: String?) {
            self.oldPath = oldPath
            self.newPath = newPath
        }

        /// The path under which the file is spoken of: the new one, else the old one.
        public var name: String { newPath ?? oldPath ?? "" }
    }

    /// The patch's number within its revision.
    public var number: Int
    /// The diff's bytes, from the first `diff --git` or `---` line on.
    public var diff: [UInt8]
    /// The touched files in the order of the diff.
    public var files: [TouchedFile]
    /// How many leading path components of the diff's paths are no part of the tree (`-p`).
    public var strip: Int

    /// Makes the input of one patch.
    public init(number: Int, diff: [UInt8], files: [TouchedFile], strip: Int = 1) {
        self.number = number
        self.diff = diff
        self.files = files
        self.strip = strip
    }
}

/// Why a file diff was not applied.
public struct PatchFailure: Hashable, Sendable, Comparable {
    /// The file, relative to the tree's root; empty when the whole diff could not be read.
    public var file: String
    /// The line of the old file (from 1) that the failing hunk names, `nil` when no line is to blame.
    public var line: Int?
    /// Why, in one sentence.
    public var reason: String

    /// The reason where a file is not there; in a part of a tree many are not.
    public static let missingFile = "the tree has no such file"

    /// Makes a failure.
    public init(file: String, line: Int?, reason: String) {
        self.file = file
        self.line = line
        self.reason = reason
    }

    /// Orders by file, line, reason.
    public static func < (left: PatchFailure, right: PatchFailure) -> Bool {
        (left.file, left.line ?? 0, left.reason) < (right.file, right.line ?? 0, right.reason)
    }
}

/// How one file diff was applied, from the surest to the least sure.
public enum FileOutcome: Hashable, Sendable {
    /// Every hunk stood where it said.
    case clean
    /// Every hunk fitted whole, the farthest this many lines away from where it said.
    case offset(lines: Int)
    /// By a three-way merge with the file that the patch was made for.
    case threeWay
    /// Only after fewer lines of context were asked for; this many had to fit on each side.
    case reducedContext(lines: Int)
    /// Not applied, since the file is as it would be afterwards: `git apply --reverse --check` succeeds.
    case present
    /// Not at all; the file is as it was.
    case failed([PatchFailure])
}

/// What became of one patch of a revision.
public struct AppliedPatch: Sendable {
    /// How well the patch as a whole was applied.
    public enum Outcome: Hashable, Sendable {
        /// Every file, every hunk where it said.
        case clean
        /// Every file, some hunks moved; the farthest by this many lines.
        case offset(lines: Int)
        /// Every file, some by a three-way merge or with less context than the patch has.
        case merged
        /// No file, since all of them are as they would be afterwards.
        case present
        /// Some files; the others are as they were before.
        case partial
        /// No file.
        case failed
    }

    /// What became of one file of the patch.
    public struct File: Hashable, Sendable {
        /// The file's path after the patch, or before it when the patch deletes it.
        public let path: String
        /// How it was applied.
        public let outcome: FileOutcome
    }

    /// The patch's number within its revision.
    public let number: Int
    /// What became of each file, in the order of the diff.
    public let files: [File]
    /// The tree after this patch and all before it.
    public let tree: PatchedTree

    /// Every reason why something was not applied, sorted.
    public var failures: [PatchFailure] {
        files.flatMap { file -> [PatchFailure] in
            guard case .failed(let failures) = file.outcome else { return [] }
            return failures
        }.sorted()
    }

    /// The files' outcomes taken together.
    public var outcome: Outcome {
        var failed = 0
        var present = 0
        var merged = false
        var farthest = 0
        for file in files {
            switch file.outcome {
            case .clean: break
            case .offset(let lines): farthest = max(farthest, lines)
            case .threeWay, .reducedContext: merged = true
            case .present: present += 1
            case .failed: failed += 1
            }
        }
        if present > 0, present == files.count { return .present }
        if failed > 0 { return failed == files.count ? .failed : .partial }
        if merged { return .merged }
        return farthest > 0 ? .offset(lines: farthest) : .clean
    }
}

/// A revision of a series laid over a tree, patch by patch.
public struct AppliedRevision: Sendable {
    /// The patches in order; the last one's tree is the revision's.
    public let patches: [AppliedPatch]
    /// The tree before the first patch.
    public let base: PatchedTree
    /// The git blob name of each touched file of the base, by path.
    public let baseBlobIDs: [String: String]

    /// The tree after all patches.
    public var tree: PatchedTree { patches.last?.tree ?? base }
}
