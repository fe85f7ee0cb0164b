import Drift
import Flavors
import Foundation
import Globs
import KernelTree
import Phrases
import Readings
import Workers

/// Two sides that were opened, and what of them is compared.
struct DiffPair {
    /// A side before it is read.
    private enum Side {
        case text(TextSide)
        case baseline(Baseline)

        var isBaseline: Bool { baselineVersion != nil }

        /// The format of a baseline.
        var baselineVersion: Baseline.Version? {
            if case .baseline(let baseline) = self { return baseline.version }
            return nil
        }
    }

    private let old: Side
    private let new: Side
    private(set) var plans: [FlavorPlan?]
    /// Whether all headers are compared whose text differs.
    private let isWhole: Bool
    /// Whether the files were named, one by one or by a pattern, and not found by their text.
    let hasChosenFiles: Bool
    private let fileLists: [[String]]
    /// What is read of each side: a baseline's tree is read as far as the baseline goes, since one file may
    /// hold the export of what another declares.
    private let readLists: [[String]]
    /// What the reader should know of the choice.
    let notes: [Phrase]

    /// The files that are compared, sorted, by the new side's names.
    var files: [String] { fileLists[1] }

    /// Whether so few files are compared that each can be looked at from all sides.
    var isOfFewFiles: Bool { files.count <= Self.mostFilesWithSettings }

    /// The names of two files that are held against each other, where they differ.
    var comparedName: (old: String, new: String)? {
        guard case .text(let before) = old, case .text(let after) = new, let first = before.file,
            let second = after.file
        else { return nil }
        return (first, second)
    }

    /// Both sides where they are text, the old one first; nil where one is a baseline.
    var texts: (old: TextSide, new: TextSide)? {
        guard case .text(let before) = old, case .text(let after) = new else { return nil }
        return (before, after)
    }

    /// Opens both sides and chooses files and flavors.
    init(_ options: DiffSession.Options, pool: ExtractionPool) throws {
        let sides = try [options.old, options.new].map {
            try Self.open($0, options.compilerArguments, pool.trace)
        }
        old = sides[0]
        new = sides[1]
        let choice = FileChoice(files: options.files, symbols: options.symbols)
        var isNamed = !options.files.isEmpty || !options.symbols.isEmpty
        switch (sides[0], sides[1]) {
        case (.text(let before), .text(let after)):
            try Self.refuseEmpty([(before, options.old.path), (after, options.new.path)])
            (fileLists, notes) = try Self.files(before, after, choice)
            readLists = fileLists
            isNamed = isNamed || before.file != nil
            let given = try [before, after].map { try $0.flavors(pool: pool) }
            let sides = try Self.headersWithTwoSides(before, after, fileLists)
            // An option that only one side has makes no flavor: the other side has nothing to hold against it.
            func areKnown(_ option: String) throws -> Bool {
                try given.allSatisfy { try $0[0].knows(option: option) }
            }
            let plan = try FlavorPlan(
                given[1], headersOf: sides.options.filter { try areKnown($0.key) },
                needed: sides.settings.filter { try areKnown($0.key.name) })
            // Both sides are read under flavors of the same names.
            let names = Dictionary(zip(fileLists[1], fileLists[0])) { first, _ in first }
            plans = [
                try FlavorPlan(given[0], settings: plan.wanted.mapValues { Set($0.map { names[$0] ?? $0 }) }),
                plan,
            ]
        case (.baseline(let baseline), .text(let side)), (.text(let side), .baseline(let baseline)):
            let all = try Self.files(of: baseline, and: side)
            let files = Self.chosen(all, choice)
            fileLists = [files, files]
            readLists = [all, all]
            notes = []
            let plan = try FlavorPlan(
                try side.flavors(pool: pool), settings: side.isPlain ? [:] : try baseline.switchedSettings())
            plans = [plan, plan]
        case (.baseline(let before), .baseline(let after)):
            let files = Self.chosen(Set(before.files + after.files).sorted(), choice)
            fileLists = [files, files]
            readLists = fileLists
            notes = []
            plans = [nil, nil]
        }
        hasChosenFiles = isNamed
        isWhole = !isNamed
    }

    /// Both sides as text whose functions can be compared; nil where one is a baseline.
    func functionSides(
        labels: (old: String, new: String)
    ) -> (old: DiffFunctions.Side, new: DiffFunctions.Side)? {
        guard let texts, let before = plans[0], let after = plans[1] else { return nil }
        return (
            .init(label: labels.old, text: texts.old, plan: before, files: fileLists[0]),
            .init(label: labels.new, text: texts.new, plan: after, files: fileLists[1])
        )
    }

