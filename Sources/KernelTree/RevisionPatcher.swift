/// One revision on its way: its index in the scratch repository, and what became of each patch so far.
struct RevisionPatcher: Sendable {
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
        let (plain, rest) = try await applyPlainFiles(of: patch)
        if !plain.isEmpty, rest.files.isEmpty { return plain }
        try await handToGit()
        let others = try await applyWhole(rest)
        entries = try scratch.entries(of: name)
        guard !plain.isEmpty else { return others }
        return patch.files.compactMap { file in (plain + others).first { $0.path == file.name } }
    }

    /// Applies what of a patch needs no git; what is left is its input.
    private mutating func applyPlainFiles(of patch: PatchInput) async throws -> (
        files: [AppliedPatch.File], rest: PatchInput
    ) {
        let sections = DiffSection.sections(of: patch)
        let names = patch.files.map(\.name)
        // Files that depend on one another are git's to do, all of them.
        let isMove = patch.files.contains {
            $0.oldPath != nil && $0.newPath != nil && $0.oldPath != $0.newPath
        }
        guard patch.strip == 1, !isMove, sections.map(\.name) == names, Set(names).count == names.count,
            sections.allSatisfy({ $0.onlyPath == nil && !$0.isCopy })
        else { return ([], patch) }
        var done: [AppliedPatch.File] = []
        var rest = PatchInput(number: patch.number, diff: [], files: [], strip: patch.strip)
        for (section, file) in zip(sections, patch.files) {
            if let outcome = try await applyPlain(section) {
                done.append(AppliedPatch.File(path: section.name, outcome: outcome))
            } else {
                rest.diff += section.diff
                rest.files.append(file)
            }
        }
        return (done, rest)
    }

    /// Applies one file's diff without git: as it is, or with less context; nil where git has more to do, a
    /// merge or something that is not plain.
    private mutating func applyPlain(_ section: DiffSection) async throws -> FileOutcome? {
        let path = section.name
        guard let patch = ExactPatch(section.diff), patch.paths == [path],
            let entry = entries[path], entry.mode & 0o170000 == 0o100000,
            let text = texts[entry.blobID], text.last == 10
        else { return nil }
        let change = patch.applied(to: { _ in text })?[path]
        if change?.offset != 0, let undone = patch.reversed.applied(to: { _ in text })?[path],
            undone.offset < change?.offset ?? .max
        {
            return .present
        }
        if let change {
            put(change.text, at: path)
            return change.offset > 0 ? .offset(lines: change.offset) : .clean
        }
        guard try await preimages(of: section).isEmpty else { return nil }
        if let change = patch.applied(leastContext: Self.leastContext, to: { _ in text })?[path] {
            put(change.text, at: path)
            return .reducedContext(lines: change.leastContext ?? Self.leastContext)
        }
        let lines = patch.missingLines(of: path, in: text)
        guard !lines.isEmpty else { return nil }
        return .failed(
            lines.enumerated().filter { !lines[..<$0].contains($1) }.map {
                PatchFailure(file: path, line: $1, reason: GitApplyMessages.missingContext)
            })
    }

    /// With how many lines of context a hunk may do.
    private static let leastContext = 1

    private mutating func put(_ text: [UInt8], at path: String) {
        let id = ExactPatch.blobID(of: text, hashLength: scratch.hashLength)
        texts[id] = text
        entries[path]?.blobID = id
        isInGit = false
    }

    /// Brings git's index to where this run is.
    private mutating func handToGit() async throws {
        guard !isInGit else { return }
        let known = try scratch.entries(of: name)
        let changed = entries.filter { known[$0.key] != $0.value }.sorted { $0.key < $1.key }
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
        if try await isPresent(section, only: only, strip: strip) { return .present }
        guard messages.isContextFailure else {
            let unknown = PatchFailure(file: section.name, line: nil, reason: "git could not apply it")
            return .failed(messages.failures.isEmpty ? [unknown] : messages.failures)
        }
        if try await applyThreeWay(section, only: only, strip: strip) { return .threeWay }
        let reduced = try await git(["--verbose", "-C\(Self.leastContext)"] + only, section.diff, strip)
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

    /// Whether the tree is as it would be afterwards. A file that is to be deleted and is not there may be missing from
    /// a part of a tree; it was deleted where its directory is there.
    private func isPresent(_ section: DiffSection, only: [String], strip: Int) async throws -> Bool {
        if section.deletesFile {
            let directory = section.name.split(separator: "/").dropLast().joined(separator: "/")
            guard entries[section.name] == nil, directory.isEmpty || tree.hasDirectory(directory) else {
                return false
            }
        }
        return try await git(["--check", "--reverse"] + only, section.diff, strip).isSuccess
    }

    /// Merges with the file that the patch was made for, when the user's repository still has it.
    private func applyThreeWay(_ section: DiffSection, only: [String], strip: Int) async throws -> Bool {
        let found = try await preimages(of: section)
        guard !found.isEmpty else { return false }
        // Each revision has its own directory entry for the text, as several may do this at once.
        _ = try await scratch.store(found, prefix: name)
        let backup = "\(name).backup"
        try scratch.copyIndex(name, to: backup)
        let merged = try await git(["--3way"] + only, section.diff, strip)
        if merged.isSuccess { return true }
        // A conflict leaves the sides in the index.
        try scratch.copyIndex(backup, to: name)
        return false
    }

    /// The texts that a diff was made for, as far as they are known: among this revision's own, or to the user's
    /// repository.
    private func preimages(of section: DiffSection) async throws -> [[UInt8]] {
        let names = section.preimageIDs
        guard !names.isEmpty else { return [] }
        let own = names.compactMap { name in
            let found = texts.filter { $0.key.hasPrefix(name) }
            return found.count == 1 ? found.first?.value : nil
        }
        guard own.isEmpty, let directory = tree.repository?.objectDirectory else { return own }
        tree.trace.note(.objects(directory: directory, names: names))
        let found = try await scratch.blobs(names, alternate: directory)
        return names.compactMap { found[$0] }
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
