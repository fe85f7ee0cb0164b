import ABIModel
import Drift
import ExtractionMessages
import Flavors
import Globs
import KernelTree
import Phrases
import Readings
import SourceText

/// Looks through a tree for files that no patch touches and that use what a revision takes away: two texts of one tree, or two
/// trees.
///
/// They are found by their text. Where clang reads one, what it says with the revision and not without it decides.
struct UsersLeftBehind {
    /// What came of it.
    struct Outcome: Sendable {
        /// One finding for each name that is still used.
        var findings: [Finding] = []
        /// The names that no file of the tree uses any more, though some did.
        var converted: Set<String> = []
        /// What the reader should know of how they were looked for.
        var notes: [Phrase] = []

        /// A finding on what a revision takes away and no file of the tree misses, as grave as that: it is the series' own
        /// affair, unless programs of others see it.
        func weighed(_ finding: Finding, from oldest: Label = .base, to newest: Label?) -> Finding {
            guard finding.from == oldest, finding.to == newest, let gone = GoneName(finding),
                converted.contains(gone.name)
            else { return finding }
            var result = finding
            result.consequences.append(.stated("no other file of the tree uses it any more"))
            if finding.surface != .uapi { result.severity = .note }
            return result
        }
    }

    let base: PatchedTree
    let revision: PatchedTree
    let flavor: Flavor
    let reader: UnitReader

    /// How many files are read at most.
    private static let mostFiles = 16
    /// Up to so many C files are all of a tree's looked through one by one, where git cannot do it.
    var mostTexts = 100_000
    /// Up to so many without asking git.
    private static let fewTexts = 12_000

    /// Looks for the users of what the findings take away.
    ///
    /// - Parameter findings: those from the base to the revision.
    /// - Throws: ``KernelTreeError`` or ``RunError`` for a tree that cannot be read.
    func outcome(_ findings: [Finding]) throws -> Outcome {
        var outcome = Outcome()
        let gone = findings.compactMap(GoneName.init)
        guard !gone.isEmpty else { return outcome }
        let names = Set(gone.map(\.name)).union(
            gone.compactMap { if case .member(let record) = $0.kind { record } else { nil } })
        let (files, isWhole) = try mentioning(
            Set(gone.map(\.name)), beside: gone.compactMap { $0.finding.site?.file })
        let touched = try touched(of: files)
        if !isWhole {
            outcome.notes.append(
                "who still uses what is taken away was looked for below include/ and beside what is touched alone: "
                    + "the tree is no git repository, and has more than \(mostTexts) C files")
        }
        var uses: [(file: String, uses: NameUses)] = []
        for file in files where !touched.contains(file) {
            let found = NameUses(try base.contents(of: file) ?? [], of: names)
            if gone.contains(where: { !found.lines(of: $0).isEmpty }) { uses.append((file, found)) }
        }
        let readings = try read(uses.map(\.file), beside: touched)
        for name in gone {
            let users = uses.filter { !$0.uses.lines(of: name).isEmpty }
            if let finding = finding(name, users, readings) {
                outcome.findings.append(finding)
            } else if users.isEmpty || users.allSatisfy({ readings[$0.file]?.isClean ?? false }), isWhole,
                try wasConverted(name, in: touched)
            {
                outcome.converted.insert(name.name)
            }
        }
        return outcome
    }

    // MARK: Texts

    /// The C files that mention one of the names, and whether all of the tree was looked through.
    func mentioning(
        _ names: Set<String>, beside declarations: [String]
    ) throws -> (files: [String], isWhole: Bool) {
        let tree = base.base
        let words = names.sorted().map { Array($0.utf8) }
        let all = try tree.files(matchingAny: ReachSearch.patterns(of: tree)).filter(Self.isC)
        if all.count > Self.fewTexts, let found = try tree.committedFiles(of: all, containing: words) {
            return (found, true)
        }
        if all.count <= mostTexts { return (try tree.files(of: all, containing: words), true) }
        // Too many to be read: those beside what is touched, and the headers.
        let paths = Array(revision.overlay.keys) + declarations
        let folders = Set(paths.map { $0.split(separator: "/").prefix(2).joined(separator: "/") })
        let near = all.filter { path in
            path.hasPrefix("include/") || folders.contains { path.hasPrefix($0 + "/") }
        }
        return (try tree.files(of: near, containing: words), false)
    }

    /// The files that are not as they were: of a revision those that its patches touch, of two trees those of some files.
    func touched(of files: [String]) throws -> Set<String> {
        guard base.base.root != revision.base.root else { return Set(revision.overlay.keys) }
        return try Set(files.filter { try base.contents(of: $0) != revision.contents(of: $0) })
    }