    /// Reads both sides.
    func read(
        labels: (old: String, new: String), pool: ExtractionPool
    ) throws -> (old: SideReading, new: SideReading) {
        let storedVersion = [old, new].compactMap(\.baselineVersion).first ?? Baseline.currentVersion
        let isStored = [old, new].contains(where: \.isBaseline)
        let changedLines = try changedLines()
        let readings = try [(old, labels.old), (new, labels.new)].enumerated().map { index, side in
            switch side.0 {
            case .baseline(let baseline):
                return SideReading(baseline, label: .revision(side.1)).limited(to: fileLists[index])
            case .text(let text):
                guard let plan = plans[index] else { preconditionFailure("text is read under a plan") }
                let reading = try SideReading(
                    text, label: .revision(side.1), plan: plan, files: readLists[index],
                    changedLines: changedLines?[index], pool: pool)
                // A baseline may hold more files than are compared, and so records that embed their types.
                return isStored ? reading.limited(to: fileLists[index]).told(as: storedVersion) : reading
            }
        }
        return (readings[0], readings[1])
    }

    /// For each side the lines under an `#if` that the other has not; nil where there is no other text, or where whole
    /// kernels are compared: what of them no flavor compiles would be most of the report.
    private func changedLines() throws -> [UncompiledLines]? {
        guard let texts, isOfFewFiles else { return nil }
        var old: [String: [UInt8]] = [:]
        var new: [String: [UInt8]] = [:]
        // By each side's own names, and by the other's for what they are held against.
        var (before, after): ([String: [UInt8]], [String: [UInt8]]) = ([:], [:])
        for (first, second) in zip(fileLists[0], fileLists[1]) {
            let (left, right) = (
                try texts.old.tree.contents(of: first), try texts.new.tree.contents(of: second)
            )
            old[first] = left
            after[first] = right
            new[second] = right
            before[second] = left
        }
        return [UncompiledLines(old: after, new: old), UncompiledLines(old: before, new: new)]
    }

    /// The conditions that mean something else on the new side, as no flavor shows.
    ///
    /// - Throws: ``KernelTreeError`` for a file that cannot be read.
    func reformedConditions(_ label: Label) throws -> [Unknown] {
        guard let texts, !texts.new.isPlain, isOfFewFiles, let plan = plans[1] else { return [] }
        return try zip(fileLists[0], fileLists[1]).flatMap { before, after in
            try ReformedConditions(plan: plan).unknown(
                after, of: label, old: texts.old.tree.contents(of: before),
                new: texts.new.tree.contents(of: after))
        }
    }

    /// How far the texts differ of the files that are compared; of two files, with the headers that they `include`. Nil where a
    /// side is a baseline, which has no text.
    func textChange(including headers: Set<String>) throws -> TextChange? {
        guard let texts else { return nil }
        var own = TextChange.none
        for (before, after) in zip(fileLists[0], fileLists[1]) where own != .code {
            own = max(
                own,
                try TextComparison.change(
                    in: [after], from: { _ in try texts.old.tree.contents(of: before) },
                    to: texts.new.tree.contents(of:)))
        }
        guard texts.old.file != nil, own != .code else { return own }
        let shared = try TextComparison.change(
            in: headers.subtracting(fileLists.joined()), from: texts.old.tree.contents(of:),
            to: texts.new.tree.contents(of:))
        return max(own, shared)
    }

    // MARK: What follows elsewhere

    /// How many headers of one text are read at least, where so many follow from the others.
    private static let mostReachedHeaders = 32

