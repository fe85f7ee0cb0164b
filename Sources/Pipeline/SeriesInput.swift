import Foundation
import PatchSeries

/// Where the revisions of a series come from, as the command line names them.
public enum SeriesInput {
    /// Reads every input and puts the mails together; `-` is standard input.
    ///
    /// - Parameters:
    ///   - arguments: mboxes, maildirs, directories of patches, mails, or `-`.
    ///   - standardInput: reads standard input to its end.
    /// - Returns: the one series with the most revisions, and the titles of others that were left aside.
    /// - Throws: ``PatchSeriesError``, or ``PipelineError`` where there is nothing to review.
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

    /// Whether there are replies and nothing that they answer.
    public static func isThreadOnly(_ messages: [MailMessage]) -> Bool {
        !messages.isEmpty && messages.allSatisfy { SubjectTag($0.subject).isReply }
    }

    /// Puts mails together; see ``series(from:standardInput:)``.
    public static func series(of messages: [MailMessage]) throws -> (series: Series, others: [String]) {
        let all = try Series.assemble(messages)
        // The series with the most patches is what the user means; the rest is said, not dropped silently.
        let sizes = all.map { series in series.revisions.reduce(0) { $0 + $1.patches.count } }
        guard let largest = sizes.max(), let index = sizes.firstIndex(of: largest) else {
            throw PipelineError(
                message: "there is no series in the input", hint: "give an mbox or a directory of patches")
        }
        var others = all.map(\.title)
        others.remove(at: index)
        return (all[index], others)
    }
}
