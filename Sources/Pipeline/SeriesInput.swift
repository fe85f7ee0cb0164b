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
        var messages: [MailMessage] = []
        for argument in arguments {
            let box =
                argument == "-"
                ? try Mailbox(bytes: standardInput(), name: "standard input")
                : try Mailbox(contentsOf: URL(fileURLWithPath: argument))
            messages += box.messages
        }
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
