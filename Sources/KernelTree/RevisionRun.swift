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
    /// The texts that are known, by the names of their blobs.
    private(set) var texts: [String: [UInt8]]
    private var entries: [String: GitIndex.Entry]
    /// Whether git's index holds ``entries``.
    private var isInGit = false

    /// - Parameters:
    ///   - entries: the touched files of the bare tree.
    ///   - texts: their texts, by the names of their blobs.
    init(
        scratch: GitScratch, tree: SourceTree, name: String, entries: [String: GitIndex.Entry],
        texts: [String: [UInt8]]
    ) {
        self.scratch = scratch
        self.tree = tree
        self.name = name
        self.entries = entries
        self.texts = texts
    }

    /// Applies the patches in order; what does not apply is left out.
    mutating func apply(_ patches: [PatchInput]) async throws {
        for patch in patches {
            var patch = patch
            patch.diff = DiffSection.withoutMailLineEnds(patch.diff)
            try await readTexts(of: patch.files.compactMap { entries[$0.name] })
            results.append((patch.number, try await apply(patch)))
            snapshots.append(entries)
        }
        try await readTexts(of: Array(Set(snapshots.flatMap(\.values))))
    }

    private mutating func apply(_ patch: PatchInput) async throws -> [AppliedPatch.File] {
        let (plain, rest) = applyPlainFiles(of: patch)
        if !plain.isEmpty, rest.files.isEmpty { return plain }
        try await handToGit()
        let others = try await applyWhole(rest)
        entries = try scratch.entries(of: name)
        guard !plain.isEmpty else { return others }
        return patch.files.compactMap { file in (plain + others).first { $0.path == file.name } }
    }

    /// Applies a patch whose lines are all there, without git; nil for any other.
    private mutating func applyExactly(_ patch: PatchInput) -> [AppliedPatch.File]? {
        guard patch.strip == 1, let exact = ExactPatch(patch.diff), exact.paths == patch.files.map(\.name),
            let changed = exact.applied(to: { path in
                guard let entry = entries[path], entry.mode & 0o170000 == 0o100000 else { return nil }
                return texts[entry.blobID]
            })
        else { return nil }
        for (path, change) in changed {
            let id = ExactPatch.blobID(of: change.text, hashLength: scratch.hashLength)
            texts[id] = change.text
            entries[path]?.blobID = id
        }
        isInGit = false
        return exact.paths.map { path in
            let offset = changed[path]?.offset ?? 0
            return AppliedPatch.File(path: path, outcome: offset > 0 ? .offset(lines: offset) : .clean)
        }
    }

    /// Applies what of a patch needs no git; what is left is its input.
    private mutating func applyPlainFiles(of patch: PatchInput) -> (
        files: [AppliedPatch.File], rest: PatchInput
    ) {
        let sections = DiffSection.sections(of: patch)
        let names = patch.files.map(\.name)
        // Files that depend on one another are git's to do, all of them.
        let isMove = patch.files.contains {
            $0.oldPath != nil && $0.newPath != nil && $0.oldPath != $0.newPath
        }
        guard !isMove, sections.map(\.name) == names, Set(names).count == names.count,
            sections.allSatisfy({ $0.onlyPath == nil && !$0.isCopy })
        else { return ([], patch) }
        var done: [AppliedPatch.File] = []
        var rest = PatchInput(number: patch.number, diff: [], files: [], strip: patch.strip)
        for (section, file) in zip(sections, patch.files) {
            let one = PatchInput(number: patch.number, diff: section.diff, files: [file], strip: patch.strip)
            if let files = applyExactly(one) {
                done += files
            } else {
                rest.diff += section.diff
                rest.files.append(file)
            }
        }
        return (done, rest)
    }

    /// Brings git's index to where this run is.
    private mutating func handToGit() async throws {
        guard !isInGit else { return }
        try scratch.copyIndex(Self.baseIndex, to: name)
        let known = try scratch.entries(of: name)
        let changed = entries.filter { known[$0.key] != $0.value }.sorted { $0.key < $1.key }
        // What git has deleted is in the base's index still.
        let gone = known.keys.filter { entries[$0] == nil }.sorted()
        guard !changed.isEmpty || !gone.isEmpty else { return isInGit = true }
        _ = try await scratch.store(changed.compactMap { texts[$0.value.blobID] }, prefix: name)
        var list: [UInt8] = []
        for (path, entry) in changed {
            list += Array("\(String(entry.mode, radix: 8)) \(entry.blobID)\t\(path)".utf8) + [0]
        }
        for path in gone {
            list += Array("0 \(String(repeating: "0", count: scratch.hashLength * 2))\t\(path)".utf8) + [0]
        }
        try await scratch.updateIndex(name, list)
        isInGit = true
    }

    /// Reads those texts of entries that git has made and nobody has read.
    private mutating func readTexts(of entries: [GitIndex.Entry]) async throws {
        let names = Set(entries.filter { texts[$0.blobID] == nil && $0.mode != 0o160000 }.map(\.blobID))
        texts.merge(try await scratch.blobs(names.sorted())) { known, _ in known }
    }

    /// Tries the whole patch at once, and file by file only when that fails.
    private func applyWhole(_ patch: PatchInput) async throws -> [AppliedPatch.File] {
        if patch.diff.isEmpty, patch.files.isEmpty { return [] }
        let sections = DiffSection.sections(of: patch)
        if sections.count == 1, patch.files.count == 1 {
            let outcome = try await applySection(sections[0], strip: patch.strip)
            return [AppliedPatch.File(path: sections[0].name, outcome: outcome)]
        }
        let result = try await git(["--verbose"], patch.diff, patch.strip)
        if result.isSuccess {
            let messages = GitApplyMessages(result.errors, fallback: "")
            let names = patch.files.isEmpty ? messages.hunks.keys.sorted() : patch.files.map(\.name)
            return names.map { name in
                AppliedPatch.File(path: name, outcome: Self.outcome(messages.hunks[name]))
            }
        }
        var files: [AppliedPatch.File] = []
        for section in sections {
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
