import Flavors
import Foundation
import KernelTree
import Parallel
import PatchSeries
import Workers

/// Where the revisions of a series come from, as the command line names them.
public enum SeriesInput {
    /// Reads every input and puts the mails together; `-` is standard input.
    ///
    /// - Parameters:
    ///   - arguments: mboxes, maildirs, directories of patches, mails, or `-`.
    ///   - standardInput: reads standard input to its end.
    /// - Returns: the one series with the most revisions, and the titles of others that were left aside.
    /// - Throws: ``PatchSeriesError``, or ``RunError`` where there is nothing to review.
    public static func series(
        from arguments: [String], standardInput: () -> [UInt8]
    ) throws -> (series: Series, others: [String]) {
        try series(of: messages(from: arguments, standardInput: standardInput))
    }

    /// Reads every input; `-` is standard input. Throws ``PatchSeriesError`` for what cannot be read.
    public static func messages(
        from arguments: [String], standardInput: () -> [UInt8]
    ) throws -> [MailMessage] {
        try arguments.flatMap { argument in
            argument == "-"
                ? try Mailbox(bytes: standardInput(), name: "standard input").messages
                : try Mailbox(contentsOf: URL(fileURLWithPath: argument)).messages
        }
    }

    /// Reads every input; what is no file but `A..B` is a range of commits of the tree's repository, and the
    /// ranges are the revisions v1, v2, … in their order.
    ///
    /// - Parameters:
    ///   - tree: the tree's path, where there is one.
    ///   - trace: notes what is read.
    ///   - fetched: the threads of those that are Message-Ids.
    /// - Throws: ``PatchSeriesError``, or ``KernelTreeError`` for a range that the repository does not have.
    public static func messages(
        from arguments: [String], tree: String?, trace: ReadTrace = ReadTrace(),
        fetched: ThreadFetch? = nil, standardInput: () -> [UInt8]
    ) async throws -> [MailMessage] {
        let ranges = arguments.compactMap(range)
        let names = ranges.map(\.description).joined(separator: ", ")
        let threads = fetched?.mailboxes ?? [:]
        let files = arguments.filter { $0 != "-" && range($0) == nil && threads[$0] == nil }
        for file in files { trace.note(everythingAt: file) }
        var mails = files.concurrentMap { file in
            Result { try Self.messages(from: [file]) { [] } }
        }[...]
        var messages: [MailMessage] = []
        var version = 0
        for argument in arguments {
            if let thread = threads[argument] {
                messages += try Mailbox(bytes: thread, name: argument).messages
                continue
            }
            guard let range = range(argument) else {
                messages +=
                    try argument == "-"
                    ? Self.messages(from: ["-"], standardInput: standardInput) : mails.removeFirst().get()
                continue
            }
            guard let tree else {
                throw RunError(
                    message: "'\(range)' is a range of commits, and no tree is named",
                    hint: "give the repository with --tree")
            }
            version += 1
            let source = try KernelSource(opening: tree, trace: trace)
            let text = try await range.mails(of: source.tree, version: version)
            let patches = try Mailbox(bytes: text, name: argument).messages
            if ranges.count > 1 {
                // Ranges that are named together are revisions of one series, whatever their commits are called.
                let cover = "Subject: [PATCH v\(version) 0/\(patches.count)] \(names)\n\n"
                messages += try Mailbox(bytes: Array(cover.utf8), name: argument).messages
            }
            messages += patches
        }
        return messages
    }

    /// The tree that a review starts from. Where the series is a range of its commits, the work tree may be
    /// anywhere, most likely at the range's end: then it is the revision that the range starts from.
    public static func tree(_ tree: String, of arguments: [String]) -> String {
        guard let range = arguments.compactMap(range).first, RevisionName(tree) == nil else { return tree }
        return "\(tree)@\(range.start)"
    }

    /// The trees of revisions that are ranges of commits, by label: what each range starts from. Empty where the
    /// command line names the revision to read, and where all come from mails.
    public static func bases(_ tree: String, of arguments: [String]) -> [String: String] {
        let ranges = arguments.compactMap(range)
        guard ranges.count > 1, RevisionName(tree) == nil else { return [:] }
        let labels = rangeLabels(arguments)
        var bases: [String: String] = [:]
        for (index, range) in ranges.enumerated() {
            let label = "v\(index + 1)"
            // Their mails name the revision by its number; a report calls it after the range's end.
            for name in [label, labels[label] ?? label] where bases[name] == nil {
                bases[name] = "\(tree)@\(range.start)"
            }
        }
        return bases
    }

    private static func range(_ argument: String) -> PatchRange? {
        argument == "-" || FileManager.default.fileExists(atPath: argument) ? nil : PatchRange(argument)
    }

    /// The kernel tree that a directory lies in; nil where it lies in none.
    public static func enclosingTree(of directory: String = FileManager.default.currentDirectoryPath)
        -> String?
    {
        var place = URL(fileURLWithPath: directory).standardizedFileURL
        while true {
            if let tree = try? SourceTree(directory: place.path), tree.isKernel,
                tree.hasFile("Makefile") || tree.hasFile("Kbuild")
            {
                return place.path
            }
            let above = place.deletingLastPathComponent()
            guard above.path != place.path else { return nil }
            place = above
        }
    }

    /// Whether there are replies and nothing that they answer.
    public static func isThreadOnly(_ messages: [MailMessage]) -> Bool {
        !messages.isEmpty && messages.allSatisfy { SubjectTag($0.subject).isReply }
    }

    /// Puts mails together; see ``series(from:standardInput:)``.
    ///
    /// - Parameters:
    ///   - repliesToo: whether replies with a whole patch in them count as patches.
    ///   - names: what the command line names; revisions that are ranges of commits are called after their ends.
    public static func series(
        of messages: [MailMessage], repliesToo: Bool = false, named names: [String] = []
    ) throws -> (series: Series, others: [String]) {
        let all = try Series.assemble(messages, repliesToo: repliesToo)
        // The series with the most patches is what the user means; the rest is said, not dropped silently.
        let sizes = all.map { series in series.revisions.reduce(0) { $0 + $1.patches.count } }
        guard let largest = sizes.max(), let index = sizes.firstIndex(of: largest) else {
            throw RunError(
                message: "there is no series in the input", hint: "give an mbox or a directory of patches")
        }
        var others = all
        var series = others.remove(at: index)
        series.leftOut += others.map { LeftOut($0) }
        let labels = rangeLabels(names)
        for index in series.revisions.indices {
            series.revisions[index].label =
                labels[series.revisions[index].label] ?? series.revisions[index].label
        }
        return (series, others.map(\.title))
    }

    /// What ranges are called in a report, by the labels that their mails give them: the branch or tag at the end.
    /// Empty where the input is not ranges alone, or one of them ends in no name.
    private static func rangeLabels(_ arguments: [String]) -> [String: String] {
        let ranges = arguments.compactMap(range)
        let ends = ranges.map { $0.end.split(separator: "/").joined(separator: "-") }
        guard ranges.count == arguments.count, Set(ends).count == ends.count,
            !ends.contains(where: isAnonymous)
        else { return [:] }
        return Dictionary(ends.enumerated().map { ("v\($0 + 1)", $1) }) { first, _ in first }
    }

    /// Whether a revision's name is none that a reader would know again: a hash, `HEAD~2`.
    private static func isAnonymous(_ name: String) -> Bool {
        name.hasPrefix("HEAD") || name.contains { "~^@:".contains($0) }
            || name.count >= 7 && name.allSatisfy(\.isHexDigit)
    }
}