    /// Reads what the first reading leaves to be read: headers that do not stand alone, behind what their users include;
    /// where all that differs is compared, headers of one text that follow from it; and other headers that define what one
    /// side lacks.
    ///
    /// - Returns: the headers that follow.
    mutating func reach(
        _ old: inout SideReading, _ new: inout SideReading, pool: ExtractionPool
    ) throws -> ReachedHeaders {
        guard let texts, let before = plans[0], let after = plans[1] else { return ReachedHeaders() }
        let given = (try texts.old.flavors(pool: pool), try texts.new.flavors(pool: pool))
        let reader = try UnitReader(
            tree: texts.old.tree, flavors: before.flavors, touchedFiles: files, pool: pool
        )
        let labels = (old.revision.label, new.revision.label)
        let lines = (old.unknown.filter(\.isOfLines), new.unknown.filter(\.isOfLines))
        func read(
            _ files: [String], beside own: [[String]] = [[], []], more: [String: Set<String>] = [:],
            wanted: [String: Set<String>] = [:]
        ) throws -> (SideReading, SideReading) {
            let sides = try [
                (texts.old, plans[0] ?? before, given.0, labels.0, own[0]),
                (texts.new, plans[1] ?? after, given.1, labels.1, own[1]),
            ].map { text, plan, given, label, own in
                try SideReading(
                    text, label: label, plan: try plan.adding(more, to: given), files: own + files,
                    touching: self.files, wanted: wanted, pool: pool)
            }
            // Which lines nobody compiles was told before.
            return (sides[0].knowing(lines.0), sides[1].knowing(lines.1))
        }
        let broken = Set((old.unknown + new.unknown).compactMap(\.brokenHeader)).sorted()
        let contexts = try HeaderContexts(texts.old.state, given.0[0]).contexts(
            of: broken.prefix(HeaderContexts.mostHeaders).filter { texts.old.tree.hasFile($0) },
            in: [texts.old.state], with: reader)
        if !contexts.isEmpty, fileLists[0] == fileLists[1] {
            plans[0] = before.reading(behind: contexts)
            plans[1] = after.reading(behind: contexts.mapValues { $0.filter { texts.new.tree.hasFile($0) } })
            (old, new) = try read(files)
        }
        var names = OneSidedNames()
        names.add(old.revision, new.revision, compared: files)
        var reached = ReachedHeaders()
        if texts.old.file != nil {
            // Of two files what they reach is compared as well.
            let shared = try sharedHeaders(old, new, texts).sorted()
            guard !shared.isEmpty else { return reached }
            let contexts = try HeaderContexts(texts.old.state, given.0[0]).contexts(
                of: shared.prefix(HeaderContexts.mostHeaders).map(\.self), in: [texts.old.state],
                with: reader,
                onlyBroken: true)
            plans[0] = plans[0]?.reading(behind: contexts)
            plans[1] = plans[1]?.reading(
                behind: contexts.mapValues { $0.filter { texts.new.tree.hasFile($0) } })
            let among = old.includedFiles.intersection(new.includedFiles)
            (old, new) = try read(shared, beside: fileLists)
            var changed = ChangedNames()
            changed.add(old.revision, new.revision)
            reached = try ReachedHeaders(
                from: changed, besides: files + shared, in: texts.new.tree, flavor: given.1[0],
                limit: Self.mostReachedHeaders, among: among)
            try reached.confirm(with: reader, in: texts.old.state)
            let follows = reached.files
            reached.add(homes: Set(shared), limit: shared.count)
            if !follows.isEmpty { (old, new) = try read(shared + follows, beside: fileLists) }
            return reached
        }
        if isWhole {
            var changed = ChangedNames()
            changed.add(old.revision, new.revision)
            let limit = max(Self.mostReachedHeaders, files.count / 4)
            reached = try ReachedHeaders(
                from: changed, besides: files, in: texts.new.tree, flavor: given.1[0], limit: limit)
            reached.add(homes: names.homes, limit: limit)
            try reached.confirm(with: reader, in: texts.old.state)
            if !reached.isEmpty {
                let sides = try read(reached.files, more: reached.headersOf)
                (old, new) = (old.adding(sides.0), new.adding(sides.1))
            }
        }
        let moved = try Array(
            movedNames(names, texts, besides: reached.files).sorted { $0.key < $1.key }
                .prefix(max(Self.mostReachedHeaders, files.count / 4)))
        if !moved.isEmpty {
            let sides = try read(
                moved.map(\.key), wanted: Dictionary(moved.map { ($0.key, $0.value) }) { first, _ in first })
            (old, new) = (old.adding(sides.0), new.adding(sides.1))
        }
        return reached
    }

    /// The headers that two files include and whose texts differ, or that one side alone has.
    private func sharedHeaders(
        _ old: SideReading, _ new: SideReading, _ texts: (old: TextSide, new: TextSide)
    ) throws -> Set<String> {
        let own = Set([texts.old.file, texts.new.file].compactMap(\.self))
        return try old.includedFiles.union(new.includedFiles).subtracting(own).filter { header in
            try texts.old.tree.contents(of: header) != texts.new.tree.contents(of: header)
        }
    }

    /// Findings on headers for others that are on the old side only.
    func removedHeaders(from: Label, to: Label) throws -> [Finding] {
        guard let texts, texts.old.file == nil, isWhole else { return [] }
        return try RemovedHeaders(from: from, to: to).findings(
            files, old: texts.old.tree.contents, new: texts.new.tree.contents)
    }

    /// What headers that are not compared define of the names that one side lacks.
    private func movedNames(
        _ names: OneSidedNames, _ texts: (old: TextSide, new: TextSide), besides others: [String]
    ) throws -> [String: Set<String>] {
        guard texts.old.file == nil, !names.old.isEmpty || !names.new.isEmpty else { return [:] }
        let known = Set(files + others)
        var all: Set<String> = []
        for side in [texts.old, texts.new] {
            all.formUnion(try ReachSearch.headers(of: side.tree, besides: known))
        }
        return try names.definitions(in: all.sorted()) {
            (try texts.old.tree.contents(of: $0), try texts.new.tree.contents(of: $0))
        }
    }

