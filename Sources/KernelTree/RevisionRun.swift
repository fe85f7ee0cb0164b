/// One revision on its way: its index in the scratch repository, and what became of each patch so far.
struct RevisionRun: Sendable {
    /// The index with the touched files of the bare tree.
    static let baseIndex = "index.base"

    let scratch: GitScratch
    let tree: SourceTree
    /// The name of this revision's index file.
    let name: String
    /// The outcome of each patch.
    private(set) var results: [(number: Int, files: [AppliedPatch.File])] = []
    /// The index after each patch.
    private(set) var snapshots: [[String: GitIndex.Entry]] = []

    init(scratch: GitScratch, tree: SourceTree, name: String) {
        self.scratch = scratch
        self.tree = tree
        self.name = name
    }

    /// Applies the patches in order; what does not apply is left out.
    mutating func apply(_ patches: [PatchInput]) async throws {
        try scratch.copyIndex(Self.baseIndex, to: name)
        for patch in patches {
            var patch = patch
            patch.diff = DiffSection.withoutMailLineEnds(patch.diff)
            results.append((patch.number, try await applyWhole(patch)))
            snapshots.append(try scratch.entries(of: name))
        }
    }

    /// Tries the whole patch at once, and file by file only when that fails.
    private func applyWhole(_ patch: PatchInput) async throws -> [AppliedPatch.File] {
        if patch.diff.isEmpty, patch.files.isEmpty { return [] }
        let result = try await git(["--verbose"], patch.diff, patch.strip)
        if result.isSuccess {
            let messages = GitApplyMessages(result.errors, fallback: "")
            let names = patch.files.isEmpty ? messages.hunks.keys.sorted() : patch.files.map(\.name)
            return names.map { name in
                AppliedPatch.File(path: name, outcome: Self.outcome(messages.hunks[name]))
            }
        }
        var files: [AppliedPatch.File] = []
        for section in DiffSection.sections(of: patch) {
            let outcome = try await applySection(section, strip: patch.strip)
            files.append(AppliedPatch.File(path: section.name, outcome: outcome))
        }
        return files
    }

    /// Tries one file's diff: as it is, as a three-way merge, with less context.
    private func applySection(_ section: DiffSection, strip: Int) async throws -> FileOutcome {
        let only = section.onlyPath.map { ["--include=\(Self.escaped($0))"] } ?? []
        let plain = try await git(["--verbose"] + only, section.diff, strip)
        let messages = GitApplyMessages(plain.errors, fallback: section.name)
        if plain.isSuccess { return Self.outcome(messages.hunks.first?.value) }
        guard messages.isContextFailure else {
            let unknown = PatchFailure(file: section.name, line: nil, reason: "git could not apply it")
            return .failed(messages.failures.isEmpty ? [unknown] : messages.failures)
        }
        if try await applyThreeWay(section, only: only, strip: strip) { return .threeWay }
        let reduced = try await git(["--verbose", "-C1"] + only, section.diff, strip)
        if reduced.isSuccess {
            let least = GitApplyMessages(reduced.errors, fallback: section.name).hunks.first?.value
                .leastContext
            return .reducedContext(lines: least ?? 1)
        }
        // With --reject git goes on after the first hunk that fails; with --check it writes nothing.
        let all = try await git(["--check", "--reject"] + only, section.diff, strip)
        let every = GitApplyMessages(all.errors, fallback: section.name).failures
        return .failed(every.isEmpty ? messages.failures : every)
    }

    /// Merges with the file that the patch was made for, when the user's repository still has it.
    private func applyThreeWay(_ section: DiffSection, only: [String], strip: Int) async throws -> Bool {
        let names = section.preimageIDs
        guard !names.isEmpty else { return false }
        if let directory = tree.repository?.objectDirectory {
            tree.trace.note(.objects(directory: directory, names: names))
        }
        let found = try await scratch.blobs(names, alternate: tree.repository?.objectDirectory)
        guard !found.isEmpty else { return false }
        // Each revision has its own directory entry for the text, as several may do this at once.
        _ = try await scratch.store(names.compactMap { found[$0] }, prefix: name)
        let backup = "\(name).backup"
        try scratch.copyIndex(name, to: backup)
        let merged = try await git(["--3way"] + only, section.diff, strip)
        if merged.isSuccess { return true }
        // A conflict leaves the sides in the index.
        try scratch.copyIndex(backup, to: name)
        return false
    }

    private func git(_ options: [String], _ diff: [UInt8], _ strip: Int) async throws -> GitCommand.Result {
        try await scratch.git(
            index: name,
            ["apply", "--cached", "--whitespace=nowarn", "-p\(max(strip, 0))"] + options + ["-"],
            input: diff)
    }

    private static func outcome(_ hunks: GitApplyMessages.Hunks?) -> FileOutcome {
        guard let farthest = hunks?.farthest, farthest > 0 else { return .clean }
        return .offset(lines: farthest)
    }

    /// The path as a pattern that matches nothing else.
    private static func escaped(_ path: String) -> String {
        path.map { "*?[\\".contains($0) ? "\\\($0)" : String($0) }.joined()
    }
}
