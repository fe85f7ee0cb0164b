import PatchSeries
import Phrases

/// What the reader of a report should know of how its series was put together.
enum SeriesNotes {
    /// How revisions came about, then what was left out and why.
    static func notes(on series: Series) -> [Phrase] {
        series.revisions.flatMap { revision in revision.notes.map { "\(revision.label): \($0)" as Phrase } }
            + configurations(of: series) + leftOut(of: series)
    }

    /// The default configurations that a series changes: all states are read with the answers of the base.
    private static func configurations(of series: Series) -> [Phrase] {
        let paths = Set(series.revisions.flatMap(\.touchedPaths)).filter { path in
            let parts = path.split(separator: "/")
            return parts.count == 4 && parts[0] == "arch" && parts[2] == "configs"
                || path.hasPrefix("kernel/configs/")
        }
        return paths.sorted().map { path in
            "\(path) is changed and was not used: every revision is read with the configuration of its base, or that of --config"
        }
    }

    private static func leftOut(of series: Series) -> [Phrase] {
        var notes: [Phrase] = []
        func list(_ mails: [LeftOut], _ one: Phrase, _ many: Phrase, _ more: Phrase = "") {
            guard !mails.isEmpty else { return }
            let names: [Phrase] = mails.map {
                $0.author.isEmpty ? "“\($0.subject)”" : "“\($0.subject)” by \($0.author)"
            }
            let what: Phrase = mails.count == 1 ? one : "\(mails.count) \(many)"
            notes.append("left out: \(what)\(more): \(names.joined(separator: "; "))")
        }
        let mails = series.leftOut
        list(mails.filter { $0.reason == .duplicate }, "a duplicate", "duplicates")
        for label in Set(mails.compactMap(\.replacement)).sorted() {
            list(
                mails.filter { $0.replacement == label }, "a patch", "patches", " that \(label) sent anew")
        }
        list(
            mails.filter { $0.reason == .replyWithPatch }, "a whole patch in a reply",
            "whole patches in replies",
            " (--replies-too takes them)")
        list(
            mails.filter { $0.reason == .replyWithDiff }, "a reply with a diff in it, which is a remark",
            "replies with diffs in them, which are remarks")
        list(
            mails.filter { $0.reason == .coverWithoutPatches }, "a cover letter without its patches",
            "cover letters without their patches")
        list(mails.filter { $0.reason == .otherSeries }, "another series", "other series")
        return notes
    }
}

extension LeftOut {
    fileprivate var replacement: String? {
        if case .replaced(let label) = reason { return label }
        return nil
    }
}