    // MARK: Opening

    private static func open(
        _ options: TreeOptions, _ arguments: [String], _ trace: ReadTrace
    ) throws -> Side {
        trace.note(file: options.path)
        if case .baseline(let path) = try ComparedInput(options.path) {
            return .baseline(try Baseline(contentsOf: path))
        }
        return .text(try TextSide(options, compilerArguments: arguments, trace: trace))
    }

    private static func files(
        _ old: TextSide, _ new: TextSide, _ choice: FileChoice
    ) throws -> (lists: [[String]], notes: [Phrase]) {
        if let before = old.file, let after = new.file { return ([[before], [after]], []) }
        guard old.file == nil, new.file == nil else {
            throw RunError(
                message: "one side is a file and the other a directory",
                hint: "give two files, or two trees and --file")
        }
        var found: Set<String> = []
        var notes: [Phrase] = []
        if !choice.files.isEmpty {
            for side in [old, new] { found.formUnion(try choice.named(in: side.tree)) }
            guard !found.isEmpty else {
                throw RunError(
                    message: "no C file of either side matches \(choice.files.joined(separator: ", "))",
                    hint: choice.hint(in: [old.tree, new.tree]))
            }
        } else if !choice.symbols.isEmpty {
            for side in [old, new] { found.formUnion(try choice.mentioning(in: side.tree)) }
            guard !found.isEmpty else {
                let symbols = choice.symbols.map { "`\($0)`" }.joined(separator: ", ")
                throw RunError(
                    message: "no file of either side speaks of \(symbols)",
                    hint: choice.symbols.lazy.compactMap { NearIdentifiers(of: new.tree).question(for: $0) }
                        .first
                        ?? "check the spelling")
            }
        } else {
            var all: Set<String> = []
            for side in [old, new] { all.formUnion(try FileChoice.headers(of: side.tree)) }
            found = try all.filter { try old.tree.contents(of: $0) != new.tree.contents(of: $0) }
            notes.append(
                "\(found.count) of \(all.count) headers differ in their text; only these were compared")
        }
        let files = found.sorted()
        return ([files, files], notes)
    }

    /// A directory without any C is a mistaken path: held against a tree it would read as if all had been removed.
    private static func refuseEmpty(_ sides: [(text: TextSide, path: String)]) throws {
        for (side, path) in sides where side.file == nil {
            let isAnyC = try ["include/**", "**"].contains { pattern in
                try side.tree.files(matching: GlobPattern(pattern)).contains {
                    $0.hasSuffix(".h") || $0.hasSuffix(".c")
                }
            }
            guard isAnyC else {
                throw RunError(
                    message: "there is no C file or header in '\(path)'",
                    hint: "give the root of a kernel tree, or a directory with headers")
            }
        }
    }

    /// The baseline's files, and those of a tree that its globs match by now.
    private static func files(of baseline: Baseline, and side: TextSide) throws -> [String] {
        let late = try FileChoice(files: baseline.patterns, symbols: []).named(in: side.tree)
        return Set(baseline.files + late).sorted()
    }

    private static func chosen(_ files: [String], _ choice: FileChoice) -> [String] {
        let patterns = choice.files.map { GlobPattern($0) }
        return files.filter { file in patterns.isEmpty || patterns.contains { $0.matches(file) } }
    }

    /// The headers, by the new side's names, that are read with the other side of an option as well, or under a setting:
    /// those where what stands under the option differs.
    private static func headersWithTwoSides(
        _ old: TextSide, _ new: TextSide, _ files: [[String]]
    ) throws -> (options: [String: Set<String>], settings: [ConfigurationSetting: Set<String>]) {
        var options: [String: Set<String>] = [:]
        var settings: [ConfigurationSetting: Set<String>] = [:]
        guard !old.isPlain, !new.isPlain else { return (options, settings) }
        // Between two kernels all options there are would have to be tried.
        let isSmall = files[1].count <= mostFilesWithSettings
        for (before, after) in zip(files[0], files[1]) where after.hasSuffix(".h") {
            let texts = [
                try old.tree.contents(of: before) ?? [], try new.tree.contents(of: after) ?? [],
            ]
            for option in ConfigurationGuards.worthExamining(old: texts[0], new: texts[1]) {
                options[option, default: []].insert(after)
            }
            guard isSmall else { continue }
            for setting in ConfigurationGuards.neededSettings(old: texts[0], new: texts[1]) {
                settings[setting, default: []].insert(after)
            }
        }
        return (options, settings)
    }

    private static let mostFilesWithSettings = 40
}