    private static func isC(_ path: String) -> Bool {
        (path.hasSuffix(".c") || path.hasSuffix(".h")) && !DeclarationSearch.isElsewhere(path)
    }

    /// Whether a touched file used the name, beside the one that declares it, and uses it otherwise now or not at all.
    private func wasConverted(_ gone: GoneName, in touched: Set<String>) throws -> Bool {
        let home = gone.finding.site?.file
        var names: Set = [gone.name]
        if case .member(let record) = gone.kind { names.insert(record) }
        return try touched.contains { path in
            guard path != home, Self.isC(path), let old = try base.contents(of: path) else { return false }
            let before = NameUses(old, of: names).statements(with: gone, in: old)
            let new = try revision.contents(of: path) ?? []
            let after = NameUses(new, of: names).statements(with: gone, in: new)
            return !before.allSatisfy(after.contains)
        }
    }

    // MARK: Confirming

    struct Reading {
        /// What clang says with the revision and not without it.
        var errors: [ExtractionResponse.Complaint]
        /// The files of the tree that it includes without the revision, whatever stands in its text.
        var includes: Set<String>
        /// Whether clang says enough: nothing was wrong without the revision, or nothing is with it.
        var isCertain: Bool
        /// Whether nothing is wrong with it.
        var isClean: Bool { isCertain && errors.isEmpty }
    }

    /// Reads files with their function bodies, in the base and in the revision: those beside what is touched first.
    func read(_ files: [String], beside touched: Set<String>) throws -> [String: Reading] {
        let folders = Set(touched.map(IncludePath.folder))
        func rank(_ file: String) -> Int { folders.contains(IncludePath.folder(of: file)) ? 0 : 1 }
        let own = "arch/\(flavor.architecture.directory)/"
        let chosen = try files.filter {
            try (!$0.hasPrefix("arch/") || $0.hasPrefix(own)) && flavor.settingsLeaveOut(unit: $0) == nil
        }.sorted { (rank($0), $0) < (rank($1), $1) }.prefix(Self.mostFiles)
        let units = chosen.map { Unit(file: $0, flavor: 0, readsBodies: true) }
        let responses = try reader.read(units.map { ($0, base) } + units.map { ($0, revision) })
        var result: [String: Reading] = [:]
        for (index, file) in chosen.enumerated() {
            guard let before = responses[index], let after = responses[units.count + index],
                before.failure == nil,
                after.failure == nil
            else { continue }
            let known = Set(before.errors.map { [$0.site.file, $0.message] })
            result[file] = Reading(
                errors: after.errors.filter { !known.contains([$0.site.file, $0.message]) },
                includes: Set(before.includedFiles),
                isCertain: before.errors.isEmpty || after.errors.isEmpty)
        }
        return result
    }

    /// The finding on a name; nil where nobody is left behind.
    private func finding(
        _ gone: GoneName, _ users: [(file: String, uses: NameUses)], _ readings: [String: Reading]
    ) -> Finding? {
        var proved: [ExtractionResponse.Complaint] = []
        var likely: [SourceSite] = []
        for user in users {
            let lines = user.uses.lines(of: gone)
            let reading = readings[user.file]
            let own = (reading?.errors ?? []).filter { error in
                error.message.contains("'\(gone.name)'")
                    || error.site.file == user.file && lines.contains { abs($0 - error.site.line) <= 1 }
            }
            if !own.isEmpty {
                proved += own
            } else if reading?.isCertain != true, gone.kind == .plain, gone.isMissedByAll {
                likely.append(SourceSite(file: user.file, line: lines[0]))
            }
        }
        let declaration = gone.finding
        var result = Finding(
            rule: .stillUsed, surface: declaration.surface, compatibility: .incompatible, symbol: gone.name,
            from: declaration.from, to: declaration.to, message: "", before: declaration.before,
            patch: declaration.patch, flavors: [flavor.name])
        if let first = proved.first {
            result.message =
                "\(code: gone.name) \(gone.fate) and is still used in \(first.site.file): \(first.message)"
            result.site = first.site
            result.consequences = proved.dropFirst().prefix(20).map { .complaint($0.site, $0.message) }
            result.consequences += likely.prefix(20).map { .stated("\($0) says the name as well") }
        } else if let first = likely.first {
            result.message = "\(code: gone.name) \(gone.fate) and seems to be used in \(first.file) still"
            result.site = first
            result.severity = .warning
            result.evidence = .heuristic
            result.consequences = likely.dropFirst().prefix(20).map { .stated("\($0) says the name as well") }
        } else {
            return nil
        }
        return result
    }
}
