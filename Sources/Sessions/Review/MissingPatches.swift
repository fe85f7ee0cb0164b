import Drift
import PatchSeries
import SourceText

/// The patches of a series that the input lacks and that come before one that it has: what they declare is missing where clang
/// reads the later ones.
struct MissingPatches {
    /// Their numbers, by the revision's label.
    private let numbers: [String: [Int]]

    init(_ series: Series) {
        numbers = Dictionary(
            series.revisions.map { revision in
                let last = revision.patches.map(\.number).max() ?? 0
                return (revision.label, revision.missing.filter { $0 < last })
            }, uniquingKeysWith: { first, _ in first }
        ).filter { !$0.value.isEmpty }
    }

    /// What to say of a function that clang cannot read: which patches are missing, and the name on that line that only the
    /// new text has; nil where nothing is missing, or clang has nothing to do with it.
    ///
    /// - Parameters:
    ///   - row: the function's row; its place is that of clang's error.
    ///   - label: the new side.
    ///   - old: the file's text on the old side.
    ///   - new: the file's text on the new side.
    func reason(_ row: FunctionRow, _ label: Label, old: [UInt8], new: [UInt8]) -> String? {
        guard let reason = row.reason, reason.hasPrefix("clang: "), let revision = label.revision,
            let missing = numbers[revision]
        else { return nil }
        let ranges = UncompiledLines.ranges(missing).map {
            $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)"
        }
        let patches =
            "patch\(missing.count == 1 ? "" : "es") \(ranges.joined(separator: ", ")) of \(revision)"
        let are = missing.count == 1 ? "is" : "are"
        guard let name = Self.newName(onLine: row.site.line, of: new, notIn: old) else {
            return "\(reason); \(patches) \(are) missing"
        }
        return "\(reason); `\(name)` is new here, and \(patches) \(are) missing"
    }

    /// The first name on a line, as of a function or macro that is called, that another text lacks.
    private static func newName(onLine line: Int, of text: [UInt8], notIn other: [UInt8]) -> String? {
        let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard line > 0, line <= lines.count else { return nil }
        let known = Set(words(other[...]).map(\.name))
        return words(lines[line - 1]).first { $0.isCalled && !known.contains($0.name) }?.name
    }

    private static func words(_ text: ArraySlice<UInt8>) -> [(name: String, isCalled: Bool)] {
        var result: [(name: String, isCalled: Bool)] = []
        var start: Int?
        for index in text.indices {
            if CLexer.isOfName(text[index]) {
                start = start ?? index
            } else if let begin = start {
                result.append(
                    (String(decoding: text[begin..<index], as: UTF8.self), text[index] == UInt8(ascii: "(")))
                start = nil
            }
        }
        return result
    }
}
