import Drift
import Phrases

extension Consequence {
    /// What follows, in one sentence.
    var phrase: Phrase {
        switch self {
        case .moved(let member, let from, let to): "\(code: member) moved from \(from.phrase) to \(to.phrase)"
        case .resized(let record, let from, let to):
            "the size of \(code: record) went from \(from) to \(to, "byte", "bytes")"
        case .realigned(let from, let to): "its alignment went from \(from) to \(to, "byte", "bytes")"
        case .outerResized(let record, let from, let to):
            "the size of \(code: record), which embeds it, went from \(from) to \(to, "byte", "bytes")"
        case .outerLaidOutAnew(let record): "the layout of \(code: record), which embeds it, changed"
        case .renumbered(let constant, let from, let to): "\(code: constant) went from \(from) to \(to)"
        case .countChanged(let constant, let from, let to):
            "the count sentinel \(code: constant) went from \(from) to \(to)"
        case .takenOver(let value, let name): "the value \(value) now means \(code: name)"
        case .lost(let constant, let value): "\(code: constant) (\(value)) is gone"
        case .unexported(let export): "\(FunctionPhrasing.text(export)) goes with it"
        case .reachesExports(let names):
            "reaches \(names.count, "exported symbol", "exported symbols"): \(Self.list(names))"
        case .reachesUserSpace(let names): "reaches user space through \(Self.list(names))"
        case .follows(let names): "it follows from \(Self.list(names))"
        case .elsewhere(let flavor, let message, let doubt): "\(flavor): \(Finding.phrase(message, doubt))"
        case .calledOtherwise(let side, let function): "in \(side) the call is \(function)()"
        case .partedBefore(let key): "the sides had parted before: \(key)"
        case .alsoAfter(let calls, let setting):
            "also after \(calls.joined(separator: "; "))" + (setting.isEmpty ? "" : " (\(setting))")
        case .complaint(let site, let message): "\(site): \(message)"
        case .obstacle(let file, let line, let reason):
            "\(file)" + (line.map { ":\($0)" } ?? "") + ": \(reason)"
        case .stated(let phrase): phrase
        }
    }

    /// The first names, and how many more there are.
    private static func list(_ names: [String]) -> Phrase {
        guard names.count > 8 else { return "\(names.joined(separator: ", "))" }
        return "\(names.prefix(8).joined(separator: ", ")) and \(names.count - 8) more"
    }
}
